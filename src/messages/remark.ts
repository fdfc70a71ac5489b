import type { CallDebrief } from "../coaching/call-debrief.ts";
import { gistOf, type Remark, remarkOf } from "../coaching/remark.ts";
import type { Message } from "./message.ts";

interface Said {
  /** Their own words, cut to the first clause. */
  gist: string;
  /** What the next call is checked for. */
  lookFor: string;
}

type Line = (said: Said) => string;

/** Several of each, so that a thread does not answer twice in the same words. */
const LINES: Record<Exclude<Remark, "question" | "why">, readonly Line[]> = {
  intention: [
    ({ gist }) => `“${gist}”: kept as your plan, in your words.`,
    ({ gist, lookFor }) => `Kept: “${gist}”. On the next call I look for ${lookFor}.`,
    ({ gist }) =>
      `That's concrete enough to try: “${gist}”. I've kept it next to your first answer.`,
  ],
  "self-critical": [
    ({ gist }) =>
      `“${gist}”: kept, without a tick or a cross. What you noticed is worth more than what I did.`,
    ({ gist, lookFor }) =>
      `Kept: “${gist}”. One call is no habit; what I look for next is ${lookFor}.`,
  ],
  unsure: [
    () => "Not knowing yet is fine; kept as open. The next call may tell.",
    ({ gist }) => `“${gist}”: kept as an open question, to come back to after the next call.`,
  ],
  disagrees: [
    ({ gist }) =>
      `“${gist}”: kept. If the reading itself is off, press “Not a fair reading” and I set it aside for good.`,
    () =>
      "You were there. I've kept what you say; with “Not a fair reading” this moment is counted nowhere.",
  ],
  explains: [
    ({ gist }) => `Kept with this call: “${gist}”.`,
    ({ gist }) =>
      `“${gist}”: that's context I can't hear on a recording. Kept next to your first answer.`,
    ({ gist, lookFor }) =>
      `Kept: “${gist}”. I'll read the next call with that in mind, and look for ${lookFor}.`,
  ],
  thanks: [
    () => "Good. That's this one done.",
    ({ lookFor }) => `Until the next call, then: I look for ${lookFor}.`,
    () => "Any time. Ask me about your calls here whenever you like.",
  ],
};

/**
 * A word back on something said after the debrief: what of it was kept, in their own words.
 * @param turn how far the conversation is, so that the wording moves on
 */
export function remarkMessage(debrief: CallDebrief, text: string, turn: number): Message {
  const remark = remarkOf(text);
  const lines = LINES[remark === "question" || remark === "why" ? "explains" : remark];
  const lookFor = debrief.followUp.what.replace(/^To look for: /, "").replace(/\.$/, "");
  const line = (lines[turn % lines.length] ?? lines[0])?.({ gist: gistOf(text), lookFor }) ?? "";
  return {
    summary: line,
    blocks: [
      { type: "text", text: [line] },
      ...(remark === "disagrees"
        ? [
            {
              type: "actions" as const,
              actions: [{ id: "not-fair", label: "Not a fair reading" }],
            },
          ]
        : []),
    ],
  };
}
