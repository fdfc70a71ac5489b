import { readerOf, type Table } from "./table.ts";
import { minorOf, readAmount, readDay } from "./values.ts";

export const PERSON_COLUMNS = {
  name: [
    ...["name", "fullname", "salesagent", "salesrep", "salesperson", "rep", "person", "employee"],
    "owner",
  ],
  email: ["email", "emailaddress", "workemail", "mail"],
  role: ["role", "jobrole", "title"],
  manager: ["manager", "managername", "reportsto", "teamlead"],
  startedOn: ["startedon", "startdate", "hiredate", "hired", "joined"],
  leftOn: ["lefton", "leftdate", "enddate", "leavingdate", "terminationdate", "lastday", "left"],
} as const;
type PersonField = keyof typeof PERSON_COLUMNS;

/** Somebody on a list of people: ours, with their manager by name. */
export interface ImportedPerson {
  name: string;
  email: string | null;
  role: "rep" | "manager" | "admin";
  manager: string | null;
  startedOn: string | null;
  leftOn: string | null;
  quotas: { quarter: string; amountMinor: number; currency: string }[];
}

/** A column such as "Quota 2026-Q4" or "Quota 2026 Q4 (GBP)": what each person is to sell in that quarter. */
const QUOTA = /^quota\s*(\d{4})[-\s]?(Q[1-4])\s*(?:\(([A-Z]{3})\))?$/i;

/** The columns of a list of people that hold quotas. */
export function quotaColumns(headers: readonly string[]): {
  at: number;
  quarter: string;
  currency: string | null;
}[] {
  return headers.flatMap((header, at) => {
    const found = QUOTA.exec(header);
    return found
      ? [{ at, quarter: `${found[1]}-${found[2]?.toUpperCase()}`, currency: found[3] ?? null }]
      : [];
  });
}

/** Reads one row of people; one with a quota that cannot be read is refused whole. */
export function readPerson(
  record: readonly string[],
  table: Table,
): { person: ImportedPerson } | { refused: string } {
  const text = readerOf<PersonField>(record, table);
  if ("refused" in text) return text;
  const name = text.of("name");
  if (name === "") return { refused: "has no name" };
  const email = text.of("email").toLowerCase() || null;
  const days: Record<"startedOn" | "leftOn", string | null> = { startedOn: null, leftOn: null };
  for (const field of ["startedOn", "leftOn"] as const) {
    const read = readDay(text.of(field), table.writing);
    if ("refused" in read) return read;
    days[field] = read.value.day;
  }
  const quotas: ImportedPerson["quotas"] = [];
  for (const column of quotaColumns(table.headers)) {
    const read = readAmount(record[column.at] ?? "", table.writing);
    if ("refused" in read) return read;
    if (!read.value) continue;
    const currency = column.currency ?? read.value.currency ?? table.currency;
    const minor = minorOf(read.value.decimal, currency);
    if ("refused" in minor) return minor;
    quotas.push({ quarter: column.quarter, currency, amountMinor: minor.value });
  }
  const role = text.of("role");
  return {
    person: {
      ...{ name, email, ...days, quotas },
      role: /^admin(?:istrator)?$/i.test(role) ? "admin" : MANAGES.test(role) ? "manager" : "rep",
      manager: text.of("manager") || null,
    },
  };
}

const MANAGES = /\b(?:manager|director|head|vp)\b/i;
