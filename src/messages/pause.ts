import type { Message } from "./message.ts";

/** Buttons that turn the coach off and on for one person. */
export const PAUSE = "pause";
export const RESUME = "resume";

/** Nothing comes unasked any more; what is asked is still answered. */
export function pausedMessage(): Message {
  return {
    summary: "Paused. I won't write to you until you ask me to.",
    blocks: [
      {
        type: "text",
        text: [
          "Paused. I won't write to you by myself until you say “resume”. What you ask or drop here I still answer.",
        ],
      },
      { type: "actions", actions: [{ id: RESUME, label: "Resume" }] },
    ],
  };
}

export function resumedMessage(): Message {
  return {
    summary: "I'm back.",
    blocks: [
      { type: "text", text: ["I'm back: at most one question a day, when a call is worth one."] },
      { type: "actions", actions: [{ id: PAUSE, label: "Pause" }] },
    ],
  };
}
