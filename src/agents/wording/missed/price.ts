import type { MissedWording } from "./wording.ts";

/** Something given, nothing asked for. */
export const CONCESSION: MissedWording = {
  questions: [
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
      id: "try-give-share",
      sharp: true,
      say: (w) => w.share && `If I could do ${w.share}, what could you do for us?`,
    },
    // Only where somebody who decides was named: two people over a kettle need no signer.
    {
      id: "try-give-sign",
      sharp: true,
      say: (w) => w.who && "If I can get that, who signs, and by when?",
    },
    { id: "try-give-today", say: () => "If I did that, would we have a deal today?" },
    { id: "try-give-swap", say: () => "I can look at that. What could you move on?" },
    { id: "try-give-why", say: () => "What is that number based on?" },
    {
      id: "try-give-keep",
      say: () => "I'd have to take something out for that. What matters least?",
    },
    { id: "try-give-settled", say: () => "Before I touch the price: what else has to be settled?" },
  ],
  whyItMatters: [
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
      say: (w) => `What ${w.buyer} had to give something for, ${w.buyer} will not undo next week.`,
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
      say: (w) => `Whose sentence do you think that was, ${w.buyer}'s or somebody else's?`,
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
      say: () => "Too much against what they quoted, or against what's left this year?",
    },
  ],
  whyItMatters: [
    {
      id: "why-price-which",
      say: (w) =>
        `Against a rival, a budget or doing nothing the answer is a different one, and ${w.buyer} heard all three.`,
    },
    {
      id: "why-price-talk",
      say: (w) =>
        `Until ${w.buyer} names the comparison, every number of ours is only the bigger one.`,
    },
  ],
};
