import type { QuestionMoment, Technique } from "../moment.ts";
import type { Sentence, SpokenTurn, Talk } from "../talk.ts";
import { contentStems, isFollowUp } from "./questions/follow-up.ts";
import { formOf } from "./questions/form.ts";
import { painLevelOf } from "./questions/pain.ts";
import { isResearchable } from "./questions/researchable.ts";
import { techniqueOf } from "./questions/technique.ts";
import { speaksOfTrouble } from "./questions/topics.ts";
import { type FoundQuestion, type LastTurn, questionsOfTurn } from "./questions/turn-questions.ts";

/** Unpunctuated speech hides where a sentence begins. */
const UNPUNCTUATED_TRUST = 0.9;
/** What is left of the confidence when nobody knows who sells and who buys. */
const UNKNOWN_SIDES_TRUST = 0.85;
/** How far back to look for the other side's last words. */
const LOOK_BACK_TURNS = 8;
const ANSWER_WORDS = 60;
/** A question this many turns later no longer goes on with the last one. */
const THREAD_TURNS = 8;
const LEAD_SENTENCES = 2;
/** Small talk is over after so many words, or as soon as somebody speaks of time, agenda or trouble. */
const GREETING_WORDS = 120;

/** Words the other side said last before `turn`, however many turns they were cut into; signs of listening left out. */
function answerBefore(talk: Talk, turn: SpokenTurn): string[] {
  const stop = Math.max(0, turn.index - LOOK_BACK_TURNS);
  /** From the last one back, as few as are enough. */
  const heard: string[] = [];
  let speaker: string | null = null;
  for (let index = turn.index - 1; index >= stop && heard.length < ANSWER_WORDS; index -= 1) {
    const earlier = talk.turns[index];
    if (earlier === undefined || earlier.backchannel) continue;
    if (speaker === null) {
      if (earlier.speaker === turn.speaker) continue;
      if (turn.side !== null && earlier.side === turn.side) continue;
      speaker = earlier.speaker;
    } else if (earlier.speaker !== speaker) break;
    const { sentences } = earlier;
    for (let at = sentences.length - 1; at >= 0; at -= 1) {
      const { words } = sentences[at] as Sentence;
      for (let place = words.length - 1; place >= 0 && heard.length < ANSWER_WORDS; place -= 1)
        heard.push(words[place] as string);
    }
  }
  return heard.reverse();
}

/** The asker's own words just before a question, in the same turn. */
function leadOf(turn: SpokenTurn, { sentence }: FoundQuestion): string[] {
  return turn.sentences
    .slice(Math.max(0, sentence - LEAD_SENTENCES), sentence)
    .flatMap(({ words }) => words);
}

function momentsOf(
  turn: SpokenTurn,
  found: FoundQuestion[],
  talk: Talk,
  trust: number,
  greeting: boolean,
  thread: Technique | null | undefined,
): QuestionMoment[] {
  const answer = answerBefore(talk, turn);
  const heard = contentStems(answer);
  const troubled = speaksOfTrouble(answer);
  let before: Technique | null | undefined;
  return found.map((question, place): QuestionMoment => {
    const { clause } = question;
    const sells = turn.side !== "buyer";
    const followUp = isFollowUp(question.said, clause, heard, place === 0);
    const researchable = sells && isResearchable(clause);
    // A fact about the company is a situation question, whatever its words.
    const situation = researchable ? "situation" : null;
    const technique = sells
      ? (techniqueOf({
          ...{ said: question.said, clause, cue: question.asking.cue },
          ...{ lead: () => leadOf(turn, question), troubled, followUp, before, thread, greeting },
        }) ?? situation)
      : null;
    before = technique;
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
      painLevel: painLevelOf(question.said.join(" "), clause, technique),
      stacked: found.length > 1 || question.double,
      followUp,
      researchable,
    };
  });
}

/** Finds the questions of a call: who asked, how openly, and what for. Linear in the text; needs no punctuation. */
export function detectQuestions(talk: Talk): QuestionMoment[] {
  const moments: QuestionMoment[] = [];
  const lastOf = new Map<string, LastTurn>();
  const threads = new Map<string, QuestionMoment>();
  const sides = UNKNOWN_SIDES_TRUST + (1 - UNKNOWN_SIDES_TRUST) * talk.attribution;
  const trust = (talk.punctuated ? 1 : UNPUNCTUATED_TRUST) * sides;
  let words = 0;
  for (const turn of talk.turns) {
    const greeting = words < GREETING_WORDS;
    words += turn.words;
    const last = lastOf.get(turn.speaker);
    const found = questionsOfTurn(turn, talk, last);
    if (found.length > 0) {
      const own = threads.get(turn.speaker);
      const thread = own && turn.index - own.turn <= THREAD_TURNS ? own.technique : undefined;
      for (const moment of momentsOf(turn, found, talk, trust, greeting, thread)) {
        moments.push(moment);
        threads.set(turn.speaker, moment);
      }
    }
    // "Um" after a question does not end it: "… or also that one" may still come.
    const asked = found.length > 0 || (turn.words < 3 && (last?.asked ?? false));
    lastOf.set(turn.speaker, { turn, asked });
  }
  return moments;
}
