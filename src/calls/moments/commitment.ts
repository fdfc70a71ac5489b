import { mightNameDate, resolveDate } from "../dates.ts";
import type { CommitmentMoment } from "../moment.ts";
import type { Sentence, SpokenTurn, Talk } from "../talk.ts";
import { accepts, type OpenRequest, requestIn } from "./commitment-acceptance.ts";
import { TENTATIVE } from "./commitment-phrases.ts";
import { undertakingsIn } from "./commitment-undertaking.ts";
import { asksForGift } from "./objection-price.ts";

/** A promise longer than this is a speech; its clause is cut. */
const LONGEST_CLAUSE = 160;
/** Where sentences are not marked, a promise is looked for in the head of the turn only. */
const LONGEST_SENTENCE = 1200;
const CLAUSE_END = /[.;!?](?:\s|$)|,? (?:but|because|so that) |, (?:so|and|which|if|that way) /;

/** The action in the speaker's words, from `at` to the end of its clause. */
function actionFrom(sentence: Sentence, at: number, to: number): string {
  const until = Math.min(to, at + LONGEST_CLAUSE);
  const end = CLAUSE_END.exec(sentence.lower.slice(at, until));
  return sentence.text.slice(at, end === null ? until : at + end.index).replace(TRAILING, "");
}
const TRAILING = /[\s.,;!?]{1,10}$/;

/** A turn that only listens leaves the request open; anything else answers it. */
const REQUEST_LIVES = 3;

/**
 * Finds what people undertake: in their own words ("I'll send it by Friday"), for a colleague
 * ("Priya will set it up"), by saying yes to a request, or by naming what they will give.
 *
 * Both sides are read. Tentative ones are kept with `firm: false`; figures of speech are not.
 */
export function detectCommitments(talk: Talk): CommitmentMoment[] {
  const moments: CommitmentMoment[] = [];
  const names = new Map(talk.call.participants.map((person) => [person.id, person.name]));
  const gift = asksForGift(talk);
  const saidOn = talk.call.startedAt;
  let request: (OpenRequest & { by: string; at: number }) | null = null;
  for (const turn of talk.turns) {
    const before = moments.length;
    const name = names.get(turn.speaker) ?? turn.speaker;
    const base = {
      kind: "commitment",
      turn: turn.index,
      atMs: turn.startMs,
      speaker: turn.speaker,
      side: turn.side,
    } as const;
    for (const sentence of turn.sentences) {
      // A letter that changes length in lower case would shift every quote.
      if (sentence.lower.length !== sentence.text.length) continue;
      const setting = { punctuated: talk.punctuated, giving: gift && turn.side !== "rep" };
      const lower = sentence.lower.slice(0, LONGEST_SENTENCE);
      for (const found of undertakingsIn(sentence, lower, setting)) {
        const what = actionFrom(sentence, found.at, found.clause[1]);
        if (what === "") continue;
        moments.push({
          ...base,
          quote: quoted(sentence, found.from),
          confidence: found.confidence,
          who: found.who ?? name,
          what,
          due: dueIn(sentence, saidOn, sentence.text.slice(...found.clause)),
          firm: found.firm,
        });
      }
    }
    if (moments.length === before && request !== null && request.by !== turn.speaker) {
      const yes = turn.index - request.at <= REQUEST_LIVES ? accepts(turn, request) : null;
      if (yes !== null)
        moments.push({
          ...base,
          quote: quoted(yes, 0),
          confidence: 0.6,
          who: name,
          what: request.howMuch ? yes.text : request.what,
          due: dueIn(yes, saidOn) ?? dueIn(request.sentence, saidOn),
          firm: !TENTATIVE.test(yes.lower),
        });
    }
    request = nextRequest(request, turn, talk);
  }
  return moments;
}

function nextRequest(
  request: (OpenRequest & { by: string; at: number }) | null,
  turn: SpokenTurn,
  talk: Talk,
): (OpenRequest & { by: string; at: number }) | null {
  const asked = talk.punctuated ? requestIn(turn) : null;
  if (asked !== null) return { ...asked, by: turn.speaker, at: turn.index };
  if (request === null || turn.index - request.at > REQUEST_LIVES) return null;
  // Another question takes the request's place, whatever it asks.
  if (request.by === turn.speaker && turn.sentences.some((sentence) => sentence.asks)) return null;
  return request.by === turn.speaker || turn.backchannel ? request : null;
}

function quoted(sentence: Sentence, from: number): string {
  if (sentence.text.length <= LONGEST_CLAUSE * 2) return sentence.text;
  return sentence.text.slice(from, from + LONGEST_CLAUSE * 2).trim();
}

function dueIn(
  sentence: Sentence,
  saidOn: string | null,
  clause: string = sentence.text,
): string | null {
  if (!mightNameDate(sentence.words)) return null;
  return resolveDate(clause, saidOn)?.iso.slice(0, 10) ?? null;
}
