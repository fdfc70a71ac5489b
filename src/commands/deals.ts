import type { Config } from "../config.ts";
import {
  DEAL_COLUMNS,
  type DealField,
  findColumns,
  PERSON_COLUMNS,
} from "../deals/import/columns.ts";
import {
  collectWords,
  type DealMapping,
  mappingOf,
  type Understood,
  understood,
  type Words,
} from "../deals/import/mapping.ts";
import { type Doubt, readRow } from "../deals/import/row.ts";
import { readDay, writingOf } from "../deals/import/values.ts";
import { majorAmounts } from "../deals/money.ts";
import { CoachError, Rejected } from "../errors.ts";
import { openParts } from "../parts.ts";
import { type CsvFile, openCsv } from "../sources/crms/csv.ts";
import { currentWorkspace } from "../store/current-workspace.ts";
import { type IncomingDeal, importDeals, type OptionalField } from "../store/deal-import.ts";
import { pipelineFigures } from "../store/pipeline-figures.ts";
import { addRoster, type RosterEntry } from "../store/roster.ts";
import { DEFAULT_WORKSPACE, ROLES, type Role } from "../store/schema.ts";
import { print, printJson } from "./output.ts";

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
  const roster = options.people ? await readRoster(options.people) : null;
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

const LARGEST_ROSTER = 100_000;

async function readRoster(path: string): Promise<RosterEntry[]> {
  const file = await openCsv(path, PERSON_COLUMNS);
  const columns = findColumns(file.headers, PERSON_COLUMNS);
  if (!columns.has("name")) {
    throw new Rejected(
      `${path}: no column for the person's name. It has: ${file.headers.join(", ").slice(0, 300)}.`,
    );
  }
  const entries: RosterEntry[] = [];
  for await (const { row, record } of file.rows) {
    const text = (field: Parameters<typeof columns.get>[0]) =>
      (record[columns.get(field) ?? -1] ?? "").replace(/\s+/g, " ").trim();
    if (row > LARGEST_ROSTER) throw new Rejected(`${path}: more than ${LARGEST_ROSTER} people.`);
    const name = text("name");
    if (name === "") continue;
    const started = readDay(text("startedOn"), writingOf([], [text("startedOn")], file.delimiter));
    const role = ROLES.find((one) => one === text("role").toLowerCase());
    entries.push({
      name,
      email: text("email") || null,
      role: role ?? roleFrom(text("role")),
      manager: text("manager") || null,
      startedOn: "refused" in started ? null : started.value.day,
    });
  }
  return entries;
}

const roleFrom = (title: string): Role =>
  /\b(?:manager|director|head|vp)\b/i.test(title) ? "manager" : "rep";

function notesOn(
  result: Awaited<ReturnType<typeof importDeals>>,
  doubts: ReadonlyMap<Doubt, number>,
  dryRun: boolean,
): string[] {
  const owners = result.unmatchedOwners;
  const words: Record<Doubt, string> = {
    stage: "have a stage I do not know; it is kept in its own word",
    category: "have a forecast category I do not know; it is kept in its own word",
    date: "have a date far outside of any deal; it is kept as unknown",
    "closed before it opened": "closed before they opened; the opening is kept as unknown",
  };
  return [
    ...(dryRun ? ["This was a dry run: nothing was written."] : []),
    ...[...doubts].map(([doubt, count]) => `${count} rows ${words[doubt]}.`),
    ...(result.reopened > 0 ? [`${result.reopened} deals were lost and are open again.`] : []),
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

/** `pipeline`: open, won, lost, win rate and cycle, a line a rep and one for the team. */
export async function pipelineCommand(
  config: Config,
  options: { json?: boolean; rep?: string; asOf?: string },
): Promise<number> {
  const asOf = options.asOf ?? null;
  if (asOf && !/^\d{4}-\d{2}-\d{2}$/.test(asOf)) {
    throw new Rejected(`--as-of "${asOf}" is no date. Write it as 2026-03-31.`);
  }
  if (asOf && Number.isNaN(Date.parse(asOf)))
    throw new Rejected(`--as-of ${asOf}: there is no such day.`);
  const parts = await openParts(config, { workers: false });
  try {
    const workspaceId = await currentWorkspace(parts.database);
    const all = await parts.database.inWorkspace(workspaceId, (tx) => pipelineFigures(tx, asOf));
    const lines = options.rep ? all.filter(({ rep }) => isCalled(rep, options.rep ?? "")) : all;
    if (options.rep && lines.length === 0) {
      throw new CoachError(
        "bad-input",
        `--rep "${options.rep}": nobody by that name has deals here or is a rep.`,
      );
    }
    const currencies = [
      ...new Set(
        all.flatMap(({ open, won }) => [...Object.keys(open.totals), ...Object.keys(won.totals)]),
      ),
    ].sort();
    for (const line of lines) {
      const open = majorAmounts(line.open.totals, currencies);
      const won = majorAmounts(line.won.totals, currencies);
      if (options.json) {
        printJson({
          rep: line.rep,
          open: { count: line.open.count, amount: open },
          won: { count: line.won.count, amount: won },
          lost: line.lost,
          winRate: line.winRate,
          averageCycleDays: line.averageCycleDays,
        });
        continue;
      }
      const shown = (amount: typeof open) =>
        typeof amount === "string"
          ? `${amount} ${currencies[0] ?? ""}`.trim()
          : Object.entries(amount)
              .map(([code, text]) => `${text} ${code}`)
              .join(" + ");
      const rate =
        line.winRate === null
          ? "no deal decided yet"
          : `${Math.round(line.winRate * 100)} % of ${line.won.count + line.lost.count} decided won`;
      const cycle =
        line.averageCycleDays === null ? "" : `, ${line.averageCycleDays.toFixed(1)} days to win`;
      print(
        `${line.rep ?? "Team"}: ${line.open.count} open (${shown(open)}), ${line.won.count} won (${shown(won)}), ${line.lost.count} lost; ${rate}${cycle}`,
      );
    }
    return 0;
  } finally {
    await parts.close();
  }
}

/** By the whole name in any case, else by the first name. */
function isCalled(rep: string | null, asked: string): boolean {
  const name = rep?.toLowerCase();
  const wanted = asked.trim().toLowerCase();
  return name !== undefined && (name === wanted || name.split(" ")[0] === wanted);
}
