import type { MissedWording } from "./wording.ts";

/** Interest, answered and talked over. */
export const SIGNAL: MissedWording = {
  questions: [
    {
      id: "q-signal-noun",
      sharp: true,
      say: (w) => w.noun && `What do you think made ${w.buyer} ask about ${w.noun}?`,
    },
    {
      id: "q-signal-picture",
      say: (w) => `What do you think ${w.buyer} was picturing right then?`,
    },
    { id: "q-signal-next", say: (w) => `What was ${w.buyer} about to tell you, do you think?` },
  ],
  whatHappened: [
    {
      id: "wh-signal-ran",
      say: (w) =>
        w.response &&
        `The answer was yes. Then you went on, and by ${w.response.at} it was another subject.`,
    },
    {
      id: "wh-signal-moved",
      say: (w) => `${w.buyer} leaned in with a question. Nothing was asked back.`,
    },
  ],
  tryInstead: [
    {
      id: "try-signal-first",
      sharp: true,
      say: (w) =>
        w.noun &&
        w.flavour === "first-step" &&
        `Yes. What would you want to see in ${w.noun} first?`,
    },
    {
      id: "try-signal-noun",
      sharp: true,
      say: (w) =>
        w.noun && w.flavour === "more-of-it" && `Yes, it can. What's going on with ${w.noun}?`,
    },
    { id: "try-signal-prompt", say: () => "Yes. What made you think of that?" },
    { id: "try-signal-change", say: () => "What would that change for you, if it did?" },
  ],
  whyItMatters: [
    {
      id: "why-signal-own",
      say: (w) =>
        `${w.buyer} had begun to see it in use. That reason will carry further than any of ours.`,
    },
    {
      id: "why-signal-size",
      sharp: true,
      say: (w) =>
        w.noun &&
        w.flavour === "more-of-it" &&
        `With ${w.noun} in it, this may be a bigger deal than the one you are pricing.`,
    },
    {
      id: "why-signal-step",
      sharp: true,
      say: (w) =>
        w.flavour === "first-step" &&
        `A first step of ${w.buyer}'s own choosing is the easiest yes in this deal.`,
    },
  ],
};
