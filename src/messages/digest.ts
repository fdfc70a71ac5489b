import type { Digest } from "../coaching/digest.ts";
import type { SharedMoment } from "../coaching/shared-moment.ts";
import { counted } from "../deals/spoken.ts";
import { asSentence } from "./cited.ts";
import type { Block, Message } from "./message.ts";

/** A picture as messages show it. */
export interface Picture {
  url: string;
  /** Everything it shows, in words. */
  alt: string;
}

/** The weekly digest in the team's channel. */
export function digestMessage(
  digest: Digest,
  { note, picture }: { note: string | null; picture: Picture | null },
): Message {
  const { period, calls, fresh, themes, tryThis, shared, notes } = digest;
  const head = `What we heard ${period}`;
  const base = ` · ${counted(calls, "call")}${fresh < calls ? `, ${fresh} of them this week` : ""}`;
  return {
    summary: themes[0]?.line ?? notes[0] ?? head,
    blocks: [
      { type: "text", text: [{ text: head, bold: true }, base] },
      ...themes.map(({ line }): Block => ({ type: "text", text: [line] })),
      ...(tryThis
        ? [{ type: "text" as const, text: [{ text: "To try: ", bold: true }, tryThis] }]
        : []),
      ...(picture ? [{ type: "image" as const, ...picture }] : []),
      ...(shared.length > 0
        ? [{ type: "text" as const, text: [{ text: "Worth hearing", bold: true }] }]
        : []),
      ...shared.flatMap(sharedBlocks),
      ...[...notes, ...(note ? [note] : [])].map((line): Block => ({ type: "note", text: [line] })),
    ],
  };
}

function sharedBlocks({ by, quote, what }: SharedMoment): Block[] {
  return [
    { type: "quote", text: asSentence(quote), speaker: by ?? "A colleague", at: "on a call" },
    { type: "text", text: [what] },
  ];
}
