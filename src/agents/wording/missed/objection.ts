import type { MissedWording } from "./wording.ts";

/** An objection answered before it was understood. */
export const OBJECTION: MissedWording = {
  questions: [
    { id: "q-objection-behind", say: (w) => `What do you think was behind that for ${w.buyer}?` },
    { id: "q-objection-heard", say: (w) => `What did you hear ${w.buyer} asking for there?` },
    {
      id: "q-objection-whose",
      say: (w) =>
        !w.haggle && `Whose worry do you think that was, ${w.buyer}'s or somebody else's?`,
    },
    { id: "q-objection-sure", say: (w) => `How sure were you what ${w.buyer} meant by it?` },
    { id: "q-objection-other", say: () => "What else could that have meant?" },
  ],
  whatHappened: [
    {
      id: "wh-objection-straight",
      say: (w) =>
        w.response && `Your answer began at ${w.response.at}. What was behind it stayed unsaid.`,
    },
    {
      id: "wh-objection-met",
      say: (w) => `What ${w.buyer} meant by it was not asked; what you think of it was said.`,
    },
    {
      id: "wh-objection-first",
      say: () => "The answer came first, and no question came before it.",
    },
  ],
  tryInstead: [
    {
      id: "try-objection-timing",
      say: (w) => w.flavour === "timing" && "What would have to be finished first, and when?",
    },
    {
      id: "try-objection-timing-what",
      say: (w) => w.flavour === "timing" && "What does it get in the way of, right now?",
    },
    {
      id: "try-objection-competition",
      say: (w) => w.flavour === "competition" && "How will you compare us?",
    },
    {
      id: "try-objection-budget",
      say: (w) =>
        !w.haggle &&
        w.flavour === "budget" &&
        "Too much for what it does, or for what's left this year?",
    },
    { id: "try-objection-more", say: () => "Say a bit more about that before I answer?" },
    { id: "try-objection-part", say: () => "Which part of it worries you most?" },
    { id: "try-objection-behind", say: () => "Fair point. What has you thinking of that?" },
  ],
  whyItMatters: [
    {
      id: "why-objection-half",
      say: (w) =>
        `The first thing ${w.buyer} says is seldom the whole of it, and half a worry was answered.`,
    },
    {
      id: "why-objection-back",
      say: (w) =>
        !w.haggle &&
        "An objection that is answered and not understood tends to come back in an e-mail.",
    },
    {
      id: "why-objection-real",
      say: (w) => `Had ${w.buyer} said the rest, you would know what has to be solved to win this.`,
    },
  ],
};
