import type { MissedKind } from "../../coaching/opportunity.ts";
import type { Words } from "./moment-words.ts";
import type { Variant } from "./pick.ts";

/** What the rep did, as it can be seen in the transcript. */
export const WHAT_HAPPENED: Record<MissedKind, Variant<Words>[]> = {
  "disclosure-left-alone": [
    {
      id: "wh-left-returned",
      say: (w) =>
        w.returned &&
        w.response &&
        `You went on at ${w.response.at} without asking about it. At ${w.returned.at} it came up again, unasked: ${w.returned.quoted}`,
    },
    {
      id: "wh-left-unasked",
      say: (w) =>
        w.response &&
        `${w.buyer} brought it up without being asked. At ${w.response.at} the talk was already somewhere else: ${w.response.quoted}`,
    },
    {
      id: "wh-left-silent",
      say: (w) =>
        w.response &&
        `It was offered, not asked for, and from ${w.response.at} on nobody came back to it with a question.`,
    },
  ],
  "process-left-unasked": [
    {
      id: "wh-process-door",
      say: (w) =>
        w.response &&
        `${w.buyer} named the step without being asked. At ${w.response.at} you went on with ${w.response.quoted}`,
    },
    {
      id: "wh-process-open",
      say: (w) => `${w.buyer} opened the door to how this gets decided, and it stayed open.`,
    },
  ],
  "signal-talked-over": [
    {
      id: "wh-signal-ran",
      say: (w) =>
        w.response && `Your answer began at ${w.response.at} and ran on without a question back.`,
    },
    {
      id: "wh-signal-moved",
      say: (w) =>
        w.response && `${w.buyer} leaned in; from ${w.response.at} on you did the talking.`,
    },
  ],
  "concession-for-nothing": [
    {
      id: "wh-price-defended",
      say: (w) =>
        w.flavour === "price-defended" && w.response
          ? `You answered at ${w.response.at} with the case for the price, before you knew what it was held against.`
          : null,
    },
    {
      id: "wh-give-asked",
      say: (w) =>
        w.flavour !== "price-defended" && w.response
          ? `${w.response.speaker} had said ${w.response.quoted} You gave something, and nothing was asked for in return.`
          : null,
    },
    {
      id: "wh-give-plain",
      say: (w) =>
        w.flavour !== "price-defended"
          ? "You gave something here, and nothing was asked for in return."
          : null,
    },
    { id: "wh-price-plain", say: () => "The answer came before the comparison was known." },
  ],
  "objection-answered-early": [
    {
      id: "wh-objection-straight",
      say: (w) =>
        w.response &&
        `You answered straight away, at ${w.response.at}: ${w.response.quoted} What was behind it stayed unsaid.`,
    },
    {
      id: "wh-objection-noq",
      say: (w) => w.response && `From ${w.response.at} on you answered; no question came first.`,
    },
  ],
  "next-step-open": [
    {
      id: "wh-step-response",
      say: (w) =>
        w.response &&
        `You answered ${w.response.quoted} The call ended without a day, or without a name beside it.`,
    },
    {
      id: "wh-step-none",
      say: () => "The call ended there, and no next step on it has both a day and a name.",
    },
  ],
};

/** Words to say aloud next time; each stays under fifteen words. */
export const TRY_INSTEAD: Record<MissedKind, Variant<Words>[]> = {
  "disclosure-left-alone": [
    { id: "try-left-person", say: (w) => w.person && `Where does ${w.person} come into this?` },
    {
      id: "try-left-money",
      say: (w) =>
        w.money && w.flavour === "money" && `You said ${w.money}. How did you get to that number?`,
    },
    {
      id: "try-left-date",
      say: (w) => w.date && w.flavour === "date" && "What has to be true by then?",
    },
    {
      id: "try-left-fear",
      say: (w) => (w.flavour === "fear" ? "What would have to be different this time?" : null),
    },
    {
      id: "try-left-cost",
      say: (w) => (w.flavour === "failure" ? "What did that end up costing you?" : null),
    },
    { id: "try-left-who", say: () => "Hang on, before I go on: who feels that most?" },
    { id: "try-left-happened", say: () => "Say a bit more about that. What happened?" },
  ],
  "process-left-unasked": [
    {
      id: "try-process-person",
      say: (w) =>
        w.person && `What does ${w.person} usually ask before signing something like this?`,
    },
    {
      id: "try-process-last",
      say: () => "When you last bought something like this, how did that step go?",
    },
    {
      id: "try-process-early",
      say: () => "What would they need from us, and when would they want it?",
    },
  ],
  "signal-talked-over": [
    { id: "try-signal-prompt", say: () => "Yes, it can. What made you think of that?" },
    { id: "try-signal-mind", say: () => "Short answer, yes. What did you have in mind for it?" },
    { id: "try-signal-change", say: () => "What would that change for you, if it did?" },
  ],
  "concession-for-nothing": [
    {
      id: "try-price-compare",
      say: (w) => (w.flavour === "price-defended" ? "What are you comparing it with?" : null),
    },
    {
      id: "try-price-against",
      say: (w) =>
        w.flavour === "price-defended" ? "Help me understand: expensive against what?" : null,
    },
    {
      id: "try-give-trade",
      say: (w) =>
        w.flavour === "price-defended"
          ? null
          : "If I can do that, could you sign by the end of the month?",
    },
    {
      id: "try-give-term",
      say: (w) =>
        w.flavour === "price-defended"
          ? null
          : "I can look at that against a two-year term. Would that work?",
    },
    {
      id: "try-give-need",
      say: (w) =>
        w.flavour === "price-defended"
          ? null
          : "Before I touch the price: what else would need to be settled?",
    },
  ],
  "objection-answered-early": [
    {
      id: "try-objection-timing",
      say: (w) => (w.flavour === "timing" ? "What would have to happen first, and when?" : null),
    },
    {
      id: "try-objection-competition",
      say: (w) => (w.flavour === "competition" ? "How will you compare us?" : null),
    },
    {
      id: "try-objection-budget",
      say: (w) =>
        w.flavour === "budget"
          ? "Too much against the value, or against what is left this year?"
          : null,
    },
    { id: "try-objection-behind", say: () => "Fair point. What has you thinking of that?" },
    {
      id: "try-objection-more",
      say: () => "What would need to be true for that not to worry you?",
    },
  ],
  "next-step-open": [
    {
      id: "try-step-new-year",
      say: (w) =>
        w.flavour === "buyer" ? "Happy to. Shall we put a day in now and move it if needed?" : null,
    },
    { id: "try-step-day", say: () => "Which day next week works, and who should be there?" },
    { id: "try-step-no", say: () => "Let's hold Thursday for it. If it turns into a no, tell me." },
  ],
};

