import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { CsvError, parse } from "csv-parse";
import type { Delimiter } from "../../deals/import/columns.ts";
import { detectDelimiter } from "../../deals/import/columns.ts";
import { Rejected } from "../../errors.ts";

/** A delimited file as it is read: its header, and then its rows one by one, never all at once. */
export interface CsvFile {
  headers: string[];
  delimiter: Delimiter;
  /** Rows in order; `row` counts as a spreadsheet does, the header being 1. */
  rows: AsyncIterable<{ row: number; record: string[] }>;
}

const SAMPLE_BYTES = 64 * 1024;
/** A quote that is never closed would swallow the rest of the file. */
const LONGEST_ROW = 256 * 1024;

/** Bytes with a name, wherever they lie; `read` begins at the beginning each time. */
export interface CsvSource {
  name: string;
  read(): AsyncIterable<Buffer>;
}

/** A file on this machine. */
export function fileSource(path: string): CsvSource {
  return { name: path, read: () => bytesOf(path) };
}

/** Opens a file on this machine. @throws Rejected as `openCsvFrom` does */
export const openCsv = (
  path: string,
  names: Readonly<Record<string, readonly string[]>>,
): Promise<CsvFile> => openCsvFrom(fileSource(path), names);

/**
 * Opens comma, semicolon, tab or bar separated values in UTF-8, UTF-16 or Windows-1252.
 * @throws Rejected when it cannot be opened or is not such a file; rows throw it at the line that broke
 */
export async function openCsvFrom(
  source: CsvSource,
  names: Readonly<Record<string, readonly string[]>>,
): Promise<CsvFile> {
  const { name } = source;
  const sample = await firstBytes(source);
  const encoding = encodingOf(sample);
  const text = new TextDecoder(encoding).decode(sample);
  if (text.trim() === "") throw new Rejected(`${name}: is empty.`);
  if (text.includes("\0")) throw new Rejected(`${name}: is not a text file. Export it as CSV.`);
  // A workbook is a zip: it holds no zero byte early on, and no line either.
  if (text.startsWith("PK\u0003\u0004"))
    throw new Rejected(`${name}: is a workbook. Save the sheet as CSV and bring that.`);
  const delimiter = detectDelimiter(text.split(/\r\n|\n|\r/, 1)[0] ?? "", names);
  const rows = read(source, encoding, delimiter);
  const first = await rows.next();
  if (first.done) throw new Rejected(`${name}: has no header.`);
  return { headers: first.value.record.map((one) => one.trim()), delimiter, rows };
}

async function* read(
  source: CsvSource,
  encoding: string,
  delimiter: string,
): AsyncGenerator<{ row: number; record: string[] }, void> {
  const parser = parse({
    delimiter,
    bom: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: LONGEST_ROW,
  });
  const decoder = new TextDecoder(encoding);
  async function* decoded(): AsyncGenerator<string> {
    for await (const bytes of source.read()) yield decoder.decode(bytes, { stream: true });
    yield decoder.decode();
  }
  // What breaks while reading breaks the parser too, and so the loop below.
  void pipeline(Readable.from(decoded(), { objectMode: true }), parser).catch(() => undefined);
  let row = 0;
  try {
    for await (const record of parser) yield { row: ++row, record: record as string[] };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new Rejected(
      `${source.name}: cannot be read after row ${row}; a quotation mark there is probably not closed. Nothing was imported.`,
      { cause: error },
    );
  } finally {
    parser.destroy();
  }
}

async function* bytesOf(path: string): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 }))
      yield chunk as Buffer;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") throw new Rejected(`${path}: there is no such file.`);
    if (code === "EISDIR") throw new Rejected(`${path}: is a folder. Name a file.`);
    if (code) throw new Rejected(`${path}: cannot be opened (${code}).`, { cause: error });
    throw error;
  }
}

async function firstBytes(source: CsvSource): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of source.read()) {
    chunks.push(chunk);
    size += chunk.byteLength;
    if (size >= SAMPLE_BYTES) break;
  }
  return Buffer.concat(chunks).subarray(0, SAMPLE_BYTES);
}

/** By its mark, else by where zeros stand, else UTF-8 where that holds, else what spreadsheets write. */
function encodingOf(bytes: Buffer): "utf-8" | "utf-16le" | "utf-16be" | "windows-1252" {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  const zeros = [0, 0];
  for (const [at, byte] of bytes.subarray(0, 512).entries())
    if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  const many = Math.min(bytes.length, 512) * 0.3;
  if (odd > many && even === 0) return "utf-16le";
  if (even > many && odd === 0) return "utf-16be";
  try {
    // The sample may end inside a letter: streaming forgives that and nothing else.
    new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true });
    return "utf-8";
  } catch {
    return "windows-1252";
  }
}
