import { unquoted } from "./cited.ts";
import type { Block, Message } from "./message.ts";

/** What the buttons do, for whoever answers them; each carries the moment's id. */
export const SHARE_NAMED = "share-named";
export const SHARE_UNNAMED = "share-unnamed";
export const SHARE_NOT = "share-not";
export const SHARE_WITHDRAW = "share-withdraw";

export interface AskedToShare {
  id: string;
  quote: string;
  what: string;
  /** False where the words themselves lead back to the call. */
  mayBeUnnamed: boolean;
  /** How many are on the team, the owner included. */
  team: number;
}

/** A team so small that words are recognised by their manner. */
const SMALL_TEAM = 8;

/** Asks a rep whether the team may see a moment of theirs. */
export function askToShareMessage({ id, quote, what, mayBeUnnamed, team }: AskedToShare): Message {
  return {
    summary: "May I show this moment to the team?",
    blocks: [
      text("That one may be worth more than one reader. May I show it to the team in the digest?"),
      text(`What they would read: “${unquoted(quote)}” ${what}`),
      {
        type: "actions",
        actions: [
          { id: SHARE_NAMED, label: "With my name", value: id, style: "primary" },
          ...(mayBeUnnamed ? [{ id: SHARE_UNNAMED, label: "Without my name", value: id }] : []),
          { id: SHARE_NOT, label: "Keep it between us", value: id },
        ],
      },
      note(
        [
          "Nothing else of the call goes along, and you can take it back.",
          mayBeUnnamed
            ? team < SMALL_TEAM
              ? `On a team of ${team}, people may guess whose it is.`
              : ""
            : "Without your name it would still lead back to this call: your words name who or how much.",
        ]
          .filter(Boolean)
          .join(" "),
      ),
    ],
  };
}

/** What follows from each answer. */
export function sharedMessage(
  state: "named" | "unnamed" | "kept" | "withdrawn",
  { id, shown }: { id: string; shown: boolean },
): Message {
  if (state === "kept") return plain("It stays between us.");
  if (state === "withdrawn")
    return plain(
      shown
        ? "Taken back. A digest that was sent keeps it, since I can't unsend that; it will stand in no other."
        : "Taken back. Nobody has seen it.",
    );
  const line = `Thank you. It stands in the next digest ${state === "named" ? "with your name" : "without your name"}.`;
  return {
    summary: line,
    blocks: [
      text(line),
      { type: "actions", actions: [{ id: SHARE_WITHDRAW, label: "Take it back", value: id }] },
    ],
  };
}

const text = (line: string): Block => ({ type: "text", text: [line] });
const note = (line: string): Block => ({ type: "note", text: [line] });
const plain = (line: string): Message => ({ summary: line, blocks: [text(line)] });
