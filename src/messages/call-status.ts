import type { NotSales } from "../coaching/candidates/not-sales.ts";
import type { Message } from "./message.ts";

/** What is said of a recording that is no conversation with a buyer. */
const INSTEAD: Record<NotSales, string> = {
  audience:
    "It sounds like one speaker and an audience, a presentation or a results call. I only ask about talks with a buyer in them.",
  "nothing-sold":
    "As far as I can tell nothing is being sold or bought on it, so I have no question.",
};

/** The same in a sentence, for places without a message. */
export const insteadOfSales = (kind: NotSales): string => INSTEAD[kind];

/** Read, and nothing worth a question: the person who dropped the file still hears back. */
export function quietCallMessage(call: {
  title: string;
  link: string;
  notSales?: NotSales | null;
}): Message {
  return {
    summary: `${call.title}: nothing I'd ask about.`,
    blocks: [
      {
        type: "text",
        text: [
          { text: call.title, bold: true },
          call.notSales
            ? " · read, and it doesn't look like a sales conversation."
            : " · read, and nothing on it is clear enough for a question.",
        ],
      },
      ...(call.notSales ? [{ type: "text" as const, text: [INSTEAD[call.notSales]] }] : []),
      {
        type: "text",
        text: [
          "The numbers and moments are on ",
          { text: "the call's page", link: call.link },
          ".",
        ],
      },
    ],
  };
}

/** Somebody else brought the call: its debrief is the rep's own for the first day. */
export function withTheRepMessage(call: { title: string; repName: string }): Message {
  return {
    summary: `${call.title}: the debrief is with ${call.repName}.`,
    blocks: [
      {
        type: "text",
        text: [
          { text: call.title, bold: true },
          ` · read, and the debrief is with ${call.repName}. It is theirs alone until tomorrow.`,
        ],
      },
    ],
  };
}

/** The same file again: nothing is read twice, and it says so. */
export function knownCallMessage(title: string): Message {
  return {
    summary: `${title}: I have read this one already.`,
    blocks: [
      {
        type: "text",
        text: [
          { text: title, bold: true },
          " · I have read this one already. What there was to ask about it stands with the rep who was on it.",
        ],
      },
    ],
  };
}

/** The file could not be read: what is wrong and what to do, nothing more. */
export function failedCallMessage(call: { name: string; failure: string }): Message {
  return {
    summary: call.failure,
    blocks: [
      { type: "text", text: [{ text: call.name, bold: true }] },
      { type: "text", text: [call.failure] },
      { type: "note", text: ["I kept the file as it came, so nothing is lost."] },
    ],
  };
}

/** Sides unknown: nobody is coached on a guess. */
export function whoIsRepMessage(call: {
  title: string;
  speakers: string[];
  callId: string;
}): Message {
  const shown = call.speakers.slice(0, 5);
  return {
    summary: `${call.title}: which speaker is you?`,
    blocks: [
      {
        type: "text",
        text: [{ text: call.title, bold: true }, " · I could not tell who is on which side."],
      },
      { type: "text", text: ["Which speaker sells here?"] },
      {
        type: "actions",
        actions: shown.map((speaker) => ({
          id: "rep-is",
          label: speaker,
          value: `${call.callId}:${speaker}`,
        })),
      },
      ...(call.speakers.length > shown.length
        ? [
            {
              type: "note" as const,
              text: ["Not listed? Answer with the name as it stands in the transcript."],
            },
          ]
        : []),
    ],
  };
}
