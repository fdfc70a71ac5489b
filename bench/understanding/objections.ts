import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Call } from "../../src/calls/call.ts";
import { detectObjections } from "../../src/calls/moments/objection.ts";
import { prepare } from "../../src/calls/talk.ts";

/** One measured line; the halves are every other file, errors are only ever read in the first. */
export interface Row {
  measure: string;
  half: "developed on" | "checked on" | "all";
  gold: number;
  precision: number;
  recall: number;
  f1: number;
  /** F1 of the simple method named in the data's description, `null` where it gives none. */
  floor: number | null;
}

const FLOORS = [
  { measure: "objection, donation calls", prefix: "p4g-", floor: 0.356 },
  // biome-ignore lint/suspicious/noApproximativeNumericConstant: a measured floor, no logarithm.
  { measure: "objection, negotiations", prefix: "neg-", floor: 0.434 },
  { measure: "objection, both", prefix: "", floor: 0.411 },
] as const;

interface Label {
  call: string;
  turn: number;
  side: string;
  objection: boolean;
}

/** Objections over the labelled turns of the buyer. */
export async function measureObjections(dataDir: string): Promise<Row[]> {
  const folder = join(dataDir, "talk", "resper");
  const labels = readFileSync(join(folder, "gold.jsonl"), "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Label)
    .filter((label) => label.side === "buyer");
  const rows: Row[] = [];
  const names = readdirSync(join(folder, "calls")).sort();
  const half = new Map<string, number>();
  const found = new Map<string, Set<number>>();
  for (const prefix of ["neg-", "p4g-"])
    names
      .filter((name) => name.startsWith(prefix))
      .forEach((name, index) => {
        const id = name.replace(".json", "");
        half.set(id, index % 2);
        const call = JSON.parse(readFileSync(join(folder, "calls", name), "utf8")) as Call;
        found.set(
          id,
          new Set(
            detectObjections(
              prepare({ ...call, startedAt: call.startedAt ?? null, type: null }),
            ).map((moment) => moment.turn),
          ),
        );
      });
  for (const { measure, prefix, floor } of FLOORS)
    for (const [index, name] of (["developed on", "checked on", "all"] as const).entries()) {
      const chosen = labels.filter(
        (label) => label.call.startsWith(prefix) && (index === 2 || half.get(label.call) === index),
      );
      const gold = chosen.filter((label) => label.objection).length;
      const said = chosen.filter((label) => found.get(label.call)?.has(label.turn));
      const right = said.filter((label) => label.objection).length;
      const precision = right / Math.max(1, said.length);
      const recall = right / Math.max(1, gold);
      const f1 = (2 * right) / Math.max(1, said.length + gold);
      rows.push({ measure, half: name, gold, precision, recall, f1, floor });
    }
  return rows;
}

/** The rows as a markdown table. */
export function table(rows: readonly Row[]): string {
  const lines = rows.map(
    (row) =>
      `| ${row.measure} | ${row.half} | ${row.gold} | ${row.precision.toFixed(3)} | ${row.recall.toFixed(3)} | ${row.f1.toFixed(3)} | ${row.floor?.toFixed(3) ?? "–"} |`,
  );
  return [
    "| measure | files | gold | P | R | F1 | floor F1 |",
    "| --- | --- | --- | --- | --- | --- | --- |",
    ...lines,
  ].join("\n");
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const dataDir = process.argv[2];
  if (dataDir === undefined) {
    console.error("Give the data folder: npx tsx bench/understanding/objections.ts FOLDER");
    process.exitCode = 2;
  } else console.log(table(await measureObjections(dataDir)));
}
