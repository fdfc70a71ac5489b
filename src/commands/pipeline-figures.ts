import type { Config } from "../config.ts";
import type { Cut } from "../deals/funnel.ts";
import { CoachError } from "../errors.ts";
import { leftDeals } from "../jobs/left-deals.ts";
import { teamFigures } from "../jobs/team-figures.ts";
import { forecastMessage } from "../messages/forecast.ts";
import { funnelMessage } from "../messages/funnel.ts";
import { leftDealsMessage, nobodyLeftMessage } from "../messages/left-deals.ts";
import { plainText } from "../messages/plain-text.ts";
import type { Parts } from "../parts.ts";
import { currentWorkspace } from "../store/current-workspace.ts";
import { listPeople } from "../store/people.ts";
import { openFloor } from "./open-floor.ts";
import { print, printJson } from "./output.ts";
import { personNamed } from "./person-named.ts";

export interface FiguresOptions {
  json?: boolean;
  rep?: string;
  asOf?: string;
  funnel?: boolean;
  forecast?: boolean;
  left?: boolean;
  by?: string;
}

const CUTS: readonly Exclude<Cut, "all">[] = ["rep", "segment", "type"];

/** `pipeline --funnel`, `--forecast` and `--left`: what the chat shows, as text or as data. */
export async function pipelineFiguresCommand(
  config: Config,
  options: FiguresOptions,
): Promise<number> {
  const parts = await openFloor(config);
  try {
    await show(parts, options);
    return 0;
  } finally {
    await parts.close();
  }
}

async function show(parts: Parts, options: FiguresOptions): Promise<void> {
  const cut = CUTS.find((one) => one === options.by) ?? null;
  if (options.by && !cut)
    throw new CoachError("bad-input", `--by ${options.by}: may be ${CUTS.join(", ")}.`);
  const today = options.asOf ?? parts.effects.now().toISOString().slice(0, 10);
  const workspaceId = await currentWorkspace(parts.database);
  const read = await parts.database.inWorkspace(workspaceId, async (tx) => {
    const rep = options.rep ? personNamed(await listPeople(tx), options.rep) : null;
    const left = options.left ? await leftDeals(tx, null, today) : [];
    const figures =
      options.funnel || options.forecast
        ? await teamFigures(tx, rep ? [rep] : null, rep?.name ?? "everybody", today)
        : null;
    return { left, figures };
  });
  const { figures, left } = read;
  const messages = [
    ...(options.funnel && figures ? [funnelMessage(figures, cut)] : []),
    ...(options.forecast && figures ? [forecastMessage(figures)] : []),
    ...(options.left
      ? left.length > 0
        ? left.map((one) => leftDealsMessage(one, []))
        : [nobodyLeftMessage()]
      : []),
  ];
  if (!options.json) return print(messages.map((one) => plainText(one)).join("\n\n"));
  printJson({
    ...(options.funnel && figures
      ? { funnel: figures.funnel, indicators: figures.indicators }
      : {}),
    ...(options.forecast && figures
      ? { forecast: figures.forecast, rollUps: figures.rollUps }
      : {}),
    ...(options.left ? { left } : {}),
  });
}
