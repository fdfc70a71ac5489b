import type { WinLossDebrief } from "../coaching/win-loss-debrief.ts";
import { cited } from "./coaching-plan.ts";
import type { Block, Message, Span } from "./message.ts";

/** What a win/loss debrief's message needs besides it. */
export interface WinLossScene {
  linkTo(spot: { callId: string; turn: number }): string;
  note: string | null;
  audience: string;
  withheld: string;
}

const text = (...spans: Span[]): Block => ({ type: "text", text: spans });
const note = (words: string): Block => ({ type: "note", text: [words] });
const bold = (words: string): Span => ({ text: words, bold: true });

/** A question first; then what it comes down to, and what shows it in three parts. */
export function winLossMessage(debrief: WinLossDebrief, scene: WinLossScene): Message {
  const { head, question, verdict, reason, outcome } = debrief;
  const part = (name: string, { lines, quotes }: WinLossDebrief["qualification"]): Block[] => [
    text(bold(`${name}: `), lines.join(" ")),
    ...quotes.flatMap((quote) => cited(quote, scene)),
  ];
  return {
    summary: `${head}. ${question}`,
    blocks: [
      text(bold(head), ` · ${debrief.deal} · ${scene.audience}`),
      text({ text: question, italic: true }),
      { type: "divider" },
      text(verdict.says),
      ...(outcome === "lost" ? [text(bold("The reason on file: "), reason.against)] : []),
      ...part("Qualification", debrief.qualification),
      ...part("Execution", debrief.execution),
      ...part("Competition", debrief.competition),
      text(bold("To take along: "), debrief.takeaway),
      note(readWords(debrief)),
      ...(scene.withheld ? [note(scene.withheld)] : []),
      ...(scene.note ? [note(scene.note)] : []),
    ],
  };
}

function readWords({ calls, account }: WinLossDebrief): string {
  if (calls === 0) return `No call with ${account} is with me; this is the CRM's history alone.`;
  const count = calls === 1 ? "one call" : `${calls} calls`;
  return `From ${count} with ${account} and the CRM's history. What was said elsewhere I do not know.`;
}
