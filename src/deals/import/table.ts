import type { Delimiter } from "./columns.ts";
import type { Writing } from "./values.ts";

/** How one file is read: which column is what, and how it writes numbers and days. */
export interface Table {
  headers: string[];
  delimiter: Delimiter;
  /** By field: the column's index. */
  columns: ReadonlyMap<string, number>;
  writing: Writing;
  /** The currency of rows that name none. */
  currency: string;
}

const LONGEST_TEXT = 500;

/** Text as it is kept: one line, no control signs, nothing a database refuses, not endless. */
export function clean(text: string, longest = LONGEST_TEXT): string {
  return text
    .replace(/[^\P{Cc}\t\n]/gu, "")
    .replace(/\p{Surrogate}/gu, "\ufffd")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, longest);
}

/** Reads a row's fields by their meaning; a row with more fields than the header cannot be told apart. */
export function readerOf<Field extends string>(
  record: readonly string[],
  { headers, columns }: Table,
): { of: (field: Field, longest?: number) => string } | { refused: string } {
  if (record.length > headers.length)
    return { refused: `has ${record.length} fields where the header has ${headers.length}` };
  return {
    of: (field, longest) => {
      const at = columns.get(field);
      return at === undefined ? "" : clean(record[at] ?? "", longest);
    },
  };
}

/** Which deal a row belongs to, as far as its file says. */
export interface DealReference {
  dealId: string | null;
  dealName: string | null;
  account: string | null;
}

/** Reads it; a row that names neither a deal nor an account belongs nowhere. */
export function dealReference(
  of: (field: "dealId" | "dealName" | "account") => string,
): DealReference | { refused: string } {
  const reference = {
    dealId: of("dealId") || null,
    dealName: of("dealName") || null,
    account: of("account") || null,
  };
  return reference.dealId || reference.dealName || reference.account
    ? reference
    : { refused: "names neither a deal nor an account" };
}
