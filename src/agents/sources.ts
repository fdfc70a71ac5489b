import type { Call } from "../calls/call.ts";
import type { Measures } from "../calls/measures.ts";
import type { Candidate, Choice } from "../coaching/opportunity.ts";

/** What can be asked for beyond one call, where somebody has it; each answers in plain text. */
export interface Lookups {
  /** What is remembered about a subject. */
  recall?(query: string): Promise<string>;
  /** A deal by its customer's name, or the one this is about. */
  deal?(name?: string): Promise<string>;
  /** A page of what has been learned, by its name. */
  mentalModel?(name: string): Promise<string>;
  /** A play of the playbook, by its name. */
  play?(name: string): Promise<string>;
}

/** The part of an agent's input that a model may look things up in. */
export interface Sources {
  call: Call | null;
  /** Calls that may be searched and opened, newest first, where it is about several. */
  calls: readonly { id: string; call: Call }[];
  measures: Measures | null;
  ranked: readonly Candidate[];
  lookups: Lookups;
}

/**
 * By convention an input that is about a call holds it as `call`, with `measures` and `choice` beside
 * it, and whatever else may be asked for as `lookups`; one that is about several holds them as `inFull`.
 */
export function sourcesOf(input: unknown): Sources {
  const held = (typeof input === "object" && input !== null ? input : {}) as {
    call?: Call;
    measures?: Measures;
    choice?: Choice;
    lookups?: Lookups;
    inFull?: readonly { id: string; call: Call }[];
  };
  return {
    call: held.call ?? null,
    calls: held.inFull ?? [],
    measures: held.measures ?? null,
    ranked: held.choice?.ranked ?? [],
    lookups: held.lookups ?? {},
  };
}
