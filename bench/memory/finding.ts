import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import MiniSearch from "minisearch";
import { localMemory } from "../../src/memory/local.ts";
import type { Database } from "../../src/store/database.ts";
import { DEFAULT_WORKSPACE } from "../../src/store/schema.ts";

interface Stored {
  id: string;
  text: string;
  at?: string;
  tags?: string[];
}

interface Question {
  id: string;
  query: string;
  gold: string[];
  category?: number;
}

const K = 10;
type Measure = (question: Question, found: readonly string[]) => number;

/** The share of a question's evidence among the first ten. */
const share: Measure = ({ gold }, found) =>
  gold.filter((id) => found.includes(id)).length / gold.length;
/** Whether any of it is. */
const any: Measure = ({ gold }, found) => (found.some((id) => gold.includes(id)) ? 1 : 0);

const CORPORA: {
  folder: string;
  measure: Measure;
  name: string;
  floor: string;
  counts: (question: Question) => boolean;
  /** Which banks the ranking was developed on, by their place in the alphabet. */
  developed: (index: number) => boolean;
}[] = [
  {
    folder: "locomo",
    measure: share,
    name: "evidence among the first 10, categories 1 to 4",
    floor: "0.583",
    counts: (question) => question.category !== 5,
    developed: (index) => index === 0 || index === 2,
  },
  {
    folder: "qmsum",
    measure: any,
    name: "any evidence among the first 10",
    floor: "0.830",
    counts: () => true,
    developed: (index) => index % 2 === 0,
  },
];

const lines = <T>(path: string): T[] =>
  readFileSync(path, "utf8")
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as T);

/** Prints what is found of each corpus, by our bank and by minisearch over the same texts. */
export async function findingTable(database: Database, data: string): Promise<void> {
  process.stdout.write(
    "| corpus | questions | measured | BM25 floor | minisearch | ours | developed on | checked on |\n" +
      "| --- | --- | --- | --- | --- | --- | --- | --- |\n",
  );
  for (const corpus of CORPORA) {
    const folder = join(data, corpus.folder);
    if (!existsSync(folder)) continue;
    const ours: { value: number; developed: boolean }[] = [];
    const theirs: number[] = [];
    const banks = readdirSync(folder)
      .filter((name) => existsSync(join(folder, name, "queries.jsonl")))
      .sort();
    for (const [index, name] of banks.entries()) {
      const memories = lines<Stored>(join(folder, name, "memories.jsonl"));
      const questions = lines<Question>(join(folder, name, "queries.jsonl"));
      const bank = localMemory({ database, workspaceId: DEFAULT_WORKSPACE, bank: `bench:${name}` });
      await bank.retain(
        memories.map(({ id, at, ...rest }) => ({
          ...rest,
          documentId: id,
          at: at ? new Date(at) : null,
          // As the command line does: without times, the file is one conversation.
          ...(at ? {} : { thread: "import" }),
        })),
      );
      const search = new MiniSearch({ fields: ["text"] });
      search.addAll(memories);
      for (const question of questions) {
        if (!corpus.counts(question) || question.gold.length === 0) continue;
        const hits = await bank.recall(question.query, { reader: "everyone", limit: K });
        const value = corpus.measure(
          question,
          hits.map((hit) => hit.documentId),
        );
        ours.push({ value, developed: corpus.developed(index) });
        const other = search.search(question.query).slice(0, K);
        theirs.push(
          corpus.measure(
            question,
            other.map((hit) => String(hit.id)),
          ),
        );
      }
    }
    const all = ours.map(({ value }) => value);
    const half = (developed: boolean) =>
      mean(ours.filter((one) => one.developed === developed).map(({ value }) => value));
    process.stdout.write(
      `| ${corpus.folder} | ${all.length} | ${corpus.name} | ${corpus.floor} | ${mean(theirs)} | **${mean(all)}** | ${half(true)} | ${half(false)} |\n`,
    );
  }
}

const mean = (values: readonly number[]) =>
  (values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)).toFixed(3);
