import type { WinLossDebrief } from "../coaching/win-loss-debrief.ts";
import { spokenDay } from "../deals/spoken.ts";
import { citedBlocks, unquoted } from "./cited.ts";
import type { Block, Message, Span } from "./message.ts";

/** What a win/loss debrief's message needs besides it. */
export interface WinLossScene {
  linkTo(spot: { callId: string; turn: number }): string;
  note: string | null;
  audience: string;
  withheld: string;
  /** The deal, for what is answered about it. */
  dealId: string;
  /** What was answered before, oldest first. */
  answers: readonly { who: string; on: string; text: string }[];
}

/** Asks for the answer in words; its value is the deal. */
export const WIN_LOSS_ANSWER = "win-loss-answer";
const MOST_ANSWERS = 3;

const text = (...spans: Span[]): Block => ({ type: "text", text: spans });
const note = (words: string): Block => ({ type: "note", text: [words] });
const bold = (words: string): Span => ({ text: words, bold: true });

/** A question first; then what it comes down to, and what shows it in three parts. */
export function winLossMessage(debrief: WinLossDebrief, scene: WinLossScene): Message {
  const { head, question, verdict, reason, outcome } = debrief;
  const part = (name: string, { lines, quotes }: WinLossDebrief["qualification"]): Block[] => [
    ...(lines.length > 0 ? [text(bold(`${name}: `), lines.join(" "))] : []),
    ...quotes.flatMap((quote) => citedBlocks(quote, scene)),
  ];
  return {
    summary: `${head}. ${question}`,
    blocks: [
      text(bold(head), ` · ${debrief.deal} · ${scene.audience}`),
      text({ text: question, italic: true }),
      answerAction(scene.dealId),
      ...answered(scene),
      { type: "divider" },
      // Without its calls nobody can tell; the last line says so once.
      ...(debrief.calls > 0 || verdict.kind !== "unknown" ? [text(verdict.says)] : []),
      ...(outcome === "lost" ? [text(bold("The reason on file: "), reason.against)] : []),
      ...part("Qualification", debrief.qualification),
      ...part("Execution", debrief.execution),
      ...part("Competition", debrief.competition),
      ...(debrief.takeaway ? [text(bold("To take along: "), debrief.takeaway)] : []),
      note(readWords(debrief)),
      ...(scene.withheld ? [note(scene.withheld)] : []),
      ...(scene.note ? [note(scene.note)] : []),
    ],
  };
}

function answerAction(dealId: string): Block {
  const field = { id: "answer", label: "As you see it", type: "text", lines: "many" } as const;
  const form = {
    title: "Looking back",
    submit: "Keep it",
    fields: [{ ...field, maxLength: 2000 }],
  };
  return {
    type: "actions",
    actions: [{ id: WIN_LOSS_ANSWER, label: "Answer", value: dealId, form }],
  };
}

function answered({ answers }: WinLossScene): Block[] {
  if (answers.length === 0) return [];
  return [
    text(bold("Answered so far")),
    {
      type: "list",
      items: answers
        .slice(-MOST_ANSWERS)
        .map(({ who, on, text: said }) => [`${who}, ${spokenDay(on)}: “${unquoted(said)}”`]),
    },
  ];
}

/** After an answer: where it went. */
export function winLossAnsweredMessage(account: string): Message {
  const line = `Kept with ${account}, in your words. It stands on this page from now on, for you and whoever reads it with you.`;
  return { summary: line, blocks: [text(line)] };
}

function readWords({ calls, account }: WinLossDebrief): string {
  if (calls === 0)
    return `No call with ${account} is with me: this is the CRM's history, and where it was decided I can't tell.`;
  const count = calls === 1 ? "one call" : `${calls} calls`;
  return `From ${count} with ${account} and the CRM's history. What was said elsewhere I do not know.`;
}
