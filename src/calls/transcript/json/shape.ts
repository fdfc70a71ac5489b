import type { Parsed } from "../assembly.ts";
import type { Reading, Source } from "../source.ts";

/** One vendor's JSON: `read` returns `null` when the value is not of this shape, and throws `Rejected` when it is but holds no call. */
export interface Shape {
  name: string;
  /** How the shape is called in the message that lists them all. */
  shows: string;
  read(value: unknown, source: Pick<Source, "name" | "warnings">): Reading | Parsed | null;
}
