import { skipStutter } from "./openings.ts";
import {
  AUXILIARY,
  DETERMINERS,
  LEAD_INS,
  PRONOUNS,
  pronounOf,
  WH,
  WH_CONTRACTED,
  words,
} from "./words.ts";

/** Behind "how": asks for an amount. */
const AMOUNTS = words(
  "many much often long old far big soon fast large high tall heavy late early quickly frequently likely",
);
/** Behind "what", or "what is your": asks for one datum. */
const DATA = words(
  "time day date year month age percentage percent number numbers size name address email phone price deadline " +
    "budget headcount timeline timeframe title rate ratio count total amount weight height score",
);
/** What a listener can only tell about, however short the question: "what impact", "what part of it". */
const TOLD = words(
  "impact effect role difference change support help experience way advice success pressure reason plan thing part " +
    "thought feeling concern approach process strategy relationship sense benefit value problem issue challenge pain " +
    "goal else exactly specifically more kind sort type aspect outcome result progress feedback evidence meaning " +
    "advantage risk work information interest hope fear idea consequence background context situation happened",
);
const KINDS = words("kind kinds sort sorts type types");
const POSSESSIVES = words("your the their his her its our my");
const DWELLING = words("live lives based located headquartered born");
const OPINIONS = words("think feel believe imagine suppose see");
/** Asks for a point between two numbers. */
const SCALE =
  /\bscale (?:of|from)\b|\b(?:which|what) number\b|\b(?:0|1|zero|one) (?:to|and) (?:5|7|10|100|five|seven|ten|hundred)\b/;
const NOUN_REACH = 5;
const OPINION_REACH = 8;

/** Index of the first question word from `from` on, within `reach`, or -1. */
export function questionWord(all: readonly string[], from: number, reach: number): number {
  const end = Math.min(all.length, from + reach);
  for (let at = from; at < end; at += 1) {
    const word = all[at] as string;
    if (WH.has(word) || WH_CONTRACTED.has(word)) return at;
  }
  return -1;
}

/** Whether a sentence asks for a point on a scale, unless it asks why. */
export const asksForRating = (said: string): boolean => SCALE.test(said) && !/\bwhy\b/.test(said);

const opinionSoon = (all: readonly string[], at: number): boolean =>
  all
    .slice(at, at + OPINION_REACH)
    .some((word, offset, reach) => OPINIONS.has(word) && reach[offset - 1] === "you");

/** "What carrier do you": one thing of its kind; several things, or one that has to be told, leave it open. */
function nounOpens(noun: string): boolean {
  if (DATA.has(noun)) return false;
  return TOLD.has(noun) || LEAD_INS.has(noun) || (noun.endsWith("s") && !noun.endsWith("ss"));
}

function whatOpens(all: readonly string[], at: number): boolean {
  const first = skipStutter(all, at + 1);
  const next = all[first] ?? "";
  const contracted = all[at] !== "what";
  if (contracted || AUXILIARY.has(next)) {
    // "What's your budget": the noun behind the possessive says what is wanted.
    const from = contracted ? first : first + 1;
    return !(POSSESSIVES.has(all[from] ?? "") && DATA.has(all[from + 1] ?? ""));
  }
  if (DATA.has(next)) return false;
  // "What if we met on site": a proposal.
  if (next === "if") return all[first + 1] !== "we" && all[first + 1] !== "i";
  const end = Math.min(all.length, first + NOUN_REACH);
  for (let place = first + 1; place < end; place += 1) {
    const word = all[place] as string;
    if (AUXILIARY.has(word)) return nounOpens(all[place - 1] as string);
    // "What kind of van": nothing but the noun.
    if (word === "of" && KINDS.has(next) && all.length === first + 3)
      return nounOpens(all[first + 2] as string);
    // "What made the", "what keeps you": a verb stands behind "what", no noun.
    if (DETERMINERS.has(word) || PRONOUNS.has(pronounOf(word))) return true;
  }
  return true;
}

function howOpens(all: readonly string[], at: number): boolean {
  const next = all[at + 1] ?? "";
  // "How about we meet": a proposal.
  if (next === "about") return all[at + 2] !== "we" && all[at + 2] !== "if";
  // Any other degree ("how important", "how ready") is a judgement to talk about.
  return !AMOUNTS.has(next);
}

/** Whether the question word at `at` asks for more than an amount, a datum, a name or a choice. */
export function opensAt(all: readonly string[], at: number): boolean {
  const word = all[at] as string;
  const next = all[at + 1] ?? "";
  switch (WH_CONTRACTED.get(word) ?? word) {
    case "how":
      return howOpens(all, at);
    case "what":
      return whatOpens(all, at);
    case "why":
      return !((next === "don't" || next === "not") && all[at + 2] === "we");
    case "where":
      return !all.some((other) => DWELLING.has(other));
    case "which":
      return next === "way" || next === "ways" || opinionSoon(all, at);
    case "who":
    case "whom":
      // A name, unless it is the listener's opinion that is asked for.
      return opinionSoon(all, at);
    default:
      // A date is a datum, like an amount.
      return false;
  }
}
