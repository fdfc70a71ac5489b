/**
 * What keeps a sentence from a person. Every check is code over the transcript: whoever wrote the
 * sentence, a quote that was never said or a number that was never measured does not leave.
 */
import type { Call } from "../calls/call.ts";
import { clockTime } from "../calls/clock-time.ts";

/** A place an output claims to have seen. */
export interface ClaimedMoment {
  turn: number;
  atMs: number | null;
  quote: string;
  /** The speaker's name. */
  speaker: string;
}

const straight = (text: string) =>
  // Double quotes inside a quote are written as single ones.
  text
    .replace(/[’‘“”"]/g, "'")
    .replace(/\s+/g, " ")
    .toLowerCase();
const QUOTED = /[“"]([^“”"]+)[”"]/g;
const TIME = /\b(?:\d+:)?\d{1,2}:\d{2}\b/g;
const TURN = /\bturn (\d+)\b/g;

/** A claimed moment must stand in the transcript: same turn, same time, same speaker, same words. */
export function checkMoment(call: Call, moment: ClaimedMoment): string[] {
  const turn = call.turns[moment.turn];
  if (!turn) return [`turn ${moment.turn} does not exist`];
  const name = call.participants.find((participant) => participant.id === turn.speaker)?.name;
  const problems: string[] = [];
  if (!turn.text.includes(moment.quote))
    problems.push(`"${moment.quote}" was not said at turn ${moment.turn}`);
  if (moment.quote.trim() === "") problems.push(`the quote at turn ${moment.turn} is empty`);
  if (turn.startMs !== moment.atMs)
    problems.push(`turn ${moment.turn} is at ${turn.startMs} ms, not ${moment.atMs}`);
  if (name !== moment.speaker)
    problems.push(`turn ${moment.turn} was spoken by ${name}, not ${moment.speaker}`);
  return problems;
}

/** Words in quotation marks inside a text must have been said; a cut quote ends with an ellipsis. */
export function checkQuotes(call: Call, text: string): string[] {
  const problems: string[] = [];
  for (const [, inner = ""] of text.matchAll(QUOTED)) {
    const said = straight(inner)
      .replace(/…$/, "")
      .replace(/[.,;:?]$/, "")
      .trim();
    if (said === "") continue;
    if (!call.turns.some((turn) => straight(turn.text).includes(said)))
      problems.push(`“${inner}” was not said on this call`);
  }
  return problems;
}

/** Times and turn numbers inside a text must be those of turns on this call. */
export function checkTimes(call: Call, text: string): string[] {
  const times = new Set(
    call.turns.flatMap((turn) => (turn.startMs === null ? [] : [clockTime(turn.startMs)])),
  );
  const outside = text.replace(QUOTED, " ");
  const problems: string[] = [];
  for (const [time] of outside.matchAll(TIME))
    if (!times.has(time)) problems.push(`nobody starts speaking at ${time}`);
  for (const [, turn] of outside.matchAll(TURN)) {
    if (!call.turns[Number(turn)]) problems.push(`turn ${turn} does not exist`);
  }
  return problems;
}

/** Percentages inside a text must be among the measured ones. */
export function checkNumbers(measured: readonly number[], text: string): string[] {
  const allowed = new Set(measured.map((value) => String(Math.round(value))));
  return [...text.replace(QUOTED, " ").matchAll(/(\d+(?:\.\d+)?)\s?(?:%|per ?cent)/g)]
    .filter(([, value]) => !allowed.has(String(Math.round(Number(value)))))
    .map(([, value]) => `${value} % was not measured on this call`);
}

const HARSH =
  /\b(lazy|careless|bad job|poor(?:ly)?|weak|terrible|awful|failed to|you should have|unacceptable|obviously|wrong)\b/i;
const INFLATED =
  /\b(great job|awesome|amazing|fantastic|well done|as an ai|crushed it|killed it)\b/i;

/** The coach's manner: no shouting, no inflation, no harshness; words inside quotes are the speaker's own. */
export function checkVoice(text: string): string[] {
  const own = text.replace(QUOTED, " ");
  const problems: string[] = [];
  if (own.includes("!")) problems.push("no exclamation marks");
  const harsh = HARSH.exec(own)?.[0];
  if (harsh) problems.push(`too harsh: "${harsh}"`);
  const inflated = INFLATED.exec(own)?.[0];
  if (inflated) problems.push(`praise names a technique, not "${inflated}"`);
  return problems;
}

const TECHNIQUE =
  /\b(?:asked|waited|silence|stayed|words|said (?:no|out loud|back)|named|tied|agreed|handed|met|left (?:room|with)|qualified|question|put|traded|held|checked)\b/i;

/** Praise says what was done: a technique a person can do again, not how well it went. */
export function checkTechnique(text: string): string[] {
  return TECHNIQUE.test(text.replace(QUOTED, " ")) ? [] : [`praise names no technique: "${text}"`];
}

/** The first thing a person sees asks, once. */
export function checkAsks(text: string): string[] {
  const own = text.replace(QUOTED, " ");
  const marks = own.split("?").length - 1;
  if (marks !== 1) return [`asks ${marks} questions instead of one`];
  return own.trimEnd().endsWith("?") ? [] : ["the question is not the last thing said"];
}

/** At most so many words. */
export function checkLength(text: string, words: number, what: string): string[] {
  const count = text.split(/\s+/).filter(Boolean).length;
  return count > words ? [`${what} has ${count} words, at most ${words} are allowed`] : [];
}
