import type { Config } from "../config.ts";
import {
  askedAt,
  type CommitStandards,
  CRITERIA,
  CRITERIA_PLACES,
  withCriteria,
} from "../deals/commitment.ts";
import { criterionOf } from "../deals/criteria-command.ts";
import { Rejected } from "../errors.ts";
import { criteriaMessage } from "../messages/commit-criteria.ts";
import { plainText } from "../messages/plain-text.ts";
import { criteriaOf, setCriteria } from "../store/commit-criteria.ts";
import { currentWorkspace } from "../store/current-workspace.ts";
import { openFloor } from "./open-floor.ts";
import { print, printJson } from "./output.ts";

export interface CriteriaOptions {
  json?: boolean;
  /** "commit=champion,metrics" */
  set?: string[];
  reset?: boolean;
}

/** `commit-criteria`: what has to be true where; `--set` and `--reset` change it. */
export async function commitCriteriaCommand(
  config: Config,
  options: CriteriaOptions,
): Promise<number> {
  const parts = await openFloor(config);
  try {
    const workspaceId = await currentWorkspace(parts.database);
    const { standards, own } = await parts.database.inWorkspace(workspaceId, async (tx) => {
      const editor = { personId: null, by: "the command line", at: parts.effects.now() };
      if (options.reset) await setCriteria(tx, null, editor);
      const changes = options.set ?? [];
      if (changes.length > 0) {
        const { standards: before } = await criteriaOf(tx);
        await setCriteria(tx, changes.reduce(changed, before), editor);
      }
      return await criteriaOf(tx);
    });
    if (options.json)
      printJson({
        own,
        ...Object.fromEntries(CRITERIA_PLACES.map((place) => [place, askedAt(standards, place)])),
      });
    else print(plainText(criteriaMessage(standards, { own, mayChange: false })));
    return 0;
  } finally {
    await parts.close();
  }
}

function changed(standards: CommitStandards, text: string): CommitStandards {
  const [where = "", what = ""] = text.split("=", 2).map((part) => part.trim());
  const place = CRITERIA_PLACES.find((one) => one === where);
  if (!place)
    throw new Rejected(`--set "${text}": the place may be ${CRITERIA_PLACES.join(", ")}.`);
  const criteria = what
    .split(",")
    .filter((one) => one.trim() !== "")
    .map((one) => {
      const known = criterionOf(one);
      if (!known)
        throw new Rejected(`--set "${text}": “${one}” is none of ${CRITERIA.join(", ")}.`);
      return known;
    });
  return withCriteria(standards, place, criteria);
}
