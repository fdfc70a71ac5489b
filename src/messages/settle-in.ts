import type { Message } from "./message.ts";

/** The first word to whoever added the coach to a chat platform. */
export function settleInMessage({
  name,
  people,
  admin,
}: {
  name: string;
  people: number;
  admin: boolean;
}): Message {
  const others = people - 1;
  return {
    summary: "I am here. A few things to settle before the first debrief.",
    blocks: [
      {
        type: "text",
        text: [
          { text: `${name.split(" ")[0]}, I am here.`, bold: true },
          " I read recorded customer calls, and ask the rep one question about one moment. At most one a day.",
        ],
      },
      {
        type: "text",
        text: [
          others > 0
            ? `I have recognised ${others === 1 ? "one more person" : `${others} more people`} by e-mail address.`
            : "I know nobody but you yet.",
          admin
            ? " Tell me who else there is, where the calls come from, and when I should be quiet."
            : " Your admin tells me who else there is, and where the calls come from.",
        ],
      },
      ...(admin
        ? [
            {
              type: "actions" as const,
              actions: [
                { id: "ask", label: "Set me up", value: "/coach setup", style: "primary" as const },
              ],
            },
          ]
        : []),
      { type: "note", text: ["Or drop a transcript here, and see what I would ask."] },
    ],
  };
}
