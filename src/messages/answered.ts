import type { Message } from "./message.ts";

/** A message after one of its buttons was pressed: that one is marked, the others still can be. */
export function withAnswer(message: Message, answered: string | null): Message {
  if (!answered) return message;
  return {
    ...message,
    blocks: message.blocks.map((block) =>
      block.type === "actions"
        ? {
            ...block,
            actions: block.actions.map(({ style, ...action }) =>
              action.id === answered
                ? { ...action, label: `✓ ${action.label}` }
                : { ...action, ...(style === "danger" ? { style } : {}) },
            ),
          }
        : block,
    ),
  };
}
