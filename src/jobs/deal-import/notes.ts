import type { ImportReport } from "../../deals/import/report.ts";
import type { Doubt } from "../../deals/import/row.ts";
import { counted } from "../../deals/spoken.ts";

const DOUBTS: Record<Doubt, string> = {
  stage: "A stage I do not know, kept in its own word",
  category: "A forecast category I do not know, kept in its own word",
  date: "A date far outside of any deal, kept as unknown",
  "closed before it opened": "Closed before it opened; the opening is kept as unknown",
};
const NAMED = 20;

/** What somebody who brings files in should know beyond the counts. */
export function notesOn(report: ImportReport, doubts: ReadonlyMap<Doubt, number>): string[] {
  const strangers = report.owners.filter(({ personId }) => personId === null);
  const roles = report.files.flatMap(({ understood: { roles: all } }) =>
    all.filter(({ as }) => as === "unknown"),
  );
  return [
    ...(report.dryRun ? ["This was a dry run: nothing was written."] : []),
    ...[...doubts].map(([doubt, count]) => `${DOUBTS[doubt]}: ${counted(count, "row")}.`),
    ...(roles.length > 0
      ? [`A role I do not know, left open: ${roles.map(({ word }) => word).join(", ")}.`]
      : []),
    ...(report.reopened > 0
      ? [`Lost before and open again: ${counted(report.reopened, "deal")}.`]
      : []),
    ...(report.ownersAdded > 0
      ? [
          `${counted(report.ownersAdded, "owner")} who ${report.ownersAdded === 1 ? "was" : "were"} not here ${report.dryRun ? "would become" : "became"} ${report.ownersAdded === 1 ? "a rep" : "reps"}.`,
        ]
      : []),
    ...(strangers.length > 0
      ? [
          `Kept under their name, since nobody here is called so: ${strangers
            .slice(0, NAMED)
            .map(({ name }) => name)
            .join(
              ", ",
            )}${strangers.length > NAMED ? ` and ${strangers.length - NAMED} more` : ""}. List them with --people to make them people.`,
        ]
      : []),
  ];
}
