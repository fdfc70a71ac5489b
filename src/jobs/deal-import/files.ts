import type { Corrections } from "../../deals/import/corrections.ts";
import type { FileKind } from "../../deals/import/kinds.ts";
import { noWords, tableOf, understood, type Words } from "../../deals/import/mapping.ts";
import { type FileReport, REFUSALS_KEPT, type Refusal } from "../../deals/import/report.ts";
import { ANY_COLUMNS, kindOf } from "../../deals/import/shapes.ts";
import type { Table } from "../../deals/import/table.ts";
import { type CsvFile, type CsvSource, openCsvFrom } from "../../sources/crms/csv.ts";
import type { Merged } from "../../store/imports/merging.ts";

/** A file on its way in; `kind` is taken from its header when nobody has said. */
export interface ImportSource {
  source: CsvSource;
  kind: FileKind | null;
}

/** A file that is open and understood, its rows still to be read. */
export interface OpenFile {
  kind: FileKind;
  name: string;
  table: Table;
  missing: string[];
  sample: string[][];
  words: Words;
  refused: Refusal[];
  rows: number;
  /** All rows from the first on, once. */
  records(): AsyncIterable<{ row: number; record: string[] }>;
}

/** How many rows decide what a file means before the first is read in earnest. */
const SAMPLE_ROWS = 500;

/** Opens a file and decides what it means. @throws Rejected when it is no such file */
export async function openFile(
  { source, kind: said }: ImportSource,
  corrections: Corrections,
): Promise<OpenFile> {
  const csv = await openCsvFrom(source, ANY_COLUMNS);
  const kind = said ?? kindOf(csv.headers);
  const { sample, rest } = await sampled(csv);
  const { table, missing } = tableOf(
    kind,
    csv.headers,
    sample.map(({ record }) => record),
    csv.delimiter,
    corrections,
  );
  return {
    ...{ kind, name: source.name, table, missing, words: noWords(), refused: [], rows: 0 },
    sample: sample.map(({ record }) => record),
    records: () => rest,
  };
}

/** Reads a file's rows one by one; what cannot be is refused with its row and goes no further. */
export async function* readRows<Read extends object, Row>(
  file: OpenFile,
  read: (record: string[]) => Read | { refused: string },
  take: (read: Read, row: number) => Row,
): AsyncGenerator<Row> {
  for await (const { row, record } of file.records()) {
    file.rows += 1;
    const found = read(record);
    if ("refused" in found) file.refused.push({ row, reason: String(found.refused) });
    else yield take(found as Read, row);
  }
}

/** What came of a file, as it is kept and shown. */
export function reportOf(file: OpenFile, merged: Merged, corrections: Corrections): FileReport {
  const refused = [...file.refused, ...merged.refused].sort((a, b) => a.row - b.row);
  return {
    name: file.name,
    understood: understood(
      file.kind,
      file.table,
      file.missing,
      file.sample,
      file.words,
      corrections,
    ),
    rows: file.rows,
    imported: merged.imported,
    added: merged.added,
    changed: merged.changed,
    refusedCount: refused.length,
    refused,
  };
}

/** The same, with as many refused rows as a page shows. */
export const shortened = (report: FileReport): FileReport => ({
  ...report,
  refused: report.refused.slice(0, REFUSALS_KEPT),
});

/** The first rows, to decide by, and then all rows from the first on. */
async function sampled(file: CsvFile) {
  const sample: { row: number; record: string[] }[] = [];
  const iterator = file.rows[Symbol.asyncIterator]();
  while (sample.length < SAMPLE_ROWS) {
    const next = await iterator.next();
    if (next.done) break;
    sample.push(next.value);
  }
  async function* rest(): CsvFile["rows"] {
    yield* sample;
    yield* { [Symbol.asyncIterator]: () => iterator };
  }
  return { sample, rest: rest() };
}
