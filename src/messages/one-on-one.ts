import type { BehaviourSeen, OneOnOne } from "../coaching/one-on-one.ts";
import { spokenDay } from "../deals/spoken.ts";
import { citedBlock, promiseLine, type QuoteScene } from "./cited.ts";
import type { Block, Message, Span } from "./message.ts";

const text = (...spans: Span[]): Block => ({ type: "text", text: spans });
const note = (line: string): Block => ({ type: "note", text: [line] });
const bold = (words: string): Span => ({ text: words, bold: true });

/** One page for a one-on-one, readable on the way to it. */
export function oneOnOneMessage(brief: OneOnOne, scene: QuoteScene): Message {
  const { moved, stuck, promises, deals } = brief;
  const shown = (label: string, one: BehaviourSeen): Block[] => [
    text(bold(`${label}: `), `${one.line}.`),
    ...(one.quote ? [citedBlock(one.quote, scene)] : []),
  ];
  return {
    summary: `One-on-one with ${brief.rep}: ${brief.question}`,
    blocks: [
      text(bold(`One-on-one: ${brief.rep}`), ...(brief.tenure ? [` · ${brief.tenure}`] : [])),
      ...(moved ? shown(moved.change === "moved" ? "Moved" : "Holds", moved) : []),
      ...(stuck ? shown("Stuck", stuck) : []),
      text(bold("Ask: "), { text: brief.question, italic: true }),
      ...(promises.length > 0
        ? [
            text(bold("Promised on calls, open as far as I can see")),
            { type: "list" as const, items: promises.map((one) => promiseLine(one, scene)) },
          ]
        : []),
      ...(deals.length > 0
        ? [
            text(bold("On the deals")),
            { type: "list" as const, items: deals.map((line) => [line]) },
          ]
        : []),
      ...(brief.pipeline
        ? [
            text(
              bold(`Kept from the pipeline review of ${spokenDay(brief.pipeline.on)}: `),
              `${brief.pipeline.text} `,
              { text: brief.pipeline.question, italic: true },
            ),
          ]
        : []),
      text(brief.room),
      ...brief.basis.map(note),
      ...(scene.note ? [note(scene.note)] : []),
    ],
  };
}
