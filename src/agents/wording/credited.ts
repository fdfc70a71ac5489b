import type { CreditedKind } from "../../coaching/opportunity.ts";
import type { Words } from "./moment-words.ts";
import type { Variant } from "./pick.ts";

/** One question about a moment that went well: how a person came to do it is worth knowing. */
export const CREDITED_QUESTIONS: Record<CreditedKind, Variant<Words>[]> = {
  "qualified-out": [
    { id: "q-out-when", say: () => "When did you know you would say that?" },
    { id: "q-out-like", say: () => "What was that like to say?" },
  ],
  "asked-brave-question": [
    { id: "q-brave-like", say: () => "What was that like to ask?" },
    { id: "q-brave-expect", say: () => "What answer had you been bracing for?" },
    { id: "q-brave-change", say: () => "What does the answer change about how you go on?" },
  ],
  "stayed-with-disclosure": [
    { id: "q-stayed-tip", say: (w) => `What told you to stay with ${w.buyer} there?` },
    { id: "q-stayed-heard", say: () => "What had you heard that made you ask it?" },
    { id: "q-stayed-else", say: () => "What were you about to do instead?" },
  ],
  "asked-for-process": [
    { id: "q-asked-easy", say: () => "What made that easy to ask?" },
    { id: "q-asked-learn", say: () => "What does that answer change for you?" },
  ],
  "traded-concession": [
    {
      id: "q-traded-held",
      say: (w) => w.flavour === "held" && "What kept you from giving it?",
    },
    {
      id: "q-traded-plan",
      say: (w) => w.flavour !== "held" && "How far had you planned that trade beforehand?",
    },
    { id: "q-traded-learn", say: (w) => `What did you learn about ${w.buyer} from the answer?` },
  ],
  "clarified-objection": [
    { id: "q-clarified-hold", say: () => "What kept you from answering straight away?" },
    {
      id: "q-clarified-learn",
      say: (w) => `What did ${w.buyer}'s answer tell you that you hadn't known?`,
    },
  ],
  "asked-impact-and-waited": [
    {
      id: "q-impact-wait",
      sharp: true,
      say: (w) => w.flavour === "held" && "What was going through your mind in the silence?",
    },
    { id: "q-impact-choose", say: () => "How did you choose that question?" },
    { id: "q-impact-short", say: () => "What made you leave it at that one question?" },
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
  "qualified-out": [
    {
      id: "why-out-trust",
      say: (w) =>
        `You said out loud that it isn't a fit today. ${w.buyer} can believe the rest now.`,
    },
    { id: "why-out-plain", say: () => "You qualified it out yourself instead of letting it run." },
  ],
  "asked-brave-question": [
    {
      id: "why-brave-held",
      sharp: true,
      say: (w) =>
        w.flavour === "held" &&
        `You asked for the no and left the silence alone until ${w.buyer} filled it.`,
    },
    {
      id: "why-brave",
      say: (w) => `You asked for the answer you might not like, and ${w.buyer} gave it to you.`,
    },
    {
      id: "why-brave-now",
      say: () => "You asked what speaks against it while you could still do something about it.",
    },
  ],
  "stayed-with-disclosure": [
    {
      id: "why-stayed-back",
      sharp: true,
      say: (w) =>
        w.flavour === "handed-back" &&
        `You handed the words back first, then asked one more question. ${w.response?.speaker ?? w.buyer} named what was behind it.`,
    },
    {
      id: "why-stayed-open",
      say: (w) =>
        w.response &&
        `You asked about what had just been let out instead of moving on, and ${w.response.speaker} went further.`,
    },
    {
      id: "why-stayed-one",
      say: () => "You stayed for one more question where moving on would have been easier.",
    },
    {
      id: "why-stayed-room",
      say: (w) => `You left the next topic where it was and asked ${w.buyer} about this one.`,
    },
    {
      id: "why-stayed-answer",
      say: (w) =>
        w.response &&
        `One question about what was already on the table, and ${w.response.speaker} said what stood behind it.`,
    },
    {
      id: "why-stayed-person",
      sharp: true,
      say: (w) =>
        w.flavour === "fear" && `You asked about the worry itself rather than soothing it.`,
    },
  ],
  "asked-for-process": [
    {
      id: "why-asked-who",
      sharp: true,
      say: (w) =>
        w.money &&
        w.response &&
        `You asked how it gets decided, and the number that matters came out: “${w.money}”.`,
    },
    {
      id: "why-asked",
      say: (w) =>
        w.response &&
        `You asked how the decision goes, so ${w.response.speaker} could tell you and you needn't guess.`,
    },
    {
      id: "why-asked-how",
      say: (w) => `You asked ${w.buyer} how a yes comes about, before you needed one.`,
    },
    {
      id: "why-asked-plain",
      say: () => "You asked how the decision goes while there was still time to use the answer.",
    },
  ],
  "traded-concession": [
    {
      id: "why-traded-held",
      say: (w) =>
        w.flavour === "held" &&
        `You said no to the gift and asked what it was for. ${w.buyer}'s answer is something you can solve.`,
    },
    {
      id: "why-traded",
      say: (w) =>
        w.flavour !== "held" &&
        "You tied what you gave to something you asked for, so the price kept its meaning.",
    },
  ],
  "clarified-objection": [
    {
      id: "why-clarified-price",
      sharp: true,
      say: (w) =>
        w.flavour === "budget" &&
        `You asked what the price was held against before you said a word about it.`,
    },
    {
      id: "why-clarified",
      say: (w) =>
        `You asked before you answered, so ${w.buyer} could say what the worry really was.`,
    },
    {
      id: "why-clarified-first",
      say: (w) => `Your question came before your answer, and ${w.buyer} filled in the rest.`,
    },
    {
      id: "why-clarified-plain",
      say: () => "You met the objection with a question, not with a defence.",
    },
  ],
  "asked-impact-and-waited": [
    {
      id: "why-impact-held",
      sharp: true,
      say: (w) =>
        w.flavour === "held" &&
        w.response &&
        `You asked in a handful of words and then waited. ${w.response.speaker} used the silence.`,
    },
    {
      id: "why-impact-one",
      say: (w) =>
        w.response &&
        `You asked one question about what it leads to, none on top of it, and ${w.response.speaker} did the talking.`,
    },
    {
      id: "why-impact-room",
      say: (w) =>
        w.response &&
        `You asked about the effect and left room; ${w.response.speaker}'s answer is the start of a business case.`,
    },
  ],
  "handed-words-back": [
    {
      id: "why-back",
      say: (w) =>
        w.response &&
        `You put their situation in their own words, and ${w.response.speaker} agreed out loud.`,
    },
    {
      id: "why-back-plain",
      say: () => "You handed their situation back in a sentence before you went on.",
    },
  ],
  "dated-next-step": [
    {
      id: "why-dated-both",
      say: (w) =>
        w.flavour === "both" &&
        w.quote.endsWith("?") &&
        "You asked for a day and got one, said by both sides.",
    },
    { id: "why-dated", say: () => "You named a day before the goodbyes, so nobody has to chase." },
    {
      id: "why-dated-named",
      say: (w) => `You put a day on it while ${w.buyer} was still there to say yes or no.`,
    },
    {
      id: "why-dated-move",
      say: (w) => `You left with a day, so the next move isn't only ${w.buyer}'s.`,
    },
  ],
  "upfront-contract": [
    {
      id: "why-contract-no",
      say: () =>
        "You agreed early that a no is fine, which makes the hard questions easier to ask.",
    },
    {
      id: "why-contract",
      say: () => "You agreed agenda, time and an easy no before you asked anything.",
    },
  ],
};
