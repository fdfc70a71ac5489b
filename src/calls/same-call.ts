import type { Participant, Transcript, Turn } from "./call.ts";
import { nameKey } from "./transcript/names.ts";

/** One recording of a conversation. */
export interface Recording extends Pick<Transcript, "startedAt" | "participants" | "turns"> {
  /** As its recorder has it, `null` when it does not say. */
  durationMs: number | null;
}

/** Clocks and late joiners: two recorders of one call begin at most this far apart. */
const APART_MS = 20 * 60_000;
/** Two recognisers agree on about half of all runs of three words; two calls of one person on a twentieth. */
const ALIKE = 0.3;
/** Where nobody is named, the words alone must say it. */
const ALIKE_WITHOUT_NAMES = 0.5;
/** With fewer runs than this, likeness is chance. */
const FEWEST_RUNS = 60;
const MOST_WORDS = 60_000;

/**
 * Whether two recordings are of one conversation: at one time, of the same people, in the same words.
 * Doubt is no: two debriefs of one call are a nuisance, two calls taken for one lose a conversation.
 */
export function isSameCall(one: Recording, other: Recording): boolean {
  if (!couldBeSame(one, other)) return false;
  const people = sharedPeople(one, other);
  return likeness(one.turns, other.turns) >= (people === "same" ? ALIKE : ALIKE_WITHOUT_NAMES);
}

/** The same without the words: what is worth a closer look. Without turns a length must be given. */
export function couldBeSame(one: Recording, other: Recording): boolean {
  return atOneTime(one, other) && sharedPeople(one, other) !== "others";
}

function atOneTime(one: Recording, other: Recording): boolean {
  const [a, b] = [spanOf(one), spanOf(other)];
  if (!a || !b) return false;
  if (Math.abs(a.from - b.from) <= APART_MS) return true;
  // One recorder may have been let in late: then the shorter lies within the longer.
  const together = Math.min(a.to, b.to) - Math.max(a.from, b.from);
  return together > 0 && together >= 0.8 * Math.min(a.to - a.from, b.to - b.from);
}

function spanOf(recording: Recording): { from: number; to: number } | null {
  const from = recording.startedAt === null ? Number.NaN : Date.parse(recording.startedAt);
  if (Number.isNaN(from)) return null;
  const last = recording.turns.at(-1);
  const length = recording.durationMs ?? last?.endMs ?? last?.startMs ?? 0;
  return { from, to: from + length };
}

const UNNAMED = /^(?:unknown|unknown speaker|speaker|speaker \w{1,4}|participant \d+|channel \d+)$/;

/** What each is known by: name and address. */
function named(people: readonly Participant[]): string[][] {
  return people
    .filter((person) => !UNNAMED.test(nameKey(person.name)))
    .map((person) => [nameKey(person.name), ...(person.email ? [person.email.toLowerCase()] : [])]);
}

/** Two shared people make a call; one is enough only where a recording knows no more than that. */
function sharedPeople(a: Recording, b: Recording): "same" | "others" | "unknown" {
  const [some, others] = [named(a.participants), named(b.participants)];
  const fewest = Math.min(some.length, others.length);
  if (fewest === 0) return "unknown";
  const common = some.filter((one) =>
    others.some((other) => one.some((known) => other.includes(known))),
  ).length;
  return common >= Math.min(2, fewest) ? "same" : "others";
}

/** The share of the shorter's runs of three words that the longer has too; 0 when there are too few to say. */
function likeness(some: readonly Turn[], others: readonly Turn[]): number {
  const [few, many] = [runs(some), runs(others)].sort((a, b) => a.size - b.size);
  if (!few || !many || few.size < FEWEST_RUNS) return 0;
  let common = 0;
  for (const run of few) if (many.has(run)) common += 1;
  return common / few.size;
}

function runs(turns: readonly Turn[]): Set<string> {
  const words: string[] = [];
  for (const turn of turns) {
    if (words.length > MOST_WORDS) break;
    words.push(...(turn.text.toLowerCase().match(/[\p{L}\p{N}']+/gu) ?? []));
  }
  const found = new Set<string>();
  for (let at = 2; at < words.length; at += 1) {
    found.add(`${words[at - 2]} ${words[at - 1]} ${words[at]}`);
  }
  return found;
}

/** A transcript must have this much more of the talk to win by that alone. */
const CLEARLY_MORE = 1.4;

/** Which of two transcripts of one call is to be used, and what decided; the one we have wins a draw. */
export function betterTranscript(
  held: Recording,
  came: Recording,
): { better: "held" | "came"; because: string } {
  const [a, b] = [qualityOf(held), qualityOf(came)];
  if (a.words > b.words * CLEARLY_MORE)
    return { better: "held", because: "it has more of the talk" };
  if (b.words > a.words * CLEARLY_MORE)
    return { better: "came", because: "it has more of the talk" };
  if (Math.abs(a.named - b.named) > 0.1) {
    return { better: a.named > b.named ? "held" : "came", because: "it says who spoke" };
  }
  if (Math.abs(a.timed - b.timed) > 0.1) {
    return {
      better: a.timed > b.timed ? "held" : "came",
      because: "it says when things were said",
    };
  }
  if (a.known !== b.known) {
    return {
      better: a.known > b.known ? "held" : "came",
      because: "it knows more of the people by their address",
    };
  }
  return { better: "held", because: "both are as good, and it was there first" };
}

/** Words in all, and which share of them has a name and a time; people with an address. */
function qualityOf({ participants, turns }: Recording) {
  const names = new Set(
    participants.filter((one) => !UNNAMED.test(nameKey(one.name))).map((one) => one.id),
  );
  let [words, named, timed] = [0, 0, 0];
  for (const turn of turns) {
    const count = turn.text.split(/\s+/).length;
    words += count;
    if (names.has(turn.speaker)) named += count;
    if (turn.startMs !== null) timed += count;
  }
  const all = Math.max(1, words);
  return {
    words,
    named: named / all,
    timed: timed / all,
    known: participants.filter((one) => one.email !== undefined).length,
  };
}
