import type { Digest } from "../coaching/digest.ts";
import { counted } from "../deals/spoken.ts";
import type { Block, Message } from "./message.ts";

/** The weekly digest in the team's channel. */
export function digestMessage(digest: Digest, note: string | null): Message {
  const { period, calls, themes, tryThis, notes } = digest;
  const head = `What we heard ${period}`;
  return {
    summary: themes[0]?.line ?? notes[0] ?? head,
    blocks: [
      { type: "text", text: [{ text: head, bold: true }, ` · ${counted(calls, "call")}`] },
      ...themes.map(({ line }): Block => ({ type: "text", text: [line] })),
      ...(tryThis
        ? [{ type: "text" as const, text: [{ text: "To try: ", bold: true }, tryThis] }]
        : []),
      ...[...notes, ...(note ? [note] : [])].map((line): Block => ({ type: "note", text: [line] })),
    ],
  };
}
