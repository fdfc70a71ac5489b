import type { Sentence } from "./talk.ts";

/** A clause of a sentence: the same shape, and where it begins in the sentence's text. */
export interface Clause extends Sentence {
  at: number;
}

const words = (list: string): ReadonlySet<string> => new Set(list.split(" "));

/** Words that tie a new clause to the last one; only before the beginning of a clause do they cut. */
const TIES = words("and but so because cause then anyway though whereas although");
/** Words said between two clauses; what follows is new. */
const MARKERS = words("okay ok right yeah yes no well anyway alright sure great cool");
const SUBJECTS = words(
  "i we you they he she it that this there these those i'm i've i'd i'll we're we've we'd we'll you're you've " +
    "you'd you'll they're they've they'd they'll he's he'd he'll she's she'd she'll it's it'd it'll that's that'd " +
    "that'll there's there'd what's who's how's where's let's let my our your the nobody somebody everybody everyone then what how " +
    "why who when where if",
);
const WH = words("what how why who when where which what's how's who's where's");
const AUXILIARIES = words(
  "do does did is are was were can could will would should have has had don't didn't isn't aren't won't",
);
const ASKED = words("you we they i he she it that this there your");
/** In front of a question word these make it part of their own clause: "I know what", "depends how", "that's why". */
const HOLDS = words(
  "know knows knew see saw say says said tell told ask asked about of to on in for with by than is was that's it's " +
    "think thought understand remember depends guess wonder exactly sure out like just or at from matter idea me us him her them " +
    "figure find check show explain hear heard not even only",
);
const FEWEST = 4;
const TAIL = 3;
/** A sentence of so many words with marks in it is cut by its marks alone; without any it may be many sentences. */
const LONG_MARKED = 40;
const LONG_BARE = 12;
const MARKED = /[.?!…]["'”’)]*$/;
const WORD = /[\p{L}\p{N}]+(?:['’\-.][\p{L}\p{N}]+)*/gu;

function startsClause(all: readonly string[], at: number): boolean {
  const word = all[at] as string;
  const next = all[at + 1] ?? "";
  const before = all[at - 1] ?? "";
  if (TIES.has(word)) {
    if (TIES.has(before) || MARKERS.has(before)) return false;
    // "And the fans", "so what do you": a subject or a question follows, not the second half of a pair.
    if (SUBJECTS.has(next)) return !(next === "the" && word === "and") || verbSoon(all, at + 2);
    return WH.has(next) || (AUXILIARIES.has(next) && ASKED.has(all[at + 2] ?? ""));
  }
  if (MARKERS.has(word)) return !MARKERS.has(before) && !HOLDS.has(before) && before !== "the";
  if (TIES.has(before) || MARKERS.has(before) || HOLDS.has(before)) return false;
  if (WH.has(word)) return AUXILIARIES.has(next) || word.includes("'");
  // "Do you", "is it": the subject stands behind its verb.
  return (
    AUXILIARIES.has(word) &&
    ASKED.has(next) &&
    !WH.has(before) &&
    !ASKED.has(before) &&
    !AUXILIARIES.has(before)
  );
}

const VERB_REACH = 4;
/** "And the fans ARE": a verb of its own within a few words. */
function verbSoon(all: readonly string[], from: number): boolean {
  return all.slice(from, from + VERB_REACH).some((word) => AUXILIARIES.has(word));
}

/**
 * Cuts a sentence without marks into its clauses; one with marks, or a short one, is one clause.
 *
 * Automatic transcripts often write a minute of talk as one "sentence". The clauses are verbatim, in
 * order, and together hold every word. Linear in the text.
 */
export function clausesOf(sentence: Sentence): Clause[] {
  const whole = [{ ...sentence, at: 0 }];
  const count = sentence.words.length;
  if (count < LONG_BARE || (count < LONG_MARKED && MARKED.test(sentence.text))) return whole;
  const places = [...sentence.lower.matchAll(WORD)];
  const all = places.map(([word]) => word);
  const cuts = [0];
  for (let at = FEWEST; at <= all.length - TAIL; at += 1)
    if (at - (cuts.at(-1) ?? 0) >= FEWEST && startsClause(all, at)) cuts.push(at);
  if (cuts.length === 1) return whole;
  return cuts.map((from, place) => {
    const to = cuts[place + 1] ?? all.length;
    const start = place === 0 ? 0 : (places[from]?.index ?? 0);
    const end = places[to]?.index ?? sentence.text.length;
    const text = sentence.text.slice(start, end).trimEnd();
    return {
      ...{ text, lower: sentence.lower.slice(start, start + text.length), at: start },
      words: all.slice(from, to),
      asks: sentence.asks && place === cuts.length - 1,
    };
  });
}
