import { analyzeCall } from "../calls/analyze.ts";
import type { Call, Side } from "../calls/call.ts";
import type { Moment } from "../calls/moment.ts";

/** What the coach makes of a few written lines: one spot, one question, and words to try. */
export interface PassageReading {
  /** Verbatim from the lines; `null` where nothing in them stands out. */
  quote: string | null;
  question: string;
  /** Why that spot matters, one sentence. */
  why: string;
  /** Words someone would say or write, at most fifteen. */
  words: string;
}

type Wording = Omit<PassageReading, "quote">;

const OBJECTIONS: Record<string, Wording> = {
  budget: {
    question: "Before you answer the money: what would you want to know about where it comes from?",
    why: "An answer to price before the comparison is known is a guess at what they weigh.",
    words: "When you say the budget is tight, what is it being held against?",
  },
  timing: {
    question: "What would have to happen on their side for the time to be right?",
    why: "Waiting costs them something too, and they have not said what.",
    words: "If it waits until then, what stays as it is for your team?",
  },
  competition: {
    question: "What do you know about how they will compare the two of you?",
    why: "Whoever knows the yardstick can choose what to talk about.",
    words: "How will you compare us?",
  },
  other: {
    question: "What do you think is behind that, and what would tell you?",
    why: "The first reason given is seldom the only one.",
    words: "Help me understand what makes you hesitate there?",
  },
};
const DISCLOSED: Wording = {
  question: "They volunteered that. What would you ask next, if you had one question?",
  why: "What is told without being asked for is what is on their mind.",
  words: "What does that stop you doing?",
};
const UNDATED: Wording = {
  question: "Who does what by when after this? What would they say?",
  why: "A next step without a day is a hope.",
  words: "Shall we put a day to it now, so that neither of us has to chase?",
};
const CLOSED: Wording = {
  question: "What would you like them to tell you that a yes or no leaves out?",
  why: "A question that can be answered with yes usually is.",
  words: "How does that work on your side today?",
};
const CONCEDED: Wording = {
  question: "What are you asking for in return?",
  why: "What is given for nothing sets the price of the next request.",
  words: "If we could do that, what would you be able to do by Friday?",
};
const PITCHED: Wording = {
  question: "Which of their own words is this an answer to?",
  why: "What answers their words is read; the rest is a brochure.",
  words: "You mentioned one thing I keep thinking about. Can I ask about it first?",
};
const NOTHING: Wording = {
  question: "What do you want them to think, say or do after this?",
  why: "Nothing in it stands out to me, so its purpose has to.",
  words: "The one thing I would like from you is this:",
};

/**
 * Reads lines that stand outside a call, as somebody's words at the table.
 * @param side whose words they are; unknown ones are read as the buyer's, whom one is coached on most
 */
export function readPassage(text: string, side: Side | null): PassageReading {
  const { moments } = analyzeCall(asCall(text, side ?? "buyer"));
  const found = side === "rep" ? ofRep(moments) : ofBuyer(moments);
  if (found) return { quote: found.moment.quote, ...found.wording };
  return { quote: null, ...NOTHING };
}

interface Found {
  moment: Moment;
  wording: Wording;
}

/** In the order in which a debrief would choose. */
function ofBuyer(moments: readonly Moment[]): Found | null {
  for (const moment of moments) {
    if (moment.kind === "buyer-signal" && moment.signal === "unplanned-disclosure")
      return { moment, wording: DISCLOSED };
  }
  for (const moment of moments) {
    if (moment.kind !== "objection") continue;
    const wording = OBJECTIONS[moment.category];
    if (wording) return { moment, wording };
  }
  const pain = moments.find(({ kind }) => kind === "gap");
  if (pain) return { moment: pain, wording: DISCLOSED };
  const step = moments.find(
    (moment) =>
      (moment.kind === "commitment" && moment.due === null) ||
      (moment.kind === "next-meeting" && moment.when === null),
  );
  return step ? { moment: step, wording: UNDATED } : null;
}

function ofRep(moments: readonly Moment[]): Found | null {
  const given = moments.find((moment) => moment.kind === "pricing" && moment.concession);
  if (given) return { moment: given, wording: CONCEDED };
  const step = moments.find(
    (moment) =>
      (moment.kind === "commitment" && (moment.due === null || !moment.firm)) ||
      (moment.kind === "next-meeting" && moment.when === null),
  );
  if (step) return { moment: step, wording: UNDATED };
  const closed = moments.find((moment) => moment.kind === "question" && moment.form === "closed");
  if (closed) return { moment: closed, wording: CLOSED };
  const pitch = moments.find(({ kind }) => kind === "pitch");
  return pitch ? { moment: pitch, wording: PITCHED } : null;
}

/** The lines as a conversation: a turn a paragraph, the other side silent. */
function asCall(text: string, side: Side): Call {
  const turns = text
    .split(/\n+/)
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line) => ({ speaker: "writer", startMs: null, endMs: null, text: line }));
  return {
    title: "A message",
    startedAt: null,
    type: null,
    participants: [
      { id: "writer", name: "Writer", side },
      { id: "reader", name: "Reader", side: side === "rep" ? "buyer" : "rep" },
    ],
    turns,
  };
}
