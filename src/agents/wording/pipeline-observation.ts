import type { Pattern } from "../../deals/patterns.ts";
import { counted } from "../../deals/spoken.ts";

const FLAG_WORDS: Partial<Record<string, [text: (base: string) => string, question: string]>> = {
  pushed: [
    (base) => `The close date has moved on ${base}.`,
    "What did you hear, right before, the last time a date moved?",
  ],
  "no-next-step": [
    (base) => `No step ahead has a date on ${base}.`,
    "What would have made a date easy to ask for?",
  ],
  "single-threaded": [
    (base) => `There is one contact on ${base}.`,
    "Who would you want to meet next, and what stops you from asking?",
  ],
  stale: [
    (base) => `Nothing has been heard for three weeks on ${base}.`,
    "Which of these would you not open again if it were new today?",
  ],
  slow: [
    (base) => `${capital(base)} have stood in their stage for more than twice the team's median.`,
    "What do these have in common at the point where they stop?",
  ],
};

const SLOT_WORDS: Partial<Record<string, string>> = {
  "economic-buyer": "who signs",
  "decision-process": "how they decide",
  metrics: "which number should move",
  champion: "who argues for it inside",
  "identified-pain": "what the problem costs",
};

/** The one thing about the whole pipeline, with its base and a question for the 1:1. */
export function observationFor(pattern: Pattern): { text: string; question: string } {
  switch (pattern.kind) {
    case "bias": {
      const { error, quarters } = pattern.bias;
      const percent = (share: number) => Math.round(Math.abs(share) * 100);
      const range = error
        ? `${percent(error.mean)} % (likely between ${percent(error.low)} and ${percent(error.high)})`
        : "some";
      return pattern.lean === "over"
        ? {
            text: `Over ${quarters} quarters, ${range} of what was called a month before the end did not close.`,
            question: "Which evidence would have told you earlier?",
          }
        : {
            text: `Over ${quarters} quarters, ${range} more closed than was called a month before the end.`,
            question: "What did you already know that you did not put into the call?",
          };
    }
    case "flag": {
      const base = `${pattern.count} of ${counted(pattern.of, "open deal")}`;
      const [text, question] = FLAG_WORDS[pattern.flag] ?? [
        (of: string) => `${capital(pattern.flag)}: ${of}.`,
        "What is behind it?",
      ];
      return { text: text(base), question };
    }
    case "gap":
      return {
        text: `Nobody has said ${SLOT_WORDS[pattern.slot] ?? pattern.slot} on ${pattern.count === pattern.of ? `any of the ${pattern.of}` : `${pattern.count} of the ${pattern.of}`} largest deals with calls.`,
        question: "At which point of a call would that question come easily to you?",
      };
  }
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
