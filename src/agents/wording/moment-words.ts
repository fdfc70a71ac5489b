import { placeOf } from "../../calls/clock-time.ts";
import type { Candidate, Spot } from "../../coaching/opportunity.ts";

/** A candidate with everything a sentence about it may need, ready to be read aloud. */
export interface Words {
  candidate: Candidate;
  /** First name of whoever spoke the moment's words. */
  speaker: string;
  /** First name of the buyer in it. */
  buyer: string;
  at: string;
  quote: string;
  /** The quote in quotation marks, closed like a sentence. */
  quoted: string;
  /** The other side's next words. */
  response: { at: string; quote: string; quoted: string; speaker: string } | null;
  returned: { at: string; quote: string; quoted: string } | null;
  flavour: string | null;
  person: string | null;
  money: string | null;
  date: string | null;
}

export type NameOf = (speakerId: string) => string;

const OPENING_WORDS = 16;

/** The beginning of a quote, cut at a word and marked as cut; still verbatim up to the mark. */
export function opening(quote: string, words = OPENING_WORDS): string {
  const parts = [...quote.matchAll(/\S+/g)];
  const last = parts[words - 1];
  if (parts.length <= words || !last) return quote;
  return `${quote.slice(0, last.index + last[0].length).replace(/[,;:.–-]+$/, "")}…`;
}

/** Double quotes inside a quote would end it early. */
const inner = (quote: string) => quote.replace(/[“”"]/g, "'");

/** A quote bare, and as the end of a sentence. */
function quotation(text: string): { quote: string; quoted: string } {
  const quote = inner(text);
  const closed = /[.?!…]$/.test(quote.replace(/['’]$/, ""));
  return { quote, quoted: closed ? `“${quote}”` : `“${quote}”.` };
}

export function firstName(name: string): string {
  return name.split(/\s+/)[0] ?? name;
}

export function wordsFor(candidate: Candidate, nameOf: NameOf): Words {
  const name = (spot: Spot) => firstName(nameOf(spot.speaker));
  const { spot, response, returned, hooks } = candidate;
  const buyerSpot = spot.side === "buyer" ? spot : response?.side === "buyer" ? response : null;
  return {
    candidate,
    speaker: name(spot),
    buyer: buyerSpot ? name(buyerSpot) : "the buyer",
    at: placeOf(spot),
    ...quotation(spot.quote),
    response: response
      ? { at: placeOf(response), ...quotation(opening(response.quote)), speaker: name(response) }
      : null,
    returned: returned
      ? { at: placeOf(returned), ...quotation(opening(returned.quote, 18)) }
      : null,
    flavour: candidate.flavour,
    person: hooks.person ?? null,
    money: hooks.money ?? null,
    date: hooks.date ?? null,
  };
}
