import { placeOf } from "../../calls/clock-time.ts";
import type { Candidate, Spot } from "../../coaching/opportunity.ts";

/** Words of the call inside a sentence of ours. */
export interface Quotation {
  at: string;
  speaker: string;
  quote: string;
  /** In quotation marks, closed like a sentence. */
  quoted: string;
}

/** A candidate with everything a sentence about it may need, ready to be read aloud. */
export interface Words extends Quotation {
  /** First name of the buyer in it. */
  buyer: string;
  /** What a short question was about; `null` when the question tells it by itself. */
  lead: Quotation | null;
  /** No question of the rep's had asked for it. */
  unasked: boolean;
  /** The other side's next words. */
  response: Quotation | null;
  returned: Quotation | null;
  flavour: string | null;
  /** Somebody or some body that is not on the call: "Geoff", "the works council". */
  who: string | null;
  /** The same as the coach says it to the rep: "their finance director". */
  whom: string | null;
  /** The question has told what was said next already. */
  told: boolean;
  money: string | null;
  date: string | null;
  /** "three days": how long it lasted. */
  span: string | null;
  /** "ten percent", as it was offered. */
  share: string | null;
  noun: string | null;
  /** Two people over a thing: no signer, no budget, nothing to get through inside. */
  haggle: boolean;
}

export type NameOf = (speakerId: string) => string;

/** A message is read in twenty seconds: so much of the moment, and less of what followed it. */
const MOMENT_WORDS = 22;
const RESPONSE_WORDS = 14;

/** The beginning of a quote, cut at a word and marked as cut; still verbatim up to the mark. */
function opening(quote: string, words: number): string {
  const parts = [...quote.matchAll(/\S+/g)];
  const last = parts[words - 1];
  // A few words more are read faster than an ellipsis is wondered at.
  if (parts.length <= words + 4 || !last) return quote;
  const cut = quote.slice(0, last.index + last[0].length);
  // A clause that ends shortly before the cut makes a better end than half of the next one.
  const clause = Math.max(cut.lastIndexOf(","), cut.lastIndexOf(";"), cut.lastIndexOf(":"));
  const kept = clause > cut.length * 0.6 ? cut.slice(0, clause) : cut;
  return `${kept.replace(/[\s,;:.–-]+$/, "")}…`;
}

/** A quote bare, and as the end of a sentence; double quotes inside it would end it early. */
function quotation(spot: Spot, words: number, speaker: string): Quotation {
  const inner = opening(spot.quote, words)
    .replace(/[“”"]/g, "'")
    .replace(/[\s,;:–—-]+$/, "");
  const quote = inner.charAt(0).toUpperCase() + inner.slice(1);
  const closed = /[.?!…]$/.test(quote.replace(/['’]$/, ""));
  return { at: placeOf(spot), speaker, quote, quoted: closed ? `“${quote}”` : `“${quote}.”` };
}

function firstName(name: string): string {
  return name.split(/\s+/)[0] ?? name;
}

/** "What is?" means nothing to somebody who doesn't remember the sentence before. */
const isShort = (quote: string) => quote.split(/\s+/).length <= 5;

/** A place on its own, as its words go into a sentence. */
export function quotedSpot(spot: Spot, nameOf: NameOf): Quotation {
  return quotation(spot, RESPONSE_WORDS, firstName(nameOf(spot.speaker)));
}

/** `told`: whether the question of the same debrief is about this very moment. */
export function wordsFor(
  candidate: Candidate,
  nameOf: NameOf,
  { told = true, haggle = false }: { told?: boolean; haggle?: boolean } = {},
): Words {
  const name = (spot: Spot) => firstName(nameOf(spot.speaker));
  const { spot, response, returned, hooks } = candidate;
  const buyerSpot = spot.side === "buyer" ? spot : response?.side === "buyer" ? response : null;
  return {
    ...quotation(spot, MOMENT_WORDS, name(spot)),
    buyer: buyerSpot ? name(buyerSpot) : "the buyer",
    response: response ? quotation(response, RESPONSE_WORDS, name(response)) : null,
    returned: returned ? quotation(returned, RESPONSE_WORDS, name(returned)) : null,
    lead:
      candidate.lead && isShort(spot.quote)
        ? quotation(candidate.lead, RESPONSE_WORDS, name(candidate.lead))
        : null,
    unasked: candidate.unasked ?? false,
    flavour: candidate.flavour,
    who: hooks.person ?? hooks.body ?? null,
    whom: (hooks.person ?? hooks.body)?.replace(/^your /, "their ") ?? null,
    told,
    money: hooks.money ?? null,
    date: hooks.date ?? null,
    span: hooks.span ?? null,
    share: hooks.share ?? null,
    noun: hooks.noun ?? null,
    haggle,
  };
}
