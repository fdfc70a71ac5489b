import type { QuestionMoment } from "../moment.ts";
import type { SpokenTurn, Talk } from "../talk.ts";
import { contentStems, isFollowUp } from "./questions/follow-up.ts";
import { formOf } from "./questions/form.ts";
import { painLevelOf } from "./questions/pain.ts";
import { isResearchable } from "./questions/researchable.ts";
import { techniqueOf } from "./questions/technique.ts";
import { type FoundQuestion, type LastTurn, questionsOfTurn } from "./questions/turn-questions.ts";

/** Unpunctuated speech hides where a sentence begins. */
const UNPUNCTUATED_TRUST = 0.9;
/** What is left of the confidence when nobody knows who sells and who buys. */
const UNKNOWN_SIDES_TRUST = 0.85;
/** How far back to look for the other side's last words. */
const LOOK_BACK_TURNS = 8;

/** Words the other side said last before `turn`, passing over signs of listening. */
function answerBefore(talk: Talk, turn: SpokenTurn): string[] {
  const stop = Math.max(0, turn.index - LOOK_BACK_TURNS);
  for (let index = turn.index - 1; index >= stop; index -= 1) {
    const earlier = talk.turns[index];
    if (earlier === undefined || earlier.backchannel || earlier.speaker === turn.speaker) continue;
    if (turn.side !== null && earlier.side === turn.side) continue;
    return earlier.sentences.flatMap((sentence) => sentence.words);
  }
  return [];
}

function momentsOf(
  turn: SpokenTurn,
  found: FoundQuestion[],
  talk: Talk,
  trust: number,
): QuestionMoment[] {
  const answer = answerBefore(talk, turn);
  const heard = contentStems(answer);
  return found.map((question, place): QuestionMoment => {
    const { clause } = question;
    const said = question.said.join(" ");
    const sells = turn.side !== "buyer";
    const researchable = isResearchable(clause.join(" "));
    // A fact about the company is a situation question, whatever its words.
    const situation = researchable ? "situation" : null;
    const technique = sells ? (techniqueOf(said, clause, answer) ?? situation) : null;
    return {
      kind: "question",
      turn: turn.index,
      atMs: turn.startMs,
      quote: question.quote,
      speaker: turn.speaker,
      side: turn.side,
      confidence: Math.round(question.strength * trust * 100) / 100,
      form: formOf(question),
      technique,
      painLevel: sells ? painLevelOf(said, clause, technique) : null,
      stacked: found.length > 1 || question.double,
      followUp: isFollowUp(question.said, clause, heard, place === 0),
      researchable,
    };
  });
}

/** Finds the questions of a call: who asked, how openly, and what for. Linear in the text; needs no punctuation. */
export function detectQuestions(talk: Talk): QuestionMoment[] {
  const moments: QuestionMoment[] = [];
  const lastOf = new Map<string, LastTurn>();
  const sides = UNKNOWN_SIDES_TRUST + (1 - UNKNOWN_SIDES_TRUST) * talk.attribution;
  const trust = (talk.punctuated ? 1 : UNPUNCTUATED_TRUST) * sides;
  for (const turn of talk.turns) {
    const last = lastOf.get(turn.speaker);
    const found = questionsOfTurn(turn, talk, last);
    if (found.length > 0)
      for (const moment of momentsOf(turn, found, talk, trust)) moments.push(moment);
    // "Um" after a question does not end it: "… or also that one" may still come.
    const asked = found.length > 0 || (turn.words < 3 && (last?.asked ?? false));
    lastOf.set(turn.speaker, { turn, asked });
  }
  return moments;
}
