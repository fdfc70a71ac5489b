import type { Message } from "./message.ts";
import { sourceName } from "./source-names.ts";

/** One conversation, two recordings: which transcript is used, and why, in one line. */
export function recordedTwiceLine(call: {
  source: string;
  other: string;
  used: "this" | "other";
  because: string;
}): string {
  const own = sourceName(call.source);
  const other = sourceName(call.other);
  const [used, left] = call.used === "this" ? [own, other] : [other, own];
  const both = own === other ? `Recorded twice by ${own}` : `Recorded by ${own} and ${other}`;
  return own === other
    ? `${both}; I use the one transcript, since ${call.because}.`
    : `${both}; I use ${possessive(used)} transcript and not ${possessive(left)}, since ${call.because}.`;
}

/** Said under a debrief that was asked already, when a better transcript has come. */
export function recordedTwiceMessage(line: string): Message {
  return { summary: line, blocks: [{ type: "note", text: [line] }] };
}

const possessive = (name: string) => (name.endsWith("s") ? `${name}'` : `${name}'s`);
