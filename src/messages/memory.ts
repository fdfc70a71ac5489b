import { plainMessage } from "./deliverable.ts";
import type { Action, Block, Message, Rich } from "./message.ts";

/**
 * The buttons of a memory; the value is its id. A message shows several memories, so each button's own
 * id goes on after a dot: only the one that was pressed shows as done.
 */
export const MEMORY = {
  correct: "memory-correct",
  dispute: "memory-dispute",
  accept: "memory-accept",
  forget: "memory-forget",
  undo: "memory-undo",
  share: "memory-share",
  unshare: "memory-unshare",
  more: "memory-more",
  forgetAll: "memory-forget-all",
} as const;

/** A memory as its person sees it. */
export interface ShownMemory {
  id: string;
  text: string;
  /** What sort of thing it is, in plain words: "You said", "Seen on a call". */
  sort: string;
  /** "3 March 2026", `null` when it has no day. */
  on: string | null;
  /** The call or talk it comes from, with the page that shows it. */
  from: { title: string; link: string | null } | null;
  /** Who can see it, in plain words. */
  seenBy: string;
  disputed: boolean;
  /** Whether its person decides who sees it: what they said or noted themselves. */
  own: boolean;
  shared: boolean;
}

/** What is remembered about somebody, as far as one message holds it. */
export interface ShownMemories {
  memories: readonly ShownMemory[];
  /** How many there are in all, and how many of these come before the shown ones. */
  total: number;
  from: number;
  /** What they add up to: a sentence each. */
  adds: readonly string[];
  page: string | null;
}

const PER_MESSAGE = 5;
export const MEMORIES_SHOWN = PER_MESSAGE;
const LONGEST_SHOWN = 400;

/** "What do you remember about me?": each memory with its source and its buttons. */
export function memoriesMessage({ memories, total, from, adds, page }: ShownMemories): Message {
  if (total === 0) return nothingRemembered();
  const summary =
    from === 0
      ? `I remember ${total === 1 ? "one thing" : `${total} things`} about you. Your own words come first.`
      : `More of what I remember: ${from + 1} to ${from + memories.length} of ${total}.`;
  const left = total - from - memories.length;
  const last: Action[] = [
    ...(left > 0
      ? [
          {
            id: MEMORY.more,
            label: `Show ${Math.min(left, PER_MESSAGE)} more`,
            value: String(from + memories.length),
          },
        ]
      : []),
    ...(page ? [{ id: "memory-page", label: "Open all of it", url: page }] : []),
    ...(from === 0
      ? [
          {
            id: MEMORY.forgetAll,
            label: "Forget everything",
            value: "ask",
            style: "danger" as const,
          },
        ]
      : []),
  ];
  return {
    summary,
    blocks: [
      { type: "text", text: [{ text: summary, bold: true }] },
      ...(adds.length > 0
        ? [{ type: "list" as const, items: adds.map((line): Rich => [line]) }]
        : []),
      ...memories.flatMap((memory, at) => memoryBlocks(memory, from + at)),
      ...(last.length > 0 ? [{ type: "actions" as const, actions: last }] : []),
    ],
  };
}

function memoryBlocks(memory: ShownMemory, number: number): Block[] {
  const { id, text, sort, on, from, seenBy, disputed, own, shared } = memory;
  const value = id;
  const numbered = (action: string) => `${action}.${number}`;
  const source: Rich = [
    [sort, on].filter(Boolean).join(" on "),
    ...(from ? [", ", from.link ? { text: from.title, link: from.link } : from.title] : []),
    ` · ${seenBy}`,
    ...(disputed ? [" · set aside, used for nothing"] : []),
  ];
  const correct: Action = {
    ...{ id: numbered(MEMORY.correct), label: "Correct", value },
    form: {
      title: "How it really was",
      submit: "Keep my words",
      fields: [
        {
          ...{ id: "text", type: "text", lines: "many", maxLength: 2000 },
          label: "In your own words",
          value: text.slice(0, 2000),
        },
      ],
    },
  };
  return [
    { type: "text", text: [shorten(text)] },
    { type: "note", text: source },
    {
      type: "actions",
      actions: [
        correct,
        disputed
          ? { id: numbered(MEMORY.accept), label: "It was right", value }
          : { id: numbered(MEMORY.dispute), label: "Dispute", value },
        { id: numbered(MEMORY.forget), label: "Forget", value },
        ...(own
          ? [
              shared
                ? { id: numbered(MEMORY.unshare), label: "Stop sharing", value }
                : { id: numbered(MEMORY.share), label: "Share with my manager", value },
            ]
          : []),
      ],
    },
  ];
}

