import type { Side } from "../../calls/call.ts";
import { clausesOf } from "../../calls/clauses.ts";
import type { Sentence, SpokenTurn, Talk } from "../../calls/talk.ts";

/** A sentence where it was said, or a clause of one that an automatic transcript left without marks. */
export interface Line {
  sentence: Sentence;
  turn: SpokenTurn;
  /** Words of the same run before it. */
  place: number;
}

/** What one person says until another takes the floor; recorders cut it into several turns. */
export interface Run {
  index: number;
  side: Side | null;
  speaker: string;
  turns: SpokenTurn[];
  lines: Line[];
  /** The same words by sentence: a question may run over several clauses. */
  sentences: Line[];
  words: number;
  startMs: number | null;
  endMs: number | null;
}

/** A question inside a run. */
export interface RunQuestion {
  quote: string;
  sentence: Sentence;
  turn: SpokenTurn;
  words: string[];
  /** Words of the run before it and after it; other questions after it do not count. */
  before: number;
  after: number;
  moment: QuestionQuote | null;
}

/** Words of a turn that ask; a question moment is one. */
export interface QuestionQuote {
  quote: string;
}

const runsOfTalk = new WeakMap<Talk, Run[]>();

/** Joins the turns of a call into runs. A nod interrupts nobody, unless it answers a question. Linear. */
export function runsOf(talk: Talk): Run[] {
  const known = runsOfTalk.get(talk);
  if (known) return known;
  const runs: Run[] = [];
  runsOfTalk.set(talk, runs);
  let current: Run | undefined;
  for (const turn of talk.turns) {
    if (turn.words === 0) continue;
    if (current && turn.speaker !== current.speaker && turn.backchannel) {
      if (current.lines.at(-1)?.sentence.asks !== true) continue;
    }
    if (!current || turn.speaker !== current.speaker) {
      current = {
        index: runs.length,
        side: turn.side,
        speaker: turn.speaker,
        turns: [],
        lines: [],
        sentences: [],
        words: 0,
        startMs: turn.startMs,
        endMs: turn.endMs,
      };
      runs.push(current);
    }
    current.turns.push(turn);
    for (const sentence of turn.sentences) {
      current.sentences.push({ sentence, turn, place: current.words });
      for (const clause of clausesOf(sentence)) {
        current.lines.push({ sentence: clause, turn, place: current.words });
        current.words += clause.words.length;
      }
    }
    current.endMs = turn.endMs ?? current.endMs;
  }
  return runs;
}

const countWords = (text: string) => text.match(/\S+/g)?.length ?? 0;

/** A question at the end of words without marks: how it opens, not where it would also be a clause. */
const BARE =
  /(?<!\b(?:that's|thats|know|see|is|was|it's|about|depends|of|on|with|than|and|or|me|you|them|to|exactly|just) )\b(?:what(?:'s| is| are| was| do| did| does| would| could| made| happened| happens)|how (?:do|did|does|would|much|many|long|often|is|are|was)|why (?:do|did|is|was|would|not)|who(?:'s| is| else| would| does| did)|where (?:do|did|does|is|was|would)|when (?:do|did|does|is|was|would)|(?:do|did|are|were|would|have|could|can) you|is it|is there|was it|does (?:it|that|she|he)|did (?:it|that|she|he|they))\b(?= \S+ \S+)/g;
const BARE_TAIL = 110;

function bareQuestion(sentence: Sentence): string | null {
  if (sentence.words.length < 8 || /[.!?…"'”’)]$/.test(sentence.text)) return null;
  const from = Math.max(0, sentence.lower.length - BARE_TAIL);
  const last = [...sentence.lower.slice(from).matchAll(BARE)][0];
  return last ? sentence.text.slice(from + last.index) : null;
}

/** The questions of a run in order, from the detector and from the marks in the transcript. */
export function questionsOf(
  run: Run,
  byTurn: ReadonlyMap<number, readonly QuestionQuote[]>,
): RunQuestion[] {
  const questions: RunQuestion[] = [];
  for (const { sentence, turn, place } of run.sentences) {
    const found = (byTurn.get(turn.index) ?? []).filter(({ quote }) =>
      sentence.text.includes(quote),
    );
    const bare = found.length === 0 && !sentence.asks ? bareQuestion(sentence) : null;
    const asked = found.length > 0 ? found : sentence.asks || bare !== null ? [null] : [];
    for (const moment of asked) {
      const quote = moment?.quote ?? bare ?? sentence.text;
      const lead = countWords(sentence.text.slice(0, Math.max(0, sentence.text.indexOf(quote))));
      questions.push({
        quote,
        sentence,
        turn,
        words:
          quote
            .toLowerCase()
            .replaceAll("’", "'")
            .match(/[\p{L}\p{N}]+(?:['-][\p{L}\p{N}]+)*/gu) ?? [],
        before: place + lead,
        after: 0,
        moment,
      });
    }
  }
  for (const [place, question] of questions.entries()) {
    const end = question.before + countWords(question.quote);
    const others = questions
      .slice(place + 1)
      .reduce((sum, later) => sum + countWords(later.quote), 0);
    question.after = Math.max(0, run.words - end - others);
  }
  return questions;
}
