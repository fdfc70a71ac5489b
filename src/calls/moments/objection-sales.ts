import { contentWords, overlap } from "../content-words.ts";
import type { ObjectionCategory } from "../moment.ts";
import type { Sentence, SpokenTurn, Talk } from "../talk.ts";
import { quoteAround } from "./moment-at.ts";
import { asksForGift } from "./objection-price.ts";
import type { ObjectionRule } from "./objection-rules.ts";
import { SALES_RULES } from "./objection-sales-rules.ts";
import { presentingIn } from "./pitch-cues.ts";

/** Longer than any bargain over a bicycle. */
const CALL_WORDS = 1200;
/** A shorter talk is one between companies when it speaks of work. */
const LEAST_WORDS = 200;
const WORK_KINDS = 6;
const WORK_SHARE = 0.012;
const WORK = new Set(
  (
    "team teams invoice invoices platform software vendor vendors implementation demo integration integrations rollout " +
    "onboarding licence license licences licenses seats users pipeline crm erp workflow manager finance procurement " +
    "quarter customers customer clients client contract proposal dashboard api compliance stakeholders stakeholder " +
    "process processes spreadsheet spreadsheets reps sales engineers support suppliers supplier enterprise department"
  ).split(" "),
);

const SALES = new WeakMap<Talk, boolean>();

function speaksOfWork(talk: Talk, words: number): boolean {
  if (words < LEAST_WORDS) return false;
  let work = 0;
  const kinds = new Set<string>();
  for (const turn of talk.turns)
    for (const sentence of turn.sentences)
      for (const word of sentence.words)
        if (WORK.has(word)) {
          work += 1;
          kinds.add(word);
        }
  return kinds.size >= WORK_KINDS && work / words >= WORK_SHARE;
}

/** A call between companies rather than a plea for a gift or a bargain over one thing. */
export function isSalesCall(talk: Talk): boolean {
  const known = SALES.get(talk);
  if (known !== undefined) return known;
  let words = 0;
  for (const turn of talk.turns) words += turn.words;
  const sales = (words >= CALL_WORDS || speaksOfWork(talk, words)) && !asksForGift(talk);
  SALES.set(talk, sales);
  return sales;
}

interface SalesHit {
  turn: SpokenTurn;
  category: ObjectionCategory;
  weight: number;
  quote: string;
}

const RULES_BY_CUE = new Map<string, ObjectionRule[]>();
for (const rule of SALES_RULES)
  for (const cue of rule.cues.split(" ")) {
    const rules = RULES_BY_CUE.get(cue);
    if (rules === undefined) RULES_BY_CUE.set(cue, [rule]);
    else rules.push(rule);
  }

const ECHO_WEIGHT = 0.7;
const ECHO_WORDS = 25;
/** A denial comes early in an answer. */
const EARLY_WORDS = 60;
/** What of the other side's last words can be echoed. */
const ECHOED_WORDS = 120;

/** The same words, resisting nothing: agreement, courtesy, another's words, a wish come true. */
const NO_OBJECTION =
  /\b(?:no (?:problem|worries|doubt|rush)|not asking|not (?:a problem|an issue|frightening)|don't (?:mind|worry|blame)|can't wait|sorry to hear|i like (?:that|it|this)|(?:he|she) (?:said|says|told|asked)|i said|i told|used to|it's okay|it'd be|we were lucky|i was thinking)\b/;
const NEGATES =
  /\b(?:not|no|never|nobody|none|though|hm)\b|n't\b|^(?:but|well, but|yeah, but|yes, but|right, but)\b/;
