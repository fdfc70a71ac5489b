import type { MissedWording } from "./wording.ts";

/** The call ended without a day. */
export const NEXT_STEP: MissedWording = {
  questions: [
    { id: "q-step-easy", say: () => "What would have made a day easy to ask for right then?" },
    { id: "q-step-next", say: (w) => `What will ${w.buyer} do next, as far as you know?` },
    { id: "q-step-want", say: () => "What would you have liked to leave with?" },
    { id: "q-step-wait", say: () => "Who is waiting for whom now?" },
    { id: "q-step-where", say: () => "Where does that leave this one, as you see it?" },
    {
      id: "q-step-read",
      say: (w) => w.flavour === "buyer" && `How did you read ${w.buyer} at that point?`,
    },
  ],
  whatHappened: [
    {
      id: "wh-step-none",
      say: () => "The call ended there. I found no next step with a day and a name.",
    },
    {
      id: "wh-step-last",
      say: () => "Those were the last words about what comes next, and no day is in them.",
    },
    {
      id: "wh-step-looked",
      say: (w) =>
        `I looked for a day and an owner up to the goodbye; after ${w.at} there is neither.`,
    },
    {
      id: "wh-step-response",
      say: (w) => w.flavour === "buyer" && `${w.buyer} left it open, and so did the goodbye.`,
    },
  ],
  tryInstead: [
    {
      id: "try-step-hold",
      say: (w) =>
        w.flavour === "buyer" && "Happy to. Shall we put a day in now and move it if needed?",
    },
    { id: "try-step-diary", say: () => "Have you got your diary there? I'd suggest a day." },
    {
      id: "try-step-when",
      say: (w) => !w.haggle && "When would you know, and shall we speak that day?",
    },
    { id: "try-step-day", say: (w) => !w.haggle && "Which day works, and who should be there?" },
    { id: "try-step-no", say: () => "Let's hold a day. If it turns into a no, just tell me." },
  ],
  whyItMatters: [
    {
      id: "why-step-drift",
      say: (w) =>
        !w.haggle &&
        `The next move is now ${w.buyer}'s, and it competes with everything else on that desk.`,
    },
    {
      id: "why-step-chase",
      say: () => "Without a day the next message is a reminder, and reminders are easy to leave.",
    },
    {
      id: "why-step-now",
      say: (w) => `A day is cheapest to agree while ${w.buyer} is still talking to you.`,
    },
    {
      id: "why-step-test",
      say: (w) => `How ${w.buyer} answers when you ask for a day tells you where this stands.`,
    },
  ],
};
