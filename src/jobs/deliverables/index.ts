import type { Deliverable } from "./deliverable.ts";
import { oneOnOne } from "./one-on-one.ts";
import { prep } from "./prep.ts";

/** Everything people can ask for by name. A new one is a file, a line here, and one in `commands.ts`. */
export const DELIVERABLES: readonly Deliverable[] = [prep, oneOnOne];
