/** Whose side of the table a person sits on. */
export type Side = "rep" | "buyer";

/** What told us the side; weaker sources lower the confidence of everything built on them. */
export type SideEvidence = "given" | "roster" | "domain" | "name" | "speech";

export type CallType = "discovery" | "demo" | "negotiation" | "executive";

export interface Participant {
  id: string;
  name: string;
  email?: string;
  /** `null` when nothing told us. Unknown is a value of its own, never a guess. */
  side: Side | null;
  sideFrom?: SideEvidence;
}

export interface Turn {
  /** A participant's id. */
  speaker: string;
  /** Milliseconds from the start of the recording, `null` when the source has no times. */
  startMs: number | null;
  endMs: number | null;
  text: string;
}

/** A transcript as every parser returns it: nothing resolved, nothing dropped. */
export interface Transcript {
  title: string;
  /** ISO 8601, `null` when the source does not say. */
  startedAt: string | null;
  participants: Participant[];
  turns: Turn[];
}

/** A transcript whose people have been looked at, ready for measures and moments. */
export interface Call extends Transcript {
  type: CallType | null;
}
