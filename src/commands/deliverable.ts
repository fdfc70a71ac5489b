import type { Config } from "../config.ts";
import { CoachError } from "../errors.ts";
import { DELIVERABLES } from "../jobs/deliverables/index.ts";
import { produce } from "../jobs/deliverables/run.ts";
import { plainText } from "../messages/plain-text.ts";
import { currentWorkspace } from "../store/current-workspace.ts";
import { listPeople } from "../store/people.ts";
import { openFloor } from "./open-floor.ts";
import { print, printJson } from "./output.ts";
import { personNamed } from "./person-named.ts";

export interface DeliverableOptions {
  /** What it is about: the account's, rep's or deal's name. */
  about: string;
  /** Who reads it; without it, whoever it is written for. */
  as?: string;
  json?: boolean;
}

/** `prep --account NAME` and its like: one deliverable, written to nobody. */
export async function deliverableCommand(
  config: Config,
  name: string,
  options: DeliverableOptions,
): Promise<number> {
  const deliverable = DELIVERABLES.find(({ command }) => command.name === name);
  if (!deliverable) throw new CoachError("bad-input", `There is no deliverable called "${name}".`);
  const parts = await openFloor(config);
  try {
    const workspaceId = await currentWorkspace(parts.database);
    const people = await parts.database.inWorkspace(workspaceId, listPeople);
    const asker = options.as ? personNamed(people, options.as) : null;
    const made = await produce(
      parts.effects,
      workspaceId,
      deliverable,
      asker,
      options.about.trim(),
    );
    if (!options.json) {
      print(plainText(made.message));
      return 0;
    }
    const { renderForAll } = await import("../bots/rendered.ts");
    const { slack, teams } = renderForAll(made.message, {
      deliveryId: "00000000-0000-7000-8000-000000000000",
    });
    printJson({
      deliverable: made.deliverable,
      data: { mind: made.mind, ...(made.data as object) },
      messages: { slack, teams },
    });
    return 0;
  } finally {
    await parts.close();
  }
}
