import type { GapSlot, QualificationSlot } from "../../calls/moment.ts";
import type { OpenStage } from "../preparing/account.ts";
import type { Variant } from "./pick.ts";

/** What a question is after, so that it is left out where the buyer has said it already. */
export interface StageQuestion {
  slot: GapSlot | QualificationSlot;
  variants: readonly Variant<{ name: string }>[];
}

const asks = (slot: StageQuestion["slot"], ...lines: string[]): StageQuestion => ({
  slot,
  variants: lines.map((words, at) => ({ id: `prep-q-${slot}-${at}`, say: () => words })),
});

const PAIN = asks(
  "identified-pain",
  "What happened last week that should not have?",
  "Where does it break first?",
);
const ROOT = asks(
  "root-cause",
  "Why has nobody been able to fix it so far?",
  "What keeps causing it?",
);
const IMPACT = asks(
  "impact",
  "When it breaks, who pays for it?",
  "What does one bad week of it cost?",
);
const INACTION = asks(
  "cost-of-inaction",
  "If nothing changed for a year, what would that look like?",
  "What does another year of this take from you?",
);
const STAKES = asks(
  "personal-stakes",
  "What does it mean for you, apart from the company?",
  "Who gets the call when it happens?",
);
const FUTURE = asks("future-state", "How would you know in three months that it had worked?");
const CRITERIA = asks(
  "decision-criteria",
  "What will you compare us on?",
  "What would rule us out?",
);
const CHAMPION = asks("champion", "Who there would be sorry if this went no further?");
const MONEY = asks(
  "economic-buyer",
  "Whose budget would this come from?",
  "Who else has to be comfortable before it is signed?",
);
const STEPS = asks(
  "decision-process",
  "How did the last thing of this size get approved?",
  "What happens on your side after you say yes?",
);
const PAPER = asks(
  "paper-process",
  "Who reads the contract, and how long do they usually take?",
  "What has held up a signature there before?",
);
const RIVALS = asks("competition", "Who else are you looking at, and what do you like there?");
const METRICS = asks(
  "metrics",
  "Which number would you show your board?",
  "How do you count it today?",
);

/** What to find out by stage, the most telling first. */
export const STAGE_QUESTIONS: Record<OpenStage, readonly StageQuestion[]> = {
  prospecting: [PAIN, ROOT, STAKES],
  discovery: [IMPACT, ROOT, INACTION, STAKES, MONEY, PAIN],
  demo: [CRITERIA, INACTION, STEPS, MONEY, RIVALS, CHAMPION],
  evaluation: [CRITERIA, FUTURE, STEPS, MONEY, CHAMPION, RIVALS],
  proposal: [STEPS, MONEY, PAPER, METRICS, RIVALS],
  negotiation: [PAPER, STEPS, METRICS, MONEY, INACTION],
};
