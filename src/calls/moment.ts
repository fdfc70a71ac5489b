import type { Side } from "./call.ts";

/** Something that happened at a time on a call, with the words that show it. */
export interface MomentBase {
  /** Index in the transcript's turns. */
  turn: number;
  /** Start of that turn in milliseconds, `null` when the transcript has no times. */
  atMs: number | null;
  /** Verbatim: a substring of that turn's text. */
  quote: string;
  /** The participant's id. */
  speaker: string;
  side: Side | null;
  /** How sure the detector is, 0 to 1. */
  confidence: number;
}

export type QuestionForm = "open" | "closed";
export type Technique = "situation" | "problem" | "implication" | "need-payoff";

export interface QuestionMoment extends MomentBase {
  kind: "question";
  form: QuestionForm;
  /** SPIN type, `null` where it is none of them (small talk, logistics). */
  technique: Technique | null;
  /** Sandler's pain funnel, 1 surface, 2 business impact, 3 personal stakes. */
  painLevel: 1 | 2 | 3 | null;
  /** Asked together with another question in the same turn, before the other side could answer. */
  stacked: boolean;
  /** Picks up the other side's last words rather than jumping elsewhere. */
  followUp: boolean;
  /** A fact that public sources would have told before the call. */
  researchable: boolean;
}

export type ObjectionCategory = "budget" | "timing" | "competition" | "other";
export type ObjectionHandling = "handled" | "deflected" | "ignored";
export type AecrStep = "acknowledge" | "empathize" | "clarify" | "reframe";

export interface ObjectionMoment extends MomentBase {
  kind: "objection";
  category: ObjectionCategory;
  handling: ObjectionHandling;
  aecr: AecrStep[];
}

export interface CommitmentMoment extends MomentBase {
  kind: "commitment";
  /** Name of the person who undertakes it. */
  who: string;
  /** The action, in the speaker's words. */
  what: string;
  /** ISO date resolved against the call's date, `null` when none was said. */
  due: string | null;
  /** `false` for "we should maybe…". */
  firm: boolean;
}

export interface NextMeetingMoment extends MomentBase {
  kind: "next-meeting";
  /** ISO date or date-time, `null` when the wish was said without a time. */
  when: string | null;
}

export type MentionSubject = "competitor" | "product" | "company" | "money" | "date" | "person";

export interface MentionMoment extends MomentBase {
  kind: "mention";
  subject: MentionSubject;
  /** The canonical name or value. */
  entity: string;
}

export type ContractPart = "agenda" | "time" | "permission" | "no-is-fine";

export interface AgendaMoment extends MomentBase {
  kind: "agenda";
  part: ContractPart;
}

export interface PitchMoment extends MomentBase {
  kind: "pitch";
}

export interface PricingMoment extends MomentBase {
  kind: "pricing";
  /** The rep gave something away here: discount, terms, extras. */
  concession: boolean;
}

export type GapSlot =
  | "environment"
  | "problem"
  | "impact"
  | "root-cause"
  | "future-state"
  | "cost-of-inaction"
  | "personal-stakes";

export interface GapMoment extends MomentBase {
  kind: "gap";
  slot: GapSlot;
}

export type QualificationSlot =
  | "metrics"
  | "economic-buyer"
  | "decision-criteria"
  | "decision-process"
  | "paper-process"
  | "identified-pain"
  | "champion"
  | "competition";

export interface QualificationMoment extends MomentBase {
  kind: "qualification";
  slot: QualificationSlot;
}

export type BuyerSignal =
  | "great-question"
  | "unplanned-disclosure"
  | "selling-internally"
  | "exactly"
  | "how-would-you-solve"
  | "one-word";

/** What kind of thing a buyer volunteered. */
export type Disclosure = "money" | "person" | "date" | "failure" | "fear";

export interface BuyerSignalMoment extends MomentBase {
  kind: "buyer-signal";
  signal: BuyerSignal;
  /** Only on an unplanned disclosure. */
  disclosed?: Disclosure;
}

export type Moment =
  | QuestionMoment
  | ObjectionMoment
  | CommitmentMoment
  | NextMeetingMoment
  | MentionMoment
  | AgendaMoment
  | PitchMoment
  | PricingMoment
  | GapMoment
  | QualificationMoment
  | BuyerSignalMoment;

export type MomentKind = Moment["kind"];
