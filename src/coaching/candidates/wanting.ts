import { FIRST_NAMES } from "../../calls/moments/mentions/first-names.ts";
import type { Line, Run } from "./runs.ts";
import { askedIn, isAsked, type Scene, usualWords } from "./scene.ts";
import { WANTED } from "./signs/wanted.ts";
import { weightiest } from "./weighing.ts";

/** A buyer who already sees it in their place, told from time, use, handling and who would have it. */
const WHEN =
  /\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|january|february|march|april|may|june|july|august|september|october|november|december|christmas|easter|spring|summer|autumn|winter|(?:this|next|first|second|third|last) (?:week|month|quarter|term|half)|week(?:end)? (?:of|we)|in time for|before (?:the|we|they|christmas)|by (?:the|eight|nine|ten|then)|from (?:the|day one|next)|tomorrow|how (?:soon|quickly|fast|long)|when (?:could|can|would)|straight away|live|term|season)\b/;
const OURS =
  /\b(?:(?:i|we)(?:'d| would| could| can|'ll| will) (?:want|put|have|need|use|start|get|take|move|give|run|like|be (?:using|able)|clear|line|free|order|do|roll|begin|send)|if (?:we|i|you) (?:were|was|fitted|put|started|did|had|went|took|ordered|signed|wanted|got|installed)|could (?:your|she|he|they|we|i|it|you)|(?:my|our) (?:guy|guys|lads?|team|people|girls|crew|man|fitter|drivers?|other|second)|for (?:our|my) (?:other|second|whole)|say we)\b/;
const TAKES =
  /\b(?:start(?:s|ed|ing)?|go(?:ing)? live|live|fit|fits|fitted|fitter|fitting|install\w*|deliver\w*|pick(?:ed)? (?:it )?up|collect|reserve\w*|order\w*|sign|signed|pay|paid|invoice|admin|access|log ?ins?|poke about|seats?|roll(?:ed|ing)? (?:it )?out|clear (?:my|the|our)|cleared|lined up|ready|in stock|standing there|truck|slot|book(?:ed|ing)?|set (?:it )?up|switch(?:ed|ing)? (?:over|it)|move (?:over|across)|train(?:ed|ing)?|hold (?:one|it|two)|put (?:me|us) down|begin|using it|pilot|trial|go ahead|kick off|get in)\b/;
const CHOSEN =
  /\b(?:this is the one|the one (?:that|i|we) (?:sounds?|want|like|'d)|sounds? like us|feels? like us|i was (?:telling|saying to)|i(?:'ve| have) (?:already )?(?:told|shown|mentioned|asked|cleared|booked|set aside)|exactly what (?:we|i)|where do i sign|that'd (?:save|solve|change|sort)|that would (?:save|solve|change|sort)|my favourite|we'd (?:be|have) (?:mad|daft)|sold\b|i want (?:it|this|that|one|two)|could do with (?:two|three|one)|as well)\b/;
/** Interested politely, or about something else. */
const ELSEWHERE =
  /\b(?:last time|used to|we did|we had|years ago|not (?:sure|yet)|maybe one day)\b/;
/** The rep goes on with their own programme. */
const GOES_ON =
  /\b(?:(?:haven't|have not|not|didn't) (?:\w+ )?(?:shown|show|mentioned?|told)|also|as well|the (?:best|clever|nice|other|next|second|first) (?:bit|thing|part|one)|let me (?:just )?(?:explain|show|go|take|tell|pull|run)|i(?:'ll| should)? (?:just |quickly )?(?:tell|show|say|mention|explain)|what (?:makes|it does|we do|i|you)|so (?:here|then|on|each|before|what)|and then|one more|by the way|actually)\b/;

const ANSWER_WORDS = 25;
const TALK_WORDS = 35;
const NEEDED = 3.2;

/** What log odds are worth in points of a wish. */
const WISH_AT_EVEN = 2;
const WISH_PER_ODD = 0.4;

export interface Wanting {
  line: Line;
  answer: Run;
  points: number;
}

/** A wish of the buyer's that the rep talked past for a while without asking about it. */
export function wantingIn(scene: Scene, run: Run): Wanting | null {
  const answer = scene.runs.slice(run.index + 1, run.index + 3).find(({ side }) => side === "rep");
  if (!answer || answer.words < ANSWER_WORDS || asks(scene, answer)) return null;
  let best: { line: Line; points: number } | null = null;
  const whole = run.lines.map(({ sentence }) => sentence.lower.slice(0, 600)).join(" ");
  for (const line of run.lines) {
    if (line.sentence.words.length < 5) continue;
    const points = wish(line.sentence.lower.slice(0, 600)) + (line.sentence.asks ? 0.3 : 0);
    if (!best || points > best.points) best = { line, points };
  }
  const weighed = weightiest(WANTED, run);
  const odds = weighed?.odds ?? Number.NEGATIVE_INFINITY;
  const together = Math.max(wish(whole), odds < 0 ? 0 : WISH_AT_EVEN + odds * WISH_PER_ODD);
  if (together < 2) return null;
  if (weighed && (!best || best.points < 1)) best = { line: weighed.line, points: together };
  if (!best) return null;
  const usual = Math.max(10, usualWords(scene, run));
  const points =
    together +
    (run.lines.some(namesSomebody) ? 0.3 : 0) +
    (run.words >= 25 && run.words >= 1.5 * usual ? 0.5 : 0) +
    passedOver(scene, answer);
  return points >= NEEDED ? { line: best.line, answer, points } : null;
}

function wish(lower: string): number {
  const points =
    (WHEN.test(lower) ? 0.9 : 0) +
    (OURS.test(lower) ? 1 : 0) +
    (TAKES.test(lower) ? 0.9 : 0) +
    (CHOSEN.test(lower) ? 1.3 : 0);
  return ELSEWHERE.test(lower) ? points - 0.8 : points;
}

function asks(scene: Scene, run: Run): boolean {
  return askedIn(scene, run).some((question) => isAsked(scene, question));
}

function namesSomebody({ sentence }: Line): boolean {
  return sentence.words.some((word) => FIRST_NAMES.has(word));
}

function passedOver(scene: Scene, answer: Run): number {
  const next = scene.runs
    .slice(answer.index, answer.index + 5)
    .filter(({ side }) => side === "rep");
  const words = next.reduce((sum, { words }) => sum + words, 0);
  const text = answer.lines.map(({ sentence }) => sentence.lower.slice(0, 600)).join(" ");
  return (
    (answer.words >= TALK_WORDS ? 0.8 : 0.3) +
    (GOES_ON.test(text) ? 0.7 : 0) +
    (words >= 90 && !next.some((run) => asks(scene, run)) ? 0.7 : 0)
  );
}

/** How sure it is, by its points. */
export function wantingConfidence(points: number): number {
  return Math.min(0.7, 0.57 + (points - NEEDED) * 0.05);
}
