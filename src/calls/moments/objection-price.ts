import { matchesOf } from "../matches.ts";
import type { SpokenTurn, Talk } from "../talk.ts";

/** Amounts of money or bare numbers that could be a price; years, ages, hours and counts are left out. */
const AMOUNT =
  /[$£€] ?(\d[\d,]*(?:\.\d+)?)(k\b)?|(?<![\d'".:/#-])\b(\d[\d,]*(?:\.\d+)?)(k\b)?(?! ?(?:%|percent|years?|yrs?|months?|weeks?|days?|hours?|hrs?|minutes?|mins?|miles?|th|gallons?|lbs?|pounds of|people|users|seats|licen[cs]es|inch(?:es)?|feet|ft|cm|mm|mb|gb|am\b|pm\b|bed(?:room)?s?|bath|of|st\b|nd\b|rd\b|th\b|o'clock|times|or so people|mph|mpg|th)|[-:/'"]\d|[\d,.]*\d|'s)/g;
/** A text this long is no offer. */
const LONGEST_OFFER = 600;

/** The amounts said in a lower-case text, in the order they were said. */
export function amountsIn(lower: string): number[] {
  if (lower.length > LONGEST_OFFER || !/\d/.test(lower)) return [];
  const amounts: number[] = [];
  for (const match of matchesOf(AMOUNT, lower)) {
    const value = Number((match[1] ?? match[3] ?? "").replaceAll(",", ""));
    if (Number.isFinite(value) && value > 0)
      amounts.push(match[2] !== undefined || match[4] !== undefined ? value * 1000 : value);
  }
  return amounts;
}

const GIFT = new Set(
  "donate donates donated donating donation donations donor donors charity charities charitable fundraiser fundraising pledge pledges".split(
    " ",
  ),
);

/** Three detectors ask the same of one talk. */
const GIFTS = new WeakMap<Talk, boolean>();

/** In a talk about a gift an amount is an offer to give; in a sale it is pushing the price down. */
export function asksForGift(talk: Talk): boolean {
  const known = GIFTS.get(talk);
  if (known !== undefined) return known;
  let gifts = 0;
  let words = 0;
  for (const turn of talk.turns) {
    words += turn.words;
    for (const sentence of turn.sentences)
      for (const word of sentence.words) if (GIFT.has(word)) gifts += 1;
  }
  const gift = gifts >= 2 && gifts / words > 0.004;
  GIFTS.set(talk, gift);
  return gift;
}

const OFFER =
  /\b(?:(?:how|what) about|how does|how's|(?:would|could|can|will|won't|do|did) (?:you|we|i|it)|would|i (?:can|could|would|will|was|am|may|might|have|only|just|think|want|need|got|offer|feel)|i'(?:ll|d|m|ve)|willing|hoping|offer|offering|thinking|budget|closer|around|best i|lets|let's|shall we|instead|for it|if you|deal for|only|cash)\b/;
const ACCEPTS =
  /\b(?:deal|i'll take it|we'll take it|sounds (?:good|great|fair|perfect)|works for|that works|it is|agreed?|done|sold|fair enough|perfect|that's (?:fine|fair|good)|thank(?:s| you))\b/;

/**
 * A price put against the other side's price: an amount that the other side has not just named,
 * in the form of an offer. Returns the sure-ness, 0 where it is none.
 */
export function counterOffer(turn: SpokenTurn, lower: string, named: readonly number[]): number {
  const amounts = amountsIn(lower);
  if (amounts.length === 0) return 0;
  const fresh = amounts.filter((amount) => !named.includes(amount));
  if (fresh.length === 0 || (ACCEPTS.test(lower) && !/\?/.test(lower))) return 0;
  // After a price, a bare number is an answer to it.
  if (named.length > 0 && turn.words <= 4) return 0.7;
  return OFFER.test(lower) ? 0.7 : 0;
}
