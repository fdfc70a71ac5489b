/** How a debrief begins with something the rep said on an earlier day: their words, the day, the call. */
import type { Call } from "../calls/call.ts";
import { dayOfMemory, type Remembered } from "../coaching/remembered.ts";

/** What a debrief says of it. */
interface Said {
  memory: string;
  callId: string | null;
  line: string;
}

const LINE_WORDS = 48;
const QUOTED = /[“"]([^“”"]+)[”"]/g;
/** So many words in a row are no accident. */
const RUN = 5;

/** The line as the rules word it. Constant for a memory: people know it again. */
export function rememberedLine(remembered: Remembered, today: string): Said {
  const { memory, callId, kind, words, about } = remembered;
  const day = dayOfMemory(remembered.on, today);
  const after = about ? `, after ${about},` : "";
  const line =
    kind === "intention"
      ? `On ${day}${after} you set out to try this: “${words}”`
      : kind === "commitment"
        ? `On ${day} you told them${about ? ` on ${about}` : ""}: “${words}”`
        : `On ${day}${after} you said: “${words}”`;
  return { memory, callId, line };
}

/** What keeps such a line from a rep: words they never said, a day it was not, anything made of it elsewhere. */
export function checkRemembered(
  said: Pick<Said, "memory" | "line"> | null | undefined,
  known: readonly Remembered[],
  today: string,
): string[] {
  if (!said) return [];
  const source = known.find(({ memory }) => memory === said.memory);
  if (!source) return ["the remembered words are not among those that were given"];
  const quotes = [...said.line.matchAll(QUOTED)].map(([, inner = ""]) => plain(inner));
  const problems: string[] = [];
  if (quotes.length === 0) problems.push("the remembered line quotes nothing");
  if (quotes.some((quote) => !plain(source.words).includes(quote)))
    problems.push("the remembered line quotes what was not said then");
  if (!said.line.includes(dayOfMemory(source.on, today)))
    problems.push(`the remembered line does not name the day, ${dayOfMemory(source.on, today)}`);
  if (said.line.replace(QUOTED, "").includes("?"))
    problems.push("the remembered line asks; the question comes after it");
  if (said.line.split(/\s+/).length > LINE_WORDS)
    problems.push(`the remembered line has more than ${LINE_WORDS} words`);
  return problems;
}

/** Texts that others may read must hold nothing of it: so many words in a row that are not from the call. */
export function checkKeptApart(
  texts: readonly string[],
  known: readonly Remembered[],
  call: Call,
): string[] {
  const spoken = plain(call.turns.map(({ text }) => text).join(" "));
  const runs = known
    .filter(({ kind }) => kind !== "commitment")
    .flatMap(({ words }) => runsOf(plain(words)))
    .filter((run) => !spoken.includes(run));
  return texts.some((text) => runs.some((run) => plain(text).includes(run)))
    ? ["what the rep said to the coach stands only in the remembered line"]
    : [];
}

function runsOf(text: string): string[] {
  const words = text.split(" ");
  return words.slice(RUN - 1).map((_, at) => words.slice(at, at + RUN).join(" "));
}

const plain = (text: string) =>
  text
    .replace(/[’‘]/g, "'")
    .replace(/[^\p{L}\p{N}' ]+/gu, " ")
    .replace(/\s+/g, " ")
    .trim()
    .toLowerCase();
