import type { MissedWording } from "./wording.ts";

/** Something given, nothing asked for. */
export const CONCESSION: MissedWording = {
  questions: [
    {
      id: "q-give-most",
      say: (w) => w.haggle && `What told you how high ${w.buyer} would go?`,
    },
    {
      id: "q-give-step",
      say: (w) => w.haggle && "How did you settle on a step of that size?",
    },
    {
      id: "q-give-sum",
      sharp: true,
      say: (w) => w.haggle && w.money && `What made “${w.money}” the number to say then?`,
    },
    {
      id: "q-give-keen",
      say: (w) => w.haggle && `How keen did ${w.buyer} seem to you at that point?`,
    },
    {
      id: "q-give-other",
      say: (w) => w.haggle && "Who else would have wanted it, as far as you knew?",
    },
    { id: "q-give-hope", say: () => "What were you hoping would come back for it?" },
    { id: "q-give-floor", say: () => "How far down had you decided to go before it started?" },
    { id: "q-give-asked", say: (w) => `What had ${w.buyer} done by then to be given something?` },
    { id: "q-give-silence", say: () => "What would have happened had you waited there?" },
    { id: "q-give-want", say: () => "What would you have liked to hear before you offered it?" },
    { id: "q-give-when", say: () => "What made that the moment to offer it?" },
    { id: "q-give-fair", say: (w) => `What could ${w.buyer} have given you for it, do you think?` },
  ],
  whatHappened: [
    {
      id: "wh-give-step",
      say: (w) => w.haggle && `The price came down at ${w.at}, and nothing was tied to it.`,
    },
    {
      id: "wh-give-both",
      say: (w) =>
        w.haggle && `That step was yours alone. ${w.buyer} could take it and wait for the next.`,
    },
    {
      id: "wh-give-share",
      sharp: true,
      say: (w) =>
        w.share && `You gave ${w.share}, and in that stretch nothing was asked for in return.`,
    },
    {
      id: "wh-give-free",
      say: (w) => `${w.buyer} got it for the asking. No condition went with it.`,
    },
    {
      id: "wh-give-first",
      say: () => "You moved. I looked for what the other side put in, and found nothing.",
    },
    {
      id: "wh-give-alone",
      say: (w) => `One side gave at ${w.at}, and it was ours.`,
    },
    {
      id: "wh-give-plain",
      say: (w) => `From ${w.at} on it was theirs, and nothing was asked for in return.`,
    },
  ],
  tryInstead: [
    {
      id: "try-give-collect",
      say: (w) => w.haggle && "If you pick it up today, what can you pay?",
    },
    { id: "try-give-cash", say: (w) => w.haggle && "What would you pay if we settle it now?" },
    { id: "try-give-reach", say: (w) => w.haggle && "How did you get to your number?" },
    {
      id: "try-give-sum",
      sharp: true,
      say: (w) => w.haggle && w.money && `At ${w.money}, is it a yes today?`,
    },
    {
      id: "try-give-worth",
      say: (w) => w.haggle && "What else have you seen at that price?",
    },
    {
      id: "try-give-share",
      sharp: true,
      say: (w) => w.share && `If I could do ${w.share}, what could you do for us?`,
    },
    // Only where somebody who decides was named: two people over a kettle need no signer.
    {
      id: "try-give-sign",
      sharp: true,
      say: (w) => !w.haggle && w.who && "If I can get that, who signs, and by when?",
    },
    { id: "try-give-today", say: () => "If I did that, would we have a deal today?" },
    { id: "try-give-swap", say: () => "I can look at that. What could you move on?" },
    { id: "try-give-why", say: () => "What is that number based on?" },
    {
      id: "try-give-keep",
      say: () => "I'd have to take something out for that. What matters least?",
    },
    {
      id: "try-give-settled",
      say: (w) => !w.haggle && "Before I touch the price: what else has to be settled?",
    },
  ],
  whyItMatters: [
    {
      id: "why-give-steps",
      say: (w) => w.haggle && `${w.buyer} learns your pace from the first step you take alone.`,
    },
    {
      id: "why-give-floor",
      say: (w) => w.haggle && "A number that nobody had to earn is where the next offer starts.",
    },
    {
      id: "why-give-yes",
      say: (w) => w.haggle && "Tied to a yes, the same number would have ended the haggling.",
    },
    {
      id: "why-give-more",
      say: (w) => `What comes free tells ${w.buyer} there is more where it came from.`,
    },
    {
      id: "why-give-next",
      say: () => "The second request usually follows the one that cost nothing.",
    },
    {
      id: "why-give-worth",
      say: (w) =>
        !w.haggle &&
        `What ${w.buyer} had to give something for, ${w.buyer} will not undo next week.`,
    },
    {
      id: "why-give-price",
      say: () => "A price that drops by itself was never quite the price.",
    },
    {
      id: "why-give-test",
      say: (w) => `A trade would also have told you how much ${w.buyer} wants this.`,
    },
  ],
};

/** The case for the price, made before anyone knew what it is held against. */
export const PRICE: MissedWording = {
  questions: [
    {
      id: "q-price-held",
      say: (w) => `What was ${w.buyer} holding the price against, as far as you know?`,
    },
    { id: "q-price-know", say: () => "What did you know about the alternative at that point?" },
    {
      id: "q-price-who",
      say: (w) =>
        !w.haggle && `Whose sentence do you think that was, ${w.buyer}'s or somebody else's?`,
    },
  ],
  whatHappened: [
    {
      id: "wh-price-case",
      say: (w) =>
        w.response &&
        `At ${w.response.at} the case for the price began. What it was compared with stayed open.`,
    },
    {
      id: "wh-price-first",
      say: () => "You answered with what it brings before you knew what it was held against.",
    },
  ],
  tryInstead: [
    { id: "try-price-compare", say: () => "What are you comparing it with?" },
    { id: "try-price-in", say: () => "What's in the other number, and what isn't?" },
    {
      id: "try-price-which",
      say: (w) =>
        !w.haggle && "Too much against what they quoted, or against what's left this year?",
    },
  ],
  whyItMatters: [
    {
      id: "why-price-which",
      say: (w) =>
        !w.haggle &&
        `Against a rival, a budget or doing nothing the answer is a different one, and ${w.buyer} heard all three.`,
    },
    {
      id: "why-price-talk",
      say: (w) =>
        `Until ${w.buyer} names the comparison, every number of ours is only the bigger one.`,
    },
  ],
};
