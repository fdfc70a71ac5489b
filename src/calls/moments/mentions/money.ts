import { matchesOf } from "../../matches.ts";
import type { Sentence } from "../../talk.ts";

export interface FoundValue {
  /** Canonical: "USD 30000", or "30000" where no currency was said. */
  entity: string;
  at: number;
  confidence: number;
}

const CURRENCY = new Map(
  Object.entries({
    $: "USD",
    us$: "USD",
    "€": "EUR",
    "£": "GBP",
    usd: "USD",
    dollar: "USD",
    dollars: "USD",
    bucks: "USD",
    eur: "EUR",
    euro: "EUR",
    euros: "EUR",
    gbp: "GBP",
    pound: "GBP",
    pounds: "GBP",
    quid: "GBP",
  }),
);
const SCALE = new Map(
  Object.entries({
    k: 1e3,
    grand: 1e3,
    thousand: 1e3,
    m: 1e6,
    mn: 1e6,
    mil: 1e6,
    million: 1e6,
    bn: 1e9,
    b: 1e9,
    billion: 1e9,
  }),
);
/** Numbers of one word: "seven", "forty". */
const NUMBERS = new Map<string, number>();
(
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen " +
  "seventeen eighteen nineteen"
)
  .split(" ")
  .forEach((word, value) => {
    NUMBERS.set(word, value);
  });
"twenty thirty forty fifty sixty seventy eighty ninety".split(" ").forEach((word, place) => {
  NUMBERS.set(word, (place + 2) * 10);
});

const TRIGGERS = new Set([...CURRENCY.keys(), ...SCALE.keys()]);

const FIGURE =
  /(?<![\w.,])(us\$|[$€£])? ?(\d{1,15}(?:,\d{3}){0,5}(?:\.\d{1,6})?)(?: ?(k|m|mn|mil|bn|b|grand|thousand|million|billion)\b)?(?:[ -](?:us |canadian |australian )?(dollars?|bucks|usd|euros?|eur|pounds?|gbp|quid)\b)?(?= ?([a-z%]*))/g;

/** "30k users" counts people, not money. */
const COUNTED =
  /^(?:users?|people|customers?|rows?|records?|orders?|employees?|staff|seats?|tickets?|items?|contacts?|lines?|units?|miles?|steps?|followers?|emails?|calls?|invoices?|products?|skus?|documents?|words?|transactions?|members?|students?|patients?|shipments?|parts?)$/;

function canonical(currency: string | undefined, value: number): string {
  const amount = String(Math.round(value * 100) / 100);
  return currency === undefined ? amount : `${currency} ${amount}`;
}

function figures(sentence: Sentence): FoundValue[] {
  const found: FoundValue[] = [];
  for (const match of matchesOf(FIGURE, sentence.lower)) {
    const [, sign, digits = "", scale, word, next = ""] = match;
    const currency = CURRENCY.get(word ?? "") ?? CURRENCY.get(sign ?? "");
    const loose = currency === undefined;
    if (loose && scale !== "k" && scale !== "grand") continue;
    if (loose && COUNTED.test(next)) continue;
    const value = Number(digits.replaceAll(",", "")) * (SCALE.get(scale ?? "") ?? 1);
    if (!Number.isFinite(value)) continue;
    const at = match.index + (match[0].length - match[0].trimStart().length);
    found.push({ entity: canonical(currency, value), at, confidence: loose ? 0.75 : 0.95 });
  }
  return found;
}

/** "Thirty-five". */
const isJoined = (word: string) => word.includes("-") && /^[a-z]+-[a-z]+$/.test(word);

/** "Two hundred and fifty thousand dollars", "forty grand", "half a million pounds". */
function spelled(sentence: Sentence): FoundValue[] {
  const found: FoundValue[] = [];
  const words = sentence.words.some(isJoined)
    ? sentence.words.flatMap((word) => (isJoined(word) ? word.split("-") : [word]))
    : sentence.words;
  let total = 0;
  let part = 0;
  let started: string | null = null;
  let grand = false;
  let scaled = false;
  for (let place = 0; place <= words.length; place += 1) {
    const word = words[place] ?? "";
    const small = NUMBERS.get(word);
    const scale = word.length > 1 || word === "k" ? SCALE.get(word) : undefined;
    if (small !== undefined) {
      started ??= word;
      part += small;
    } else if (word === "hundred" && started !== null) part = (part || 1) * 100;
    else if (word === "half" && started === null) {
      started = word;
      part = 0.5;
    } else if (scale !== undefined && started !== null && part > 0) {
      grand ||= word === "grand" || word === "k";
      scaled = true;
      total += part * scale;
      part = 0;
    } else if ((word === "a" || word === "and") && started !== null) continue;
    else if (
      word === "a" &&
      /^(?:hundred|thousand|million|billion)$/.test(words[place + 1] ?? "")
    ) {
      started = "a";
      part = 1;
    } else if (started !== null) {
      const currency = CURRENCY.get(word);
      const value = total + part;
      if (value > 0 && ((currency !== undefined && word.length > 1) || grand)) {
        const at = Math.max(0, sentence.lower.search(new RegExp(`\\b${started}\\b`)));
        const confidence = currency === undefined ? 0.8 : scaled ? 0.95 : 0.85;
        found.push({ entity: canonical(currency, value), at, confidence });
      }
      total = 0;
      part = 0;
      started = null;
      grand = false;
      scaled = false;
    }
  }
  return found;
}

/** The sums of money said in a sentence, in figures or in words. */
export function moneyIn(sentence: Sentence): FoundValue[] {
  let digit = false;
  let trigger = false;
  for (const word of sentence.words) {
    const code = word.charCodeAt(0);
    if (code >= 48 && code <= 57) digit = true;
    if (TRIGGERS.has(word)) trigger = true;
  }
  const found = digit ? figures(sentence) : [];
  return trigger ? [...found, ...spelled(sentence)] : found;
}
