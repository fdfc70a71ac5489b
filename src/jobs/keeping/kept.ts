import type { Telling } from "../../memory/memory.ts";
import type { Transaction } from "../../store/database.ts";
import type { Untold } from "../../store/memory-told.ts";

/** Something that happened, in the state in which it is to be remembered. */
export interface Kept extends Untold {
  /** What stood under this prefix before and is not told again is gone. */
  under?: string;
  tellings: Telling[];
  /** Why it could not be read; it stays untold, and nothing else waits for it. */
  problem?: unknown;
  /** Whose coaching it may say something new about. */
  repId?: string | null;
}

/** Reads what memory has not been told of one sort of thing; a new sort is a file and a line in keep-memory. */
export type Source = (tx: Transaction, now: Date) => Promise<Kept[]>;
