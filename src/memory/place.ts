import type { Database, Transaction } from "../store/database.ts";

/** Which bank this is, and how to reach it. */
export interface Place {
  database: Database;
  workspaceId: string;
  /** The bank's name within the workspace. */
  bank: string;
  /** A far bank is told as well: what is kept here waits to be sent there. */
  far: boolean;
}

/** The bank of a workspace; everything else there is a scratch bank. */
export const WORKSPACE_BANK = "coach";

/** A transaction in the bank's workspace. */
export function inPlace<T>(place: Place, run: (tx: Transaction) => Promise<T>): Promise<T> {
  return place.database.inWorkspace(place.workspaceId, run);
}
