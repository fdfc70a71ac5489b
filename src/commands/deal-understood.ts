import type { FileReport } from "../deals/import/report.ts";
import { print } from "./output.ts";

const DELIMITERS: Record<string, string> = {
  ",": "comma",
  ";": "semicolon",
  "\t": "tab",
  "|": "bar",
};

/** How a file was read, before anything is said about what came of it. */
export function tellUnderstood({ name, understood }: FileReport): void {
  const { columns, ignored, stages, categories, roles } = understood;
  print(
    `${name}: ${understood.kind}, separated by ${DELIMITERS[understood.delimiter]}, decimal ${understood.decimal}, ${understood.days} dates, ${understood.currency} where none is named`,
  );
  for (const { column, as, sample } of columns)
    print(`  ${column} → ${as}${sample ? `  (as in “${sample}”)` : ""}`);
  if (ignored.length > 0) print(`  not used: ${ignored.join(", ")}`);
  const readings = [
    ["stages", stages],
    ["categories", categories],
    ["roles", roles],
  ] as const;
  for (const [what, all] of readings)
    if (all.length > 0)
      print(
        `  ${what}: ${all.map(({ word, as, rows }) => `${word} → ${as} (${rows})`).join(", ")}`,
      );
  const unknown = stages.filter(({ as }) => as === "unknown");
  if (unknown.length > 0)
    print(`  say what a stage is with --stage, as --stage "${unknown[0]?.word}=proposal"`);
}
