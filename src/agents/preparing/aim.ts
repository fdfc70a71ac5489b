import type { Candidate } from "../../coaching/opportunity.ts";
import { type Criterion, readCommitment } from "../../deals/commitment.ts";
import type { DealCall } from "../../deals/evidence.ts";
import { stageOf } from "../../deals/stages.ts";
import type { CallInFull } from "../../store/call-search.ts";
import { checkVoice } from "../guards.ts";
import { shortQuote } from "../questions/passages.ts";
import { heardOn, isAmong, type PrepInput } from "./account.ts";

/** What the next call is for, before it has words. */
export type Aim =
  /** Somebody or some board decides, and nobody has asked how. */
  | { kind: "process"; who: string }
  /** The last call ended without a day; with the words it ended on. */
  | { kind: "day"; quote: string }
  | { kind: "decided"; outcome: "won" | "lost" }
  /** Known to sign, and on no call so far. */
  | { kind: "signer"; who: string }
  | { kind: "criterion"; criterion: Criterion }
  | { kind: "first-call" }
  /** Nothing that is asked for is missing. */
  | { kind: "test" };

/** An opening left unasked this many calls ago is history. */
const FRESH_CALLS = 2;
const WORDS_SHOWN = 14;

/** The one thing worth coming away with: what was left open on the last calls, else what the stage lacks. */
export function aimOf(input: PrepInput): Aim {
  const { deal, calls, meeting } = input;
  if (deal && deal.status !== "open") return { kind: "decided", outcome: deal.status };
  const fresh = calls.slice(0, FRESH_CALLS);
  const open = fresh.flatMap((call, age) =>
    call.ranked
      .filter(({ kind }) => kind === "process-left-unasked")
      .filter(() => !askedSince(fresh.slice(0, age)))
      .flatMap((candidate) => whoDecides(candidate, input) ?? [])
      .filter((who) => checkVoice(who).length === 0 && !/[“”"]/.test(who)),
  )[0];
  if (open) return { kind: "process", who: open };
  const ending = fresh[0]?.ranked.find(({ kind }) => kind === "next-step-open");
  if (ending && !meeting) return { kind: "day", quote: cut(ending.spot.quote) };
  if (calls.length === 0 && !deal) return { kind: "first-call" };
  const signer = input.people.find(({ role }) => role === "economic-buyer");
  if (calls.length > 0 && signer && !isAmong(signer.name, heardOn(calls)))
    return { kind: "signer", who: signer.name };
  const missing = deal ? missingOf(input) : [];
  const [criterion] = missing.filter((one) => one !== "date-held" && one !== "next-step");
  if (criterion) return { kind: "criterion", criterion };
  if (calls.length === 0) return { kind: "first-call" };
  return { kind: "test" };
}

const askedSince = (later: readonly CallInFull[]) =>
  later.some(({ ranked }) => ranked.some(({ kind }) => kind === "asked-for-process"));

/** The person, or the body, that was named; nobody who has been on a call since. */
function whoDecides({ hooks }: Omit<Candidate, "source">, { calls }: PrepInput): string | null {
  const { person, body } = hooks;
  if (person && !isAmong(person, heardOn(calls)))
    return body && body !== person ? `${person} and ${body}` : person;
  return body ?? null;
}

/** What the stage and the forecast category ask for and no call shows. */
function missingOf(input: PrepInput): Criterion[] {
  const { deal, people, today } = input;
  if (!deal) return [];
  const file = { deal, changes: [], activities: [], people, calls: input.calls.map(asDealCall) };
  const { missing, stageMissing } = readCommitment(file, today);
  const told = input.calls.some(({ moments }) =>
    moments.some(
      ({ kind, side, confidence }) => kind === "gap" && side === "buyer" && confidence >= 0.8,
    ),
  );
  const late =
    stageOf(deal.stage)?.key === "proposal" || stageOf(deal.stage)?.key === "negotiation";
  // With an offer out, or a problem told in any words, "what hurts" is no longer the question.
  return [...new Set([...stageMissing, ...missing])].filter(
    (one) => one !== "identified-pain" || (!told && !late),
  );
}

function asDealCall(call: CallInFull): DealCall {
  return {
    callId: call.id,
    kind: call.type,
    on: call.heldAt.toISOString().slice(0, 10),
    moments: call.moments,
    names: Object.fromEntries(call.participants.map(({ id, name }) => [id, name])),
    buyers: heardOn([call]),
  };
}

function cut(quote: string): string {
  const words = shortQuote(quote).replace(/[“”"]/g, "'").split(/\s+/);
  const kept = words.slice(0, WORDS_SHOWN).join(" ");
  return words.length > WORDS_SHOWN ? `${kept}…` : kept.replace(/[.,;:?]$/, "");
}
