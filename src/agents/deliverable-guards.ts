/**
 * The checks that hold for every deliverable over several calls: words in quotation marks were said on
 * one of them or stand in the records, and every number is one that code has worked out.
 */

import type { Call } from "../calls/call.ts";
import { placeOf } from "../calls/clock-time.ts";
import type { Cited } from "../coaching/cited.ts";
import { checkMoment, checkVoice } from "./guards.ts";

const QUOTED = /[“"]([^“”"]+)[”"]/g;
const NUMBER = /\d+(?:[.,:]\d+)*/g;
const plain = (text: string) =>
  text
    .replace(/[’‘“”"]/g, "'")
    .replace(/\s+/g, " ")
    .toLowerCase();

/** What a deliverable may speak of. */
export interface Known {
  calls: readonly { id: string; name: string; call: Call }[];
  /** Texts whose numbers and words are worked out or recorded: figures, CRM fields, the local answer. */
  texts: readonly string[];
}

/** Each citation stands on a call that was read: that turn, that speaker, those words, that call's name. */
export function checkCitations(known: Known, cited: readonly (Cited | null)[]): string[] {
  return cited.flatMap((one) => {
    if (!one) return [];
    const seen = known.calls.find(({ id }) => id === one.callId);
    if (!seen) return [`“${one.quote}” is from a call that was not read`];
    return [
      ...checkMoment(seen.call, one),
      ...(seen.name === one.call ? [] : [`that call is called “${seen.name}”`]),
    ];
  });
}

/** Keys under which nothing stands that a person would say: ids, places in a transcript, machine dates. */
const UNSAID = new Set([
  "callId",
  "id",
  "behaviour",
  "turn",
  "atMs",
  "on",
  "targetOn",
  "startedOn",
]);

/** Every text and count in an answer that code has made; of a citation its words, its call and its time. */
export function saidIn(value: unknown, key = ""): string[] {
  if (UNSAID.has(key) || value === null || value === undefined) return [];
  if (typeof value === "string") return [value];
  if (typeof value === "number") return [String(value)];
  if (Array.isArray(value)) return value.flatMap((one) => saidIn(one, key));
  if (typeof value !== "object") return [];
  const place =
    "turn" in value && "atMs" in value
      ? [placeOf(value as { turn: number; atMs: number | null })]
      : [];
  return [...place, ...Object.entries(value).flatMap(([name, one]) => saidIn(one, name))];
}

/** A text's manner, its quotes and its numbers. */
export function checkTexts(known: Known, texts: readonly string[]): string[] {
  const recorded = plain(known.texts.join(" \n "));
  const numbers = new Set(known.texts.join(" ").match(NUMBER) ?? []);
  return texts.flatMap((text) => [
    ...checkVoice(text),
    ...[...text.matchAll(QUOTED)].flatMap(([, inner = ""]) => {
      const said = plain(inner)
        .replace(/…$/, "")
        .replace(/[.,;:?]$/, "")
        .trim();
      const heard =
        recorded.includes(said) ||
        known.calls.some(({ call }) => call.turns.some((turn) => plain(turn.text).includes(said)));
      return heard ? [] : [`“${inner}” was not said on the calls read, and is in no record`];
    }),
    ...(text.replace(QUOTED, " ").match(NUMBER) ?? [])
      .filter((number) => !numbers.has(number))
      .map((number) => `${number} was not counted, measured or recorded`),
  ]);
}
