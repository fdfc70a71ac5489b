import type { Piece } from "../source.ts";

/** One recognised word. */
export interface Word {
  name: string | null;
  startMs: number | null;
  endMs: number | null;
  text: string;
}

const SENTENCE_END = /[.?!…。？！]$/;

/** Gathers words into turns: until the speaker changes or, where nobody is named, until a sentence ends. */
export function turnsOfWords(words: Word[]): Piece[] {
  const pieces: Piece[] = [];
  let before = "";
  for (const word of words) {
    const turn = pieces.at(-1);
    const ended = word.name === null && SENTENCE_END.test(before);
    if (turn !== undefined && turn.name === word.name && !ended) {
      turn.text += ` ${word.text}`;
      turn.endMs = word.endMs;
    } else {
      pieces.push({ ...word, where: `Turn ${pieces.length + 1}` });
    }
    before = word.text.slice(-4);
  }
  return pieces;
}
