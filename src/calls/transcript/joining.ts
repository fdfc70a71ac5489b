import type { Piece } from "./source.ts";

const PAUSE_MS = 1500;
const SENTENCE_END = /[.?!…。？！]["'”’)\]]*$/;

/** Joins captions that cut one person's sentence: same name, no sentence end, lower-case start, within 1.5 seconds. */
export function joinCutSentences(pieces: Piece[]): Piece[] {
  const joined: Piece[] = [];
  // The caption before, not the turn so far: looking into a growing text again and again is slow.
  let before: Piece | null = null;
  for (const piece of pieces) {
    const turn = joined.at(-1);
    if (turn !== undefined && before !== null && continues(before, piece)) {
      turn.text += ` ${piece.text}`;
      turn.endMs = piece.endMs;
    } else {
      joined.push({ ...piece });
    }
    before = piece;
  }
  return joined;
}

function continues(before: Piece, piece: Piece): boolean {
  if (piece.name === null || piece.name !== before.name) return false;
  if (!/^["'“‘]?\p{Ll}/u.test(piece.text)) return false;
  if (SENTENCE_END.test(before.text.slice(-8))) return false;
  const end = before.endMs ?? before.startMs;
  if (end === null || piece.startMs === null || before.startMs === null) return false;
  return piece.startMs >= before.startMs && piece.startMs - end <= PAUSE_MS;
}
