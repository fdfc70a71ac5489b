import { contentWords } from "../../calls/content-words.ts";
import type { Moment } from "../../calls/moment.ts";
import type { Answer } from "../../messages/answer.ts";
import { capital, type Evidence, listOf, placeLooked } from "./evidence.ts";
import { citePassage } from "./findings.ts";
import { findPassages, type Passage, type Search, termsOf } from "./passages.ts";
import { tellAccount } from "./tell-account.ts";

type Part = Pick<Answer, "lines" | "quotes" | "note">;

const MOST_QUOTES = 3;
/** A passage this far below the best one is shown for number's sake only, so it is not shown. */
const WORTH = 0.45;

/** One idea, said in many ways; "approve" is left to the moments, since products approve things too. */
const DECIDING = [
  "decide decision decided",
  "sign signature signatory",
  "board committee steering",
  "director owner boss partners ceo cfo",
  "procurement treasury",
  "authority permission recommend",
].map((line) => ({ stems: contentWords(line.split(" ")), also: new Set<string>() }));

/** "Who decides at Calder?": the buyer's words on who signs and how it goes. */
export function tellDecision(evidence: Evidence): Part | null {
  const slots = new Set(["economic-buyer", "decision-process", "paper-process"]);
  const found = search(evidence, {
    terms: DECIDING,
    any: true,
    side: "buyer",
    boosts: (moment) => moment.kind === "qualification" && slots.has(moment.slot),
  });
  if (found.length === 0) return null;
  return {
    lines: [`Who decides and how, in their words, from ${placeLooked(evidence)}:`],
    quotes: found.map((passage) => citePassage(passage, evidence)),
    note: "I only repeat what was said. Where a name is missing, it was not said on these calls.",
  };
}

/** "What did Fernhill say about budget?": the places that fit best, in their words. */
export function tellSaid(evidence: Evidence): Part | null {
  const { asked } = evidence;
  const budget =
    asked.topic === "budget" &&
    !asked.subject.some((word) => /budget|pric|cost|discount|money/i.test(word));
  const subject = budget ? [...asked.subject, "budget"] : asked.subject;
  if (subject.length === 0 && asked.accounts.length + asked.buyers.length > 0)
    return tellAccount(evidence);
  const names = [...asked.competitors.map((name) => name.toLowerCase())];
  const found = search(evidence, {
    terms: termsOf([...subject, ...names]),
    side: sideOf(evidence),
    boosts: (moment) => asked.topic === "budget" && aboutMoney(moment),
  });
  if (found.length === 0) return null;
  const literal = found.some((passage) => passage.literal);
  const about = subject.length > 0 && subject.length <= 3 ? `on ${subject.join(" ")}` : "";
  const who =
    asked.buyers.length > 0
      ? listOf(asked.buyers)
      : asked.accounts.length > 0
        ? listOf(asked.accounts.map(({ name }) => name))
        : null;
  const places = found.length === 1 ? "the clearest place" : `the ${found.length} clearest places`;
  return {
    lines: [
      literal
        ? `${capital([who, about].filter(Boolean).join(" ") || "here")}: ${places} in ${placeLooked(evidence)}.`
        : `${subject.length === 1 ? `The word ${subject[0]}` : "Those words"} did not come up in ${placeLooked(evidence)}. The nearest to ${subject.length === 1 ? "it" : "them"}:`,
    ],
    quotes: found.map((passage) => citePassage(passage, evidence)),
    note: null,
  };
}

const aboutMoney = (moment: Moment) =>
  moment.kind === "pricing" ||
  (moment.kind === "mention" && moment.subject === "money") ||
  (moment.kind === "objection" && moment.category === "budget");

/** "What did I say" wants one's own words; "what did they say" the buyer's. */
function sideOf({ asked }: Evidence): Search["side"] {
  if (/\b(?:did|have|what) (?:i|we) (?:say|said|tell|told|mention|quote|offer)/i.test(asked.text))
    return "rep";
  return "buyer";
}

function search(
  evidence: Evidence,
  wanted: Pick<Search, "terms" | "side" | "boosts" | "any">,
): Passage[] {
  const { asked } = evidence;
  const speakers = new Set(
    wanted.side === "buyer" ? asked.buyers.map((name) => name.toLowerCase()) : [],
  );
  const found = findPassages(
    evidence.inFull,
    { ...wanted, speakers, required: asked.strangers },
    MOST_QUOTES * 2,
  );
  const [best] = found;
  if (!best) return [];
  return found.filter(({ score }) => score >= best.score * WORTH).slice(0, MOST_QUOTES);
}
