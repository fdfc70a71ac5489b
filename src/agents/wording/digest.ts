import type { ObjectionCategory } from "../../calls/moment.ts";
import type { BehaviourId } from "../../coaching/behaviours.ts";

interface ObjectionTheme {
  category: ObjectionCategory;
  /** What the bars of a picture stand for. */
  label: string;
  /** `of` is counted: "9 calls". */
  say(on: number, of: string): string;
  tryThis: string;
}

/** What buyers raised, most costly first. */
export const OBJECTION_THEMES: readonly ObjectionTheme[] = [
  {
    category: "budget",
    label: "Price was questioned",
    say: (on, of) => `Price was questioned on ${on} of ${of}.`,
    tryThis: "before answering a question about price, ask what it stands next to.",
  },
  {
    category: "timing",
    label: "“Not now” came up",
    say: (on, of) => `“Not now”, in one form or another, came up on ${on} of ${of}.`,
    tryThis: "when a buyer says later, ask what goes on as it is until then.",
  },
  {
    category: "competition",
    label: "Another way was named",
    say: (on, of) => `Another way of doing it was named on ${on} of ${of}.`,
    tryThis: "when another name comes up, ask what they like there.",
  },
  {
    category: "other",
    label: "A worry was said aloud",
    say: (on, of) => `Buyers said a worry aloud on ${on} of ${of}.`,
    tryThis: "meet the next worry with one question, and answer after that.",
  },
];

interface BehaviourTheme {
  id: BehaviourId;
  label: string;
  say(met: number, of: number): string;
  tryThis: string;
}

const calls = (count: number) => (count === 1 ? "1 call" : `${count} calls`);
const theme = (
  id: BehaviourId,
  label: string,
  when: string,
  then: string,
  tryThis: string,
): BehaviourTheme => ({
  id,
  label,
  say: (met, of) => `${when} on ${calls(of)}; ${then} on ${met} of them.`,
  tryThis,
});

/** What was done when there was occasion for it. */
export const BEHAVIOUR_THEMES: readonly BehaviourTheme[] = [
  theme(
    "stay-one-question-longer",
    "Stayed with what a buyer volunteered",
    "Buyers volunteered something nobody had asked for",
    "we stayed with it for another question",
    "when a buyer volunteers a sum, a name or a worry, ask one question about it before anything else.",
  ),
  theme(
    "ask-how-the-decision-goes",
    "Asked how the decision goes",
    "Buyers named a step or a signer",
    "we asked how that goes",
    "when a signer or a board is named, ask how it went the last time.",
  ),
  theme(
    "ask-behind-interest",
    "Asked what was behind the interest",
    "Buyers leaned in",
    "we asked what was behind it",
    "when a buyer leans in, answer in a sentence and ask what made them think of it.",
  ),
  theme(
    "trade-never-give",
    "Asked for something in return",
    "Something was given away",
    "something was asked for in return",
    "before the next concession, say what you would like for it.",
  ),
  theme(
    "compare-before-price",
    "Asked what a price is held against",
    "Price was questioned",
    "we asked what it was held against first",
    "before answering a question about price, ask what it stands next to.",
  ),
  theme(
    "day-and-owner",
    "A next step with a day and an owner",
    "There was a next step to agree",
    "it had a day and an owner",
    "keep the last four minutes for one question: which day, and who brings what.",
  ),
  theme(
    "ask-impact-and-wait",
    "Asked what it costs, and waited",
    "There was a problem to ask about",
    "we asked what it costs and waited",
    "ask once what it costs them, and leave the silence alone.",
  ),
  theme(
    "hand-words-back",
    "Said their situation back first",
    "Something was presented",
    "we said their situation back first",
    "say their situation back in two sentences before showing anything.",
  ),
];
