import { BEHAVIOUR_BY_ID, type BehaviourId } from "./behaviours.ts";
import type { Competency } from "./competencies.ts";
import type { Candidate } from "./opportunity.ts";

/** What a moment teaches: one observable behaviour, its practice, and what the next call is checked for. */
export interface Skill {
  id: string;
  competency: Competency;
  /** The behaviour in constant words: a focus keeps its name from week to week. */
  behaviour: string;
  practice: string;
  lookFor: string;
}

const SKILLS = {
  "stay-one-question-longer": {
    practice:
      "On your next call, when someone volunteers a cost, a name, a date or a worry, ask one question about it before anything else.",
    lookFor: "a question of yours right after the buyer volunteers something",
  },
  "ask-how-the-decision-goes": {
    practice:
      "On your next call, when a signer, a board or procurement is named, ask how that step usually goes before you move on.",
    lookFor: "a question about the step or the person right after the buyer names it",
  },
  "ask-behind-interest": {
    practice:
      "On your next call, when the buyer leans in with a question of their own, answer in one sentence and ask what prompted it.",
    lookFor: "a short answer and a question back when the buyer shows interest",
  },
  "trade-never-give": {
    practice:
      "Before your next price conversation, write down two things you would ask for in return, and name one before you move on price.",
    lookFor: "a condition in the same breath as any discount or extra",
  },
  "compare-before-price": {
    practice:
      "On your next call, when price is questioned, ask what it is being held against before you say anything about value.",
    lookFor: "a question about the comparison before any answer on price",
  },
  "ask-before-answering": {
    practice:
      "On your next call, meet the first objection with one question and wait for the second answer.",
    lookFor: "a question of yours before any answer to an objection",
  },
  "day-and-owner": {
    practice:
      "On your next call, keep the last four minutes for one question: which day, and who brings what.",
    lookFor: "a next step with a day and a name before the call ends",
  },
  "ask-impact-and-wait": {
    practice:
      "On your next discovery call, ask once what a problem costs the business and leave the silence alone.",
    lookFor: "an impact question followed by a long answer",
  },
  "hand-words-back": {
    practice:
      "On your next call, say their situation back in two sentences before you show anything, and check it.",
    lookFor: "a summary in the buyer's words before the first pitch",
  },
  "contract-up-front": {
    practice:
      "Open your next call with all four: agenda, time, leave to ask hard questions, and that a no is fine.",
    lookFor: "the four parts of the opening in the first minutes",
  },
  "ask-what-could-stop-it": {
    practice:
      "On your next call, ask once what would make them say no, and count to five before you say anything else.",
    lookFor: "a question of yours about what could stop it, and room for the answer",
  },
  "qualify-out-honestly": {
    practice:
      "On your next first call, say out loud which part may not fit them before you say which part does.",
    lookFor: "a sentence of yours on what may not be a fit",
  },
} as const satisfies Partial<Record<BehaviourId, Pick<Skill, "practice" | "lookFor">>>;

type SkillId = keyof typeof SKILLS;

const BY_KIND: Record<Candidate["kind"], SkillId> = {
  "disclosure-left-alone": "stay-one-question-longer",
  "process-left-unasked": "ask-how-the-decision-goes",
  "signal-talked-over": "ask-behind-interest",
  "concession-for-nothing": "trade-never-give",
  "price-defended": "compare-before-price",
  "objection-answered-early": "ask-before-answering",
  "next-step-open": "day-and-owner",
  "qualified-out": "qualify-out-honestly",
  "asked-brave-question": "ask-what-could-stop-it",
  "stayed-with-disclosure": "stay-one-question-longer",
  "asked-for-process": "ask-how-the-decision-goes",
  "traded-concession": "trade-never-give",
  "clarified-objection": "ask-before-answering",
  "asked-impact-and-waited": "ask-impact-and-wait",
  "handed-words-back": "hand-words-back",
  "dated-next-step": "day-and-owner",
  "upfront-contract": "contract-up-front",
};

/** The kinds of moments that teach or show one of these behaviours. */
export function kindsFor(behaviours: readonly string[]): Candidate["kind"][] {
  const kinds = Object.keys(BY_KIND) as Candidate["kind"][];
  return kinds.filter((kind) =>
    [null, "budget"].some((flavour) => behaviours.includes(skillOf({ kind, flavour }).id)),
  );
}

/** The skill a moment belongs to. */
export function skillOf(candidate: Pick<Candidate, "kind" | "flavour">): Skill {
  const priced =
    candidate.flavour === "budget" &&
    (candidate.kind === "objection-answered-early" || candidate.kind === "clarified-objection");
  const id = priced ? "compare-before-price" : BY_KIND[candidate.kind];
  const { competency, name } = BEHAVIOUR_BY_ID[id];
  return { id, competency, behaviour: name, ...SKILLS[id] };
}
