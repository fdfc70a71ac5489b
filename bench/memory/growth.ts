import MiniSearch from "minisearch";
import { localMemory } from "../../src/memory/local.ts";
import type { Telling } from "../../src/memory/memory.ts";
import type { Database } from "../../src/store/database.ts";
import { DEFAULT_WORKSPACE } from "../../src/store/schema.ts";

/** Different words a floor uses over a year, and how often: Zipf's law with its head, the function words, cut off. */
const VOCABULARY = 40_000;
const HEAD = 30;
const SPEAKERS = "Dana Reyes,Ines Okafor,Tom Adler,Mira Chen,Leo Brandt,Ada Novak".split(",");
const QUESTIONS = 200;

let seed = 20_260_302;
function random(): number {
  seed = (seed * 48_271) % 2_147_483_647;
  return seed / 2_147_483_647;
}

/** A made-up word that reads like one and has a stem of its own. */
function word(rank: number): string {
  const syllables = "ba ce di fo gu ha ki lo mu ne pa ri so tu va we".split(" ");
  let left = rank + 16;
  let made = "";
  while (left > 0) {
    made += syllables[left % 16];
    left = Math.floor(left / 16);
  }
  return `${made}n`;
}

const reach: number[] = [];
function drawn(): string {
  if (reach.length === 0) {
    let sum = 0;
    for (let rank = 0; rank < VOCABULARY; rank += 1) {
      sum += 1 / (rank + HEAD);
      reach.push(sum);
    }
  }
  const target = random() * (reach[VOCABULARY - 1] ?? 1);
  let low = 0;
  let high = VOCABULARY - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((reach[middle] ?? 0) < target) low = middle + 1;
    else high = middle;
  }
  return word(low);
}

const START = Date.UTC(2025, 0, 6, 9);

function telling(index: number): Telling {
  const speaker = SPEAKERS[Math.floor(random() * SPEAKERS.length)] ?? "Dana Reyes";
  const text = Array.from({ length: 6 + Math.floor(random() * 20) }, drawn).join(" and ");
  return {
    documentId: `m${index}`,
    text: `${speaker}: ${text}`,
    speaker,
    // Conversations of 60 turns, some a day.
    at: new Date(START + Math.floor(index / 60) * 3 * 3_600_000),
  };
}

function question(memory: Telling): string {
  const words = memory.text.split(": ")[1]?.split(" and ") ?? [];
  const some = Array.from({ length: 5 }, () => words[Math.floor(random() * words.length)] ?? "");
  return `What did ${memory.speaker} say about the ${some.join(", the ")}?`;
}

const percentile = (times: readonly number[], share: number) =>
  (times.toSorted((a, b) => a - b)[Math.floor(times.length * share)] ?? 0).toFixed(1);

/** Prints how fast a bank of each size takes memories in and answers, beside minisearch in memory. */
export async function growthTable(database: Database, sizes: readonly number[]): Promise<void> {
  process.stdout.write(
    "| memories | retained a second | recall p50 (ms) | p95 (ms) | minisearch adds a second | p50 (ms) | p95 (ms) |\n" +
      "| --- | --- | --- | --- | --- | --- | --- |\n",
  );
  for (const size of sizes) {
    const bank = localMemory({ database, workspaceId: DEFAULT_WORKSPACE, bank: `bench:${size}` });
    const all = Array.from({ length: size }, (_, index) => telling(index));
    const from = performance.now();
    for (let at = 0; at < size; at += 5000) await bank.retain(all.slice(at, at + 5000));
    const retained = size / ((performance.now() - from) / 1000);
    const questions = Array.from({ length: QUESTIONS }, () =>
      question(all[Math.floor(random() * size)] ?? telling(0)),
    );
    const ours = await timed(questions, async (text) => {
      await bank.recall(text, { reader: "everyone", limit: 10 });
    });
    const other = size > 200_000 ? null : minisearch(all);
    const theirs =
      other && (await timed(questions, async (text) => void other.search.search(text)));
    process.stdout.write(
      `| ${size.toLocaleString("en")} | ${Math.round(retained).toLocaleString("en")} | ${percentile(ours, 0.5)} | ${percentile(ours, 0.95)} | ${
        other && theirs
          ? `${Math.round(other.rate).toLocaleString("en")} | ${percentile(theirs, 0.5)} | ${percentile(theirs, 0.95)}`
          : "not run | | "
      } |\n`,
    );
  }
}

function minisearch(all: readonly Telling[]) {
  const search = new MiniSearch({ fields: ["text"], idField: "documentId" });
  const from = performance.now();
  search.addAll([...all]);
  return { search, rate: all.length / ((performance.now() - from) / 1000) };
}

async function timed(
  questions: readonly string[],
  run: (question: string) => Promise<void>,
): Promise<number[]> {
  const times: number[] = [];
  for (const text of [...questions.slice(0, 20), ...questions]) {
    const from = performance.now();
    await run(text);
    times.push(performance.now() - from);
  }
  return times.slice(20);
}
