import type { Config } from "../config.ts";
import { readDay } from "../deals/import/values.ts";
import { majorAmounts } from "../deals/money.ts";
import { CoachError, Rejected } from "../errors.ts";
import { openParts } from "../parts.ts";
import { currentWorkspace } from "../store/current-workspace.ts";
import { pipelineFigures } from "../store/pipeline-figures.ts";
import { print, printJson } from "./output.ts";
import { type FiguresOptions, pipelineFiguresCommand } from "./pipeline-figures.ts";

/** `pipeline`: open, won, lost, win rate and cycle, a line a rep and one for the team. */
export async function pipelineCommand(config: Config, options: FiguresOptions): Promise<number> {
  const asOf = options.asOf ?? null;
  if (asOf && !/^\d{4}-\d{2}-\d{2}$/.test(asOf)) {
    throw new Rejected(`--as-of "${asOf}" is no date. Write it as 2026-03-31.`);
  }
  if (asOf && "refused" in readDay(asOf, { decimal: "point", days: "month-first" }))
    throw new Rejected(`--as-of ${asOf}: there is no such day.`);
  if (options.funnel || options.forecast || options.left)
    return await pipelineFiguresCommand(config, options);
  const parts = await openParts(config, { workers: false });
  try {
    const workspaceId = await currentWorkspace(parts.database);
    const all = await parts.database.inWorkspace(workspaceId, (tx) => pipelineFigures(tx, asOf));
    const lines = options.rep ? all.filter(({ rep }) => isCalled(rep, options.rep ?? "")) : all;
    if (options.rep && lines.length === 0) {
      throw new CoachError(
        "bad-input",
        `--rep "${options.rep}": nobody by that name has deals here or is a rep.`,
      );
    }
    const currencies = [
      ...new Set(
        all.flatMap(({ open, won }) => [...Object.keys(open.totals), ...Object.keys(won.totals)]),
      ),
    ].sort();
    for (const line of lines) {
      const open = majorAmounts(line.open.totals, currencies);
      const won = majorAmounts(line.won.totals, currencies);
      if (options.json) {
        printJson({
          rep: line.rep,
          open: { count: line.open.count, amount: open },
          won: { count: line.won.count, amount: won },
          lost: line.lost,
          winRate: line.winRate,
          averageCycleDays: line.averageCycleDays,
        });
        continue;
      }
      const shown = (amount: typeof open) =>
        typeof amount === "string"
          ? `${amount} ${currencies[0] ?? ""}`.trim()
          : Object.entries(amount)
              .map(([code, text]) => `${text} ${code}`)
              .join(" + ");
      const rate =
        line.winRate === null
          ? "no deal decided yet"
          : `${Math.round(line.winRate * 100)} % of ${line.won.count + line.lost.count} decided won`;
      const cycle =
        line.averageCycleDays === null ? "" : `, ${line.averageCycleDays.toFixed(1)} days to win`;
      print(
        `${line.rep ?? "Team"}: ${line.open.count} open (${shown(open)}), ${line.won.count} won (${shown(won)}), ${line.lost.count} lost; ${rate}${cycle}`,
      );
    }
    return 0;
  } finally {
    await parts.close();
  }
}

/** By the whole name in any case, else by the first name. */
function isCalled(rep: string | null, asked: string): boolean {
  const name = rep?.toLowerCase();
  const wanted = asked.trim().toLowerCase();
  return name !== undefined && (name === wanted || name.split(" ")[0] === wanted);
}
