import { COMMANDS, type Command } from "./commands.ts";
import { plainlyAsked } from "./plain-questions.ts";

/** A deliverable that was asked for in words. */
export interface AskedFor {
  command: Command;
  /** Whom or what it is to be about, as it was written; empty when nothing was named. */
  about: string;
  /** So clearly a command that an unknown name is answered as one; else it may be a question. */
  clear: boolean;
}

const POLITE =
  /^(?:please|hey|hi|coach|ok|can you|could you|would you|can i (?:have|get|see)|could i (?:have|get|see)|i need|i'd like|i want|give me|show me|get me|write|make|draft|do|help me|let's|a|an|the|my|our|me|this week's|last week's)[ ,]+/i;
const JOINING =
  /^(?:me|us|brief|for|with|of|about|on|against|my|our|the|a|next|tomorrow's|today's|call|meeting|demo|deal)(?: |$)/i;
const TRAILING =
  /[ ,]+(?:please|thanks|today|tomorrow|this week|next week|now|(?:the |my )?(?:next )?(?:call|meeting|deal|account))$/i;
const MOST_WORDS = 6;
const CLEAR_WORDS = 4;

const NAMES: { word: string; command: Command }[] = Object.values(COMMANDS)
  .flatMap((command: Command) =>
    [command.name, ...command.words].map((word) => ({ word: spaced(word), command })),
  )
  // The longest name first: "one on one brief" is not "one on one" about somebody called Brief.
  .sort((a, b) => b.word.length - a.word.length);

/** What a line asks for: "/prep Fernhill", "prep for Fernhill", "can I have a one on one with Tom". */
export function askedFor(text: string): AskedFor | null {
  if (text.length > 300) return null;
  let line = text
    .trim()
    .replace(/[’]/g, "'")
    .replace(/\s+/g, " ")
    .replace(/^@\S{1,40} /, "");
  const slash = line.startsWith("/");
  if (slash) line = line.slice(1);
  const plainly = slash ? null : plainlyAsked(line);
  if (plainly) return { ...plainly, clear: false };
  for (let stripped = 0; stripped <= 5; stripped += 1) {
    const found = named(line);
    if (found) return reading(found.command, found.rest, slash);
    if (slash) return null;
    const shorter = line.replace(POLITE, "");
    if (shorter === line) return null;
    line = shorter;
  }
  return null;
}

function named(line: string): { command: Command; rest: string } | null {
  const lower = spaced(line.toLowerCase());
  for (const { word, command } of NAMES) {
    if (!lower.startsWith(word)) continue;
    const rest = line.slice(word.length);
    if (rest === "" || /^[ ,:.?!]/.test(rest)) return { command, rest };
  }
  return null;
}

function reading(command: Command, rest: string, slash: boolean): AskedFor | null {
  let about = rest
    .replace(/^[ ,:]+/, "")
    .replace(/[ .?!]+$/, "")
    .replace(/^@/, "");
  let joined = false;
  for (let at = 0; at < 5; at += 1) {
    const shorter = about.replace(JOINING, "").trim();
    if (shorter === about) break;
    joined = true;
    about = shorter;
  }
  about = about.replace(/^@/, "");
  for (let at = 0; at < 3; at += 1) about = about.replace(TRAILING, "").trim();
  about = about.replace(/'s$/i, "");
  const words = about === "" ? 0 : about.split(" ").length;
  if (!slash && (words > MOST_WORDS || /^to /i.test(about))) return null;
  return { command, about, clear: slash || joined || words < CLEAR_WORDS };
}

function spaced(text: string): string {
  return text.replaceAll("-", " ");
}
