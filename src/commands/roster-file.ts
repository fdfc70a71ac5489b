import { findColumns, PERSON_COLUMNS } from "../deals/import/columns.ts";
import { minorOf, readAmount, readDay, type Writing, writingOf } from "../deals/import/values.ts";
import { Rejected } from "../errors.ts";
import { openCsv } from "../sources/crms/csv.ts";
import type { RosterEntry } from "../store/roster.ts";
import { ROLES, type Role } from "../store/schema.ts";

const LARGEST_ROSTER = 100_000;

/** A column such as "Quota 2026-Q4" or "Quota 2026 Q4 (GBP)": what each person is to sell in that quarter. */
const QUOTA = /^quota\s*(\d{4})[-\s]?(Q[1-4])\s*(?:\(([A-Z]{3})\))?$/i;

/** Reads a list of people; quotas that cannot be read are refused with their row and nothing is imported. */
export async function readRoster(path: string, currency: string): Promise<RosterEntry[]> {
  const file = await openCsv(path, PERSON_COLUMNS);
  const columns = findColumns(file.headers, PERSON_COLUMNS);
  if (!columns.has("name")) {
    throw new Rejected(
      `${path}: no column for the person's name. It has: ${file.headers.join(", ").slice(0, 300)}.`,
    );
  }
  const quotaColumns = file.headers.flatMap((header, at) => {
    const found = QUOTA.exec(header);
    if (!found) return [];
    return [
      { at, quarter: `${found[1]}-${found[2]?.toUpperCase()}`, currency: found[3] ?? currency },
    ];
  });
  const entries: RosterEntry[] = [];
  for await (const { row, record } of file.rows) {
    if (row > LARGEST_ROSTER) throw new Rejected(`${path}: more than ${LARGEST_ROSTER} people.`);
    const text = (field: Parameters<typeof columns.get>[0]) =>
      tidy(record[columns.get(field) ?? -1]);
    const name = text("name");
    if (name === "") continue;
    const amounts = quotaColumns.map(({ at }) => tidy(record[at]));
    const writing = writingOf(amounts, [text("startedOn")], file.delimiter);
    const started = readDay(text("startedOn"), writing);
    const role = ROLES.find((one) => one === text("role").toLowerCase());
    entries.push({
      name,
      email: text("email") || null,
      role: role ?? roleFrom(text("role")),
      manager: text("manager") || null,
      startedOn: "refused" in started ? null : started.value.day,
      quotas: quotaColumns.flatMap((column, index) => {
        const amountMinor = quotaOf(
          amounts[index] ?? "",
          writing,
          column.currency,
          `${path}, row ${row}`,
        );
        return amountMinor === null
          ? []
          : [{ quarter: column.quarter, currency: column.currency, amountMinor }];
      }),
    });
  }
  return entries;
}

function quotaOf(text: string, writing: Writing, currency: string, where: string): number | null {
  const read = readAmount(text, writing);
  if ("refused" in read) throw new Rejected(`${where}: ${read.refused}.`);
  if (!read.value) return null;
  const minor = minorOf(read.value.decimal, currency);
  if ("refused" in minor) throw new Rejected(`${where}: ${minor.refused}.`);
  return minor.value;
}

const tidy = (text: string | undefined) => (text ?? "").replace(/\s+/g, " ").trim();

const roleFrom = (title: string): Role =>
  /\b(?:manager|director|head|vp)\b/i.test(title) ? "manager" : "rep";
