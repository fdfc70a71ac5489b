import { placeOf } from "../calls/clock-time.ts";
import { QUALIFICATION_SLOTS } from "../calls/empty-slots.ts";
import type { CommitmentMoment, Moment, QualificationSlot } from "../calls/moment.ts";
import type { Deal, DealChange } from "./deal.ts";

/** A call on a deal, as far as a review needs it. */
export interface DealCall {
  callId: string;
  /** "discovery" or whatever the call was. */
  kind: string | null;
  /** The day it was held. */
  on: string;
  moments: readonly Moment[];
  /** Names by the speaker's id. */
  names: Readonly<Record<string, string>>;
  /** Names of the buyer's people on it. */
  buyers: readonly string[];
}

/** Something logged on a deal beside its calls. */
export interface DealActivity {
  kind: "email" | "meeting" | "task" | "call" | "note";
  /** ISO 8601 instant. */
  at: string;
  side: "rep" | "buyer" | null;
  who: string | null;
  text: string;
}

/** One of the buyer's people as the CRM has them. */
export interface DealPerson {
  name: string;
  title: string | null;
  role: string | null;
  /** Who of ours said so in a review; absent where the CRM does. */
  saidBy?: string | null;
}

/** All there is to know about one deal. */
export interface DealFile {
  deal: Deal;
  changes: readonly DealChange[];
  calls: readonly DealCall[];
  activities: readonly DealActivity[];
  people: readonly DealPerson[];
}

/** Something that shows a claim to be true, with where it stands. */
export interface Fact {
  source: "call" | "activity" | "crm";
  /** Verbatim from the call or the activity, or the CRM's own value. */
  text: string;
  who: string | null;
  on: string | null;
  /** "14:22" or "turn 42", on calls. */
  place: string | null;
  callId: string | null;
  turn: number | null;
}

/** Below this a detector's find is a guess, and a guess is no evidence. */
const SURE = 0.55;

/** The newest moments of a kind first, of those that are sure enough. */
export function momentsOf<Kind extends Moment["kind"]>(
  file: DealFile,
  kind: Kind,
): { call: DealCall; moment: Extract<Moment, { kind: Kind }> }[] {
  return [...file.calls]
    .sort((a, b) => b.on.localeCompare(a.on))
    .flatMap((call) =>
      call.moments
        .filter(
          (moment): moment is Extract<Moment, { kind: Kind }> =>
            moment.kind === kind && moment.confidence >= SURE,
        )
        .map((moment) => ({ call, moment })),
    );
}

/** A moment as evidence: speaker, day, place, words. */
export function factOf(call: DealCall, moment: Moment): Fact {
  return {
    source: "call",
    text: moment.quote,
    who: call.names[moment.speaker] ?? null,
    on: call.on,
    place: placeOf(moment),
    callId: call.callId,
    turn: moment.turn,
  };
}

/** A value in the CRM as evidence. */
export function crmFact(text: string, who: string | null = null, on: string | null = null): Fact {
  return { source: "crm", text, who, on, place: null, callId: null, turn: null };
}

function activityFact(activity: DealActivity): Fact {
  return {
    source: "activity",
    text: activity.text,
    who: activity.who,
    on: activity.at.slice(0, 10),
    place: null,
    callId: null,
    turn: null,
  };
}

/** The best evidence for each of MEDDPICC's slots: the buyer's own words first, the CRM's roles after. */
export function qualificationOf(file: DealFile): Record<QualificationSlot, Fact | null> {
  const moments = momentsOf(file, "qualification");
  const found = (slot: QualificationSlot): Fact | null => {
    const fitting = moments.filter(({ moment }) => moment.slot === slot);
    const best = fitting.find(({ moment }) => moment.side === "buyer") ?? fitting[0];
    if (best) return factOf(best.call, best.moment);
    const role = slot === "economic-buyer" || slot === "champion" ? slot : null;
    const person = role ? file.people.find((one) => one.role === role) : undefined;
    if (!person) return null;
    const named = [person.name, person.title].filter(Boolean).join(", ");
    // A rep's word counts, as a rep's word: nobody is to take it for the buyer's.
    return person.saidBy
      ? { ...crmFact(`${named} signs`, person.saidBy), source: "activity" }
      : crmFact(named, person.name);
  };
  return Object.fromEntries(QUALIFICATION_SLOTS.map((slot) => [slot, found(slot)])) as Record<
    QualificationSlot,
    Fact | null
  >;
}

