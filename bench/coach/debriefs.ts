/** Debriefs of single calls by both minds: guards, quotes, repeated sentences, tokens, cost. */
import { stderr } from "node:process";
import { reviewCall } from "../../src/agents/review-call.ts";
import { type Entry, readEntry } from "./entries.ts";
import { type Far, openFar } from "./far.ts";
import { at, percent, table } from "./numbers.ts";
import { inventedIn, repeatedShare, sentencesOf } from "./texts.ts";

const TODAY = "2026-11-20";
/** As the job does: the wordings of so many debriefs before are not used again. */
const LOOK_BACK = 6;

interface Tally {
  calls: number;
  refused: number;
  silent: number;
  debriefs: number;
  failed: number;
  replaced: number;
  invented: number;
  sentences: { rep: string; said: string[] }[];
  ms: number[];
  tokens: number[];
  read: number;
  costs: number[];
}

/** One table row a group of calls; the samples once more with a look-up each. */
export async function measureDebriefs(groups: ReadonlyMap<string, Entry[]>): Promise<string> {
  const rows: (string | number)[][] = [];
  for (const [name, entries] of groups) {
    rows.push(row(name, await measure(entries, 0)));
    if (name === "samples") rows.push(row("samples, one look-up each", await measure(entries, 1)));
  }
  return table(COLUMNS, rows);
}

async function measure(entries: Entry[], lookUps: number): Promise<Tally> {
  const tally: Tally = {
    ...{ calls: 0, refused: 0, silent: 0, debriefs: 0, failed: 0, replaced: 0, invented: 0 },
    ...{ sentences: [], ms: [], tokens: [], read: 0, costs: [] },
  };
  const wordings = new Map<string, string[][]>();
  const mind = await openFar();
  for (const entry of entries) {
    const { path, rep } = entry;
    tally.calls += 1;
    const call = await readEntry(entry);
    if (!call) {
      tally.refused += 1;
      continue;
    }
    const own = wordings.get(rep) ?? [];
    const others = [...wordings].filter(([name]) => name !== rep).flatMap(([, said]) => said);
    const recentWordings = [...others.slice(-LOOK_BACK), ...own.slice(-LOOK_BACK)].flat();
    const input = { call, seed: path, today: TODAY, recentWordings };
    const began = performance.now();
    const local = await reviewed(input, tally, path);
    tally.ms.push(performance.now() - began);
    if (!local) continue;
    if (!local.debrief) {
      tally.silent += 1;
      continue;
    }
    tally.debriefs += 1;
    tally.invented += inventedIn(call, local.debrief).length;
    tally.sentences.push({ rep, said: sentencesOf(local.debrief) });
    wordings.set(rep, [...own, local.debrief.wordings]);
    await far(mind, input, lookUps, tally, path);
  }
  await mind.close();
  return tally;
}

/** A debrief that fails the guards is counted and named; it would have reached nobody. */
async function reviewed(input: Parameters<typeof reviewCall>[0], tally: Tally, path: string) {
  try {
    return await reviewCall(input);
  } catch (error) {
    tally.failed += 1;
    stderr.write(`${path}: ${error instanceof Error ? error.message : error}\n`);
    return null;
  }
}

async function far(
  mind: Far,
  input: Parameters<typeof reviewCall>[0],
  lookUps: number,
  tally: Tally,
  path: string,
): Promise<void> {
  mind.prepare(lookUps);
  const { mind: answered, debrief } = await reviewCall(input, mind.claude);
  if (answered === "local") {
    tally.replaced += 1;
    stderr.write(`${path}: replaced; ${mind.problems().join("; ")}\n`);
  } else if (debrief) tally.invented += inventedIn(input.call, debrief).length;
  const { tokens, readTokens, costMicros } = mind.took();
  tally.tokens.push(tokens);
  tally.read += readTokens;
  tally.costs.push(costMicros);
}

function row(name: string, tally: Tally): (string | number)[] {
  const total = tally.tokens.reduce((sum, one) => sum + one, 0);
  return [
    name,
    `${tally.calls}${tally.refused > 0 ? ` (${tally.refused} refused)` : ""}`,
    tally.silent,
    tally.debriefs,
    percent(tally.debriefs, tally.debriefs + tally.failed),
    percent(tally.debriefs - tally.replaced, tally.debriefs),
    tally.invented,
    repeatedShare(tally.sentences, { sameRep: false, lookBack: Number.POSITIVE_INFINITY }),
    repeatedShare(tally.sentences, { sameRep: true, lookBack: LOOK_BACK }),
    `${at(tally.ms, 0.5).toFixed(0)} / ${at(tally.ms, 0.95).toFixed(0)}`,
    at(tally.tokens, 0.5),
    percent(tally.read, total),
    `$${(at(tally.costs, 0.5) / 1e6).toFixed(3)} / $${(at(tally.costs, 0.95) / 1e6).toFixed(3)}`,
  ];
}

const COLUMNS = [
  ...["calls of", "calls", "silent", "debriefs", "local past guards", "Claude past guards"],
  ...["unverifiable quotes", "repeated sentences, all", "repeated, same rep, last six"],
  ...["local ms, median / p95", "prompt tokens, median", "read from cache", "cost, median / p95"],
];
