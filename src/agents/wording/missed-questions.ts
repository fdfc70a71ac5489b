import type { MissedKind } from "../../coaching/opportunity.ts";
import type { Words } from "./moment-words.ts";
import type { Variant } from "./pick.ts";

/** How the two lines of a moment are told before the question: what they said, what the rep said next. */
export const TELLINGS: Variant<Words>[] = [
  {
    id: "tell-next-words",
    say: (w) =>
      w.response &&
      `At ${w.at} ${w.speaker} said ${w.quoted} Your next words, at ${w.response.at}: ${w.response.quoted}`,
  },
  {
    id: "tell-went-to",
    say: (w) =>
      w.response &&
      `At ${w.at}, ${w.speaker}: ${w.quoted} At ${w.response.at} you went to ${w.response.quoted}`,
  },
  {
    id: "tell-answered",
    say: (w) =>
      w.response &&
      `${w.speaker} said this at ${w.at}: ${w.quoted} You answered at ${w.response.at} with ${w.response.quoted}`,
  },
  { id: "tell-plain", say: (w) => `At ${w.at} ${w.speaker} said ${w.quoted}` },
];

/** How a moment of the rep's own is told when what it left open is the point. */
export const OWN_TELLINGS: Variant<Words>[] = [
  {
    id: "own-asked",
    say: (w) =>
      w.response &&
      `At ${w.response.at} ${w.response.speaker} said ${w.response.quoted} At ${w.at} you said ${w.quoted}`,
  },
  { id: "own-plain", say: (w) => `At ${w.at} you said ${w.quoted}` },
];

/** One question about one missed moment. Never why-didn't-you: what did you see, weigh, know. */
export const MISSED_QUESTIONS: Record<MissedKind, Variant<Words>[]> = {
  "disclosure-left-alone": [
    {
      id: "q-left-person",
      say: (w) => w.person && `What do you know by now about ${w.person}'s part in this?`,
    },
    { id: "q-left-money", say: (w) => w.money && `Where do you think “${w.money}” comes from?` },
    {
      id: "q-left-date",
      say: (w) =>
        w.date &&
        w.flavour === "date" &&
        `What do you think happens for ${w.buyer} if “${w.date}” comes and nothing has changed?`,
    },
    {
      id: "q-left-fear",
      say: (w) =>
        w.flavour === "fear" ? `How much do you think that weighs for ${w.buyer}?` : null,
    },
    {
      id: "q-left-size",
      say: (w) =>
        w.flavour === "failure" ? `How big a thing do you think that was for ${w.buyer}?` : null,
    },
    { id: "q-left-weigh", say: () => "What were you weighing when you moved on?" },
    { id: "q-left-make", say: (w) => `What did you make of it as ${w.buyer} said it?` },
    { id: "q-left-know", say: () => "What would you like to know about that now?" },
  ],
  "process-left-unasked": [
    {
      id: "q-process-person",
      say: (w) => w.person && `What would ${w.person} want to see before saying yes?`,
    },
    {
      id: "q-process-tomorrow",
      say: () => "If the deal reached that step tomorrow, what would happen to it there?",
    },
    { id: "q-process-who", say: () => "Who could tell you how that step usually goes?" },
    { id: "q-process-know", say: () => "What do you know about that step by now?" },
  ],
  "signal-talked-over": [
    {
      id: "q-signal-picture",
      say: (w) => `What do you think ${w.buyer} was picturing right then?`,
    },
    { id: "q-signal-behind", say: (w) => `What do you think made ${w.buyer} bring that up?` },
    { id: "q-signal-heard", say: () => "How did that land with you in the moment?" },
  ],
  "concession-for-nothing": [
    {
      id: "q-price-held",
      say: (w) =>
        w.flavour === "price-defended"
          ? `What do you think ${w.buyer} was holding the price against?`
          : null,
    },
    {
      id: "q-price-know",
      say: (w) =>
        w.flavour === "price-defended"
          ? "What did you know about the alternative at that point?"
          : null,
    },
    {
      id: "q-give-hope",
      say: (w) =>
        w.flavour === "price-defended" ? null : "What were you hoping would come back for it?",
    },
    {
      id: "q-give-when",
      say: (w) => (w.flavour === "price-defended" ? null : "What made that the moment to give it?"),
    },
    {
      id: "q-give-worth",
      say: (w) =>
        w.flavour === "price-defended" ? null : "What would have been a fair thing to ask for it?",
    },
  ],
  "objection-answered-early": [
    { id: "q-objection-behind", say: (w) => `What do you think was behind that for ${w.buyer}?` },
    { id: "q-objection-sure", say: (w) => `How sure were you what ${w.buyer} meant by it?` },
    { id: "q-objection-other", say: () => "What else could that have meant?" },
  ],
  "next-step-open": [
    { id: "q-step-easy", say: () => "What would have made a day easy to ask for right then?" },
    { id: "q-step-where", say: () => "Where does that leave this one, as you see it?" },
    {
      id: "q-step-read",
      say: (w) => (w.flavour === "buyer" ? `How did you read ${w.buyer} at that point?` : null),
    },
    { id: "q-step-who", say: () => "Who is doing what before you two speak again?" },
  ],
};
