import type { Refusal } from "../../deals/import/report.ts";

/** What every merge of a file needs to know. */
export interface Merging {
  /** Keeps what was there before under this import, so that it can be undone; `null` in a dry run. */
  importId: string | null;
  /** Told now and then how many rows were read. */
  onRows?: (rows: number) => Promise<void>;
}

/** What came of one file's rows; `added` and `changed` count what was written. */
export interface Merged {
  imported: number;
  added: number;
  changed: number;
  refused: Refusal[];
}
