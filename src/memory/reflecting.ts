import { directivesOf } from "../store/memory-models.ts";
import { findBank } from "../store/memory-shelves.ts";
import type { Hit, Narrowing, Observation, Reader, Reflection } from "./memory.ts";
import { inPlace, type Place } from "./place.ts";
import { dayOf } from "./statements.ts";
import { isAskingWord, isStopWord, stemOf, stemsOf, wordsOf } from "./words.ts";

export interface ReflectOptions {
  reader: Reader;
  now?: Date;
  within?: Narrowing;
}

const SOURCES = 6;
const OBSERVATIONS = 2;
const LONGEST_QUOTE = 240;

/** Something that can be searched and has observations: either bank. */
interface Searchable {
  recall(question: string, options: ReflectOptions & { limit: number }): Promise<Hit[]>;
  observations(options: { reader: Reader; personId?: string }): Promise<Observation[]>;
}

/**
 * Answers from memory by rule: what was observed on the subject first, then who said what on which day,
 * each line with its source. It quotes and counts, and infers nothing.
 */
export async function reflect(
  place: Place,
  bank: Searchable,
  question: string,
  options: ReflectOptions,
): Promise<Reflection> {
  const subject = subjectOf(question);
  const observed = (
    await bank.observations({
      reader: options.reader,
      ...(options.within?.personId ? { personId: options.within.personId } : {}),
    })
  )
    .map((observation) => ({ observation, shared: sharedWith(observation.statement, subject) }))
    .filter(({ shared }) => shared > 0)
    .sort((a, b) => b.shared - a.shared)
    .slice(0, OBSERVATIONS);
  const sources = await bank.recall(question, { ...options, limit: SOURCES });
  const directives = await inPlace(place, async (tx) => {
    const row = await findBank(tx, place.bank);
    return row ? await directivesOf(tx, row.id) : [];
  });
  const lines = [
    ...observed.map(({ observation }) => `- ${observation.statement}`),
    ...sources.map((source, index) => `- ${lineOf(source, subject)} [${index + 1}]`),
  ];
  return {
    answer:
      lines.length > 0
        ? lines.join("\n")
        : "Nothing that I remember, and may tell you, speaks of that.",
    sources,
    directives: directives.map(({ content }) => content),
    degraded: false,
  };
}

const subjectOf = (question: string) =>
  new Set(
    wordsOf(question.slice(0, 4000))
      .filter((word) => !isStopWord(word) && !isAskingWord(word))
      .map(stemOf),
  );

const sharedWith = (text: string, subject: ReadonlySet<string>) =>
  new Set(stemsOf(text).filter((stem) => subject.has(stem))).size;

/** "On 3 March 2026 Dana Reyes said: …", with the sentence of a long memory that says most of the subject. */
function lineOf(source: Hit, subject: ReadonlySet<string>): string {
  const on = source.at ? `On ${dayOf(source.at)}` : "";
  const said = source.speaker ? `${source.speaker} said` : "";
  const told = source.speaker
    ? source.text.replace(`${source.speaker}:`, "").trim()
    : source.text.trim();
  const opening = [on, said].filter(Boolean).join(" ");
  return `${opening}${opening ? ": " : ""}"${sentenceAbout(told, subject)}"`;
}

function sentenceAbout(text: string, subject: ReadonlySet<string>): string {
  const flat = text.slice(0, 20_000).replace(/\s+/g, " ");
  if (flat.length <= LONGEST_QUOTE) return flat;
  const sentences = flat.match(/[^.!?]+[.!?]*/g) ?? [flat];
  const best = sentences.reduce(
    (chosen, sentence) => {
      const shared = sharedWith(sentence, subject);
      return shared > chosen.shared ? { sentence, shared } : chosen;
    },
    { sentence: sentences[0] ?? flat, shared: 0 },
  );
  const sentence = best.sentence.trim();
  return sentence.length <= LONGEST_QUOTE ? sentence : `${sentence.slice(0, LONGEST_QUOTE - 1)}…`;
}
