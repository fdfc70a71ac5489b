import { contentWords } from "../../calls/content-words.ts";
import type { Line, Run } from "./runs.ts";
import { askedIn, isAsked, runAfter, type Scene, usualWords } from "./scene.ts";
import { DOUBTED } from "./signs/doubted.ts";
import { weightiest } from "./weighing.ts";

/** A buyer's doubt, told from how it was said, how it was answered and what the answer left behind. */
export interface Doubt {
  line: Line;
  category: "budget" | "other";
  points: number;
}

/** "I'm not so sure", "I don't really love", "can't see it": a stance against, in any trade's words. */
const AGAINST =
  /(?:\bnot|n't|\bnever) (?:\w+ ){0,3}?(?:sure|keen|convinced|comfortable|happy|certain|sold|fond|crazy|wild|mad|thrilled|love|loving|like|see (?:it|us|them|him|her|that|how|why|me)|fancy|believe|trust|go down well|suit|work for|right for|for us|for our|for me|ready|my thing|our thing|the (?:best|biggest) fan)\b|\b(?:can't|cannot|don't|couldn't|won't) (?:really |quite |honestly )*(?:see|picture|imagine)\b|\b(?:struggl\w+|worr(?:y|ies|ied)|wary|nervous|hesita\w+|reluctan\w+|doubt\w*|sceptical|skeptical|uneasy|concern\w*|bother\w*|uncomfortable|unsure|iffy|torn|overkill|faff|hassle|off-?putting|puts me off|gimmick\w*|cold feet|get off|rather not|i'd rather|draw the line|stick with|leave it as|too (?:much|big|complicated|clever|fancy|fiddly|long|soon|early|heavy|rigid|risky|new))\b/;
