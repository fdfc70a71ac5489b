import type { QuestionForm } from "../../moment.ts";
import type { FoundQuestion } from "./turn-questions.ts";
import { asksForRating, opensAt, questionWord } from "./wh-form.ts";
import { AUXILIARY, WH, words } from "./words.ts";

/** Verbs that turn a yes-no request into an invitation: "could you tell me", "would you mind sharing". */
const TELLING = words(
  "tell telling describe describing explain explaining share sharing walk walking talk elaborate elaborating " +
    "expand help clarify say give paint show speak",
);
const KNOWING = words(
  "sense idea know remember understand understanding curious thought thoughts wonder wondering",
);
const POLAR = words("if whether");
const ASKERS = words("i we me us let's");
const HANDING_OVER = words("telling sharing describing explaining walking");
/** "And that makes you feel?": a sentence left for the listener to finish. */
const UNFINISHED = words(
  "and but so because is are was be feel means meaning as like then about with",
);
const DATUM_ASKED = words("name number age address email date");
const REACH = 9;
const KNOWING_REACH = 14;
const TOPIC_REACH = 7;

/** "Can I tell you", "would you like me to explain": the one who asks would do the telling. */
function tellsThemselves(clause: readonly string[], at: number): boolean {
  for (let place = at - 1; place >= 0; place -= 1) {
    const word = clause[place] as string;
    if (word === "you") return false;
    if (ASKERS.has(word)) return true;
  }
  return false;
}

/** "Could you tell me what…", "do you have a sense of how…": closed by grammar, open by intent. */
function invitesAnswer(clause: readonly string[]): boolean {
  const end = Math.min(clause.length, REACH);
  for (let at = 1; at < end; at += 1) {
    const word = clause[at] as string;
    if (POLAR.has(word)) return false;
    if (TELLING.has(word)) {
      if (tellsThemselves(clause, at)) return false;
      if (word === "say" || word === "show" || word === "help" || word === "give") {
        return (
          questionWord(clause, at, KNOWING_REACH) > 0 ||
          (word === "say" && clause.includes("more")) ||
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

/** "… with you telling me about the depot": hands the word over, whatever stands before it. */
function handsOver(clause: readonly string[]): boolean {
  return clause.some((word, at) => {
    if (!HANDING_OVER.has(word)) return false;
    const behind = clause.slice(at + 1, at + TOPIC_REACH);
    return behind.includes("about") || behind.some((other) => WH.has(other));
  });
}

/** "Anything else that slows you down", "any other sites you run": asks for the rest of a list; bare, it only checks. */
function asksForTheRest(clause: readonly string[]): boolean {
  if (clause[1] !== "else" && clause[1] !== "other") return false;
  return clause.length > 4 && !clause.includes("questions") && !clause.includes("question");
}

/** A statement with a question mark, or the mere beginning of one. */
function statementOpens(clause: readonly string[]): boolean {
  const last = clause[clause.length - 1] ?? "";
  if (clause.includes("such") && last === "as") return true;
  if (UNFINISHED.has(last)) return !clause.some((word) => DATUM_ASKED.has(word));
  return handsOver(clause);
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
  const { clause, asking, said } = question;
  if (asksForRating(said.join(" "))) return "closed";
  switch (asking.cue) {
    case "wh": {
      // "What about Tuesday, is that better?": the first part only names the topic.
      const topic = clause[1] === "about" || clause[1] === "if";
      const parted = question.quote.includes(",") || !/[.?!]/.test(question.quote);
      if (topic && parted && question.followedBy === "inversion") return "closed";
      const at = questionWord(clause, 0, 3);
      return at < 0 || opensAt(clause, at) || handsOver(clause) ? "open" : "closed";
    }
    case "invitation":
      return invitationForm(clause);
    case "inversion":
      return invitesAnswer(clause) ? "open" : "closed";
    case "elliptical":
      return asksForTheRest(clause) || invitesAnswer(clause) ? "open" : "closed";
    case "mark":
    case "statement":
      return statementOpens(clause) ? "open" : "closed";
    default:
      return "closed";
  }
}
