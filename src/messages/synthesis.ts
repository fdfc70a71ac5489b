import type { Change, Synthesis } from "../coaching/synthesis.ts";
import type { Block, Message, Rich, Span } from "./message.ts";

const text = (...spans: Span[]): Block => ({ type: "text", text: spans });
const bold = (words: string): Span => ({ text: words, bold: true });

/** The month in one message: the change that counts, what is missing, one question, one thing to do. */
export function synthesisMessage(synthesis: Synthesis, note: string | null): Message {
  const change = (one: Change): Rich => [
    `${one.name}: ${one.met} of ${one.looks}, ${one.metBefore} of ${one.looksBefore} before${one.sure ? "" : " (may be chance)"}`,
  ];
  const part = (name: string, items: Rich[]): Block[] =>
    items.length > 0 ? [text(bold(name)), { type: "list", items }] : [];
  return {
    summary: `The month in coaching: ${synthesis.opening}`,
    blocks: [
      text(
        bold("The month in coaching"),
        ` · ${synthesis.month}, ${synthesis.calls} calls (${synthesis.callsBefore} in the thirty days before)`,
      ),
      text(synthesis.opening),
      ...part("Seen more often", synthesis.more.map(change)),
      ...part("Seen less often", synthesis.less.map(change)),
      ...part(
        "Missing most",
        synthesis.missing.map(({ name, met, looks }) => [
          `${name}: there on ${met} of ${looks} calls`,
        ]),
      ),
      text(bold("Deals: "), synthesis.deals),
      text("To talk about: ", { text: synthesis.question, italic: true }),
      text(synthesis.next),
      {
        type: "note",
        text: [
          "Themes with their base, never people. Counts are calls on which a behaviour could be seen.",
        ],
      },
      ...(note ? [{ type: "note", text: [note] } as Block] : []),
    ],
  };
}
