/**
 * `npm run bench:coach -- [FOLDER]`: debriefs of all sample calls, and of every `calls/*.json` beneath
 * FOLDER, by the local coach and by Claude as the tests' stand-in plays it. Token counts are the
 * stand-in's estimate, four characters each; costs are those tokens at list price.
 */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { argv, stderr, stdout } from "node:process";
import { fileURLToPath } from "node:url";
import { DEFAULT_MODEL, openClaude } from "../src/agents/claude.ts";
import type { Spend } from "../src/agents/ledger.ts";
import { reviewCall } from "../src/agents/review-call.ts";
import type { Call } from "../src/calls/call.ts";
import { readCall } from "../src/commands/read-call.ts";
import { Rejected } from "../src/errors.ts";
import { anthropicStandIn, behaviours } from "../tests/anthropic-stand-in.ts";
import { inventedIn, repeatedShare, sentencesOf } from "./coach/texts.ts";
import { machineLine } from "./machine.ts";

const SAMPLES = fileURLToPath(new URL("../samples/", import.meta.url));
const TODAY = "2026-11-20";
/** As the job does: the wordings of so many debriefs before are not used again. */
const LOOK_BACK = 6;

interface Entry {
  path: string;
  /** Whose wordings are not to be repeated. */
  rep: string;
  known: { rep?: string; roster?: { name: string; email?: string }[] };
}

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

/** A mind of its own for each row, with an empty cache; what it spends is in `spent`. */
async function openFar() {
  const standIn = await anthropicStandIn();
  const spent: Spend[] = [];
  const claude = openClaude({
    apiKey: "bench",
    baseUrl: standIn.url,
    model: DEFAULT_MODEL,
    monthlyBudget: Number.POSITIVE_INFINITY,
    callCeiling: 10,
    ledger: { spentThisMonth: async () => 0, record: async (_, spend) => void spent.push(spend) },
    workspaceId: "bench",
  });
  return { standIn, spent, claude };
}
type Far = Awaited<ReturnType<typeof openFar>>;

function samples(): Entry[] {
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

function groupsIn(folder: string): Map<string, Entry[]> {
  const groups = new Map<string, Entry[]>();
  for (const path of readdirSync(folder, { recursive: true, encoding: "utf8" }).sort()) {
    if (!/(?:^|[\\/])calls[\\/][^\\/]+\.json$/.test(path)) continue;
    const name = relative(folder, join(folder, dirname(dirname(path)))) || ".";
    const entry = { path: join(folder, path), rep: name, known: {} };
    groups.set(name, [...(groups.get(name) ?? []), entry]);
  }
  return groups;
}

async function measure(entries: Entry[], lookUps: number): Promise<Tally> {
  const tally: Tally = {
    ...{ calls: 0, refused: 0, silent: 0, debriefs: 0, failed: 0, replaced: 0, invented: 0 },
    ...{ sentences: [], ms: [], tokens: [], read: 0, costs: [] },
  };
  const wordings = new Map<string, string[][]>();
  const mind = await openFar();
  for (const { path, rep, known } of entries) {
    tally.calls += 1;
    const call = await read(path, known);
    if (!call) {
      tally.refused += 1;
      continue;
    }
    const own = wordings.get(rep) ?? [];
    const input = { call, seed: path, today: TODAY, recentWordings: own.slice(-LOOK_BACK).flat() };
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
  await mind.standIn.close();
  return tally;
}

async function read(path: string, known: Entry["known"]): Promise<Call | null> {
  try {
    return (await readCall(path, known)).call;
  } catch (error) {
    if (error instanceof Rejected) return null;
    throw error;
  }
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
  { standIn, spent, claude }: Far,
  input: Parameters<typeof reviewCall>[0],
  lookUps: number,
  tally: Tally,
  path: string,
): Promise<void> {
  spent.length = 0;
  standIn.reset();
  standIn.script(
    ...Array.from({ length: lookUps }, () => behaviours.looksUp("search_transcript", { turn: 10 })),
  );
  const { mind, debrief } = await reviewCall(input, claude);
  if (mind === "local") {
    tally.replaced += 1;
    stderr.write(`${path}: replaced; ${standIn.problems.join("; ")}\n`);
  } else if (debrief) tally.invented += inventedIn(input.call, debrief).length;
  const sum = (of: (spend: Spend) => number) => spent.reduce((total, one) => total + of(one), 0);
  const readTokens = sum((one) => one.cacheReadTokens);
  tally.tokens.push(sum((one) => one.inputTokens + one.cacheWriteTokens) + readTokens);
  tally.read += readTokens;
  tally.costs.push(sum((one) => one.costMicros));
}

const at = (values: number[], share: number) =>
  [...values].sort((a, b) => a - b)[
    Math.min(values.length - 1, Math.floor(values.length * share))
  ] ?? 0;
const percent = (part: number, whole: number) =>
  whole === 0 ? "–" : `${((part / whole) * 100).toFixed(1)} %`;

function row(name: string, tally: Tally): string {
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
  ].join(" | ");
}

const groups = new Map([["samples", samples()]]);
for (const folder of argv.slice(2))
  for (const [name, own] of groupsIn(folder)) groups.set(name, own);

const COLUMNS = [
  ...["calls of", "calls", "silent", "debriefs", "local past guards", "Claude past guards"],
  ...["unverifiable quotes", "repeated sentences, all", "repeated, same rep, last six"],
  ...["local ms, median / p95", "prompt tokens, median", "read from cache", "cost, median / p95"],
];
stdout.write(`| ${COLUMNS.join(" | ")} |\n|${COLUMNS.map(() => "---").join("|")}|\n`);
for (const [name, entries] of groups) {
  stdout.write(`| ${row(name, await measure(entries, 0))} |\n`);
  if (name === "samples") {
    stdout.write(`| ${row("samples, one look-up each", await measure(entries, 1))} |\n`);
  }
}
stdout.write(
  `\n${DEFAULT_MODEL} as the stand-in plays it; tokens estimated at four characters each, list prices. ` +
    "A row's calls come one after the other: persona and knowledge are read from the cache only while " +
    `that is kept, five minutes after their last use.\n${machineLine()}\n`,
);
