import type { Prep } from "../coaching/prep.ts";
import { citedBlock, citedPlace, promiseLine, type QuoteScene, unquoted } from "./cited.ts";
import type { Block, Message, Rich, Span } from "./message.ts";

const text = (...spans: Span[]): Block => ({ type: "text", text: spans });
const note = (line: string): Block => ({ type: "note", text: [line] });
const bold = (words: string): Span => ({ text: words, bold: true });

/** The page to read an hour before a call: the goal first, what was promised last. */
export function prepMessage(prep: Prep, scene: QuoteScene): Message {
  const { needToHear, objections, questions, missing, promised } = prep;
  const head = prep.meeting ? `${prep.account}, ${prep.meeting}` : prep.account;
  const list = (items: Rich[]): Block[] => (items.length > 0 ? [{ type: "list", items }] : []);
  return {
    summary: `${head}. ${prep.objective}`,
    blocks: [
      text(bold(head), ...(prep.deal ? [` · ${prep.deal}`] : [])),
      text(bold("Goal: "), prep.objective),
      text(bold("They need to hear: "), needToHear.line),
      ...(needToHear.quote ? [citedBlock(needToHear.quote, scene, "day")] : []),
      text(bold("Our ask: "), prep.ourAsk),
      text(bold("Expect")),
      ...list(
        objections.map(({ expect, meet, note: then, quote }) => [
          ...(quote
            ? [
                `${expect}, “${unquoted(quote.quote)}” (`,
                citedPlace(quote, scene, "day"),
                `; ${then}). Ask: `,
              ]
            : [`${expect} (${then}). Ask: `]),
          { text: meet, italic: true },
        ]),
      ),
      ...(questions.length > 0
        ? [text(bold("Questions")), ...list(questions.map((one) => [one]))]
        : []),
      ...(missing.length > 0 ? [text(bold("Missing")), ...list(missing.map((one) => [one]))] : []),
      ...(promised.length > 0
        ? [
            text(bold("Last promised")),
            ...list(promised.map((one) => promiseLine(one, scene, "day"))),
          ]
        : []),
      ...(prep.focus ? [text(bold("Your own focus: "), prep.focus)] : []),
      note(
        promised.length > 0
          ? `${prep.basis} Whether promises were kept since, I can't see.`
          : prep.basis,
      ),
      ...(scene.note ? [note(scene.note)] : []),
    ],
  };
}