/** The buyer's people with a part in the deal: heard on its calls, or in the CRM. */
export function threadsOf(file: DealFile): { onCalls: string[]; inCrm: string[] } {
  const onCalls = [...new Set(file.calls.flatMap(({ buyers }) => buyers))];
  const heard = new Set(onCalls.map((name) => name.toLowerCase()));
  return {
    onCalls,
    inCrm: file.people.map(({ name }) => name).filter((name) => !heard.has(name.toLowerCase())),
  };
}

/** A step that is still to come and has a day; the nearest first. */
export function nextStepOf(
  file: DealFile,
  today: string,
): (Fact & { due: string; owner: string | null }) | null {
  const steps: (Fact & { due: string; owner: string | null })[] = [];
  for (const { call, moment } of momentsOf(file, "commitment")) {
    if (moment.firm && moment.due && moment.due >= today)
      steps.push({ ...factOf(call, moment), due: moment.due, owner: moment.who });
  }
  for (const { call, moment } of momentsOf(file, "next-meeting")) {
    const due = moment.when?.slice(0, 10);
    if (due && due >= today) steps.push({ ...factOf(call, moment), due, owner: null });
  }
  for (const activity of file.activities) {
    const due = activity.at.slice(0, 10);
    if ((activity.kind === "meeting" || activity.kind === "task") && due >= today)
      steps.push({ ...activityFact(activity), due, owner: activity.who });
  }
  const { nextStep, nextStepOn } = file.deal;
  if (nextStepOn && nextStepOn >= today)
    steps.push({
      ...crmFact(nextStep ?? "a next step", null, nextStepOn),
      due: nextStepOn,
      owner: null,
    });
  return steps.sort((a, b) => a.due.localeCompare(b.due))[0] ?? null;
}

/** Work that moves a deal on inside the buyer's house. */
const WORK =
  /\b(?:send|share|forward|email|e-mail|mail|sign|introduce|connect|set (?:up|it up|that up)|book|schedule|invite|ask|speak (?:to|with)|talk (?:to|with|it through)|check|find out|confirm|approve|raise|put (?:it|that|this|them|you)? ?(?:in|to|through|before|on)|ring|call|bring|review|read (?:it|that|this|through)|test|pull (?:together|out)|fill (?:in|out)|complete|get (?:you|it|that|this|them|him|her)|take (?:it|that|this) to|prepare|draft|order|pay|upload|scan|present|show (?:it|this|that|them|him|her))\b/i;
/** Said to be kind, and nothing follows from it. */
const POLITE =
  /\b(?:bear (?:that|it|this) in mind|think about|keep (?:that|it|you) in mind|let you know|see what i can do|give it some thought|have a think)\b/i;

/**
 * Whether somebody undertook something that can be seen done: it has a day, or it is work. “I'll bear
 * that in mind” is neither, however firmly it is said.
 */
const isUndertaking = ({ due, quote, what }: CommitmentMoment): boolean =>
  !POLITE.test(quote) && (due !== null || WORK.test(`${quote} ${what}`));

/** What the buyer undertook themselves, newest first: done or promised, not felt. */
export function buyerActs(file: DealFile): Fact[] {
  const promised = momentsOf(file, "commitment")
    .filter(({ moment }) => moment.side === "buyer" && moment.firm && isUndertaking(moment))
    .map(({ call, moment }) => factOf(call, moment));
  const done = file.activities
    .filter(({ side, kind }) => side === "buyer" && kind !== "note")
    .map(activityFact);
  return [...promised, ...done].sort((a, b) => (b.on ?? "").localeCompare(a.on ?? ""));
}
