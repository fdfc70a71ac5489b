import { overlap } from "../../calls/content-words.ts";
import type { Run } from "./runs.ts";
import { askedIn, isAsked, type Scene, subjectOf } from "./scene.ts";

/**
 * How a rep leaves what a buyer has just said: a nod, and then their own goods, their own papers or
 * the next point. It tells nothing by itself, since most statements need no more than a nod; next to
 * something that weighs, it tells that it was left.
 */
export interface TurnedAway {
  answer: Run;
  /** 0 to about 2.6: how plainly the talk went elsewhere; less where the rep had just asked for it. */
  points: number;
}

/** "Okay.", "Sure, sure.", "Lovely.": taken note of, and no more. */
const NODS =
  /^(?:(?:ok|okay|right|sure|yes|yep|yeah|mhm|mm|hm|got it|i see|understood|i understand|i hear you|great|good|good to hear|nice|lovely|perfect|excellent|wonderful|brilliant|superb|interesting|absolutely|of course|no problem|no worries|fair enough|makes sense|well|wow|ha|mine too|great stuff|sure thing|okay perfect)\b[,.! ]*)+/;
/** The next words are about what is sold, how it is bought or what comes next on the rep's list. */
const OWN_GOODS =
  /\b(?:ours?|our \w+|we(?:'ve| have) (?:got|had|a)|we (?:do|offer|integrate|work|install|handle|charge|can)|you(?:'d|'ll| would| will)? (?:get|see|have|be able|just (?:drag|scan|click|tap))|you can|it (?:works|runs|comes|checks|prints|pulls|sends|scales|can|does|will)|it's (?:all|fully|really|included|hosted)|there(?:'s| is| are) (?:a|also|an|about)|comes? (?:in|with)|the (?:app|system|platform|software|module|dashboard|reporting|portal|screen|engine|other thing|nice (?:part|thing)|next)|let me (?:show|take|just|run)|i'll send|so (?:the|here|on|for|what|in|with|this|orders|each|payroll)|automatic\w*|included|moving on|anyway|and support|as standard)\b/;

/** What only both halves together tell is never surer than this: it fills silence and displaces nothing. */
export const TOGETHER = 0.575;

/** From here on the talk plainly went elsewhere: a nod and own goods, or a good deal of them. */
export const PLAINLY = 1.4;

const SHORTEST = 12;
const LONG = 26;
/** The rep's next run may follow another buyer's word. */
const NEXT_RUNS = 3;
/** A question this early is the rep's answer. */
const EARLY = 60;

/** An answer to the rep's own open question was not left alone: the question is what brought it. */
const ASKED_FOR = 1.2;
const OPEN = /\b(?:what|how|why|who|where|when|which|if they|between|tell me|walk me|describe)\b/;

function askedFor(scene: Scene, run: Run): boolean {
  const before = scene.runs[run.index - 1];
  if (before?.side !== "rep") return false;
  const last = askedIn(scene, before).at(-1);
  return last !== undefined && last.after <= 8 && OPEN.test(last.quote.toLowerCase());
}

/** How the rep's answer left what the buyer said in `run`; `null` when it was asked about or handed back. */
export function turnedFrom(scene: Scene, run: Run): TurnedAway | null {
  const answer = scene.runs
    .slice(run.index + 1, run.index + NEXT_RUNS)
    .find(({ side }) => side === "rep");
  const first = answer?.lines[0];
  if (!answer || !first || answer.words < SHORTEST - 4) return null;
  const last = run.lines.findLast(({ sentence }) => sentence.words.length >= 3) ?? run.lines.at(-1);
  if (!last) return null;
  const subject = subjectOf(scene, run, last);
  const text = answer.lines
    .slice(0, 8)
    .map(({ sentence }) => sentence.lower.slice(0, 600))
    .join(" ");
  const nods = NODS.exec(text)?.[0].length ?? 0;
  const goods = OWN_GOODS.test(text.slice(nods));
  const asks = askedIn(scene, answer).filter(
    (question) => isAsked(scene, question) && question.before <= EARLY,
  );
  const about = asks.some(
    ({ words }) => overlap(new Set(words), subject.whole) > 0 || words.length <= 6,
  );
  if (about) return null;
  const points =
    (nods > 0 ? 0.6 : 0) +
    (goods ? 1 : 0) +
    (answer.words >= SHORTEST ? 0.4 : 0) +
    (answer.words >= LONG ? 0.6 : 0) -
    (asks.length > 0 ? 0.4 : 0) -
    (askedFor(scene, run) ? ASKED_FOR : 0);
  return { answer, points };
}