/** Weaker: trouble foreseen, things left as they are, people who would not go along. */
const WEARY =
  /\b(?:my (?:only |one |main )?(?:worry|fear|thing|question mark|hesitation)|the only thing|i wonder|i don't know (?:if|about|whether|that|how)|(?:seems|looks|sounds|feels) (?:like )?(?:a lot|a bit|quite|very|rather)|a lot (?:to|of (?:work|change|bother|clicking|steps))|(?:yet )?another (?:system|login|app|thing|tool|screen|password)|who's going to|we(?:'ve| have) (?:managed|always|tried)|works for us|(?:it's|we're) fine as|next year|not (?:now|yet)|the timing|busy|wait (?:till|until)|(?:they|people|lads?|team|staff|girls|nurses|drivers|teachers|guys|\w+s) (?:won't|will never|wouldn't|don't like|hate|resist|moan|grumble|kick off|would hate|will hate)|old school|nobody(?:'ll| will| would)|hard to (?:see|sell|justify|imagine)|heard (?:that|things|bad|stories)|burn(?:ed|t) (?:by|before)|in one (?:basket|place)|tied in|locked in|lose control|small company|how big|new company|been around)\b/;
/** The feeling without the fact. */
const SOFT =
  /\b(?:i mean|i suppose|sort of|kind of|a bit|to be honest|if i'm honest|honestly|truth be told|thing is|it's just|it's only|i guess|hm+|i don't know|i think|really|just|got to say|i'll just say)\b/;
/** Not about the offer: their own staff, the date, something said in jest, or praise. */
const ELSEWHERE =
  /\b(?:not sure (?:what|who|which|when|where|how many|if (?:he|she|they)|off the top)|don't know (?:how many|the number|exactly)|i'm not sure about (?:nine|the number)|no worries|don't worry|not worried|not bothered|some of them|the girls|the lads|why not)\b/;

/** Words that judge a price by themselves, and those that do so where a price is the subject. */
const DEAR =
  /\b(?:expensive|pricey|steep|dear(?:er)?|winced?|ouch|sharp intake|eye-?watering|hefty|punchy|not cheap|n't cheap|cheaper|(?:a lot|lots) (?:of money|for (?:a|an|what)|more than)|on the (?:high|expensive|dear) side|more than (?:i|we)(?:'d| was| were| had)? (?:\w+ )?(?:expect\w*|thought|hop\w+|bargain\w+|pencil\w+|budget\w*|plan\w*|allow\w*|pay\w*|in mind)|bit (?:much|rich|strong|toppy)|over (?:the )?budget|can't afford|swallow(?:ed)? (?:hard|that|it)|gulp\w*|not been shy|(?:fell|falling) off (?:my|the) chair|sit-?down with (?:the|that)|(?:big|scary|large) number)\b/;
const HIGHER =
  /\b(?:high|higher|more than|a lot|too much|above|double|twice|jump|chunk|big|over|shock\w*|ooh|went up|steeper)\b/;
const PRICED =
  /\b(?:price|prices|pricing|priced|cost|costs|costing|quote|quoted|rate|rates|fee|fees|premium|money|number|figure|sum|total|bill|annual|monthly|contract|tariff|bid|budget|pencilled|invoice|proposal|per (?:month|seat|head|unit|user|year)|a (?:month|year|head)|pence|pounds|quid|euros?|dollars?|grand|thousand)\b|[$€£]/;

/** The rep's answer argues: "no, but", proof, figures, other customers, quality. */
const REBUTS =
  /\b(?:no,? but|ah no|oh,? no|yeah,? but|well,? (?:yeah|with us|no|the thing)|i hear that,? but|understand,? but|i hear you|but (?:it's|what|you|we|the)|don't (?:need to )?worry|wouldn't (?:worry|let)|needn't|no need to|(?:sure|right|yeah|no|well|okay|oh|totally|actually|honestly|(?:get|hear|understand) (?:that|you|it)),? (?:but|so actually|actually|honestly|it's|we|our|with (?:ours|us))|so actually|what we (?:see|find)|what you're getting|the reason (?:for|is)|you(?:'ve| have) got to think|you do get what|so the reason)\b/;
const PROOF =
  /\b(?:customers?|clients?|others?|most (?:people|places|of)|standard|everyone|nobody|never|always|years|per ?cent|certified|qualified|accredited|trained|included|covered|insured|dedicated|manufactur\w+|guarantee\w*|warranty|in practice|really (?:easy|simple|good|reliable|safe|standard)|quality|premium|value|worth|competitive|very (?:easy|simple|good|reliable|safe|competitive|keen)|honestly|dead simple|simple|reliable|safe|saves?|pays? for|senior|unlimited|on top|iso|audited|score|satisfaction|average|we've (?:had|done|got)|the only|patent\w*|award\w*|research|stud(?:y|ies)|independent|encrypted|secure|approved|real time|alerts|help (?:centre|desk)|hotline|videos|intuitive|robust|best|excellent|love it|everybody|better|updates|years of)\b/g;
/** A buyer who gives way with nothing settled. */
const GIVES_WAY =
  /^(?:(?:mm+|hm+|oh|no|yeah|yes|okay|ok|right|sure|well|aye|ah|fine|fair enough)[ ,.]*)+(?:no )?(?:i )?(?:(?:understand|appreciate|see|know|dare say|can see|get|suppose|hear|guess)\b.*)?$/;

/** Fewer words are no argument. */
const ARGUMENT_WORDS = 28;
const NEEDED = 2.6;

/** The rep's next run, with at most one of the other buyers' before it. */
export function answerTo(scene: Scene, run: Run): Run | null {
  return scene.runs.slice(run.index + 1, run.index + 3).find(({ side }) => side === "rep") ?? null;
}

/** The buyer's doubt in a run and how the next run met it; `null` when it was none, or was asked about. */
export function doubtIn(scene: Scene, run: Run): Doubt | null {
  const answer = answerTo(scene, run);
  if (!answer || answer.words < ARGUMENT_WORDS) return null;
  const questions = askedIn(scene, answer);
  if (
    questions.some(
      (question) => question.before < 60 && question.after < 25 && isAsked(scene, question),
    )
  )
    return null;
  const stance = stanceOf(scene, run);
  if (!stance) return null;
  const after = runAfter(scene, answer);
  const points = stance.points + metWith(scene, answer) + leftBehind(after);
  return points >= NEEDED ? { ...stance, points } : null;
}

/** The line of a run that takes a stance against the offer or its price, and how plainly. */
export function stanceOf(scene: Scene, run: Run): Doubt | null {
  const before = scene.runs
    .slice(Math.max(0, run.index - 2), run.index)
    .flatMap(({ lines }) => lines.slice(-3).map(({ sentence }) => sentence.lower.slice(0, 600)))
    .join(" ");
  const whole = run.lines.map(({ sentence }) => sentence.lower.slice(0, 600)).join(" ");
  const priced = PRICED.test(whole) ? 1 : PRICED.test(before) ? 0.6 : 0;
  let best: Doubt | null = null;
  for (const line of run.lines) {
    const lower = line.sentence.lower.slice(0, 800);
    const asks = line.sentence.asks && !/\b(?:no|isn't it|right|is it|innit)\?$/.test(lower);
    if (asks || line.sentence.words.length < 3 || ELSEWHERE.test(lower)) continue;
    const dear = DEAR.test(lower) ? 1.6 : HIGHER.test(lower) && priced === 1 ? 0.8 : 0;
    const soft = SOFT.test(whole) ? 0.5 : 0;
    const budget = dear > 0 ? dear + priced * 0.6 + soft : 0;
    const other = AGAINST.test(lower) ? 1.3 + soft : WEARY.test(lower) ? 0.8 + soft : 0;
    const points = Math.max(budget, other);
    if (points > 0 && (!best || points > best.points))
      best = { line, category: budget >= other ? "budget" : "other", points };
  }
  return weighed(run, priced, best);
}

/** What log odds are worth in points of a stance, and from where on they are one. */
const POINTS_AT_EVEN = 1.2;
const POINTS_PER_ODD = 0.5;
const LEAST_ODDS = -1.6;
const PRICED_WEIGHT = 0.5;

/** The stance that all words together take, where it is plainer than that of one phrase. */
function weighed(run: Run, priced: number, named: Doubt | null): Doubt | null {
  const found = weightiest(DOUBTED, run, 3);
  if (!found) return named;
  const odds = found.odds + (priced > 0 ? PRICED_WEIGHT : 0);
  const points = POINTS_AT_EVEN + odds * POINTS_PER_ODD;
  if (odds < LEAST_ODDS || (named && named.points >= points)) return named;
  if (named) return { ...named, points };
  const { line, why } = found;
  if (ELSEWHERE.test(line.sentence.lower.slice(0, 800))) return null;
  const dear = why.includes("dear") && (priced > 0 || why.includes("a price"));
  return { line, category: dear ? "budget" : "other", points };
}

function metWith(scene: Scene, answer: Run): number {
  const text = answer.lines.map(({ sentence }) => sentence.lower.slice(0, 800)).join(" ");
  const proofs = new Set([...text.matchAll(PROOF)].map(([word]) => word)).size;
  const usual = Math.max(10, usualWords(scene, answer));
  return (
    (REBUTS.test(text.slice(0, 240)) ? 1 : 0) +
    Math.min(1.5, proofs * 0.3) +
    (answer.words >= 1.8 * usual ? 0.6 : 0)
  );
}

function leftBehind(after: Run | null): number {
  const first = after?.lines[0]?.sentence;
  if (!after || !first) return 0;
  const lower = first.lower.replace(/[.!]+$/, "").slice(0, 200);
  if (after.words <= 12 && contentWords(first.words).size <= 2 && GIVES_WAY.test(lower)) return 1;
  return first.words.length <= 6 && GIVES_WAY.test(lower) ? 0.7 : 0;
}

/** How sure a doubt is, by its points. */
export function doubtConfidence(points: number): number {
  return Math.min(0.74, 0.57 + (points - NEEDED) * 0.06);
}
