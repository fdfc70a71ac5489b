import { whoseReview } from "../../deals/review-command.ts";
import { askedFor } from "../../jobs/deliverables/asked.ts";
import type { Transaction } from "../../store/database.ts";
import { deliveryAt, latestSent } from "../../store/deliveries.ts";
import { saidAt } from "../../store/said.ts";
import { CHAT_COMMANDS, saidByCommand } from "../commands.ts";
import type { TeamsActivity } from "./activity.ts";
import { plainWords } from "./html-words.ts";
import { TEAMS } from "./world.ts";

/** How long after a message plain words still answer it: over a weekend. */
const FRESH_MS = 3 * 24 * 3600 * 1000;
const QUOTED =
  /<blockquote[^>]*schema\.skype\.com\/Reply[^>]*\bitemid="(\d+)"[^>]*>[\s\S]*?<\/blockquote>/i;
/** Commands that are words alone. */
const OTHER_COMMANDS =
  /^(?:hub|home|my (?:hub|page|calendars?)|calendars?|schedules?|rules|playbook|themes|practi[sc]e|pause|resume|help|coach|setup|set (?:me|you)|settings|remember|what do you (?:know|remember))\b/i;

/** A quoting reply: the message it quotes, and the words without the quote. */
export function quoteIn({ attachments }: TeamsActivity): { id: string; words: string } | null {
  for (const { contentType, content } of attachments ?? []) {
    if (contentType !== "text/html" || typeof content !== "string") continue;
    const id = QUOTED.exec(content)?.[1];
    if (id) return { id, words: plainWords(content.replace(QUOTED, "")) };
  }
  return null;
}

/**
 * What words in a chat without threads answer: the message they quote, else the coach's latest one
 * there, unless they are a command, which begins something new.
 */
export async function threadInChat(
  tx: Transaction,
  recipient: string,
  { words, quoted, now }: { words: string; quoted: string | null; now: Date },
): Promise<string | null> {
  if (quoted) {
    const stands = await deliveryAt(tx, TEAMS, quoted);
    if (stands) return stands.threadId ?? stands.id;
  }
  if (isCommand(words)) return null;
  const last = await latestSent(tx, TEAMS, recipient, new Date(now.getTime() - FRESH_MS));
  return last ? (last.threadId ?? last.id) : null;
}

/** What a channel's thread began with: a message of ours, somebody's words, or these words themselves. */
export async function threadInChannel(tx: Transaction, began: string | null): Promise<string> {
  if (!began) return "own";
  const ours = await deliveryAt(tx, TEAMS, began);
  if (ours) return ours.threadId ?? ours.id;
  const theirs = await saidAt(tx, TEAMS, began);
  return theirs ? (theirs.threadId ?? theirs.id) : "own";
}

/** A command that was picked from Teams' list, or typed as it stands there; `null` for other words. */
export function pickedCommand(words: string): string | null {
  const line = words.toLowerCase().replaceAll("-", " ");
  const picked = CHAT_COMMANDS.find(({ name }) => line === name.replaceAll("-", " "));
  return picked ? saidByCommand(picked.name, "") : null;
}

/** Words that ask for something by its name; the coach's question before them stays open. */
function isCommand(words: string): boolean {
  const line = words.toLowerCase().replaceAll("-", " ");
  return (
    line.startsWith("/") ||
    OTHER_COMMANDS.test(line) ||
    whoseReview(words) !== null ||
    askedFor(words)?.clear === true
  );
}
