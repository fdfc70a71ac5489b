import type { MissedWording } from "./wording.ts";

/** Who decides, or by which way, opened by the buyer and left there. */
export const PROCESS: MissedWording = {
  questions: [
    {
      id: "q-process-want",
      sharp: true,
      say: (w) => w.whom && `What would ${w.whom} want to see before saying yes?`,
    },
    {
      id: "q-process-works",
      sharp: true,
      say: (w) => w.whom && `What do you know about how ${w.whom} looks at something like this?`,
    },
    {
      id: "q-process-tomorrow",
      sharp: true,
      say: (w) => w.whom && `Suppose it reaches ${w.whom} next week: what happens to it there?`,
    },
    { id: "q-process-who", say: () => "Who could tell you how that step usually goes?" },
    { id: "q-process-know", say: () => "What do you know about that step by now?" },
  ],
  whatHappened: [
    {
      id: "wh-process-door",
      say: (w) =>
        w.unasked &&
        w.response &&
        `${w.buyer} named the step without being asked. At ${w.response.at} you were already past it.`,
    },
    {
      id: "wh-process-open",
      say: (w) => `${w.buyer} opened the door to how this gets decided, and it stayed open.`,
    },
    {
      id: "wh-process-next",
      sharp: true,
      say: (w) =>
        !w.told &&
        w.response &&
        `Your next words, at ${w.response.at}, were ${w.response.quoted} The step wasn't asked about.`,
    },
    {
      id: "wh-process-alone",
      sharp: true,
      say: (w) =>
        w.whom &&
        `${w.whom.charAt(0).toUpperCase()}${w.whom.slice(1)} came up, and how that goes did not.`,
    },
    {
      id: "wh-process-looked",
      say: (w) =>
        w.response &&
        `After ${w.response.at} I found no question about who is in that step or what they need.`,
    },
  ],
  tryInstead: [
    {
      id: "try-process-ask",
      sharp: true,
      say: (w) => w.who && `What does ${w.who} usually ask before saying yes?`,
    },
    {
      id: "try-process-see",
      sharp: true,
      say: (w) => w.who && `What would ${w.who} want to see from us, and when?`,
    },
    {
      id: "try-process-last-who",
      sharp: true,
      say: (w) => w.who && `When something last went to ${w.who}, how did that go?`,
    },
    {
      id: "try-process-last",
      say: (w) => !w.haggle && "When you last bought something like this, how did that step go?",
    },
    {
      id: "try-process-early",
      say: () => "What would they need from us, and when would they want it?",
    },
  ],
  whyItMatters: [
    {
      id: "why-process-date",
      sharp: true,
      say: (w) =>
        !w.haggle &&
        w.whom &&
        `Until you know what ${w.whom} asks for, the close date is ours and not theirs.`,
    },
    {
      id: "why-process-carry",
      sharp: true,
      say: (w) =>
        w.whom && `${w.buyer} may say yes and still not be able to carry it past ${w.whom}.`,
    },
    {
      id: "why-process-late",
      say: (w) =>
        !w.haggle &&
        "Asked today, that step costs you one question. Met at signature, it costs weeks.",
    },
    {
      id: "why-process-open",
      say: (w) =>
        `${w.buyer} was ready to talk about it just then. That ease doesn't always come back.`,
    },
  ],
};
