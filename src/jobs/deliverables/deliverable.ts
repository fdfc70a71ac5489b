import type { Agent } from "../../agents/agent.ts";
import type { Trend } from "../../coaching/trend.ts";
import type { Deal } from "../../deals/deal.ts";
import type { Picture } from "../../messages/digest.ts";
import type { Message } from "../../messages/message.ts";
import type { Viewer } from "../../store/call-search.ts";
import type { Transaction } from "../../store/database.ts";
import type { PersonRow } from "../../store/people.ts";
import type { About, Command } from "./commands.ts";

/** What was asked about, found in the store. */
export interface Subjects {
  account: { id: string; name: string };
  rep: PersonRow;
  deal: Deal;
  /** The people who report to one manager, with that manager where there is one. */
  team: { manager: PersonRow | null; reps: PersonRow[] };
}

/** Who asks for what, and when: everything `gather` may decide by. */
export interface Asking<Kind extends About = About> {
  asker: PersonRow;
  /** Which calls may be read: hand it to `visibleCalls` and `callsInFull`. */
  viewer: Viewer;
  subject: Subjects[Kind];
  people: readonly PersonRow[];
  now: Date;
  /** IANA zone of the asker. */
  zone: string;
  /** ISO date of now in that zone. */
  today: string;
}

/** One honest line instead of a deliverable: "Two calls so far; a plan needs five." */
export interface Nothing {
  nothing: string;
}

/** What a deliverable's message needs to know besides its output. */
export interface DeliverableScene {
  /** The transcript page at a turn. */
  linkTo(spot: { callId: string; turn: number }): string;
  /** One quiet line about how this was written, when there is something to say. */
  note: string | null;
  /** The picture of the deliverable's trend, where it has one. */
  picture: Picture | null;
}

/**
 * Something people ask for by name: what it is made of, who writes it, how it is shown. Methods, not
 * properties, so that a list may hold deliverables of any input.
 */
export interface Deliverable<Kind extends About = About, Input = unknown, Output = unknown> {
  command: Command<Kind>;
  /**
   * `anyone`: it is made of nothing but what the asker may see. `own`: of a rep or a deal, for that rep
   * and their manager. `manager`: for the rep's manager alone.
   */
  for: "anyone" | "own" | "manager";
  /** Who reads it when the command line names nobody: the rep it is about, or their manager. */
  reader: "rep" | "manager";
  /** False where it may stand in the team's channel; everything else goes to the asker alone. */
  private: boolean;
  /** Where several deals fit a name: those it is rather about. */
  prefers?(deal: Deal): boolean;
  gather(tx: Transaction, asking: Asking<Kind>): Promise<Input | Nothing>;
  agent: Agent<Input, Output>;
  /** What is drawn beside it. */
  trend?(output: Output): Trend | null;
  message(output: Output, input: Input, scene: DeliverableScene): Message;
}

/**
 * Names a deliverable once, with its input's and output's shapes.
 *
 * @example
 * export const prep = defineDeliverable({ command: COMMANDS.prep, for: "anyone", …, agent: prepAgent, message: prepMessage })
 */
export function defineDeliverable<Kind extends About, Input, Output>(
  deliverable: Deliverable<Kind, Input, Output>,
): Deliverable<Kind, Input, Output> {
  return deliverable;
}
