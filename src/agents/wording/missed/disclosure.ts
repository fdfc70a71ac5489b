import type { MissedWording } from "./wording.ts";

const before = (quote: string) => /\b(?:was|were|had|last|again|did)\b/i.test(quote);
const alone = (quote: string) => /\b(?:the one|on my own|all on me|me who|blame)\b/i.test(quote);
const asksMe = (quote: string) => /\bask(?:s|ed)? me\b/i.test(quote);

/** Something volunteered, and nobody asked. */
export const DISCLOSURE: MissedWording = {
  questions: [
    {
      id: "q-left-span",
      sharp: true,
      say: (w) =>
        w.span &&
        w.flavour === "failure" &&
        `What do you think those ${w.span} were like for ${w.buyer}?`,
    },
    {
      id: "q-left-who",
      sharp: true,
      say: (w) =>
        w.whom && w.flavour !== "date" && `What do you know by now about what ${w.whom} wants?`,
    },
    {
      id: "q-left-money",
      sharp: true,
      say: (w) =>
        w.money && w.flavour === "money" && `What do you know about where “${w.money}” comes from?`,
    },
    {
      id: "q-left-date",
      sharp: true,
      say: (w) =>
        w.date &&
        w.flavour === "date" &&
        `What do you think has to be settled for ${w.buyer} before then?`,
    },
    {
      id: "q-left-fear",
      say: (w) => w.flavour === "fear" && `How much do you think that weighs for ${w.buyer}?`,
    },
    {
      id: "q-left-fear-hear",
      say: (w) => w.flavour === "fear" && `What do you think ${w.buyer} was hoping to hear there?`,
    },
    {
      id: "q-left-person-ask",
      sharp: true,
      say: (w) =>
        asksMe(w.quote) && `What do you think ${w.buyer} would like to be able to answer?`,
    },
    { id: "q-left-weigh", say: () => "What were you weighing when you went on?" },
    { id: "q-left-make", say: (w) => `What did you make of it when ${w.buyer} said that?` },
    { id: "q-left-know", say: () => "What would you like to know about that now?" },
    { id: "q-left-behind", say: (w) => `What do you suppose is behind that for ${w.buyer}?` },
    { id: "q-left-then", say: () => "What were you hearing at that moment?" },
  ],
  whatHappened: [
    {
      id: "wh-left-next",
      sharp: true,
      say: (w) =>
        !w.told &&
        !w.returned &&
        w.response &&
        `Your next words, at ${w.response.at}, were ${w.response.quoted}`,
    },
    {
      id: "wh-left-instead",
      sharp: true,
      say: (w) =>
        !w.told &&
        !w.returned &&
        w.response &&
        `What ${w.buyer} heard next was you, at ${w.response.at}: ${w.response.quoted}`,
    },
    {
      id: "wh-left-returned",
      sharp: true,
      say: (w) =>
        w.returned &&
        w.response &&
        `You went on at ${w.response.at}. At ${w.returned.at} it came back, unasked: ${w.returned.quoted}`,
    },
    {
      id: "wh-left-offered",
      say: (w) =>
        w.unasked &&
        `Nobody had asked ${w.buyer} for that. It was offered, and it stayed where it was.`,
    },
    {
      id: "wh-left-looked",
      say: (w) =>
        w.response &&
        `From ${w.response.at} on I looked for a question of yours about it and found none.`,
    },
    {
      id: "wh-left-elsewhere",
      say: (w) =>
        !w.returned &&
        w.response &&
        `By ${w.response.at} the talk was somewhere else, and it didn't come round again.`,
    },
    {
      id: "wh-left-open",
      say: (w) => `Nothing you said after it asked ${w.buyer} for more.`,
    },
    {
      id: "wh-left-sentence",
      say: (w) =>
        `${w.buyer} put it on the table. The next subject came before a question about it did.`,
    },
  ],
  tryInstead: [
    {
      id: "try-left-who-see",
      sharp: true,
      say: (w) =>
        w.who &&
        w.flavour !== "failure" &&
        w.flavour !== "date" &&
        `What would ${w.who} need to see from you?`,
    },
    {
      id: "try-left-span",
      sharp: true,
      say: (w) => w.span && w.flavour === "failure" && `What did those ${w.span} cost you?`,
    },
    {
      id: "try-left-span-fear",
      sharp: true,
      say: (w) =>
        w.span &&
        w.flavour === "fear" &&
        before(w.quote) &&
        `What were those ${w.span} like for you?`,
    },
    {
      id: "try-left-asks-me",
      sharp: true,
      say: (w) => asksMe(w.quote) && "What would you like to be able to tell them next time?",
    },
    {
      id: "try-left-money",
      sharp: true,
      say: (w) => w.money && w.flavour === "money" && `How did you get to ${w.money}?`,
    },
    {
      id: "try-left-date-fear",
      sharp: true,
      say: (w) =>
        w.date &&
        w.flavour === "fear" &&
        !before(w.quote) &&
        `What would have to be in place ${w.date}?`,
    },
    {
      id: "try-left-date",
      say: (w) => w.flavour === "date" && "What has to be settled before that, and by whom?",
    },
    {
      id: "try-left-date-slip",
      say: (w) => w.flavour === "date" && "What happens then if this is still open?",
    },
    {
      id: "try-left-again",
      say: (w) =>
        w.flavour === "fear" && before(w.quote) && "What would have to be different this time?",
    },
    {
      id: "try-left-alone",
      say: (w) =>
        w.flavour === "fear" &&
        alone(w.quote) &&
        "What would you need so that it isn't all on you?",
    },
    {
      id: "try-left-fear",
      say: (w) => w.flavour === "fear" && "Which part of that weighs most for you?",
    },
    {
      id: "try-left-cost",
      say: (w) => w.flavour === "failure" && "What did that end up costing you?",
    },
    { id: "try-left-next", say: (w) => w.flavour === "failure" && "And what happened after that?" },
    {
      id: "try-left-more",
      say: (w) => w.flavour !== "date" && "Can we stay there a moment? What's behind that?",
    },
  ],
  whyItMatters: [
    {
      id: "why-left-money",
      sharp: true,
      say: (w) =>
        !w.haggle &&
        w.money &&
        w.flavour !== "date" &&
        `“${w.money}” is ${w.buyer}'s own figure. Nothing on our price list argues as well.`,
    },
    {
      id: "why-left-who",
      sharp: true,
      say: (w) =>
        !w.haggle &&
        w.whom &&
        w.flavour !== "date" &&
        `What ${w.whom} would need, you have at second hand, in one sentence of ${w.buyer}'s.`,
    },
    {
      id: "why-left-date",
      say: (w) =>
        !w.haggle &&
        w.flavour === "date" &&
        `That date is theirs. It can move this forward in a way no deadline of ours can.`,
    },
    {
      id: "why-left-date-own",
      say: (w) =>
        w.flavour === "date" && `${w.buyer} had just given you a reason to decide sooner.`,
    },
    {
      id: "why-left-fear",
      say: (w) =>
        w.flavour === "fear" &&
        `${w.buyer} will weigh the decision against that worry, with you in the room or without.`,
    },
    {
      id: "why-left-fear-wait",
      say: (w) =>
        w.flavour === "fear" &&
        `A worry that isn't talked about gets settled by waiting, and ${w.buyer} can afford to wait.`,
    },
    {
      id: "why-left-cost",
      say: (w) =>
        !w.haggle &&
        w.flavour === "failure" &&
        !w.money &&
        `I found no cost put on it. ${w.buyer} will need one to get this through inside.`,
    },
    {
      id: "why-left-reason",
      say: (w) =>
        w.flavour === "failure" &&
        `That is the reason ${w.buyer} would change anything at all, in ${w.buyer}'s own words.`,
    },
    {
      id: "why-left-offer",
      say: (w) =>
        w.unasked &&
        w.flavour !== "date" &&
        `Nobody had to pull that out of ${w.buyer}. People volunteer what they want asked.`,
    },
    {
      id: "why-left-own",
      say: (w) =>
        w.flavour !== "date" &&
        `${w.buyer} chose to tell you that. One more question would have shown it was heard.`,
    },
  ],
};
