import type { PricingMoment } from "../moment.ts";
import type { Sentence, SpokenTurn, Talk } from "../talk.ts";
import { type GiftKind, giftIn, namesTerms } from "./concession-phrases.ts";
import { momentAt, quoteAround } from "./moment-at.ts";
import { amountsIn, asksForGift } from "./objection-price.ts";

const PRICE_WORDS = new Set(
  (
    "price prices priced pricing discount discounts discounted expensive cheaper pricey quote quoted " +
    "fee fees rebate surcharge costs negotiable"
  ).split(" "),
);
const PERHAPS_PRICE = new Set(
  "cost budget terms off per much net ballpark charge paying asking".split(" "),
);
/** Words that name a price only next to others: "cost us two people" is no price. */
const PRICE_PHRASE =
  /\b(?:how much (?:is|are|does|do|would|will) (?:it|that|this|you|the|your)\b|(?:what (?:does|do|would|will|is)|what's|the|your|total|annual|monthly|licen[cs]e) (?:\w+ )?cost\b|per (?:seat|user|licen[cs]e|month|head|agent)|(?:payment|net|commercial) (?:terms|\d\d)|list price|ballpark|(?:over|within|out of|in) (?:our|my|your|the) budget|\d+ ?(?:%|percent) off|free of charge|no (?:extra |additional )?(?:cost|charge)|(?:paying|charge|charging) (?:for|you|us|\$|\d)|asking (?:\$|£|€|\d))/;
const SELLING =
  /\b(?:per|licen[cs]es?|tier|plan|package|subscription|charge|pay|offer|deal|proposal|seats?|users?|annually|up ?front|contract|a (?:month|year)|can do|could do|go (?:to|as)|come (?:down|up))\b/;
/** Another vendor's bill and one's own losses are money, but not this price. */
const THEIR_MONEY =
  /\b(?:lose|lost|losing|costs? us|cost me|revenue|raised|saved|quota|pipeline)\b/;
const OFFERS =
  /\b(?:can|could|will|would|how about|go|do|take|accept|i'll|we'll|let's|make it|final)\b/;
const REFUSES =
  /\b(?:can't|cannot|won't|don't|not able|unable|not going to|never|couldn't|wouldn't|before (?:i|we))\b/;
/** Terms spoken of this many turns before still belong to "I can get you that". */
const TERMS_REACH = 3;

function talksPrice(sentence: Sentence): boolean {
  let priced = false;
  let perhaps = false;
  let figure = false;
  for (const word of sentence.words) {
    if (PRICE_WORDS.has(word)) {
      priced = true;
      break;
    }
    if (!perhaps && PERHAPS_PRICE.has(word)) perhaps = true;
    const code = word.charCodeAt(0);
    if (code >= 48 && code <= 57) figure = true;
  }
  const lower = sentence.lower.length > 2000 ? sentence.lower.slice(0, 2000) : sentence.lower;
  if (priced) return !/\b(?:at (?:all|any) costs|costs us|quote unquote)\b/.test(lower);
  if (perhaps && PRICE_PHRASE.test(lower)) return true;
  return figure && /[$£€] ?\d/.test(lower) && SELLING.test(lower) && !THEIR_MONEY.test(lower);
}

/** A price below the seller's own last one. */
function undercuts(sentence: Sentence, lastPrice: number): boolean {
  const [price] = amountsIn(sentence.lower);
  if (price === undefined || price >= lastPrice || price <= lastPrice / 10) return false;
  return OFFERS.test(sentence.lower) && !REFUSES.test(sentence.lower) && !sentence.asks;
}

/** What the seller gives in this sentence; without sides it must be said to the listener. */
function given(turn: SpokenTurn, sentence: Sentence, lastPrice: number | null, terms: boolean) {
  if (turn.side === "buyer") return null;
  const kind = giftIn(sentence, terms && turn.side === "rep");
  if (kind !== null) return turn.side === "rep" || /\byou/.test(sentence.lower) ? kind : null;
  if (turn.side !== "rep" || lastPrice === null) return null;
  return undercuts(sentence, lastPrice) ? "price" : null;
}

/** "So I could cap that": what is given stands in the next sentence, if anywhere. */
const VAGUE_WORDS = 8;
const vague = (sentence: Sentence) => sentence.asks || sentence.words.length < VAGUE_WORDS;

const pricingAt = (turn: SpokenTurn, sentence: Sentence, concession: boolean): PricingMoment => ({
  ...momentAt(turn, quoteAround(sentence), concession ? 0.75 : 0.8),
  kind: "pricing",
  concession,
});

const AMOUNT_GIVEN = /[\w-]+ ?(?:%|per ?cent\b)/;

interface Gift {
  kind: GiftKind;
  sentence: Sentence;
  turn: number;
  /** Its place in the list of moments. */
  place: number;
}

/**
 * Finds the turns in which either side talks about the price, and each thing the seller gives away:
 * one moment a gift with its own sentence, else one a turn.
 */
export function detectPricing(talk: Talk): PricingMoment[] {
  const moments: PricingMoment[] = [];
  // In a talk about a gift every amount is one, and none a price.
  if (asksForGift(talk)) return moments;
  let lastPrice: number | null = null;
  let termsAt = Number.NEGATIVE_INFINITY;
  // Recorders cut one spoken turn into several: what is given is read over the seller's whole run.
  let gifts: Gift[] = [];
  const repeated = new Set<string>();
  for (const turn of talk.turns) {
    if (turn.side === "buyer" && !turn.backchannel) gifts = [];
    let priced: Sentence | null = null;
    let gave: Sentence | null = null;
    for (const sentence of turn.sentences) {
      const kind = given(turn, sentence, lastPrice, turn.index - termsAt <= TERMS_REACH);
      if (namesTerms(sentence)) termsAt = turn.index;
      if (kind === null) {
        if (priced === null && talksPrice(sentence)) priced = sentence;
        continue;
      }
      gave ??= sentence;
      // "Not more than three percent" a second time is a summary.
      const amount = AMOUNT_GIVEN.exec(sentence.lower)?.[0];
      if (amount !== undefined && repeated.has(`${kind} ${amount}`)) continue;
      if (amount !== undefined) repeated.add(`${kind} ${amount}`);
      const before = gifts.find((each) => each.kind === kind);
      const same = before?.turn === turn.index;
      if (before !== undefined && vague(before.sentence)) {
        moments[before.place] = pricingAt(turn, sentence, true);
        Object.assign(before, { sentence, turn: turn.index });
      } else if (!same && !(before !== undefined && vague(sentence))) {
        gifts = gifts.filter((each) => each !== before);
        gifts.push({ kind, sentence, turn: turn.index, place: moments.length });
        moments.push(pricingAt(turn, sentence, true));
      }
    }
    if (gave === null && priced !== null) moments.push(pricingAt(turn, priced, false));
    const named = gave ?? priced;
    if (turn.side === "rep" && named !== null) lastPrice = amountsIn(named.lower)[0] ?? lastPrice;
  }
  return moments;
}
