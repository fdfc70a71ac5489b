import type { MissedWording } from "./wording.ts";

/** Something given, nothing asked for. */
export const CONCESSION: MissedWording = {
  questions: [
    { id: "q-give-hope", say: () => "What were you hoping would come back for it?" },
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
    { id: "try-give-sign", say: () => "If I can get that, who signs, and by when?" },
    { id: "try-give-settled", say: () => "Before I touch the price: what else has to be settled?" },
  ],
  whyItMatters: [
    {
      id: "why-give-more",
      say: (w) => `What comes free tells ${w.buyer} there is more where it came from.`,
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
