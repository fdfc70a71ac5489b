/**
 * The behaviours a plan may name as a focus, in the order of what leaving them out usually costs, with
 * their practice in constant words: a focus keeps its wording from week to week.
 */
import type { BehaviourId } from "./behaviours.ts";
import { CREDITED_KINDS, MISSED_KINDS } from "./opportunity.ts";
import { type Skill, skillOf } from "./skill.ts";
import type { Tenure } from "./tenure.ts";

interface FocusWords {
  /** What to do on the next call. */
  practice: string;
  /** Calls on which it can be seen, for a milestone: "calls where price is questioned". */
  calls: string;
  /** So close to met that it is no way of working: counts as half. */
  nearly?(value: number): boolean;
  /** A question to think about rather than a lesson, for people who know how. */
  pattern: string;
}

const SKILLS = new Map<string, Skill>(
  [...MISSED_KINDS, ...CREDITED_KINDS]
    .flatMap((kind) => [skillOf({ kind, flavour: null }), skillOf({ kind, flavour: "budget" })])
    .map((skill) => [skill.id, skill]),
);

const practised = (id: string, calls: string, pattern: string): FocusWords => ({
  practice: SKILLS.get(id)?.practice ?? "",
  ...{ calls, pattern },
});

/** In the order of voice: disclosure, process, interest, concession, price, objection, next step. */
const FOCUSES: Partial<Record<BehaviourId, FocusWords>> = {
  "stay-one-question-longer": practised(
    "stay-one-question-longer",
    "calls where a buyer volunteers something",
    "Which kind of remark do you pass over: money, people, or worry?",
  ),
  "ask-how-the-decision-goes": practised(
    "ask-how-the-decision-goes",
    "calls where a buyer names a step or a signer",
    "Whose approval do you tend to take on trust, and what did it cost last time?",
  ),
  "ask-behind-interest": practised(
    "ask-behind-interest",
    "calls where a buyer leans in",
    "When a buyer gets keen, what do you stop asking?",
  ),
  "trade-never-give": practised(
    "trade-never-give",
    "calls where something is given",
    "What would you have asked for, had you not wanted it over with?",
  ),
  "compare-before-price": practised(
    "compare-before-price",
    "calls where price is questioned",
    "Which prices have you defended without knowing what they stood next to?",
  ),
  "ask-before-answering": practised(
    "ask-before-answering",
    "calls with an objection",
    "Which objections do you answer fastest, and are those the ones you know best?",
  ),
  "day-and-owner": practised(
    "day-and-owner",
    "calls",
    "Which buyers do you let go without a day, and what do those calls share?",
  ),
  "ask-who-decides": {
    practice:
      "On your next first call, ask who signs and whose money it is before you describe anything.",
    calls: "first and second calls",
    pattern: "At which point in a deal do you first know who signs, and what comes before it?",
  },
  "get-to-power": {
    practice:
      "On your next call where a decider is named, ask for fifteen minutes with them and give one reason that is theirs.",
    calls: "calls where a decider is named",
    pattern: "Which decider have you been glad not to meet?",
  },
  "hand-words-back": practised(
    "hand-words-back",
    "discovery calls and demos",
    "Whose words open your demos: theirs or yours?",
  ),
  "ask-impact-and-wait": practised(
    "ask-impact-and-wait",
    "discovery calls",
    "Where do you fill a silence that was working for you?",
  ),
  "hold-the-pitch": {
    practice:
      "On your next discovery call, keep the product out of the first half; write down what you would have shown instead.",
    calls: "discovery calls",
    pattern: "What do you hear just before you start to present?",
  },
  "ask-what-could-stop-it": practised(
    "ask-what-could-stop-it",
    "calls where a decision or a price is talked about",
    "Which of your open deals could you not say what would stop it?",
  ),
  "ask-what-if-nothing-changes": {
    practice:
      "On your next discovery call, ask once what happens if they leave it as it is, and wait.",
    calls: "discovery calls",
    pattern: "Which of your deals would be harmed by nothing happening, and have they said so?",
  },
  "agree-what-a-no-is": {
    practice: "Before your next call ends, ask what result would mean that both sides stop.",
    calls: "calls that end with a next step",
    pattern: "Which deal is still open because nobody has said what a no would look like?",
  },
  "commit-both-ways": {
    practice:
      "On your next call, ask the buyer for one thing to do before the next meeting, with a day.",
    calls: "calls where somebody undertakes something",
    pattern: "Of the last things promised on calls, how many were yours?",
  },
  "keep-turns-short": {
    practice:
      "On your next discovery call, stop after three sentences and ask what they make of it.",
    calls: "discovery and executive calls",
    pattern: "What are you explaining when you speak longest?",
  },
  "lead-with-their-priorities": {
    practice:
      "Open your next executive call with what they answer for this year, before anything of ours.",
    calls: "executive calls",
    pattern: "What does the executive answer for that you have not asked about?",
  },
  "contract-up-front": {
    ...practised(
      "contract-up-front",
      "discovery and executive calls",
      "Which of the four parts do you leave out with people you like?",
    ),
    nearly: (parts) => parts >= 3,
  },
};

export const FOCUS_IDS = Object.keys(FOCUSES) as BehaviourId[];

/** What new people start with: the frame of a call before its finer points. */
const FIRST: ReadonlySet<BehaviourId> = new Set<BehaviourId>([
  "hand-words-back",
  "hold-the-pitch",
  "day-and-owner",
  "contract-up-front",
  "ask-before-answering",
  "stay-one-question-longer",
]);
/** What experienced people are still worth asking about. */
const LATER: ReadonlySet<BehaviourId> = new Set<BehaviourId>([
  "trade-never-give",
  "get-to-power",
  "ask-how-the-decision-goes",
  "ask-what-could-stop-it",
  "compare-before-price",
  "agree-what-a-no-is",
]);

export function focusWords(id: BehaviourId): FocusWords | null {
  return FOCUSES[id] ?? null;
}

/** How much leaving a behaviour out weighs for someone of this tenure: 1 for the first of the list, less further down. */
export function weightOf(id: BehaviourId, { kind }: Tenure): number {
  const place = FOCUS_IDS.indexOf(id);
  if (place < 0) return 0;
  const fits =
    (kind === "new" && FIRST.has(id)) || (kind === "experienced" && LATER.has(id)) ? 0.25 : 0;
  return 1 - (0.5 * place) / FOCUS_IDS.length + fits;
}
