import type { Disclosure } from "../../calls/moment.ts";
import type { Sentence } from "../../calls/talk.ts";
import { type Field, fieldsIn } from "./fields.ts";
import type { Line, Run } from "./runs.ts";

/**
 * How much a stretch of the buyer's talk weighs when no single phrase gives it away: what it is
 * about, whether it is theirs, when it was, what they would not have had to say, how long it ran.
 */
export interface Telling {
  line: Line;
  flavour: Disclosure;
  points: number;
  why: string[];
}

const POINTS: Record<Field, number> = {
  harm: 1.1,
  scrutiny: 1,
  hardship: 1.4,
  fear: 1.4,
  jobs: 1.1,
  change: 0.9,
  power: 0.9,
};
const FLAVOUR: Record<Field, Disclosure> = {
  harm: "failure",
  scrutiny: "failure",
  hardship: "fear",
  fear: "fear",
  jobs: "person",
  change: "date",
  power: "person",
};

/** "I'll be frank", "put it that way", "hm, well": said with the guard down, or feeling for words. */
const UNGUARDED =
  /\b(?:to be (?:honest|fair|frank|blunt|straight)|honestly|frankly|quite openly|i(?:'ll| will) be (?:honest|frank|straight|blunt)|if i'm honest|i'm being honest|i(?:'ve| have) got to (?:say|admit)|i must (?:say|admit|confess)|(?:i'll|i) (?:admit|confess)|between (?:you and me|us|ourselves|these four walls)|i (?:probably )?shouldn't|don't (?:quote|repeat)|off the record|(?:the )?truth is|the (?:honest|real) (?:truth|answer|reason)|put it (?:that|this|like that) way|one way (?:to|of) (?:say|put)\w*|let's (?:just )?say|(?:i )?(?:haven't|have not|never|not) told|nobody (?:here )?(?:knows|says|talks)|as you can imagine|it's not (?:been|a) (?:great|good|easy)|hard to (?:say|admit)|not (?:been )?announced|we don't (?:speak|talk) about|not (?:proud|my proudest)|personally|that's (?:another|the other) (?:thing|story|matter)|it's just|the thing is|thing is|we(?:'ve| have) just|since you ask|well,)/;
const I_BORE =
  /\b(?:i|we|me|us) (?:\w+ )?(?:had to|have to|'ve had to|have had to|will have to|'ll have to|would have to|got to|'ve got to|ended up|couldn't|can't|cannot|didn't|don't|won't|never|told|promised|signed|sat|stood|spent|paid|lost|found out|got|was|were|thought|lie|lay|drove|rang|carry|carried|stayed)\b|\bon my own\b|\bby myself\b|\bjust me\b|\bit's me\b|\bmyself\b/;
const THEN =
  /\b(?:(?:in|since|last|by|before|until|from|at|of|this|next|end of|back in|over) (?:the )?(?:end of )?(?:january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn|winter|christmas|easter|harvest|half[- ]term|term|q[1-4]|year[- ]end|(?:mon|tues|wednes|thurs|fri|satur|sun)day)|(?:last|this|next) (?:year|month|week|weekend|quarter|time|night|season)|(?:\w+ )?(?:days|weeks|months|years)(?: ago| running| late)?|yesterday|twice|three times|(?:\w+ of|\w+th|\d+(?:st|nd|rd|th)?) (?:january|february|march|april|june|july|august|september|october|november|december)|(?:nineteen|twenty)[- ]?(?:nineteen|twenty|one|two|three|four|five|six)?)\b/;
const STORY =
  /\b(?:was|were|had|got|went|came|said|told|did|took|left|gave|made|put|found|happened|'ve been|been)\b/;
const STAKE_IF =
  /\bif\b[^?]{0,90}\b(?:not|don't|doesn't|isn't|can't|won't|goes?|fails?|slips?|miss|lose|late|under|over|wrong)\b|\botherwise\b|\bor else\b|\bwon't be\b|\bafter that\b/;
const SUM =
  /[$€£] ?\d|\b\d[\d,.]{0,12} ?(?:k|grand|thousand|million|pounds|dollars|euros?|quid)\b|\b(?:hundred|thousand|million|grand)\b|\bquid\b/;
const PLURAL_SELF = /\b(?:i|i'm|i've|i'd|i'll|me|my|we|we're|we've|we'd|our|us)\b/;
/** Trouble with the line, jokes, and wishes are about nothing that happened. */
const LIGHT =
  /\b(?:joking|kidding|hear (?:me|you)|see (?:me|you|your screen)|on mute|muted|your screen|broke up|breaking up|traffic|weather|holidays?|football|the match|parking|coffee|lunch|sandwich)\b|\bha\b|\[laugh/;
const WISH =
  /\b(?:would be (?:nice|good|great|lovely)|it'd be (?:nice|good|lovely)|i like|i'd like|i love|that's (?:good|great|nice|lovely|clever|handy))\b/;

/** Longer than this, for the person, is more than an answer. */
const AT_LENGTH = 1.7;
const FAR_AT_LENGTH = 2.6;
const SHORTEST = 16;
const AROUND = 3;
const LONGEST = 1200;

const told = ({ sentence }: Line) => !sentence.asks && sentence.words.length >= 3;

/** The line of a run that weighs most with what stands around it, `null` when nothing does. */
export function tellingIn(run: Run, usualWords: number): Telling | null {
  if (run.words < SHORTEST) return null;
  const fields = run.lines.map((line) => (told(line) ? fieldsIn(line.sentence.words) : null));
  if (!fields.some((heard) => heard && heard.size > 0)) return null;
  let best: Telling | null = null;
  for (const [place, line] of run.lines.entries()) {
    const own = fields[place];
    if (!own || own.size === 0 || line.sentence.words.length < 5) continue;
    const from = Math.max(0, place - AROUND);
    const near = run.lines.slice(from, place + AROUND + 1).filter(told);
    const found = weigh(near, fields.slice(from, place + AROUND + 1), run, usualWords);
    const central = ownWeight(line.sentence, own);
    const points = found.points + central * 0.1;
    if (best && points <= best.points + 0.01) continue;
    best = { line, flavour: flavourOf(line.sentence, own), points, why: found.why };
  }
  return best;
}

function ownWeight(sentence: Sentence, own: ReadonlyMap<Field, number>): number {
  let weight = 0;
  for (const field of own.keys()) weight += POINTS[field];
  if (SUM.test(sentence.lower)) weight += 0.7;
  if (I_BORE.test(sentence.lower)) weight += 0.7;
  return weight;
}

function weigh(
  near: readonly Line[],
  fields: readonly (ReadonlyMap<Field, number> | null)[],
  run: Run,
  usualWords: number,
) {
  const why: string[] = [];
  let points = 0;
  const add = (label: string, more: number) => {
    points += more;
    why.push(label);
  };
  const counts = new Map<Field, number>();
  for (const heard of fields)
    for (const [field, count] of heard ?? []) counts.set(field, (counts.get(field) ?? 0) + count);
  for (const [field, count] of counts)
    add(field, POINTS[field] * (1 + Math.min(0.5, (count - 1) * 0.25)));
  const text = near.map(({ sentence }) => sentence.lower.slice(0, LONGEST)).join(" ");
  if (UNGUARDED.test(text)) add("unguarded", 1);
  if (I_BORE.test(text)) add("borne by the speaker", 0.8);
  else if (!PLURAL_SELF.test(text)) add("nobody's", -0.8);
  if (THEN.test(text)) add("a time", 0.7);
  if (STORY.test(text)) add("told as it was", 0.4);
  if (STAKE_IF.test(text)) add("what follows", 0.6);
  if (SUM.test(text)) add("a sum", 0.8);
  if (LIGHT.test(text)) add("light", -0.8);
  if (WISH.test(text)) add("pleased", -0.3);
  const length = run.words / Math.max(12, usualWords);
  if (run.words >= 24 && length >= AT_LENGTH) add("at length", length >= FAR_AT_LENGTH ? 1.2 : 0.7);
  return { points, why };
}

/** Which kind of thing it is, by the heaviest field of its own sentence. */
function flavourOf(sentence: Sentence, own: ReadonlyMap<Field, number>): Disclosure {
  if (own.has("fear") || own.has("hardship")) return own.has("fear") ? "fear" : "failure";
  if (SUM.test(sentence.lower)) return "money";
  const heaviest = [...own.keys()].sort((a, b) => POINTS[b] - POINTS[a])[0];
  return heaviest ? FLAVOUR[heaviest] : "failure";
}

/** Points from which something was disclosed at all, and from which it is beyond doubt. */
const FROM = 3.7;
const PER_POINT = 0.035;

/** Points as a score between 0 and 1, comparable with that of a telling phrase. */
export function scoreOf(points: number): number {
  return points < FROM ? 0 : Math.min(0.72, 0.56 + (points - FROM) * PER_POINT);
}
