import type { Telling } from "./memory.ts";
import { subjectName } from "./statements.ts";

/** What a conversation about a call was about: found again by its behaviour and its account. */
export interface CoachedOn {
  callId?: string | null;
  debriefId?: string | null;
  dealId?: string | null;
  accountId?: string | null;
  behaviour?: string | null;
  /** The call as people call it. */
  title?: string | null;
}

/** What the coach had asked for when somebody wrote: an answer, a line to practise, what was unfair. */
const KIND_OF_STEP: Record<string, string> = {
  "drill-looked-at": "practice",
  "dispute-noted": "dispute",
};

/** What somebody said when asked to look back: theirs alone until they share it. */
export function tellingOfReflection(
  reflection: {
    id: string;
    personId: string;
    text: string;
    at: Date;
    step?: string | null;
  } & CoachedOn,
): Telling {
  const { id, personId, text, at, step } = reflection;
  return {
    ...{ documentId: `reflection/${id}`, text, at, personId },
    kind: KIND_OF_STEP[step ?? ""] ?? "reflection",
    audience: "private",
    ...placed(reflection),
    source: { ...sourceOf(reflection), quote: text },
  };
}

/** What somebody set out to try after a debrief: between them and the coach. */
export function tellingOfIntention(
  intention: { debriefId: string; personId: string; behaviour: string; at: Date } & CoachedOn,
): Telling {
  const { debriefId, personId, behaviour, at } = intention;
  return {
    ...{ documentId: `debrief/${debriefId}/intention`, kind: "intention", at, personId },
    audience: "private",
    text: `Set out to try: ${subjectName(behaviour)}.`,
    ...placed(intention),
    source: sourceOf(intention),
  };
}

function placed({ callId, dealId, accountId, behaviour }: CoachedOn) {
  return {
    ...{ callId: callId ?? null, dealId: dealId ?? null },
    tags: [
      ...(behaviour ? [`behaviour:${behaviour}`] : []),
      ...(accountId ? [`account:${accountId}`] : []),
    ],
  };
}

function sourceOf({ callId, debriefId, title }: CoachedOn) {
  return {
    ...(callId ? { callId } : {}),
    ...(debriefId ? { debriefId } : {}),
    ...(title ? { title } : {}),
  };
}

/** Whether a promise was kept. */
export function tellingOfPromise(promise: {
  /** The id of the telling that holds the promise. */
  documentId: string;
  personId: string;
  what: string;
  kept: boolean;
  at: Date;
}): Telling {
  const { documentId, personId, what, kept, at } = promise;
  return {
    documentId: `${documentId}/kept`,
    ...{ kind: "commitment", at, personId, audience: "team" },
    text: `${kept ? "Kept" : "Not kept"}: ${what}`,
    fact: { kind: "commitment", subject: "promises", stance: kept ? "for" : "against" },
  };
}

/** A gate of the ramp, reached or not by its day. */
export function tellingOfRampGate(gate: {
  personId: string;
  /** Its stable id; its name when there is none. */
  id?: string;
  gate: string;
  reached: boolean;
  day: number;
  at: Date;
}): Telling {
  const { personId, gate: name, reached, day, at } = gate;
  return {
    documentId: `ramp/${personId}/${gate.id ?? name}`,
    ...{ kind: "ramp", at, personId, audience: "team" },
    text: `${name}: ${reached ? "reached" : "not reached"} by day ${day}.`,
    fact: { kind: "ramp", subject: name, stance: reached ? "for" : "against" },
  };
}
/** Something a person asked to have kept, in their own words; theirs alone until they share it. */
export function tellingOfNote(note: {
  id: string;
  personId: string;
  text: string;
  at: Date;
}): Telling {
  const { id, personId, text, at } = note;
  return {
    ...{ documentId: `note/${id}`, kind: "note", text, at, personId },
    audience: "private",
    source: { quote: text },
  };
}