/** Past tense tells a story; a question asks. */
const TELLS = /\b(?:was|were|did|didn't|had|hadn't|wasn't|weren't|went|came|got|couldn't)\b/;
/** Money that went and waiting that was are stories too. */
const STORY = /\b(?:was|were|went|came(?! in))\b/;
/** Nobody resists an offer before the seller has said this much. */
export const LEAST_SAID = 20;
const AGREES =
  /^(?:yeah|yes|no|right|okay|exactly|sure|great|true)?,? ?(?:exactly|that's (?:true|fair|right|good|great|it)|makes sense|fair|good|thank)/;
/** The seller puts something forward: a claim, a price, a step. */
const PUTS_FORWARD =
  /\b(?:we(?:'d|'ll|'ve| can| could| have| do| normally)|you(?:'d|'ll| can| pay)|it(?:'ll|'d| will| would)|i'd say|i'd suggest|our|let me|i could|i can)\b(?!')|\bhonestly\b/;

interface Put {
  content: Set<string>;
  /** The other side ended by asking: a no is an answer. */
  asked: boolean;
}

const NOTHING: Put = { content: new Set(), asked: false };

/** What the other side put forward in its last run, by its content words. */
function putForward(run: readonly SpokenTurn[]): Put {
  const words: string[] = [];
  let forward = false;
  let asked = false;
  for (const turn of run.toReversed()) {
    for (const sentence of turn.sentences.toReversed()) {
      if (words.length > ECHOED_WORDS) break;
      if (words.length === 0 && !asked && sentence.asks) asked = true;
      if (sentence.asks) continue;
      words.push(...sentence.words);
      forward ||= PUTS_FORWARD.test(sentence.lower) || presentingIn(sentence).count > 0;
    }
  }
  return forward ? { content: contentWords(words), asked } : NOTHING;
}

function strongest(sentence: Sentence): { rule: ObjectionRule; at: number } | null {
  let best: ObjectionRule | null = null;
  let at = 0;
  let tried: Set<ObjectionRule> | null = null;
  for (const word of sentence.words) {
    const rules = RULES_BY_CUE.get(word);
    if (rules === undefined) continue;
    for (const rule of rules) {
      if ((best !== null && rule.weight <= best.weight) || tried?.has(rule)) continue;
      tried ??= new Set();
      tried.add(rule);
      const match = rule.pattern.exec(sentence.lower);
      if (match === null) continue;
      best = rule;
      at = match.index;
    }
  }
  return best === null ? null : { rule: best, at };
}

/** A denial short enough to be an answer; told stories and agreement are none. */
function denies(sentence: Sentence): boolean {
  const { lower, words } = sentence;
  if (sentence.asks || words.length < 3 || words.length > ECHO_WORDS) return false;
  if (!NEGATES.test(lower) || TELLS.test(lower) || AGREES.test(lower)) return false;
  return !NO_OBJECTION.test(lower);
}

/** "But there's no order price": saying no to what was just put forward, in its own words. */
function contradicts(sentence: Sentence, put: Put): boolean {
  if (put.asked || put.content.size === 0) return false;
  return overlap(contentWords(sentence.words), put.content) > 0;
}

/** The objections of one party's run of turns: the heaviest of each category, at most two. */
export function salesHits(
  run: readonly SpokenTurn[],
  before: readonly SpokenTurn[],
  sided: boolean,
): SalesHit[] {
  const hits: SalesHit[] = [];
  let put: Put | null = null;
  let early = 0;
  for (const turn of run)
    for (const sentence of turn.sentences) {
      early += sentence.words.length;
      if (sentence.words.length < 2) continue;
      const found = strongest(sentence);
      if (found !== null) {
        if (NO_OBJECTION.test(sentence.lower)) continue;
        const told = found.rule.category === "budget" || found.rule.category === "timing";
        if (told && STORY.test(sentence.lower)) continue;
        const quote = quoteAround(sentence, found.at);
        hits.push({ turn, category: found.rule.category, weight: found.rule.weight, quote });
      } else if (sided && early <= EARLY_WORDS && denies(sentence)) {
        put ??= putForward(before);
        if (contradicts(sentence, put))
          hits.push({ turn, category: "other", weight: ECHO_WEIGHT, quote: quoteAround(sentence) });
      }
    }
  hits.sort((a, b) => b.weight - a.weight);
  return hits
    .filter((hit, place) => hits.findIndex((each) => each.category === hit.category) === place)
    .slice(0, 2);
}
