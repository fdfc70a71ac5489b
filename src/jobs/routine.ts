import type { Transaction } from "../store/database.ts";
import type { NewSchedule, ScheduleRow } from "../store/schedules.ts";
import type { Effects } from "./effects.ts";

/** One time a routine runs. */
export interface Occasion {
  workspaceId: string;
  /** What it writes has this for its subject in the outbox, so that running twice writes once. */
  occurrenceId: string;
  schedule: ScheduleRow;
  /** Local ISO date. */
  on: string;
}

/** What a schedule does when it comes due. A new one is a file and a line in `routines/index.ts`. */
export interface Routine {
  /** The schedule's `kind`. */
  kind: string;
  /** False where its hour was chosen by its reader, or cannot wait. */
  quiet: boolean;
  /** The schedules a workspace has without anybody asking for them; those that are there are left alone. */
  standard?(tx: Transaction): Promise<Omit<NewSchedule, "kind" | "since">[]>;
  /** Safe to run twice. */
  run(occasion: Occasion, effects: Effects): Promise<void>;
}
