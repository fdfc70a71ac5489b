import type { PricingMoment } from "../moment.ts";
import type { Sentence, SpokenTurn, Talk } from "../talk.ts";
import { amountsIn, asksForGift } from "./objection-price.ts";

const PRICE_WORDS = new Set(
  (
    "price prices priced pricing discount discounts discounted expensive cheaper pricey quote quoted " +
    "fee fees rebate surcharge costs negotiable"
  ).split(" "),
);
/** Words that name a price only next to others: "cost us two people" is no price. */
const PRICE_PHRASE =
  /\b(?:how much (?:is|are|does|do|would|will) (?:it|that|this|you|the|your)\b|(?:what (?:does|do|would|will|is)|the|your|total|annual|monthly|licen[cs]e) (?:\w+ )?cost\b|per (?:seat|user|licen[cs]e|month|head|agent)|(?:payment|net|commercial) (?:terms|\d\d)|list price|ballpark|(?:over|within|out of|in) (?:our|my|your|the) budget|\d+ ?(?:%|percent) off|free of charge|no (?:extra |additional )?(?:cost|charge)|(?:asking|paying|charge|charging) (?:for|you|us|\$|\d))/;
const SELLING =
  /\b(?:per|licen[cs]es?|tier|plan|package|subscription|charge|pay|offer|deal|proposal|seats?|users?|annually|up ?front|contract|a (?:month|year)|can do|could do|go (?:to|as)|come (?:down|up))\b/;
/** Another vendor's bill and one's own losses are money, but not this price. */
const THEIR_MONEY =
  /\b(?:lose|lost|losing|costs? us|cost me|revenue|raised|saved|quota|pipeline)\b/;

const GIVES =
  /\b(?:i|we|i'll|we'll|i'd|we'd|let me|let's|happy to|able to|prepared to|willing to)\b.{0,40}\b(?:discount|\d+ ?(?:%|percent)|percent off|knock|waive|throw in|come down|go down|take (?:\w+ ){0,3}off|for free|no (?:extra |additional )?(?:cost|charge)|free of charge|include (?:\w+ ){0,4}(?:free|no)|match (?:that|their|the|your) (?:price|quote|offer|number)|extend (?:the )?(?:terms|payment)|net (?:45|60|90)|free (?:months?|weeks?|training|onboarding|seats?|support|shipping|delivery)|extra (?:months?|seats?)|lower the price|better price|split the difference|meet you (?:\w+ )?(?:half|in the middle))\b/;
const REFUSES =
  /\b(?:can't|cannot|won't|don't|not able|unable|not going to|never|couldn't|wouldn't|no discount|before (?:i|we)|instead of|rather than)\b/;
const OFFERS =
  /\b(?:can|could|will|would|how about|go|do|take|accept|i'll|we'll|let's|make it|final)\b/;

function talksPrice(sentence: Sentence): boolean {
  let priced = false;
  let cost = false;
  for (const word of sentence.words) {
    if (PRICE_WORDS.has(word)) priced = true;
    else if (word === "cost" || word === "budget" || word === "terms" || word === "off")
      cost = true;
    else if (word === "per" || word === "much" || word === "net" || word === "ballpark")
      cost = true;
    else if (word === "charge" || word === "paying" || word === "asking") cost = true;
  }
  const lower = sentence.lower.length > 2000 ? sentence.lower.slice(0, 2000) : sentence.lower;
  const money = /[$£€] ?\d/.test(lower);
  if (priced) return !/\b(?:at (?:all|any) costs|costs us|quote unquote)\b/.test(lower);
  if (cost && PRICE_PHRASE.test(lower)) return true;
  return money && SELLING.test(lower) && !THEIR_MONEY.test(lower);
}

/** Something given away: a discount, terms, extras, or a price below the seller's own last one. */
function concedes(turn: SpokenTurn, sentence: Sentence, lastPrice: number | null): boolean {
  if (turn.side === "buyer") return false;
  const lower = sentence.lower.slice(0, 2000);
  if (sentence.asks && !/\b(?:if|what if|how about|would)\b/.test(lower)) return false;
  if (REFUSES.test(lower)) return false;
  if (GIVES.test(lower)) return turn.side === "rep" || /\byou(?:r|'re)?\b/.test(lower);
  if (turn.side !== "rep" || lastPrice === null || !OFFERS.test(lower)) return false;
  const [price] = amountsIn(lower);
  return price !== undefined && price < lastPrice && price > lastPrice / 10;
}

/** Finds the turns in which either side talks about the price; one moment a turn, quoting the sentence. */
export function detectPricing(talk: Talk): PricingMoment[] {
  const moments: PricingMoment[] = [];
  // In a talk about a gift every amount is one, and none a price.
  if (asksForGift(talk)) return moments;
  let lastPrice: number | null = null;
  for (const turn of talk.turns) {
    let best: { sentence: Sentence; concession: boolean } | null = null;
    for (const sentence of turn.sentences) {
      const concession = concedes(turn, sentence, lastPrice);
      if (!(concession || talksPrice(sentence))) continue;
      if (best === null || (concession && !best.concession)) best = { sentence, concession };
    }
    if (best !== null) {
      const { sentence, concession } = best;
      moments.push({
        kind: "pricing",
        turn: turn.index,
        atMs: turn.startMs,
        quote: sentence.text.length > 400 ? sentence.text.slice(0, 400).trim() : sentence.text,
        speaker: turn.speaker,
        side: turn.side,
        confidence: concession ? 0.75 : 0.8,
        concession,
      });
    }
    if (turn.side === "rep" && best !== null)
      lastPrice = amountsIn(best.sentence.lower)[0] ?? lastPrice;
  }
  return moments;
}
