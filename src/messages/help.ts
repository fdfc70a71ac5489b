import type { Message } from "./message.ts";

/** What the coach can do right now, when it was told something it cannot act on. */
export function helpMessage(): Message {
  return {
    summary: "Drop a call here and I'll ask you one question about it.",
    blocks: [
      {
        type: "text",
        text: [
          "I read calls. Drop a transcript here (VTT, SRT, text or JSON) and I'll ask you one question about one moment.",
        ],
      },
      { type: "text", text: ["To answer about a call, write in the thread of its debrief."] },
    ],
  };
}
