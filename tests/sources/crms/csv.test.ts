import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DEAL_COLUMNS } from "../../../src/deals/import/columns.ts";
import { openCsv } from "../../../src/sources/crms/csv.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "coach-csv-"));
});
afterAll(async () => await rm(folder, { recursive: true, force: true }));

async function read(content: string | Buffer) {
  const path = join(folder, "deals.csv");
  await writeFile(path, content);
  const file = await openCsv(path, DEAL_COLUMNS);
  const rows: { row: number; record: string[] }[] = [];
  for await (const row of file.rows) rows.push(row);
  return { headers: file.headers, delimiter: file.delimiter, rows };
}

const TABLE = 'Deal ID;Owner;Stage;Deal Name\n7;Zoë Čapek;Demo;"Ovens; ""big"" ones\nand small"\n';

describe("a delimited file", () => {
  it.each([
    ["UTF-8", Buffer.from(TABLE)],
    ["UTF-8 with a mark", Buffer.from(`\ufeff${TABLE}`)],
    ["UTF-16 with a mark", Buffer.from(`\ufeff${TABLE}`, "utf16le")],
    ["UTF-16 the other way round", Buffer.from(`\ufeff${TABLE}`, "utf16le").swap16()],
    ["UTF-16 without a mark", Buffer.from(TABLE, "utf16le")],
  ])("is read in %s", async (_encoding, bytes) => {
    const { headers, delimiter, rows } = await read(bytes);
    expect(headers).toEqual(["Deal ID", "Owner", "Stage", "Deal Name"]);
    expect(delimiter).toBe(";");
    expect(rows).toEqual([
      { row: 2, record: ["7", "Zoë Čapek", "Demo", 'Ovens; "big" ones\nand small'] },
    ]);
  });

  it("is read as spreadsheets on Windows write it", async () => {
    const { rows } = await read(Buffer.from("Deal ID,Owner,Stage\r\n7,Zo\xeb,Demo\r\n", "latin1"));
    expect(rows[0]?.record[1]).toBe("Zoë");
  });

  it("is refused when a quote never closes, it is empty, no text or not there", async () => {
    await expect(read(`Deal ID,Stage\n1,Demo\n2,"Demo\n${"x".repeat(300_000)}`)).rejects.toThrow(
      /after row 2.*quotation mark/,
    );
    await expect(read("")).rejects.toThrow(/is empty/);
    await expect(read(Buffer.from([80, 75, 3, 4, 0, 0, 0, 9, 1]))).rejects.toThrow(
      /not a text file/,
    );
    await expect(openCsv(join(folder, "nowhere.csv"), DEAL_COLUMNS)).rejects.toThrow(
      /no such file/,
    );
  });
});
