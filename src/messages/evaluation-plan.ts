import { placeOf } from "../calls/clock-time.ts";
import type { EvaluationPlan, EvaluationStep } from "../coaching/evaluation-plan.ts";
import { spokenDay, spokenList } from "../deals/spoken.ts";
import { citedBlocks } from "./cited.ts";
import type { Block, Message, Rich, Span } from "./message.ts";

/** What an evaluation plan's message needs besides it. */
export interface EvaluationScene {
  linkTo(spot: { callId: string; turn: number }): string;
  note: string | null;
  audience: string;
  withheld: string;
}

const text = (...spans: Span[]): Block => ({ type: "text", text: spans });
const note = (words: string): Block => ({ type: "note", text: [words] });
const bold = (words: string): Span => ({ text: words, bold: true });
/** "A day for each step.", inside a list. */
const bare = (says: string) => `${says.charAt(0).toLowerCase()}${says.slice(1)}`.replace(/\.$/, "");

/** Who does what by when, what the buyer decides by, and what is missing before both can agree to it. */
export function evaluationPlanMessage(plan: EvaluationPlan, scene: EvaluationScene): Message {
  const line = ({ who, what, due, dated, overdue, quote }: EvaluationStep): Rich => [
    bold(`${who}: `),
    what,
    due
      ? overdue
        ? `, was due ${spokenDay(due)}: done?`
        : `, by ${spokenDay(due)}`
      : dated
        ? ""
        : ", no day yet",
    " (",
    { text: `${quote.call}, ${placeOf(quote)}`, link: scene.linkTo(quote) },
    ")",
  ];
  const part = (name: string, side: "rep" | "buyer"): Block[] => {
    const own = plan.steps.filter((step) => step.side === side);
    return own.length > 0 ? [text(bold(name)), { type: "list", items: own.map(line) }] : [];
  };
  const told = (name: string, quote: EvaluationPlan["signer"]): Block[] =>
    quote ? [text(bold(name)), ...citedBlocks(quote, scene)] : [];
  return {
    summary: `Evaluation plan, ${plan.head}. ${plan.opening}`,
    blocks: [
      text(bold(`Evaluation plan, ${plan.head}`), ` · ${scene.audience}`),
      text(plan.opening),
      ...part("They do", "buyer"),
      ...part("We do", "rep"),
      ...told("They compare by", plan.criteria),
      ...told("They decide like this", plan.decision),
      ...(plan.signer?.turn === plan.decision?.turn ? [] : told("Who signs", plan.signer)),
      ...(plan.missing.length > 0
        ? [text(bold("Missing: "), `${spokenList(plan.missing.map(({ says }) => bare(says)))}.`)]
        : []),
      text(bold("To ask them: "), { text: plan.question, italic: true }),
      note(
        "Drafted from the last two calls. It is theirs too once they have changed something in it.",
      ),
      ...(scene.withheld ? [note(scene.withheld)] : []),
      ...(scene.note ? [note(scene.note)] : []),
    ],
  };
}
