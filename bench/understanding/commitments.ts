import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Call } from "../../src/calls/call.ts";
import { detectCommitments } from "../../src/calls/moments/commitment.ts";
import { prepare } from "../../src/calls/talk.ts";
import { type Row, table } from "./objections.ts";

interface Label {
  call: string;
  turn: number;
  side?: string;
  commitment: boolean | null;
}

interface Source {
  measure: string;
  folder: string;
  prefix: string;
  floor: number;
  counts: (label: Label) => boolean;
}

const SOURCES: Source[] = [
  {
    measure: "commitment, meetings",
    folder: "mrda",
    prefix: "",
    floor: 0.345,
    counts: (label) => label.commitment !== null,
  },
  {
    measure: "commitment, donation calls",
    folder: "resper",
    prefix: "p4g-",
    floor: 0.557,
    counts: (label) => label.side === "buyer" && label.commitment !== null,
  },
];

function measureOne(dataDir: string, source: Source): Row[] {
  const folder = join(dataDir, "talk", source.folder);
  const labels = readFileSync(join(folder, "gold.jsonl"), "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Label)
    .filter((label) => label.call.startsWith(source.prefix) && source.counts(label));
  const half = new Map<string, number>();
  const found = new Map<string, Set<number>>();
  readdirSync(join(folder, "calls"))
    .filter((name) => name.startsWith(source.prefix))
    .sort()
    .forEach((name, index) => {
      const id = name.replace(".json", "");
      half.set(id, index % 2);
      const call = JSON.parse(readFileSync(join(folder, "calls", name), "utf8")) as Call;
      const talk = prepare({ ...call, startedAt: call.startedAt ?? null, type: null });
      found.set(id, new Set(detectCommitments(talk).map((moment) => moment.turn)));
    });
  return (["developed on", "checked on", "all"] as const).map((name, index) => {
    const chosen = labels.filter((label) => index === 2 || half.get(label.call) === index);
    const gold = chosen.filter((label) => label.commitment).length;
    const said = chosen.filter((label) => found.get(label.call)?.has(label.turn));
    const right = said.filter((label) => label.commitment).length;
    return {
      measure: source.measure,
      half: name,
      gold,
      precision: right / Math.max(1, said.length),
      recall: right / Math.max(1, gold),
      f1: (2 * right) / Math.max(1, said.length + gold),
      floor: source.floor,
    };
  });
}

/** Commitments over all labelled turns of the meetings, and over the persuadee's in the donation calls. */
export async function measureCommitments(dataDir: string): Promise<Row[]> {
  return SOURCES.flatMap((source) => measureOne(dataDir, source));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const dataDir = process.argv[2];
  if (dataDir === undefined) {
    console.error("Give the data folder: npx tsx bench/understanding/commitments.ts FOLDER");
    process.exitCode = 2;
  } else console.log(table(await measureCommitments(dataDir)));
}
