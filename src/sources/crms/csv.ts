import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
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

/**
 * Opens a file of comma, semicolon, tab or bar separated values in UTF-8, UTF-16 or Windows-1252.
 * @throws Rejected when it cannot be opened or is not such a file; rows throw it at the line that broke
 */
export async function openCsv(
  path: string,
  names: Record<string, readonly string[]>,
): Promise<CsvFile> {
  const sample = await firstBytes(path);
  const encoding = encodingOf(sample);
  const text = new TextDecoder(encoding).decode(sample);
  if (text.trim() === "") throw new Rejected(`${path}: is empty.`);
  if (text.includes("\0")) throw new Rejected(`${path}: is not a text file. Export it as CSV.`);
  const delimiter = detectDelimiter(text.split(/\r\n|\n|\r/, 1)[0] ?? "", names);
  const rows = read(path, encoding, delimiter);
  const first = await rows.next();
  if (first.done) throw new Rejected(`${path}: has no header.`);
  return { headers: first.value.record.map((one) => one.trim()), delimiter, rows };
}

async function* read(
  path: string,
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
  const stream = createReadStream(path, { highWaterMark: 256 * 1024 });
  const decoder = new TextDecoder(encoding);
  stream.on("data", (chunk) => {
    if (!parser.write(decoder.decode(chunk as Buffer, { stream: true }))) stream.pause();
  });
  parser.on("drain", () => stream.resume());
  stream.on("end", () => parser.end(decoder.decode()));
  stream.on("error", (error) => parser.destroy(error));
  let row = 0;
  try {
    for await (const record of parser) yield { row: ++row, record: record as string[] };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new Rejected(
      `${path}: cannot be read after row ${row}; a quotation mark there is probably not closed. Nothing was imported.`,
      { cause: error },
    );
  } finally {
    stream.destroy();
    parser.destroy();
  }
}

async function firstBytes(path: string): Promise<Buffer> {
  const file = await open(path).catch((error: NodeJS.ErrnoException) => {
    throw new Rejected(
      error.code === "ENOENT"
        ? `${path}: there is no such file.`
        : `${path}: cannot be opened (${error.code}).`,
    );
  });
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(SAMPLE_BYTES), 0, SAMPLE_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EISDIR")
      throw new Rejected(`${path}: is a folder. Name a file.`);
    throw error;
  } finally {
    await file.close();
  }
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