/** Why it matters for this deal, not for selling in general. */
export const WHY_IT_MATTERS: Record<MissedKind, Variant<Words>[]> = {
  "disclosure-left-alone": [
    {
      id: "why-left-price",
      say: (w) =>
        w.flavour === "failure"
          ? `Without its cost, ${w.buyer}'s story stays a story. With a figure it is a reason to act.`
          : null,
    },
    {
      id: "why-left-person",
      say: (w) => w.person && `${w.person} may decide more of this than anyone on the call did.`,
    },
    {
      id: "why-left-money",
      say: (w) =>
        w.flavour === "money"
          ? `A number someone says unasked is usually one that ${w.buyer} has had to defend before.`
          : null,
    },
    {
      id: "why-left-fear",
      say: (w) =>
        w.flavour === "fear"
          ? `If that worry is not talked about with you, ${w.buyer} will settle it alone, and usually by waiting.`
          : null,
    },
    {
      id: "why-left-date",
      say: (w) =>
        w.flavour === "date"
          ? "A date of theirs moves a deal further than any deadline of ours."
          : null,
    },
    {
      id: "why-left-own",
      say: (w) => `${w.buyer} chose to tell you that. One more question shows it was heard.`,
    },
  ],
  "process-left-unasked": [
    {
      id: "why-process-person",
      say: (w) =>
        w.person && `Until you know what ${w.person} needs, the close date is ours and not theirs.`,
    },
    {
      id: "why-process-late",
      say: () => "A step you first hear of at signature costs weeks; today it costs one question.",
    },
    {
      id: "why-process-open",
      say: (w) =>
        `${w.buyer} was ready to talk about it just then, and that ease does not always come back.`,
    },
  ],
  "signal-talked-over": [
    {
      id: "why-signal-own",
      say: (w) =>
        `${w.buyer} had begun to see it in use. Their reason for it will carry further than ours.`,
    },
    {
      id: "why-signal-case",
      say: () => "What they want it for is the case they will make when you are not in the room.",
    },
  ],
  "concession-for-nothing": [
    {
      id: "why-price-compare",
      say: (w) =>
        w.flavour === "price-defended"
          ? "The answer is different against a rival, a budget, or doing nothing. You had one shot without knowing which."
          : null,
    },
    {
      id: "why-give-more",
      say: (w) =>
        w.flavour === "price-defended"
          ? null
          : "What comes free tells them there is more where it came from.",
    },
    {
      id: "why-give-value",
      say: (w) =>
        w.flavour === "price-defended"
          ? null
          : "A trade keeps the price honest, and it tells you how much they want it.",
    },
    { id: "why-price-plain", say: () => "Knowing the comparison first keeps the talk on value." },
  ],
  "objection-answered-early": [
    {
      id: "why-objection-first",
      say: (w) =>
        `The first thing ${w.buyer} says is seldom the whole of it, and an answer to half a worry leaves the other half.`,
    },
    {
      id: "why-objection-real",
      say: () => "Had the real worry come out, you would know what has to be solved to win this.",
    },
  ],
  "next-step-open": [
    {
      id: "why-step-drift",
      say: (w) =>
        `Without a day, the next move is ${w.buyer}'s, and it competes with everything else on their desk.`,
    },
    {
      id: "why-step-test",
      say: () => "A day asked for is also a test: how they answer tells you where you stand.",
    },
  ],
};
