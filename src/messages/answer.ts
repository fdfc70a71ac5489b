import { z } from "zod";
import { placeOf } from "../calls/clock-time.ts";
import type { Block, Message } from "./message.ts";

/** What a free question can be about; the last ones are answered without looking at a call. */
export const ANSWER_TOPICS = [
  "overall",
  "talk-share",
  "questions",
  "monologue",
  "objections",
  "promises",
  "next-step",
  "decision",
  "budget",
  "competitor",
  "went-well",
  "work-on",
  "said",
  "private",
  "ranking",
  "greeting",
  "thanks",
  "help",
  "unclear",
] as const;
export type AnswerTopic = (typeof ANSWER_TOPICS)[number];

const answerQuote = z.object({
  callId: z.string(),
  turn: z.number().int().nonnegative(),
  atMs: z.number().nullable(),
  quote: z.string().min(1),
  /** The speaker's name, as the transcript has it. */
  speaker: z.string().min(1),
  /** Which call, as people call it: "Fernhill Dairies, 14 October". */
  call: z.string(),
  /** What else is known about these words, such as a due date; `null` when nothing is. */
  detail: z.string().nullable(),
});
export type AnswerQuote = z.infer<typeof answerQuote>;

export const answerSchema = z.object({
  topic: z.enum(ANSWER_TOPICS),
  /** False when there is nothing to show for it. */
  found: z.boolean(),
  /** The first line carries the point. */
  lines: z.array(z.string().min(1)).min(1).max(5),
  quotes: z.array(answerQuote).max(3),
  /** What the answer cannot say, or whose calls it leaves out; `null` when there is nothing to add. */
  note: z.string().nullable(),
  /** Questions that would have an answer. */
  instead: z.array(z.string()).max(3),
});

/** The answer to a person's question about calls. */
export type Answer = z.infer<typeof answerSchema>;

/** What an answer's message needs to know besides the answer. */
export interface AnswerScene {
  linkTo(quote: { callId: string; turn: number }): string;
  /** One quiet line about how this was written, when there is something to say. */
  note: string | null;
}

/** Lines, then the words that show it with links to their calls, then what could be asked instead. */
export function answerMessage(answer: Answer, scene: AnswerScene): Message {
  const [first = "", ...rest] = answer.lines;
  const note = (text: string | null): Block[] => (text ? [{ type: "note", text: [text] }] : []);
  return {
    summary: first,
    blocks: [
      { type: "text", text: [first] },
      ...rest.map((line): Block => ({ type: "text", text: [line] })),
      ...answer.quotes.map(
        (quote): Block => ({
          type: "quote",
          text: quote.quote,
          speaker: quote.speaker,
          at: [quote.call, placeOf(quote), quote.detail].filter(Boolean).join(", "),
          link: scene.linkTo(quote),
        }),
      ),
      ...note(answer.note),
      ...note(scene.note),
      ...(answer.instead.length > 0
        ? [
            {
              type: "actions" as const,
              actions: answer.instead.map((question) => ({
                id: "ask",
                label: question,
                value: question,
              })),
            },
          ]
        : []),
    ],
  };
}

/** In a channel nobody's calls are spoken about: the answer went to the person who asked. */
export function answeredPrivatelyMessage(): Message {
  return {
    summary: "I've answered you in our own conversation.",
    blocks: [
      {
        type: "text",
        text: [
          "I've answered you in our own conversation. Here I keep to themes, never one person's calls.",
        ],
      },
    ],
  };
}