const shorten = (text: string) =>
  text.length <= LONGEST_SHOWN ? text : `${text.slice(0, LONGEST_SHOWN - 1).trimEnd()}…`;

/** The honest empty state, with the way to fill it. */
function nothingRemembered(): Message {
  return {
    summary: "I remember nothing about you yet.",
    blocks: [
      { type: "text", text: ["I remember nothing about you yet."] },
      {
        type: "note",
        text: [
          "It begins with your first call, or with a line such as “remember that I want to ask about budget sooner”.",
        ],
      },
    ],
  };
}

/** What a manager may know of a report, counted and dated; never a private word. */
export function reportMemoryMessage(name: string, lines: readonly string[]): Message {
  const summary = `What ${name}'s calls have shown, as far as it is yours to see.`;
  if (lines.length === 0)
    return plainMessage(
      `I remember nothing about ${name} that is yours to see yet. What they say and practise stays with them unless they share it.`,
    );
  return {
    summary,
    blocks: [
      { type: "text", text: [{ text: summary, bold: true }] },
      { type: "list", items: lines.map((line): Rich => [line]) },
      { type: "note", text: ["What they say and practise stays with them unless they share it."] },
    ],
  };
}

/** A note was kept, with the way back. */
export function noteKept(id: string, text: string): Message {
  return {
    summary: "Kept, for your eyes only.",
    blocks: [
      {
        type: "text",
        text: ["Kept, for your eyes only: ", { text: `“${shorten(text)}”`, italic: true }],
      },
      { type: "actions", actions: [{ id: MEMORY.forget, label: "Forget it again", value: id }] },
    ],
  };
}

/** Gone, with the way back while there is one. */
export function forgottenMessage(id: string): Message {
  return {
    summary: "Forgotten.",
    blocks: [
      {
        type: "text",
        text: [
          "Forgotten, with everything I had made of it. It will not come back when a call is read again.",
        ],
      },
      { type: "actions", actions: [{ id: MEMORY.undo, label: "Undo", value: id }] },
      { type: "note", text: ["Undo works for an hour. After that nothing of it is left."] },
    ],
  };
}

/** Asked before everything goes. */
export function forgetAllMessage(total: number): Message {
  const things = total === 1 ? "the one thing" : `all ${total} things`;
  return {
    summary: `Shall I forget ${things} I remember about you?`,
    blocks: [
      {
        type: "text",
        text: [
          `Shall I forget ${things} I remember about you? Your calls and plans stay where they are; what I noticed and what you told me goes. This cannot be undone.`,
        ],
      },
      {
        type: "actions",
        actions: [
          {
            id: `${MEMORY.forgetAll}.yes`,
            label: "Forget everything",
            value: "yes",
            style: "danger",
          },
        ],
      },
    ],
  };
}

export const forgottenAll = (count: number): Message =>
  plainMessage(
    count === 1
      ? "Forgotten. It was one thing."
      : `Forgotten, all ${count}. I start over with your next call.`,
  );

export const correctedMessage = (text: string): Message =>
  plainMessage(`Kept in your words: “${shorten(text)}”`);

export const disputedMessage = (): Message =>
  plainMessage("Set aside. You still see it here; I use it for nothing.");

export const acceptedMessage = (): Message => plainMessage("Back in use.");

export const broughtBackMessage = (): Message => plainMessage("It is back, as it was.");

export const tooLateMessage = (): Message =>
  plainMessage("That is gone for good: the hour for taking it back is over.");

export const sharedMessage = (manager: string | null): Message =>
  plainMessage(
    manager
      ? `${manager} can see this one now. “Stop sharing” takes it back.`
      : "This one is open to your manager now. “Stop sharing” takes it back.",
  );

export const unsharedMessage = (): Message => plainMessage("Only you see it again.");

export const memoryGone = (): Message =>
  plainMessage("That is no longer among what I remember about you.");

export const notYoursToAsk = (name: string): Message =>
  plainMessage(`What I remember about ${name} is between ${name} and me.`);
