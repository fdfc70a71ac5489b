import { remarkOf } from "./remark.ts";

/**
 * The conversation about one debrief: observe, ask, suggest, practise. A state machine without
 * clock or memory of its own, so that it can stop for days and go on from a stored row.
 */
export const DIALOGUE_STATES = [
  "asked",
  "answered",
  "told",
  "practising",
  "disputed",
  "released",
  "closed",
] as const;
export type DialogueState = (typeof DIALOGUE_STATES)[number];

/** What a button does; the ids travel through every platform. */
export const DIALOGUE_ACTIONS = [
  "show-moment",
  "just-tell-me",
  "not-fair",
  "practise",
  "went-well",
  "try-it",
  "different-idea",
] as const;
export type DialogueAction = (typeof DIALOGUE_ACTIONS)[number];

export type DialogueEvent =
  | { type: "pressed"; action: DialogueAction }
  | { type: "replied"; text: string };

/** What the coach says next; each has one builder in messages/call-debrief.ts. */
export type DialogueStep =
  | "moment"
  | "evidence"
  | "evidence-after-answer"
  | "went-well"
  | "drill"
  | "drill-looked-at"
  | "ask-what-is-off"
  | "dispute-noted"
  | "agreed"
  | "ask-own-idea"
  /** A word back on what they added. */
  | "remark"
  /** It was a question of its own, answered as any other. */
  | "question";

export interface Advance {
  state: DialogueState;
  say: DialogueStep;
  /** Keep the person's words as their reflection: they are the point of the exercise. */
  keep: boolean;
}

/** The next state and the next thing to say. Pure; every state answers every event. */
export function advance(state: DialogueState, event: DialogueEvent): Advance {
  if (event.type === "replied") {
    switch (state) {
      case "asked":
      // Let go is not forgotten: an answer after a week is as good as one after an hour.
      case "released":
        return { state: "answered", say: "evidence-after-answer", keep: true };
      case "practising":
        return { state: "answered", say: "drill-looked-at", keep: true };
      case "disputed":
        return { state: "closed", say: "dispute-noted", keep: true };
      default:
        return afterwards(state, event.text);
    }
  }
  switch (event.action) {
    case "show-moment":
      return { state, say: "moment", keep: false };
    case "just-tell-me":
      return {
        state: state === "asked" || state === "released" ? "told" : state,
        say: "evidence",
        keep: false,
      };
    case "not-fair":
      return { state: "disputed", say: "ask-what-is-off", keep: false };
    case "practise":
      return { state: "practising", say: "drill", keep: false };
    case "different-idea":
      return { state: "practising", say: "ask-own-idea", keep: false };
    case "went-well":
      return { state, say: "went-well", keep: false };
    case "try-it":
      return { state: "closed", say: "agreed", keep: false };
  }
}

/** What is written once the evidence is told: the talk goes on where they want it to. */
function afterwards(state: DialogueState, text: string): Advance {
  const remark = remarkOf(text);
  switch (remark) {
    case "question":
      return { state, say: "question", keep: false };
    case "why":
      return { state, say: "evidence", keep: false };
    case "thanks":
      return { state, say: "remark", keep: false };
    default:
      return { state, say: "remark", keep: true };
  }
}

const TYPED: [RegExp, DialogueAction][] = [
  [/^(?:please )?(?:just )?tell me(?: please)?$/, "just-tell-me"],
  [/^show (?:me )?(?:the |that )?moment$|^show me$/, "show-moment"],
  [/^(?:that's |this is )?not (?:a )?fair(?: reading)?$/, "not-fair"],
  [/^(?:let's |i want to )?practi[sc]e(?: for two minutes)?$/, "practise"],
  [/^what went well$/, "went-well"],
  [/^(?:ok(?:ay)?,? )?(?:i'll|i will|will) (?:try|do) (?:it|that|this)$/, "try-it"],
  [/^(?:a )?different idea$/, "different-idea"],
];

/** What somebody wrote, read as the button of that name where it is one; buttons may be out of reach. */
export function spokenEvent(text: string): DialogueEvent {
  const lower = text
    .toLowerCase()
    .replaceAll("’", "'")
    .replace(/[.?!\s]+$/, "")
    .trim();
  const action = TYPED.find(([words]) => words.test(lower))?.[1];
  return action ? { type: "pressed", action } : { type: "replied", text };
}

/** How a rep's answer reads, for one fitting sentence back: never a verdict on it. */
export type AnswerTone = "unsure" | "self-critical" | "disagrees" | "short" | "explains";

const UNSURE =
  /\b(don't know|do not know|not sure|no idea|dunno|can't remember|can't recall|hard to say)\b/;
const SELF_CRITICAL =
  /\b(should have|should've|could have|could've|my mistake|missed (?:it|that)|didn't (?:notice|hear|catch)|i rushed|my bad)\b/;
const DISAGREES =
  /\b(not (?:fair|true|right|what)|wrong|disagree|out of context|didn't say|that's not)\b/;

export function toneOf(answer: string): AnswerTone {
  const lower = answer.toLowerCase().replaceAll("’", "'");
  if (DISAGREES.test(lower)) return "disagrees";
  if (UNSURE.test(lower)) return "unsure";
  if (SELF_CRITICAL.test(lower)) return "self-critical";
  return lower.split(/\s+/).filter(Boolean).length < 4 ? "short" : "explains";
}

/** What can be seen in a line someone practised: one question, short, open. Behaviour, not grade. */
export interface DrillReading {
  asks: boolean;
  questions: number;
  words: number;
  open: boolean;
}

export function readDrill(line: string): DrillReading {
  const lower = line.toLowerCase().trim();
  const marks = line.split("?").length - 1;
  // "Who looks at it, and what do they ask?" is two with one mark.
  const joined =
    lower.match(/(?<![?.!] )\b(?:and|or) (?:what|who|how|why|when|where|which)\b/g) ?? [];
  const questions = marks > 0 ? marks + joined.length : 0;
  const open =
    /\b(what|how|why|who|where|which|when|tell me|walk me|talk me|help me understand)\b/.test(
      lower,
    );
  return {
    asks:
      questions > 0 ||
      /^(so )?(what|how|why|who|where|which|tell me|walk me|talk me|help me)\b/.test(lower),
    questions,
    words: lower.split(/\s+/).filter(Boolean).length,
    open,
  };
}
