import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { z } from "zod";
import type { Config } from "../config.ts";
import { CoachError } from "../errors.ts";
import { localMemory } from "../memory/local.ts";
import type { MemoryBank, Telling } from "../memory/memory.ts";
import { type Database, openDatabase } from "../store/database.ts";
import { migrate } from "../store/migrate.ts";
import { DEFAULT_WORKSPACE } from "../store/schema.ts";
import { print, printJson } from "./output.ts";

/** A line of an import. */
const memoryLine = z.object({
  id: z.string().min(1),
  text: z.string().min(1),
  at: z.string().optional(),
  tags: z.array(z.string()).optional(),
});

const queryLine = z.object({ id: z.string().min(1), query: z.string() });

const IMPORT_BATCH = 1000;

interface BankOptions {
  bank: string;
  json?: boolean;
}

/**
 * Runs a command on a scratch bank. These have a prefix that the workspace's own bank has not, so the
 * two never mix, whatever somebody names theirs.
 */
async function withScratchBank(
  config: Config,
  { bank: name }: BankOptions,
  run: (bank: MemoryBank) => Promise<void>,
): Promise<number> {
  if (!/^[\p{L}\p{N}][\p{L}\p{N}._ -]{0,79}$/u.test(name)) {
    throw new CoachError(
      "bad-input",
      "A bank's name has letters, digits, dots, dashes and spaces, at most 80.",
    );
  }
  await withStore(config, (database) =>
    run(localMemory({ database, workspaceId: DEFAULT_WORKSPACE, bank: `scratch/${name}` })),
  );
  return 0;
}

/** The store alone, without the queue and the minds that other commands need. */
async function withStore(config: Config, run: (database: Database) => Promise<void>) {
  const embedded = config.databaseUrl
    ? null
    : await (await import("../store/embedded.ts")).startEmbedded(config.dataDir);
  try {
    const url = config.databaseUrl ?? embedded?.url ?? "";
    await migrate(url);
    const database = openDatabase(url);
    try {
      await run(database);
    } finally {
      await database.close();
    }
  } finally {
    await embedded?.stop();
  }
}

/** `memory import FILE.jsonl --bank NAME`: a memory a line; a bad line stops it before anything is kept. */
export async function memoryImportCommand(
  config: Config,
  file: string,
  options: BankOptions,
): Promise<number> {
  const tellings = await readLines(file, memoryLine, asTelling);
  return await withScratchBank(config, options, async (bank) => {
    const total = { added: 0, replaced: 0, unchanged: 0 };
    for (let from = 0; from < tellings.length; from += IMPORT_BATCH) {
      const done = await bank.retain(tellings.slice(from, from + IMPORT_BATCH));
      total.added += done.added;
      total.replaced += done.replaced;
      total.unchanged += done.unchanged;
    }
    if (options.json) printJson({ bank: options.bank, ...total });
    else print(`${total.added} new, ${total.replaced} changed, ${total.unchanged} known already.`);
  });
}

/** `memory recall --bank NAME --queries FILE.jsonl --k 10`: `{"id","hits":[{"id","score"}]}` a line. */
export async function memoryRecallCommand(
  config: Config,
  options: BankOptions & { queries?: string; question?: string; k: number },
): Promise<number> {
  if (!Number.isInteger(options.k) || options.k < 1 || options.k > 1000) {
    throw new CoachError("bad-input", "--k is a number from 1 to 1000.");
  }
  if (!options.queries && !options.question) {
    throw new CoachError("bad-input", 'Ask with --queries FILE.jsonl or --question "…".');
  }
  const queries = options.queries
    ? await readLines(options.queries, queryLine, (line) => line)
    : [{ id: "question", query: options.question ?? "" }];
  return await withScratchBank(config, options, async (bank) => {
    for (const { id, query } of queries) {
      const hits = await bank.recall(query, { reader: "everyone", limit: options.k });
      printJson({ id, hits: hits.map((hit) => ({ id: hit.documentId, score: hit.score })) });
    }
  });
}

/** `memory reflect QUESTION --bank NAME`: an answer with its sources. */
export async function memoryReflectCommand(
  config: Config,
  question: string,
  options: BankOptions,
): Promise<number> {
  return await withScratchBank(config, options, async (bank) => {
    const { answer, sources } = await bank.reflect(question, { reader: "everyone" });
    if (options.json)
      printJson({
        question,
        answer,
        sources: sources.map(({ documentId, text, at, score }) => ({
          ...{ id: documentId, text, score },
          at: at?.toISOString() ?? null,
        })),
      });
    else print(answer);
  });
}

/** `memory export --bank NAME`: what `import` reads, a memory a line. */
export async function memoryExportCommand(config: Config, options: BankOptions): Promise<number> {
  return await withScratchBank(config, options, async (bank) => {
    for await (const { documentId, text, at, tags } of bank.export("everyone")) {
      printJson({
        ...{ id: documentId, text },
        ...(at ? { at: at.toISOString() } : {}),
        ...(tags.length > 0 ? { tags } : {}),
      });
    }
  });
}

/** `memory forget ID… --bank NAME`: gone with all that was derived from it. */
export async function memoryForgetCommand(
  config: Config,
  ids: readonly string[],
  options: BankOptions,
): Promise<number> {
  return await withScratchBank(config, options, async (bank) => {
    let forgotten = 0;
    for (const documentId of ids) forgotten += await bank.forget({ documentId }, "system");
    if (options.json) printJson({ bank: options.bank, forgotten });
    else print(`${forgotten} forgotten.`);
  });
}

function asTelling(line: z.infer<typeof memoryLine>): Telling {
  const at = line.at === undefined ? null : new Date(line.at);
  if (at && Number.isNaN(at.getTime())) {
    throw new CoachError(
      "bad-input",
      `"${line.at?.slice(0, 40)}" is no time; write it as 2026-03-02T10:00:00Z`,
    );
  }
  return {
    ...{ documentId: line.id, text: line.text, at },
    ...(line.tags ? { tags: line.tags } : {}),
    // Lines without a time are taken as one conversation, in the order of the file.
    ...(at ? {} : { thread: "import" }),
  };
}

async function readLines<Line, Result>(
  file: string,
  schema: z.ZodType<Line>,
  each: (line: Line) => Result,
): Promise<Result[]> {
  const read: Result[] = [];
  let number = 0;
  try {
    const lines = createInterface({ input: createReadStream(file, "utf8"), crlfDelay: Infinity });
    for await (const line of lines) {
      number += 1;
      if (line.trim() !== "") read.push(each(schema.parse(JSON.parse(line))));
    }
  } catch (error) {
    throw new CoachError(
      "bad-input",
      `${file}${number > 0 ? `, line ${number}` : ""}: ${why(error)}`,
      {
        cause: error,
      },
    );
  }
  return read;
}

function why(error: unknown): string {
  if (error instanceof z.ZodError) {
    const issue = error.issues[0];
    return `${issue?.path.join(".") || "the line"}: ${issue?.message ?? "does not fit"}`;
  }
  if (error instanceof SyntaxError) return "is no JSON; give one memory or question a line";
  if (error instanceof Error && "code" in error && error.code === "ENOENT") return "is not there";
  return error instanceof Error ? error.message : String(error);
}
