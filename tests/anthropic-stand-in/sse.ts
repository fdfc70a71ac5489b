import type { Block } from "./messages.ts";

/** A finished message as the events of a stream, texts in small pieces. */
export function events(message: {
  content: Block[];
  stop_reason: string;
  usage: Record<string, unknown>;
  [key: string]: unknown;
}): string[] {
  const event = (type: string, data: object) =>
    `event: ${type}\ndata: ${JSON.stringify({ type, ...data })}\n\n`;
  const blocks = message.content.flatMap((block, index) => {
    const deltas =
      block.type === "text"
        ? (block.text?.match(/[\s\S]{1,12}/g) ?? []).map((text) => ({ type: "text_delta", text }))
        : block.type === "tool_use"
          ? [{ type: "input_json_delta", partial_json: JSON.stringify(block.input) }]
          : [];
    const empty =
      block.type === "text"
        ? { ...block, text: "" }
        : block.type === "tool_use"
          ? { ...block, input: {} }
          : block;
    return [
      event("content_block_start", { index, content_block: empty }),
      ...deltas.map((delta) => event("content_block_delta", { index, delta })),
      event("content_block_stop", { index }),
    ];
  });
  const { content: _, stop_reason, usage, ...start } = message;
  return [
    event("message_start", {
      message: { ...start, content: [], stop_reason: null, usage: { ...usage, output_tokens: 1 } },
    }),
    ...blocks,
    event("message_delta", { delta: { stop_reason, stop_sequence: null }, usage }),
    event("message_stop", {}),
  ];
}
