import type { Telling } from "./memory.ts";
import { subjectName } from "./statements.ts";

/** What somebody said when asked to look back: theirs alone until they share it. */
export function tellingOfReflection(reflection: {
  id: string;
  personId: string;
  text: string;
  at: Date;
  callId?: string | null;
  debriefId?: string | null;
}): Telling {
  const { id, personId, text, at, callId, debriefId } = reflection;
  return {
    ...{ documentId: `reflection/${id}`, kind: "reflection", text, at, personId },
    audience: "private",
    callId: callId ?? null,
    source: { ...(callId ? { callId } : {}), ...(debriefId ? { debriefId } : {}), quote: text },
  };
}

/** Whether the next eligible call showed what was coached: what works for whom, heard or forgotten. */
export function tellingOfFollowUp(followUp: {
  debriefId: string;
  callId: string;
  personId: string;
  behaviour: string;
  shown: boolean;
  at: Date;
  quote?: string;
}): Telling {
  const { debriefId, callId, personId, behaviour, shown, at, quote } = followUp;
  const outcome = shown ? "the next call showed it" : "the next call did not show it";
  return {
    documentId: `follow-up/${debriefId}/${callId}`,
    ...{ kind: "coaching", at, callId, personId, audience: "team" },
    text: `After coaching on ${subjectName(behaviour)}, ${outcome}.${quote ? ` "${quote}"` : ""}`,
    fact: { kind: "coaching", subject: behaviour, stance: shown ? "for" : "against" },
    source: { callId, debriefId, ...(quote ? { quote } : {}) },
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

/** How a deal ended. Why deals are lost is for everybody to learn from; who lost it is not said. */
export function tellingOfOutcome(deal: {
  dealId: string;
  name: string;
  won: boolean;
  reason: string | null;
  at: Date;
}): Telling {
  const { dealId, name, won, reason, at } = deal;
  return {
    documentId: `deal/${dealId}/outcome`,
    ...{ kind: "outcome", at, dealId },
    text: `${name} was ${won ? "won" : "lost"}${reason ? `: ${reason}` : ""}.`,
    fact: won || !reason ? null : { kind: "loss", subject: reason.toLowerCase(), stance: "for" },
  };
}

/** Whether a deal closed as forecast: a person's own record, seen by them and their manager. */
export function tellingOfForecast(forecast: {
  dealId: string;
  personId: string;
  name: string;
  category: string;
  cameTrue: boolean;
  at: Date;
}): Telling {
  const { dealId, personId, name, category, cameTrue, at } = forecast;
  return {
    documentId: `deal/${dealId}/forecast`,
    ...{ kind: "forecast", at, dealId, personId, audience: "team" },
    text: `${name} was forecast as ${category}, and ${cameTrue ? "that came true" : "that did not come true"}.`,
    fact: { kind: "forecast", subject: category, stance: cameTrue ? "for" : "against" },
  };
}

/** A gate of the ramp, reached or not by its day. */
export function tellingOfRampGate(gate: {
  personId: string;
  gate: string;
  reached: boolean;
  day: number;
  at: Date;
}): Telling {
  const { personId, gate: name, reached, day, at } = gate;
  return {
    documentId: `ramp/${personId}/${name}`,
    ...{ kind: "ramp", at, personId, audience: "team" },
    text: `${name}: ${reached ? "reached" : "not reached"} by day ${day}.`,
    fact: { kind: "ramp", subject: name, stance: reached ? "for" : "against" },
  };
}
