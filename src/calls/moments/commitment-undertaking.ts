import { matchesOf } from "../matches.ts";
import type { Sentence } from "../talk.ts";
import { AMOUNT_WORDS } from "./commitment-acceptance.ts";
import {
  CONDITION,
  DISCOURSE,
  DOING,
  GIVING,
  NAMING,
  NO_NAME,
  ONLY_FILLERS,
  SOFT,
  SUBORDINATE,
  TAKEN_BACK,
  TENTATIVE,
  THIRD_PERSON,
  WILL,
} from "./commitment-phrases.ts";
import { amountsIn } from "./objection-price.ts";

/** What somebody undertakes in one clause; offsets count in the sentence. */
export interface Undertaking {
  /** Where its subject starts. */
  from: number;
  /** Where the action starts. */
  at: number;
  /** Where the clause it was said in starts and ends. */
  clause: [number, number];
  /** Somebody else's name, `null` when the speaker undertakes it. */
  who: string | null;
  firm: boolean;
  confidence: number;
}

/** What the rules need to know about the talk and the speaker. */
export interface Setting {
  punctuated: boolean;
  /** The speaker is asked for a gift, so that naming an amount is giving it. */
  giving: boolean;
}

/** One clause of a sentence, with what was said before it in the sentence. */
interface Clause {
  lower: string;
  sentence: string;
  offset: number;
}

const FOR_THE_OTHER =
  /\b(?:you|your|tomorrow|tonight|today|monday|tuesday|wednesday|thursday|friday|next week|this week|by (?:the|end)|on it|over)\b/;
const LATER =
  /\b(?:tomorrow|tonight|monday|tuesday|wednesday|thursday|friday|next (?:week|time)|later today|this (?:week|afternoon|evening)|by the end)\b/;
