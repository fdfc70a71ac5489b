import type { Cited } from "../coaching/cited.ts";
import type { Attempt } from "../coaching/practice.ts";
import { citedBlock, type QuoteScene, unquoted } from "./cited.ts";
import type { Block, Message } from "./message.ts";

/** What the buttons do; each stands in a role play's own thread. */
export const PRACTICE_ANOTHER = "practice-another";
export const PRACTICE_STOP = "practice-stop";

export interface PracticeWords {
  account: string;
  /** The buyer's whole name. */
  buyer: string;
  /** The one thing that is looked at: "Ask one question about an objection before answering it". */
  behaviour: string;
  cue: Cited;
  /** Whether the coach can play the buyer; without a language model it cannot. */
  plays: boolean;
}

/** A role play begins with words the buyer has really said. */
export function practiceMessage(words: PracticeWords, scene: QuoteScene): Message {
  const { account, buyer, behaviour, cue, plays } = words;
  const first = firstOf(buyer);
  return {
    summary: `${first}: “${unquoted(cue.quote)}” What do you say?`,
    blocks: [
      text({ text: `Practice, ${account}`, bold: true }, " · only you see this"),
      text(
        plays
          ? `I play ${first}. It begins with what ${first} really said:`
          : `${first}'s own words:`,
      ),
      citedBlock(cue, scene),
      text("What do you say? Write it as you would say it aloud."),
      text("I look at one thing: ", { text: lower(behaviour), italic: true }, "."),
      actions(false),
      note(
        plays
          ? `Answer in this thread. What I say as ${first} is made up from calls; “stop” ends it, and after six lines of yours it ends by itself.`
          : `Answer in this thread; “stop” ends it. I play nobody here: you get ${first}'s own lines, and I look at yours.`,
      ),
      ...(scene.note ? [note(scene.note)] : []),
    ],
  };
}

/** The played buyer's next line. */
export function playedMessage(buyer: string, say: string): Message {
  const first = firstOf(buyer);
  return {
    summary: `${first}, played: ${say}`,
    blocks: [text({ text: `${first}, played: `, bold: true }, say)],
  };
}

/** Without anybody to play the buyer: what the line shows, and another of the buyer's own. */
export function drillLookMessage(
  { seen }: Attempt,
  { more, note: why }: { more: boolean; note: string | null },
): Message {
  return {
    summary: seen,
    blocks: [
      text(seen),
      text("Say it once more, or leave it there."),
      actions(more),
      ...(why ? [note(why)] : []),
    ],
  };
}

/** Another of the buyer's own lines. */
export function anotherLineMessage(cue: Cited, scene: QuoteScene): Message {
  return {
    summary: `${firstOf(cue.speaker)}: “${unquoted(cue.quote)}”`,
    blocks: [citedBlock(cue, scene), text("And to this?")],
  };
}

/** What was tried, line by line, and nothing more. */
export function practiceEndMessage(
  behaviour: string,
  attempts: readonly (Attempt & { said: string })[],
): Message {
  if (attempts.length === 0)
    return plain("Left there, before the first line. “practice” begins another round.");
  const there = attempts.filter((one) => one.there).length;
  const count =
    there === 0
      ? "It is not there yet."
      : attempts.length === 1
        ? "It was there."
        : `It was there in ${there} of ${attempts.length} lines.`;
  return {
    summary: `What you tried: ${lower(behaviour)}. ${count}`,
    blocks: [
      text({ text: "What you tried: ", bold: true }, `${lower(behaviour)}. ${count}`),
      {
        type: "list",
        items: attempts.map(({ said, seen }) => [`“${shortened(unquoted(said))}” ${seen}`]),
      },
      text(
        there > 0
          ? "Which of these would you say on the next call?"
          : "What would you ask, if you could ask only one thing?",
      ),
      note("I have forgotten the lines now; they stand in this conversation alone."),
    ],
  };
}

export const practiceOverMessage = (): Message =>
  plain("That round is over. “practice” begins another.");

/** One honest line where there is nothing to practise with. */
export function plain(line: string): Message {
  return { summary: line, blocks: [text(line)] };
}

type Words = Extract<Block, { type: "text" }>["text"];
const text = (...spans: Words): Block => ({ type: "text", text: spans });
const note = (line: string): Block => ({ type: "note", text: [line] });
const actions = (more: boolean): Block => ({
  type: "actions",
  actions: [
    ...(more ? [{ id: PRACTICE_ANOTHER, label: "Another line" }] : []),
    { id: PRACTICE_STOP, label: "Stop here" },
  ],
});
const firstOf = (name: string) => name.split(" ")[0] ?? name;
const lower = (sentence: string) => sentence.charAt(0).toLowerCase() + sentence.slice(1);
const shortened = (line: string) => (line.length > 160 ? `${line.slice(0, 158).trimEnd()}…` : line);
