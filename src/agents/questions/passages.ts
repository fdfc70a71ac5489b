import type { Side } from "../../calls/call.ts";
import { contentWords } from "../../calls/content-words.ts";
import type { Moment } from "../../calls/moment.ts";
import { sentencesOf } from "../../calls/talk.ts";
import type { CallInFull } from "../../store/call-search.ts";

/** One idea that is looked for, by any of its words. */
export interface Term {
  stems: Set<string>;
  /** Words that mean much the same, worth less than the asked one. */
  also: Set<string>;
}

export interface Search {
  terms: Term[];
  /** Whose words are wanted; `null` for anybody's. */
  side: Side | null;
  /** Speakers' names, lower case; empty for all. */
  speakers: ReadonlySet<string>;
  /** True when any one of the terms is enough: a list of ways to say one thing. */
  any?: boolean;
  /** Words that must be there themselves. */
  required: readonly string[];
  /** Moments that make a place likelier to be what is meant. */
  boosts(moment: Moment): boolean;
}

/** A place found: a quote of one turn, and how well it fits. */
export interface Passage {
  call: CallInFull;
  turn: number;
  quote: string;
  score: number;
  /** True when an asked word itself is near, not only one of its relatives. */
  literal: boolean;
}

/** Words that stand for one idea on a sales call. The first is the idea's own name. */
const RELATIVES = [
  "budget budgets money afford spend funding funded price priced cost grand thousand pounds euros dollars",
  "price prices pricing priced cost costs discount quote quoted fee fees expensive cheaper percent",
  "cost costs price priced pricing expensive spend money fee",
  "money budget cost price pounds euros dollars grand",
  "decision decide decides decided signs signature signed approve approval approves board committee director procurement authority",
  "timeline deadline schedule launch kick-off quarter go-live rollout",
  "deadline timeline due date by",
  "security secure privacy gdpr audit penetration compliance governance",
  "integration integrate integrates connector api erp connect interface",
  "payment payments pay pays paid paying",
  "pay paid paying payment payments",
  "terms term payment pay",
  "contract contracts legal lawyer lawyers clause notice signature",
  "risk risks risky worry worried afraid wary nervous danger",
  "staff team headcount hire hiring leaving retire",
  "competitor competitors alternative vendor incumbent compare",
  "audit auditor auditors auditing",
].map((line) => [...contentWords(line.split(" "))]);

/** The terms of a subject; relatives are those of an idea whose own name is asked for. */
export function termsOf(words: readonly string[]): Term[] {
  const seen = new Set<string>();
  return words.flatMap((word) => {
    const stems = contentWords([word.toLowerCase().replaceAll("’", "'")]);
    const [stem] = stems;
    if (stem === undefined || seen.has(stem)) return [];
    seen.add(stem);
    const family = RELATIVES.find(([name]) => name === stem) ?? [];
    return [{ stems, also: new Set(family.filter((one) => one !== stem)) }];
  });
}

interface Run {
  call: CallInFull;
  turns: number[];
  speaker: string;
  side: Side | null;
  counts: Map<string, number>;
  length: number;
  /** What its last turn asks, counted the same way; `null` when it asks nothing. */
  asking: Counted | null;
}

interface Counted {
  counts: Map<string, number>;
  length: number;
}

