import type { Transaction } from "../../store/database.ts";
import type { DeliveryRow } from "../../store/deliveries.ts";
import type { SaidRow } from "../../store/said.ts";
import type { Effects } from "../effects.ts";

/** What follows from an answer once its transaction is through. */
export interface Outcome {
  /** Messages that stand in the outbox and are to go out. */
  deliveryIds?: (string | null)[];
  /** It was no answer but a question of its own: it is answered as one, and nothing else follows. */
  isQuestion?: true;
  /** The call it stands under: what it is about when it names nothing else. */
  about?: string;
  /** A call that is to be read again. */
  reopened?: { callId: string; revision: number }[];
  /** A calendar that is to be read for the first time. */
  calendarAdded?: string;
  /** The people of a platform are to be looked at, for whoever asked. */
  roster?: { platform: string; personId: string; saidId: string };
  /** A correction that is to be written into the CRM, or taken back. */
  correction?: string;
}

/** Answers words or a press in the thread of one kind of message. */
export type ThreadReply = (
  tx: Transaction,
  said: SaidRow,
  root: DeliveryRow,
  effects: Effects,
) => Promise<Outcome>;

/** Answers a button wherever its message stands: the button's value says what it is about. */
export type ButtonReply = (tx: Transaction, said: SaidRow, effects: Effects) => Promise<Outcome>;
