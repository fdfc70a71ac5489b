import type { Action, Message } from "./message.ts";

/** Stand in messages already sent. */
export const HELD_READ = "held-read";
export const HELD_DELETE = "held-delete";

/** A rule set a call aside before it was read: its host decides. */
export function heldBackMessage(call: {
  callId: string;
  title: string;
  /** "Thu 19 Nov, 14:00"; `null` when nobody knows. */
  when: string | null;
  reason: string;
  /** A blocked company is the admin's word, not the host's. */
  hostMayAllow: boolean;
}): Message {
  const actions: Action[] = [
    ...(call.hostMayAllow
      ? [{ id: HELD_READ, label: "Read it", value: call.callId, style: "primary" as const }]
      : []),
    { id: HELD_DELETE, label: "Delete it", value: call.callId, style: "danger" },
  ];
  return {
    summary: `${call.title}: not read yet, your decision.`,
    blocks: [
      {
        type: "text",
        text: [
          { text: call.title, bold: true },
          `${call.when ? `, ${call.when}` : ""} · I have not read this call.`,
        ],
      },
      { type: "text", text: [call.reason] },
      { type: "text", text: [call.hostMayAllow ? "Should I?" : "Should I delete it here?"] },
      { type: "actions", actions },
      {
        type: "note",
        text: [
          call.hostMayAllow
            ? "Until you decide it stays unread. Deleting takes it out of here for good; your recorder keeps its own."
            : "An admin keeps the list of companies that are left out. Deleting takes it out of here for good; your recorder keeps its own.",
        ],
      },
    ],
  };
}

/** What the decision did. */
export function heldBackDecided(call: { title: string; read: boolean }): Message {
  const text = call.read
    ? "Reading it now. If there is a moment worth a question, it comes as always."
    : `Deleted: neither words nor names of ${call.title} are left here.`;
  return { summary: text, blocks: [{ type: "text", text: [text] }] };
}

/** Somebody wrote instead of pressing. */
export function heldBackUndecided(): Message {
  const text = "I'd rather not guess on this one: the buttons above decide.";
  return { summary: text, blocks: [{ type: "text", text: [text] }] };
}