const WORD = /[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu;
/** A run longer than this is cut, so that a monologue is found by its parts. */
const RUN_WORDS = 90;
const K1 = 1.2;
const B = 0.75;
/** One clear word in a long answer is as good as in a short one where any word will do. */
const B_ANY = 0.25;
/** What the line before adds: an answer is about what was asked, also where it does not repeat the word. */
const FROM_BEFORE = 0.6;
/** An answer of fewer words says too little to be shown for its question's sake. */
const LEAST_ANSWER = 8;
/** A name called out is no passage. */
const LEAST_SAID = 4;
/** Where any word will do, a whole answer is worth more than a remark. */
const WHOLE_ANSWER = 20;
const RELATED = 0.45;
/** A moment of the right kind in the same words. */
const BOOST = 1.6;

/** The places of these calls that fit best, at most one a run, best first (BM25 over runs of one speaker's turns). */
export function findPassages(
  calls: readonly CallInFull[],
  search: Search,
  most: number,
): Passage[] {
  if (search.terms.length === 0) return [];
  const runs = calls.flatMap(runsOf);
  const average = runs.reduce((sum, { length }) => sum + length, 0) / Math.max(1, runs.length);
  const weights = search.terms.map((term) => {
    const holding = runs.filter(({ counts }) => [...term.stems].some((stem) => counts.has(stem)));
    return Math.log(1 + (runs.length - holding.length + 0.5) / (holding.length + 0.5));
  });
  const wanted = weights.reduce((sum, weight) => sum + weight, 0);
  const own = runs.map((run) => scoreOf(run, search, weights, average));
  const found = runs.flatMap((run, at): Passage[] => {
    if (search.side !== null && run.side !== search.side) return [];
    if (search.speakers.size > 0 && !search.speakers.has(run.speaker.toLowerCase())) return [];
    const mine = own[at] ?? NONE;
    const previous = runs[at - 1];
    const asked =
      previous?.asking &&
      previous.call === run.call &&
      previous.side !== run.side &&
      run.length >= LEAST_ANSWER
        ? previous.asking
        : null;
    const before = asked ? scoreOf(asked, search, weights, average) : NONE;
    const score = mine.score + FROM_BEFORE * before.score;
    const covered = Math.max(mine.covered, before.covered);
    // Half of what was asked for, by its weight, must be here: a common word alone finds nothing.
    if (run.length < LEAST_SAID || score === 0 || (!search.any && covered < wanted / 2)) return [];
    if (!search.required.every((word) => holds(run, word) || (asked && holds(asked, word))))
      return [];
    const boosted = run.call.moments.some(
      (moment) => run.turns.includes(moment.turn) && search.boosts(moment),
    );
    const spot = bestSpot(run, search.terms);
    return [
      {
        call: run.call,
        ...spot,
        score:
          score *
          (search.any
            ? (1 + 0.3 * Math.max(mine.terms, before.terms)) *
              Math.min(1, run.length / WHOLE_ANSWER)
            : covered / wanted) *
          (boosted ? BOOST : 1) *
          (run.length < 6 ? 0.4 : 1),
        literal: mine.literal || before.literal,
      },
    ];
  });
  return found.sort((a, b) => b.score - a.score).slice(0, most);
}

function runsOf(call: CallInFull): Run[] {
  const people = new Map(call.call.participants.map((one) => [one.id, one]));
  const runs: Run[] = [];
  let speaker: string | null = null;
  call.call.turns.forEach((turn, index) => {
    const words = turn.text.toLowerCase().match(WORD) ?? [];
    let run = runs.at(-1);
    if (!run || speaker !== turn.speaker || run.length + words.length > RUN_WORDS) {
      const person = people.get(turn.speaker);
      run = {
        call,
        turns: [],
        speaker: person?.name ?? turn.speaker,
        side: person?.side ?? null,
        counts: new Map(),
        length: 0,
        asking: null,
      };
      runs.push(run);
    }
    speaker = turn.speaker;
    run.turns.push(index);
    run.asking = askedIn(turn.text);
    run.length += words.length;
    for (const word of words)
      for (const stem of contentWords([word]))
        run.counts.set(stem, (run.counts.get(stem) ?? 0) + 1);
  });
  return runs;
}

/** The last sentences of a turn where they ask, counted; what was said before them is not asked. */
function askedIn(text: string): Counted | null {
  if (!text.includes("?")) return null;
  const sentences = sentencesOf(text);
  const last = sentences.findLastIndex(({ asks }) => asks);
  if (last < 0) return null;
  const counts = new Map<string, number>();
  const words = sentences.slice(Math.max(0, last - 1)).flatMap((sentence) => sentence.words);
  for (const stem of contentWords(words)) counts.set(stem, 1);
  return { counts, length: words.length };
}

const NONE = { score: 0, covered: 0, literal: false, terms: 0 };

function scoreOf(run: Counted, search: Search, weights: readonly number[], average: number) {
  const { terms } = search;
  const b = search.any ? B_ANY : B;
  let score = 0;
  let covered = 0;
  let literal = false;
  let held = 0;
  terms.forEach((term, at) => {
    const count = (stems: Set<string>) =>
      [...stems].reduce((sum, stem) => sum + (run.counts.get(stem) ?? 0), 0);
    const exact = count(term.stems);
    const related = exact === 0 ? count(term.also) : 0;
    const hits = exact + RELATED * related;
    if (hits === 0) return;
    const weight = weights[at] ?? 0;
    score += (weight * hits * (K1 + 1)) / (hits + K1 * (1 - b + (b * run.length) / average));
    covered += weight;
    held += 1;
    literal ||= exact > 0;
  });
  return { score, covered, literal, terms: held };
}

function holds({ counts }: Counted, word: string): boolean {
  return [...contentWords([word])].every((stem) => counts.has(stem));
}

/** The turn and sentences of a run that carry most of what is looked for, verbatim. */
function bestSpot(run: Run, terms: readonly Term[]): { turn: number; quote: string } {
  const stems = new Set(terms.flatMap((term) => [...term.stems, ...term.also]));
  const exact = new Set(terms.flatMap((term) => [...term.stems]));
  let best = { turn: run.turns[0] ?? 0, at: 0, value: -1 };
  for (const turn of run.turns) {
    const sentences = sentencesOf(run.call.call.turns[turn]?.text ?? "");
    sentences.forEach((sentence, at) => {
      const words = contentWords(sentence.words);
      let value = Math.min(words.size, 8) / 20;
      for (const word of words) value += exact.has(word) ? 2 : stems.has(word) ? 1 : 0;
      if (value > best.value) best = { turn, at, value };
    });
  }
  // The sentence before belongs to it when it speaks of the same.
  const text = run.call.call.turns[best.turn]?.text ?? "";
  const before = contentWords(sentencesOf(text)[best.at - 1]?.words ?? []);
  const from = [...before].some((word) => stems.has(word)) ? best.at - 1 : best.at;
  return { turn: best.turn, quote: quoteAround(text, from) };
}

const LONGEST_QUOTE = 230;

/** A sentence and, where there is room, the ones after it: whole sentences of one turn, as they were said. */
export function quoteAround(text: string, at: number): string {
  const sentences = sentencesOf(text);
  const first = sentences[at]?.text ?? text;
  const from = Math.max(0, text.indexOf(first));
  let to = from + first.length;
  for (const { text: next } of sentences.slice(at + 1, at + 3)) {
    const end = text.indexOf(next, to) + next.length;
    if (end - from > LONGEST_QUOTE) break;
    to = end;
  }
  return shortQuote(text.slice(from, to));
}

/** At most so long, cut at a clause or word, still words as they were said. */
export function shortQuote(quote: string): string {
  if (quote.length <= LONGEST_QUOTE) return quote.trim();
  const window = quote.slice(0, LONGEST_QUOTE);
  const clause = Math.max(window.lastIndexOf(", "), window.lastIndexOf(". "));
  const end = clause > LONGEST_QUOTE / 2 ? clause : window.lastIndexOf(" ");
  return (end > 0 ? window.slice(0, end) : window).trim();
}
