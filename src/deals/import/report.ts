import type { FileKind } from "./kinds.ts";
import type { Understood } from "./mapping.ts";

/** A row that was not taken, and why; rows count as a spreadsheet does, the header being 1. */
export interface Refusal {
  row: number;
  reason: string;
}

/** What came of one file. */
export interface FileReport {
  name: string;
  understood: Understood;
  rows: number;
  /** Rows now in the store, whether new, changed or as before. */
  imported: number;
  added: number;
  changed: number;
  refusedCount: number;
  /** The first of them. */
  refused: Refusal[];
}

/** What an import did, or in a dry run would do. */
export interface ImportReport {
  dryRun: boolean;
  files: FileReport[];
  /** Deals that were lost before and are open again. */
  reopened: number;
  /** Owners as the deals have them; `personId` is `null` where nobody here is called so. */
  owners: { name: string; personId: string | null; person: string | null; deals: number }[];
  ownersAdded: number;
  notes: string[];
}

/** So many refused rows are kept with a report of a page; the rest is a number. */
export const REFUSALS_KEPT = 500;

/** Whether a file of the report lacks a column it cannot do without. */
export const lacking = (report: ImportReport): { kind: FileKind; missing: string[] }[] =>
  report.files.flatMap(({ understood: { kind, missing } }) =>
    missing.length > 0 ? [{ kind, missing }] : [],
  );
