import type { MissedKind } from "../../../coaching/opportunity.ts";
import type { Words } from "../moment-words.ts";
import type { Variant } from "../pick.ts";

/**
 * Questions for somebody who has known the move for years: not whether they saw it, but what they
 * judged by, what it would take, and what would prove them wrong.
 */
export const SHARPER: Record<MissedKind, Variant<Words>[]> = {
  "disclosure-left-alone": [
    {
      id: "qx-left-money",
      sharp: true,
      say: (w) =>
        w.money &&
        w.flavour === "money" &&
        `If “${w.money}” had to carry your whole business case, what would you still need to know?`,
    },
    {
      id: "qx-left-whom",
      sharp: true,
      say: (w) =>
        w.whom && w.flavour !== "date" && `What would ${w.whom} say you had missed there?`,
    },
    {
      id: "qx-left-bet",
      say: (w) => `What were you betting ${w.buyer} would not do with that if nobody asked?`,
    },
    {
      id: "qx-left-judge",
      say: () => "What told you that one could wait, and how would you know if you were wrong?",
    },
    {
      id: "qx-left-else",
      say: (w) => `Who else gets to hear that from ${w.buyer} before you do?`,
    },
  ],
  "process-left-unasked": [
    {
      id: "qx-process-map",
      sharp: true,
      say: (w) => w.whom && `Where does ${w.whom} stand in the way to a yes you have in your head?`,
    },
    {
      id: "qx-process-no",
      sharp: true,
      say: (w) =>
        w.whom && `What would ${w.whom} need to say no, and do you know whether it exists?`,
    },
    {
      id: "qx-process-date",
      say: () => "How does your close date survive that step, as you see it?",
    },
    {
      id: "qx-process-assume",
      say: () => "What are you assuming about that step, and who could confirm it this week?",
    },
  ],
  "signal-talked-over": [
    {
      id: "qx-signal-use",
      say: (w) => `What was ${w.buyer} already picturing when you went on?`,
    },
    {
      id: "qx-signal-cost",
      say: () => "What did the rest of the tour buy you that a question there would not have?",
    },
    {
      id: "qx-signal-close",
      say: (w) => `Had you stopped there, what might ${w.buyer} have asked you for?`,
    },
  ],
  "concession-for-nothing": [
    {
      id: "qx-give-share",
      sharp: true,
      say: (w) => w.share && `What was ${w.share} worth to you, and what did you price it against?`,
    },
    {
      id: "qx-give-list",
      say: () => "Which of the things you wanted from them could have gone into that breath?",
    },
    {
      id: "qx-give-walk",
      say: () => "Where was your walk-away, and how far from it were you when you moved?",
    },
    {
      id: "qx-give-test",
      say: (w) => `How do you know ${w.buyer} would not have taken it as it stood?`,
    },
  ],
  "price-defended": [
    {
      id: "qx-price-against",
      say: (w) => `Which comparison were you arguing against, and did ${w.buyer} ever name it?`,
    },
    {
      id: "qx-price-carry",
      say: (w) => `Which of your reasons can ${w.buyer} repeat upstairs without you?`,
    },
    {
      id: "qx-price-real",
      say: () => "If the price was not the real matter, what else would have sounded just like it?",
    },
  ],
  "objection-answered-early": [
    {
      id: "qx-objection-second",
      say: (w) => `What would ${w.buyer}'s second sentence have been?`,
    },
    {
      id: "qx-objection-which",
      say: () => "Which of the worries behind that did your answer leave standing?",
    },
    {
      id: "qx-objection-proof",
      say: () => "What would have shown you that you were answering the right one?",
    },
  ],
  "next-step-open": [
    {
      id: "qx-step-forecast",
      say: () => "What would you put in the forecast on the strength of that ending?",
    },
    {
      id: "qx-step-gives",
      say: (w) => `What has ${w.buyer} to do before you speak again, and does ${w.buyer} know it?`,
    },
    {
      id: "qx-step-no",
      say: () => "What would a no have sounded like there, and how was this different?",
    },
  ],
};
