import type { PassageReading } from "../coaching/passage.ts";
import type { Block, Message } from "./message.ts";

const text = (words: string): Block => ({ type: "text", text: [words] });

/** The question about a message somebody wants to be coached on. */
export function coachOnMessage(
  { quote, question }: PassageReading,
  writtenBy: string | null,
): Message {
  return {
    summary: question,
    blocks: [
      ...(quote
        ? [{ type: "quote" as const, text: quote, speaker: writtenBy ?? "The message", at: "" }]
        : []),
      text(question),
      { type: "actions", actions: [{ id: "just-tell-me", label: "Just tell me" }] },
      { type: "note", text: ["Only you see this. The message stays where it is."] },
    ],
  };
}

/** What comes after the answer, or when it was asked for. */
export function coachOnEvidence({ why, words }: PassageReading, answered: boolean): Message {
  return {
    summary: words,
    blocks: [
      text(answered ? `That is worth trying. ${why}` : why),
      { type: "text", text: ["Words to try: ", { text: `“${words}”`, italic: true }] },
    ],
  };
}
