import type { QuestionForm } from "../../moment.ts";
import type { FoundQuestion } from "./turn-questions.ts";
import { AUXILIARY, PRONOUNS, WH, WH_CONTRACTED, words } from "./words.ts";

/** Behind "how" these keep the answer open; any other word before an auxiliary asks for an amount or a degree. */
const MANNER = words("about come so else exactly specifically");
/** Behind "how" without an auxiliary near: asks for an amount. */
const AMOUNTS = words("many much often long old far big soon fast large high frequently likely");
/** Behind "what": asks for one datum. */
const DATA = words("time day date year month percentage percent number size");
/** Verbs that turn a yes-no request into an invitation: "could you tell me", "would you mind sharing". */
const TELLING = words(
  "tell telling describe describing explain explaining share sharing walk walking talk elaborate elaborating " +
    "expand help clarify say give paint show speak",
);
const KNOWING = words("sense idea know understand understanding curious thoughts wonder wondering");
const POLAR = words("if whether");
const REACH = 9;
const KNOWING_REACH = 14;

/** Whether the question word at `at` asks for more than an amount or a datum. */
function opensAt(all: readonly string[], at: number): boolean {
  const word = all[at] as string;
  const next = all[at + 1] ?? "";
  if (word === "how") {
    if (next === "about") return all[at + 2] !== "we" && all[at + 2] !== "if";
    if (AUXILIARY.has(next) || MANNER.has(next) || PRONOUNS.has(next)) return true;
    return !AMOUNTS.has(next) && !AUXILIARY.has(all[at + 2] ?? "");
  }
  // A date is a datum, like an amount.
  if (word.startsWith("when")) return false;
  if (word === "why") return !((next === "don't" || next === "not") && all[at + 2] === "we");
  if (word === "what") return !DATA.has(next);
  return true;
}

/** First question word from `from` on, within `reach`, or -1. */
function questionWord(all: readonly string[], from: number, reach: number): number {
  const end = Math.min(all.length, from + reach);
  for (let at = from; at < end; at += 1) {
    const word = all[at] as string;
    if (WH.has(word) || WH_CONTRACTED.has(word)) return at;
  }
  return -1;
}

/** "Could you tell me what…", "do you have a sense of how…": closed by grammar, open by intent. */
function invitesAnswer(clause: readonly string[]): boolean {
  const end = Math.min(clause.length, REACH);
  for (let at = 1; at < end; at += 1) {
    const word = clause[at] as string;
    if (POLAR.has(word)) return false;
    if (TELLING.has(word)) {
      if (word === "say" || word === "show" || word === "help" || word === "give") {
        return (
          questionWord(clause, at, KNOWING_REACH) > 0 ||
          clause.includes("me") ||
          clause.includes("us")
        );
      }
      if (clause.slice(at, at + 4).some((other) => POLAR.has(other))) return false;
      const wh = questionWord(clause, at, 6);
      return wh < 0 || opensAt(clause, wh);
    }
    if (KNOWING.has(word) || word === "ask") {
      const wh = questionWord(clause, at, word === "ask" ? REACH : 5);
      return wh > 0 && opensAt(clause, wh);
    }
  }
  return false;
}

function invitationForm(clause: readonly string[]): QuestionForm {
  const head = clause.slice(0, 6);
  const wondering = head.some((word) => word.startsWith("wonder") || word === "curious");
  if (!wondering) {
    const wh = questionWord(clause, 0, 5);
    return wh < 0 || opensAt(clause, wh) ? "open" : "closed";
  }
  if (clause.slice(0, REACH).some((word) => POLAR.has(word)))
    return invitesAnswer(clause.slice(2)) ? "open" : "closed";
  const auxiliary = clause.findIndex((word, at) => at > 1 && AUXILIARY.has(word));
  const wh = questionWord(clause, 0, clause.length);
  if (wh >= 0 && (auxiliary < 0 || wh < auxiliary)) return opensAt(clause, wh) ? "open" : "closed";
  return wh < 0 && auxiliary >= 0 ? "closed" : wh < 0 ? "open" : "closed";
}

/** Whether a question leaves the answer open or asks for a yes, a choice or a number. */
export function formOf(question: FoundQuestion): QuestionForm {
  const { clause, asking } = question;
  switch (asking.cue) {
    case "wh": {
      // "What about Tuesday, is that better?": the first part only names the topic.
      const topic = clause[1] === "about" || clause[1] === "if";
      if (topic && question.followedBy === "inversion") return "closed";
      const at = questionWord(clause, 0, 3);
      return at < 0 || opensAt(clause, at) ? "open" : "closed";
    }
    case "invitation":
      return invitationForm(clause);
    case "inversion":
      return invitesAnswer(clause) ? "open" : "closed";
    case "echo":
      return "open";
    default:
      return "closed";
  }
}
