import { analyzeCall } from "../../src/calls/analyze.ts";
import type { Call, Turn } from "../../src/calls/call.ts";
import { findCandidates } from "../../src/coaching/candidates/index.ts";
import { type Background, chooseOpportunity } from "../../src/coaching/opportunity.ts";

/** Two minutes of an ordinary first call, so that what follows stands where such things are said. */
const OPENING = `
R: Thanks for making the time today. We sell planning software, and I would like to hear how things run with you before I show you the product.
B: Fine by me. We had a look at your website and the pricing page, and there are two other vendors on the list.
R: Good to know. How many sites is the team running at the moment?
B: Four sites, around sixty people, and one system that nobody loves, with a contract on it until next year.
R: And what would make this hour useful for you?
B: A clear picture of what the software does, what the rollout looks like and what it might cost.
`;

const WORDS_PER_SECOND = 2.4;
const AFTER_OPENING_MS = 150_000;

/** What a call of mine may look like: who speaks, and how the recorder wrote it down. */
export interface Telling {
  /** Without the two minutes before. */
  cold?: boolean;
  /** Lower case without marks, as some recorders write. */
  bare?: boolean;
  /** Cuts turns into cues of one sentence each, as caption files do. */
  cued?: boolean;
}

/**
 * A call from lines: "R:" the seller, "B:" the buyer, "B2:" a second one; "(7s)" before the words is
 * a silence of that length.
 */
export function callOf(lines: string, telling: Telling = {}): Call {
  const turns: Turn[] = [];
  let clock = 0;
  const speak = (text: string) => {
    for (const line of text.trim().split("\n")) {
      const parts = /^(R|B2|B): (?:\((\d+)s\) )?(.+)$/.exec(line.trim());
      if (!parts) throw new Error(`not a line: ${line}`);
      const [, who = "", pause, said = ""] = parts;
      clock += pause ? Number(pause) * 1000 : 600;
      const pieces = telling.cued ? said.split(/(?<=[.?])\s+/) : [said];
      for (const piece of pieces) {
        const words = telling.bare
          ? piece
              .toLowerCase()
              .replace(/[.,?;:]+/g, "")
              .trim()
          : piece;
        const startMs = Math.round(clock);
        clock += (piece.split(/\s+/).length / WORDS_PER_SECOND) * 1000;
        turns.push({ speaker: who, startMs, endMs: Math.round(clock), text: words });
        clock += 150;
      }
    }
  };
  if (!telling.cold) {
    speak(OPENING);
    clock = Math.max(clock, AFTER_OPENING_MS);
  }
  speak(lines);
  return {
    title: "A call",
    startedAt: "2026-03-02T10:00:00Z",
    type: null,
    participants: [
      { id: "R", name: "Sam Holt", side: "rep", sideFrom: "given" },
      { id: "B", name: "Olga Brandl", side: "buyer", sideFrom: "given" },
      { id: "B2", name: "Per Lind", side: "buyer", sideFrom: "given" },
    ],
    turns,
  };
}

/** What the coach would make of these lines. */
export function choiceOf(lines: string, telling: Telling = {}, background: Background = {}) {
  const { talk, moments } = analyzeCall(callOf(lines, telling));
  const candidates = findCandidates(talk, moments);
  return { candidates, ...chooseOpportunity(candidates, background) };
}

/** Kinds of everything above the bar, best first. */
export const kindsOf = (lines: string, telling: Telling = {}) =>
  choiceOf(lines, telling).ranked.map((candidate) => candidate.kind);
