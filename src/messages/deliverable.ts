import type { Message } from "./message.ts";

/** One honest line where there is nothing to make a deliverable of, or nobody it is for. */
export function plainMessage(line: string): Message {
  return { summary: line, blocks: [{ type: "text", text: [line] }] };
}
