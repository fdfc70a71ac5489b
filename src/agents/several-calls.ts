/** Evidence from several calls at once: how it is cited, and what keeps a claim about it from a person. */
import type { Call } from "../calls/call.ts";
import type { Cited } from "../coaching/cited.ts";
import type { CallInFull } from "../store/call-search.ts";
import { checkMoment, checkQuotes, checkVoice } from "./guards.ts";
import { callName } from "./questions/evidence.ts";
import { shortQuote } from "./questions/passages.ts";

/** What days are counted from, and where. */
export interface When {
  /** IANA zone. */
  zone: string;
  now: Date;
}

/** A place on one of several calls, as a deliverable cites it; the quote cut at a clause where it is long. */
export function citeOn(call: CallInFull, spot: { turn: number; quote: string }, when: When): Cited {
  const turn = call.call.turns[spot.turn];
  const speaker = call.call.participants.find(({ id }) => id === turn?.speaker);
  return {
    ...{ callId: call.id, call: callName(call, when), turn: spot.turn },
    ...{ atMs: turn?.startMs ?? null, quote: shortQuote(spot.quote) },
    speaker: speaker?.name ?? turn?.speaker ?? "",
  };
}

/** Every citation stands on one of these calls: its name, turn, time, speaker and words. */
export function checkCitations(
  calls: readonly CallInFull[],
  cited: readonly (Cited | null)[],
  when: When,
): string[] {
  return cited.flatMap((one) => {
    if (!one) return [];
    const seen = calls.find(({ id }) => id === one.callId);
    if (!seen) return [`“${one.quote}” is from a call that was not looked at`];
    const name = callName(seen, when);
    return [
      ...checkMoment(seen.call, one),
      ...(one.call === name ? [] : [`that call is called “${name}”`]),
    ];
  });
}

const NUMBER = /\d+(?:[.,:]\d+)*/g;
const QUOTED = /[“"][^“”"]*[”"]/g;

/**
 * The coach's own sentences: what stands in quotation marks was said on one of the calls, each number
 * stands in one of the known texts, and the manner is ours.
 * @param texts without the names of others, which may hold anything: `withoutNames` takes them out
 */
export function checkSentences(
  calls: readonly CallInFull[],
  texts: readonly string[],
  known: readonly string[],
): string[] {
  const numbers = new Set(known.flatMap((text) => text.match(NUMBER) ?? []));
  const spoken = everythingSaid(calls);
  return texts.flatMap((text) => [
    ...(spoken
      ? checkQuotes(spoken, text)
      : text.search(QUOTED) < 0
        ? []
        : [`nobody said: ${text}`]),
    ...checkVoice(text),
    ...(text.replace(QUOTED, " ").match(NUMBER) ?? [])
      .filter((number) => !numbers.has(number))
      .map((number) => `${number} was not counted or measured`),
  ]);
}

/** A text with people's and companies' names taken out: nobody is held to our manner by what they are called. */
export function withoutNames(text: string, names: readonly (string | null)[]): string {
  return names
    .filter((name): name is string => name !== null && name.trim() !== "")
    .toSorted((a, b) => b.length - a.length)
    .reduce((rest, name) => rest.replaceAll(name, "N"), text);
}

function everythingSaid(calls: readonly CallInFull[]): Call | null {
  const [first] = calls;
  return first ? { ...first.call, turns: calls.flatMap(({ call }) => call.turns) } : null;
}
