import type { CreditedKind } from "../../coaching/opportunity.ts";
import type { Words } from "./moment-words.ts";
import type { Variant } from "./pick.ts";

/** How a moment worth crediting is told: the rep's words, then what the buyer did with them. */
export const CREDITED_TELLINGS: Variant<Words>[] = [
  {
    id: "credit-then",
    say: (w) =>
      w.response &&
      `At ${w.at} you said ${w.quoted} At ${w.response.at} ${w.response.speaker} went on: ${w.response.quoted}`,
  },
  {
    id: "credit-brought",
    say: (w) =>
      w.response &&
      `${w.quoted} That was you at ${w.at}, and it brought “${w.response.quote}” from ${w.response.speaker} at ${w.response.at}.`,
  },
  { id: "credit-plain", say: (w) => `At ${w.at} you said ${w.quoted}` },
];

/** One question about a moment that went well: how a person came to do it is worth knowing. */
export const CREDITED_QUESTIONS: Record<CreditedKind, Variant<Words>[]> = {
  "stayed-with-disclosure": [
    { id: "q-stayed-tip", say: (w) => `What told you to stay with ${w.buyer} there?` },
    { id: "q-stayed-heard", say: () => "What had you heard that made you ask it?" },
  ],
  "asked-for-process": [
    { id: "q-asked-easy", say: () => "What made that easy to ask?" },
    { id: "q-asked-learn", say: () => "What does that answer change for you?" },
  ],
  "traded-concession": [
    { id: "q-traded-plan", say: () => "How far had you planned that trade beforehand?" },
    { id: "q-traded-feel", say: () => "What did it feel like to ask for something back?" },
  ],
  "clarified-objection": [
    { id: "q-clarified-hold", say: () => "What kept you from answering straight away?" },
    {
      id: "q-clarified-learn",
      say: (w) => `What did you learn about ${w.buyer} that the first sentence hid?`,
    },
  ],
  "asked-impact-and-waited": [
    { id: "q-impact-choose", say: () => "How did you choose that question?" },
    { id: "q-impact-wait", say: () => "What was going through your mind while you waited?" },
  ],
  "handed-words-back": [
    { id: "q-back-when", say: () => "What made you stop and say it back right there?" },
    { id: "q-back-check", say: () => "What were you checking with that?" },
  ],
  "dated-next-step": [
    { id: "q-dated-easy", say: () => "What made the day easy to ask for on this call?" },
    { id: "q-dated-risk", say: () => "What could still knock that date over?" },
  ],
  "upfront-contract": [
    { id: "q-contract-after", say: () => "What did that opening let you ask later on?" },
    { id: "q-contract-feel", say: () => "How did it feel to open that way?" },
  ],
};

/** Why a credited moment worked, in one sentence that names the technique. */
export const CREDITED_WHY: Record<CreditedKind, Variant<Words>[]> = {
  "stayed-with-disclosure": [
    {
      id: "why-stayed-open",
      say: (w) =>
        w.response &&
        `You asked about what ${w.response.speaker} had just let out instead of moving on, and there was more behind it.`,
    },
    {
      id: "why-stayed",
      say: () => "You stayed with what had just been said for one more question.",
    },
  ],
  "asked-for-process": [
    {
      id: "why-asked",
      say: (w) =>
        w.response &&
        `You asked how the decision goes, and ${w.response.speaker} told you a part that no website shows.`,
    },
    { id: "why-asked-plain", say: () => "You asked how the decision goes rather than guessing." },
  ],
  "traded-concession": [
    {
      id: "why-traded",
      say: () =>
        "You tied what you gave to something you asked for, so the price kept its meaning.",
    },
  ],
  "clarified-objection": [
    {
      id: "why-clarified",
      say: (w) =>
        w.response &&
        `You asked before you answered, so ${w.response.speaker} could say what the worry really was.`,
    },
    {
      id: "why-clarified-plain",
      say: () => "You met the objection with a question, not with a defence.",
    },
  ],
  "asked-impact-and-waited": [
    {
      id: "why-impact-one",
      say: (w) =>
        w.response &&
        `One question about what it costs, no second one on top, and ${w.response.speaker} did the talking.`,
    },
    {
      id: "why-impact-room",
      say: (w) =>
        w.response &&
        `You asked about the effect and left room; ${w.response.speaker}'s answer is the business case in the making.`,
    },
  ],
  "handed-words-back": [
    {
      id: "why-back",
      say: (w) =>
        w.response &&
        `You put their situation in their own words, and ${w.response.speaker} agreed out loud.`,
    },
    { id: "why-back-plain", say: () => "You said their situation back before you went on." },
  ],
  "dated-next-step": [
    {
      id: "why-dated",
      say: () => "The call ended with a day in the diary rather than with goodwill.",
    },
    {
      id: "why-dated-owner",
      say: (w) =>
        w.flavour === "with-owner"
          ? "You left with a day and a person who brings something to it."
          : null,
    },
  ],
  "upfront-contract": [
    {
      id: "why-contract-no",
      say: (w) =>
        w.flavour === "no-is-fine"
          ? "You said early that a no is fine, which makes the hard questions easier to ask."
          : null,
    },
    {
      id: "why-contract",
      say: () => "You agreed agenda, time and leave to ask before you asked anything.",
    },
  ],
};
