import { DateTime } from "luxon";
import type { CallInFull, CallSummary } from "../../store/call-search.ts";
import type { Lookups } from "../sources.ts";
import type { Asked, Period } from "./question.ts";

/** Everything an answer may be made of: only calls the asker may see. */
export interface Evidence {
  asked: Asked;
  asker: { id: string; name: string; manages: boolean };
  zone: string;
  now: Date;
  /** The calls the question is about, newest first. */
  calls: CallSummary[];
  /** The same with their words, at most `MOST_READ` of them. */
  inFull: CallInFull[];
  /** Earlier calls of the same kind, for comparison; empty unless the question names a time. */
  earlier: CallSummary[];
  /** The newest call that fits but for the time, where none fits with it. */
  latestOutside: CallSummary | null;
  /** Calls of the team that are their reps' alone until a day has passed. */
  withheld: number;
  /** What is remembered that bears on the question, best first: no call need hold it. */
  remembered?: readonly { text: string; on: string | null }[];
  /** What a model may ask for beyond these calls. */
  lookups?: Lookups;
  /** First names of ours, lower case, that must not stand in an answer to this person. */
  unnamed: string[];
}

/** Calls read word for word for one question: some 3 MB of talk, a second's work. */
export const MOST_READ = 120;

/** The calls a question is about, time aside. */
export function aboutCalls<C extends CallSummary>(
  calls: readonly C[],
  asked: Asked,
  asker: { id: string; manages: boolean },
): C[] {
  const reps = new Set(asked.reps.map(({ id }) => id));
  const accounts = new Set(asked.accounts.map(({ id }) => id));
  const buyers = new Set(asked.buyers.map((name) => name.toLowerCase()));
  const withBuyer = (call: C) =>
    call.participants.some(({ name }) => buyers.has(name.toLowerCase()));
  return calls.filter((call) => {
    if (reps.size > 0 && !reps.has(call.repId ?? "")) return false;
    if (reps.size === 0 && meansOwn(asked) && asker.manages && call.repId !== asker.id)
      return false;
    if (accounts.size > 0 && !accounts.has(call.accountId ?? "")) return false;
    if (buyers.size > 0 && !withBuyer(call)) return false;
    return asked.callType === null || call.type === asked.callType;
  });
}

const OWN_TOPICS = new Set([
  "overall",
  "talk-share",
  "questions",
  "monologue",
  "promises",
  "went-well",
  "work-on",
]);

/** "How did I do" from a manager is about their own calls; "what came up this week" about the team's. */
function meansOwn(asked: Asked): boolean {
  return asked.aboutSelf && OWN_TOPICS.has(asked.topic);
}

export function within<C extends CallSummary>(calls: readonly C[], { since, until }: Period): C[] {
  return calls.filter(({ heldAt }) => heldAt >= since && heldAt < until);
}

/** "14 October", with the year when it is another one. */
export function dayOf(at: Date, { zone, now }: { zone: string; now: Date }): string {
  const day = DateTime.fromJSDate(at, { zone });
  const thisYear = DateTime.fromJSDate(now, { zone }).year === day.year;
  return day.toFormat(thisYear ? "d LLLL" : "d LLLL yyyy");
}

/** Which call, as people call it: "Fernhill Dairies, 14 October". */
export function callName(call: CallSummary, when: { zone: string; now: Date }): string {
  const name = call.account ?? call.title?.replace(/\.(vtt|srt|sbv|txt|json)$/i, "") ?? "a call";
  return `${name}, ${dayOf(call.heldAt, when)}`;
}

/** Whose calls are looked at, for the middle of a sentence. */
export interface Subject {
  /** "you", "Maya", "the team". */
  who: string;
  /** "your", "Maya's", "the team's". */
  whose: string;
}

export function subjectOf({ asked, asker }: Pick<Evidence, "asked" | "asker">): Subject {
  if (asked.reps.length > 0) {
    const who = listOf(asked.reps.map(({ name }) => name.split(" ")[0] ?? name));
    return { who, whose: `${who}'s` };
  }
  if (asker.manages && !meansOwn(asked)) return { who: "the team", whose: "the team's" };
  return { who: "you", whose: "your" };
}

/** Where it was looked: "your 4 discovery calls with Fernhill Dairies since 1 November". */
export function placeLooked(evidence: Evidence, count = evidence.calls.length): string {
  return `${subjectOf(evidence).whose} ${callsLooked(evidence, count)}`;
}

/** The same without whose: "4 discovery calls with Fernhill Dairies since 1 November". */
export function callsLooked(evidence: Evidence, count: number): string {
  const { kind, who } = narrowed(evidence);
  const calls = count === 1 ? "one" : String(count);
  return `${calls} ${kind}${count === 1 ? "call" : "calls"}${who} ${evidence.asked.period.words}`;
}

/** Where there was nothing to look at: "no calls of yours with Fernhill Dairies since 1 November". */
export function noCalls(evidence: Evidence): string {
  const { kind, who } = narrowed(evidence);
  const subject = subjectOf(evidence);
  const whose = subject.who === "you" ? "yours" : subject.whose;
  return `no ${kind}calls of ${whose}${who} ${evidence.asked.period.words}`;
}

function narrowed({ asked }: Evidence): { kind: string; who: string } {
  const withWhom = [
    ...asked.buyers.slice(0, 2),
    ...asked.accounts.slice(0, 2).map(({ name }) => name),
  ];
  return {
    kind: asked.callType ? `${asked.callType} ` : "",
    who: withWhom.length > 0 ? ` with ${listOf(withWhom)}` : "",
  };
}

export function listOf(names: readonly string[]): string {
  return names.length < 2
    ? (names[0] ?? "")
    : `${names.slice(0, -1).join(", ")} and ${names.at(-1) ?? ""}`;
}

/** "1 call", "3 calls". */
export function many(count: number, one: string, more = `${one}s`): string {
  return `${count} ${count === 1 ? one : more}`;
}

/** A sentence's first letter. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