const NEGATED = /\b(?:not|never|n't|if i (?:could|had|was|were))\b/;
const REPORTS_BACK =
  /\b(?:get back|and (?:i'll|let you know)|with (?:my|our|the)|to you|for you)\b/;
/** Looking further back than this finds other thoughts. */
const CONTEXT = 80;

interface Read {
  before: string;
  said: string;
  rest: string;
  from: number;
  at: number;
}

/** Matches a phrase in the clause; `null` inside a condition or a reported thought. */
function read(clause: Clause, phrase: RegExp): Read | null {
  const match = phrase.exec(clause.lower);
  if (match === null) return null;
  const from = clause.offset + match.index;
  const at = from + match[0].length;
  const before = clause.sentence.slice(Math.max(0, from - CONTEXT), from);
  if (SUBORDINATE.test(before)) return null;
  return { before, said: match[0], rest: clause.sentence.slice(at, at + CONTEXT), from, at };
}

type Plain = Omit<Undertaking, "clause">;

const tentative = (clause: Clause, { said, from }: Read, rest = "") =>
  TENTATIVE.test(clause.lower.slice(0, from - clause.offset) + said + rest) ||
  TAKEN_BACK.test(clause.sentence);

function promised(clause: Clause, { punctuated }: Setting): Plain | null {
  const found = read(clause, WILL);
  if (found === null || NEGATED.test(found.said) || DISCOURSE.test(found.rest)) return null;
  if (CONDITION.test(found.before) && !LATER.test(clause.lower)) return null;
  const firm = !tentative(clause, found, found.rest.slice(0, 12));
  return { ...found, who: null, firm, confidence: punctuated ? 0.85 : 0.7 };
}

function offered(clause: Clause, { punctuated }: Setting): Plain | null {
  const found = read(clause, DOING);
  if (found === null || CONDITION.test(found.before) || DISCOURSE.test(found.rest)) return null;
  // "Let me check": done on the spot unless somebody is to hear of it later.
  if (/^let (?:me|us)/.test(found.said) && !REPORTS_BACK.test(found.rest)) return null;
  const plain = /^(?:we'll|we will|i'm|i am|we're|we are)/.test(found.said);
  if (punctuated ? !(plain || FOR_THE_OTHER.test(found.rest)) : !LATER.test(found.rest)) {
    const alone = /^(?:i'm|i am)/.test(found.said) && ONLY_FILLERS.test(found.before);
    if (punctuated || !alone) return null;
  }
  return { ...found, who: null, firm: !tentative(clause, found), confidence: 0.7 };
}

const namesAmount = (lower: string) =>
  AMOUNT_WORDS.test(lower) || amountsIn(lower).some((amount) => amount > 0);

function given(clause: Clause): Plain | null {
  const found = read(clause, GIVING);
  if (found === null) {
    if (!NAMING.test(clause.lower) || !namesAmount(clause.lower)) return null;
    const firm = !TENTATIVE.test(clause.lower);
    return { from: clause.offset, at: clause.offset, who: null, firm, confidence: 0.6 };
  }
  if (NEGATED.test(found.said) || CONDITION.test(found.before)) return null;
  if (/\$0(?![.\d])|\bif (?:i|we) (?:had|could|were)\b/.test(clause.sentence)) return null;
  return { ...found, who: null, firm: !tentative(clause, found), confidence: 0.75 };
}

/** Outside a talk about giving, "I could give" and "I'd like to send" are wishes; these are not. */
const BUYS = /^(?:sign|pay|commit|buy|order|put down|lock|go with)/;

function bought(clause: Clause): Plain | null {
  const found = read(clause, GIVING);
  if (
    found === null ||
    !BUYS.test(found.rest) ||
    /^(?:i|we) (?:could|can|want|think|should)/.test(found.said)
  )
    return null;
  if (NEGATED.test(found.said) || CONDITION.test(found.before)) return null;
  return { ...found, who: null, firm: !tentative(clause, found), confidence: 0.6 };
}

function softly(clause: Clause): Plain | null {
  const found = read(clause, SOFT);
  if (found === null || CONDITION.test(found.before)) return null;
  if (!/\b(?:maybe|perhaps|probably|try)\b/.test(found.said) && !LATER.test(found.rest))
    return null;
  return { ...found, who: null, firm: false, confidence: 0.5 };
}

function delegated(clause: Clause, text: string): Plain | null {
  const match = THIRD_PERSON.exec(text.slice(clause.offset, clause.offset + clause.lower.length));
  if (match === null) return null;
  const who = (match[1] ?? "").trim();
  if (NO_NAME.has(who.split(" ")[0] ?? "") && !/^(?:my|our) /i.test(who)) return null;
  const from = clause.offset + match.index;
  if (CONDITION.test(clause.sentence.slice(Math.max(0, from - CONTEXT), from))) return null;
  return { from, at: from + match[0].length, who, firm: true, confidence: 0.7 };
}

const BIT = { will: 1, doing: 2, buying: 4, soft: 8, third: 16 } as const;
const CUES = new Map<string, number>();
const cue = (list: string, bit: number) => {
  for (const word of list.split(" ")) CUES.set(word, (CUES.get(word) ?? 0) | bit);
};
cue("i'll ill will shall promise agree commit", BIT.will);
cue("we'll will shall going gonna can happy glad let", BIT.doing);
cue("sign pay commit buy order put lock go", BIT.buying);
cue("might could should let's lets maybe perhaps", BIT.soft);
cue("will going gonna can", BIT.third);

const NEW_CLAUSE =
  /,? (?:and|but|so|then)(?: then)? (?=(?:i'll|i will|we'll|we will|i'm going to|we're going to|let's|let me|can you|[a-z]{2,15} (?:will|is going to|can)\b))/g;

function clausesOf(lower: string, promises: number): [number, number][] {
  const clauses: [number, number][] = [];
  let from = 0;
  if (promises > 1)
    for (const cut of matchesOf(NEW_CLAUSE, lower)) {
      clauses.push([from, cut.index]);
      from = cut.index + cut[0].length;
    }
  clauses.push([from, lower.length]);
  return clauses;
}

/** More promises than this in one sentence are a list being read out. */
const MOST_CLAUSES = 6;

/** The undertakings in a sentence, one a clause; `lower` is its lower-case text, already cut to size. */
export function undertakingsIn(sentence: Sentence, lower: string, setting: Setting): Undertaking[] {
  let cues = 0;
  let promises = 0;
  for (const word of sentence.words) {
    const bits = word.endsWith("'ll") ? (CUES.get(word) ?? 0) | BIT.third : CUES.get(word);
    if (bits === undefined) continue;
    cues |= bits;
    if ((bits & (BIT.will | BIT.third)) !== 0) promises += 1;
  }
  if (cues === 0 && !setting.giving) return [];
  const found: Undertaking[] = [];
  const spoken = setting.punctuated;
  for (const [from, to] of clausesOf(lower, spoken ? promises : 0).slice(0, MOST_CLAUSES)) {
    const clause: Clause = { lower: lower.slice(from, to), sentence: lower, offset: from };
    let plain = setting.giving ? given(clause) : null;
    if (!sentence.asks) {
      if (cues & BIT.will) plain ??= promised(clause, setting);
      if (cues & BIT.doing) plain ??= offered(clause, setting);
      if (spoken && cues & BIT.buying) plain ??= bought(clause);
      if (spoken && cues & BIT.soft) plain ??= softly(clause);
      if (spoken && cues & BIT.third) plain ??= delegated(clause, sentence.text);
    }
    if (plain !== null) {
      const { from: subject, at, who, firm, confidence } = plain;
      found.push({ from: subject, at, who, firm, confidence, clause: [from, to] });
    }
  }
  return found;
}
