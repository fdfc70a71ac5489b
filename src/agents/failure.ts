import { CoachError } from "../errors.ts";

/** Why a language model gave no usable answer. */
export type FailureKind =
  /** No connection, or it was cut. */
  | "out-of-reach"
  /** 429, 529 and the like, after the retries. */
  | "busy"
  /** The deadline passed. */
  | "slow"
  /** The key is missing, wrong or not paid for. */
  | "not-allowed"
  /** The request itself was refused: an unknown model, an option it does not know. */
  | "rejected"
  /** The model declined to answer. */
  | "declined"
  /** It stopped in the middle for want of room. */
  | "cut-short"
  /** No JSON, or something in it that may never leave. */
  | "malformed"
  /** It kept looking things up. */
  | "endless"
  | "over-budget"
  | "over-ceiling";

/** A language model that did not answer; the local coach always can. */
export class ModelFailure extends CoachError {
  readonly kind: FailureKind;

  constructor(kind: FailureKind, message: string, options?: { cause?: unknown }) {
    super("unavailable", message, options);
    this.name = "ModelFailure";
    this.kind = kind;
  }

  /** Whether asking once more, with this message as the reason, may help. */
  get mendable(): boolean {
    return this.kind === "malformed" || this.kind === "cut-short";
  }
}

const OUT_OF_REACH = "The language model was out of reach, so I wrote this one from my own rules.";
const NOTES: Partial<Record<FailureKind, string>> = {
  declined: "The language model declined this one, so I wrote it from my own rules.",
  "over-budget":
    "This month's budget for the language model is used up, so I wrote this one from my own rules.",
  "over-ceiling":
    "This one would have cost more than a single answer may, so I wrote it from my own rules.",
};

/** The one quiet line a person reads about a failure. */
export function noteOn(error: unknown): string {
  return (error instanceof ModelFailure ? NOTES[error.kind] : undefined) ?? OUT_OF_REACH;
}
