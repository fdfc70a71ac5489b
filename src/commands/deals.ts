import type { Config } from "../config.ts";
import { DEAL_COLUMNS, type DealField } from "../deals/import/columns.ts";
import {
  collectWords,
  type DealMapping,
  mappingOf,
  type Understood,
  understood,
  type Words,
} from "../deals/import/mapping.ts";
import { type Doubt, readRow } from "../deals/import/row.ts";
import { counted } from "../deals/spoken.ts";
import { Rejected } from "../errors.ts";
import { openParts } from "../parts.ts";
import { type CsvFile, openCsv } from "../sources/crms/csv.ts";
import { type IncomingDeal, importDeals, type OptionalField } from "../store/deal-import.ts";
import { addRoster } from "../store/roster.ts";
import { DEFAULT_WORKSPACE } from "../store/schema.ts";
import { print, printJson } from "./output.ts";
import { readRoster } from "./roster-file.ts";

export interface DealsImportOptions {
  json?: boolean;
  people?: string;
  dryRun?: boolean;
  currency?: string;
}

/** How many rows decide what a file means before the first is read in earnest. */
const SAMPLE_ROWS = 500;

/** `deals import FILE.csv`: shows what it understood, then brings the deals in, all or none. */
export async function dealsImportCommand(
  config: Config,
  path: string,
  options: DealsImportOptions,
): Promise<number> {
  const file = await openCsv(path, DEAL_COLUMNS);
  const { sample, rest } = await sampled(file);
  const { mapping, missing } = mappingOf(
    file.headers,
    sample.map(({ record }) => record),
    file.delimiter,
    options.currency?.toUpperCase() ?? null,
  );
  if (missing.length > 0) {
    throw new Rejected(
      `${path}: no column for ${missing.join(" and ")}. It has: ${file.headers.join(", ").slice(0, 300)}. Name the columns as your CRM exports them.`,
    );
  }
  const roster = options.people ? await readRoster(options.people, mapping.currency) : null;
  const refused: { row: number; reason: string }[] = [];
  const doubts = new Map<Doubt, number>();
  const words: Words = { stages: new Set(), categories: new Set() };
  const parts = await openParts(config, { workers: false });
  try {
    const result = await importDeals(
      parts.database,
      DEFAULT_WORKSPACE,
      readAll(rest, mapping, { refused, doubts, words }),
      {
        has: optionalFields(mapping),
        now: parts.effects.now(),
        dryRun: options.dryRun ?? false,
        ...(roster ? { before: async (tx) => void (await addRoster(tx, roster)) } : {}),
      },
    );
    const all = [...refused, ...result.refused].sort((a, b) => a.row - b.row);
    const meaning = understood(mapping, words);
    const notes = notesOn(result, doubts, options.dryRun ?? false);
    if (options.json) {
      printJson({
        imported: result.imported,
        refused: all,
        added: result.added,
        changed: result.changed,
        dryRun: options.dryRun ?? false,
        understood: meaning,
        notes,
      });
    } else {
      tellUnderstood(meaning);
      print(
        `${options.dryRun ? "Would import" : "Imported"} ${result.imported} deals: ${result.added} new, ${result.changed} changed. Refused ${all.length}.`,
      );
      for (const note of notes) print(`note: ${note}`);
      for (const { row, reason } of all) print(`row ${row}: ${reason}`);
    }
    return 0;
  } finally {
    await parts.close();
  }
}

type Rows = CsvFile["rows"];

/** The first rows, to decide by, and then all rows from the first on. */
async function sampled(file: CsvFile) {
  const sample: { row: number; record: string[] }[] = [];
  const iterator = file.rows[Symbol.asyncIterator]();
  while (sample.length < SAMPLE_ROWS) {
    const next = await iterator.next();
    if (next.done) break;
    sample.push(next.value);
  }
  async function* rest(): Rows {
    yield* sample;
    yield* { [Symbol.asyncIterator]: () => iterator };
  }
  return { sample, rest: rest() };
}

async function* readAll(
  rows: Rows,
  mapping: DealMapping,
  found: { refused: { row: number; reason: string }[]; doubts: Map<Doubt, number>; words: Words },
): AsyncGenerator<IncomingDeal> {
  for await (const { row, record } of rows) {
    const read = readRow(record, mapping);
    if ("refused" in read) {
      found.refused.push({ row, reason: read.refused });
      continue;
    }
    for (const doubt of read.doubts) found.doubts.set(doubt, (found.doubts.get(doubt) ?? 0) + 1);
    collectWords(found.words, read.deal);
    yield { ...read.deal, row };
  }
}

function optionalFields({ columns }: DealMapping): Set<OptionalField> {
  const from: Record<OptionalField, DealField[]> = {
    account: ["account"],
    owner: ["owner", "ownerEmail"],
    category: ["category"],
    amount: ["amount"],
    segment: ["segment"],
    type: ["type"],
    openedOn: ["openedOn"],
    closeOn: ["closeOn"],
    nextStep: ["nextStep", "nextStepOn"],
    lossReason: ["lossReason"],
  };
  return new Set(
    (Object.keys(from) as OptionalField[]).filter((field) =>
      from[field].some((one) => columns.has(one)),
    ),
  );
}

function notesOn(
  result: Awaited<ReturnType<typeof importDeals>>,
  doubts: ReadonlyMap<Doubt, number>,
  dryRun: boolean,
): string[] {
  const owners = result.unmatchedOwners;
  const words: Record<Doubt, string> = {
    stage: "A stage I do not know, kept in its own word",
    category: "A forecast category I do not know, kept in its own word",
    date: "A date far outside of any deal, kept as unknown",
    "closed before it opened": "Closed before it opened; the opening is kept as unknown",
  };
  return [
    ...(dryRun ? ["This was a dry run: nothing was written."] : []),
    ...[...doubts].map(([doubt, count]) => `${words[doubt]}: ${counted(count, "row")}.`),
    ...(result.reopened > 0
      ? [`Lost before and open again: ${counted(result.reopened, "deal")}.`]
      : []),
    ...(owners.length > 0
      ? [
          `Kept under their name, since nobody here is called so: ${owners.slice(0, 20).join(", ")}${owners.length > 20 ? ` and ${owners.length - 20} more` : ""}. List them with --people to make them people.`,
        ]
      : []),
  ];
}

function tellUnderstood(meaning: Understood): void {
  const delimiters: Record<string, string> = {
    ",": "comma",
    ";": "semicolon",
    "\t": "tab",
    "|": "bar",
  };
  print(
    `Separated by ${delimiters[meaning.delimiter]}, decimal ${meaning.decimal}, ${meaning.days} dates, ${meaning.currency} where none is named`,
  );
  for (const { column, as } of meaning.columns) print(`  ${column} → ${as}`);
  if (meaning.ignored.length > 0) print(`  not used: ${meaning.ignored.join(", ")}`);
  if (meaning.stages.length > 0)
    print(`  stages: ${meaning.stages.map(({ word, as }) => `${word} → ${as}`).join(", ")}`);
  if (meaning.categories.length > 0)
    print(
      `  categories: ${meaning.categories.map(({ word, as }) => `${word} → ${as}`).join(", ")}`,
    );
}
