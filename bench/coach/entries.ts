import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import type { Call } from "../../src/calls/call.ts";
import { readCall } from "../../src/commands/read-call.ts";
import { Rejected } from "../../src/errors.ts";

const SAMPLES = fileURLToPath(new URL("../../samples/", import.meta.url));

/** A call to measure on. */
export interface Entry {
  path: string;
  /** Whose wordings are not to be repeated. */
  rep: string;
  known: { rep?: string; roster?: { name: string; email?: string }[] };
}

/** The twelve calls of the sample floor. */
export function samples(): Entry[] {
  const floor = JSON.parse(readFileSync(join(SAMPLES, "floor.json"), "utf8")) as {
    people: { key: string; name: string; email: string }[];
    calls: { file: string; rep: string }[];
  };
  return floor.calls.map(({ file, rep }) => ({
    path: join(SAMPLES, "calls", file),
    rep,
    known: { rep: floor.people.find(({ key }) => key === rep)?.name ?? rep, roster: floor.people },
  }));
}

/** Every `calls/*.json` beneath a folder, by the folder it stands in. */
export function groupsIn(folder: string): Map<string, Entry[]> {
  const groups = new Map<string, Entry[]>();
  for (const path of readdirSync(folder, { recursive: true, encoding: "utf8" }).sort()) {
    if (!/(?:^|[\\/])calls[\\/][^\\/]+\.json$/.test(path)) continue;
    const name = relative(folder, join(folder, dirname(dirname(path)))) || ".";
    const entry = { path: join(folder, path), rep: name, known: {} };
    groups.set(name, [...(groups.get(name) ?? []), entry]);
  }
  return groups;
}

/** The call, or `null` when its file is one the product refuses. */
export async function readEntry({ path, known }: Entry): Promise<Call | null> {
  try {
    return (await readCall(path, known)).call;
  } catch (error) {
    if (error instanceof Rejected) return null;
    throw error;
  }
}
