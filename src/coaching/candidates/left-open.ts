import type { Line, Run } from "./runs.ts";
import type { Scene } from "./scene.ts";

/** How a call that reached its goodbyes left what comes next, when nobody named a day. */
const GOODBYE =
  /\b(?:bye|goodbye|see you|cheers|take care|safe (?:trip|travels|journey|drive)|have a (?:good|lovely|nice|great)|let you (?:go|get on|get back)|won't keep you|thanks (?:again|both|all|everyone|so much|for (?:your time|coming|the time))|thank you (?:both|all|again|for (?:your time|coming))|appreciate your time|speak soon|talk soon|nice to (?:meet|put|see)|good to (?:meet|see)|mind how you go|all the best)\b/;
/** Somebody means to do something about it. */
const INTENDS =
  /\b(?:we'll|i'll|we will|i will|we can|we could|let's|let us|i'd like to|we'd like to|you'll|shall we|we should|happy to|i want to|we need to|i need to|i've got to|going to|leave it with (?:me|us|you))\b/;
/** To think, talk, look or meet: what a next step is made of. */
const TOUCH =
  /\b(?:think|talk|speak|chat|look|digest|meet|catch|touch|circle|regroup|reconnect|revisit|discuss|sort|set (?:\w+ )?up|set something|arrange|organise|organize|plan|send|ping|drop|email|get (?:it|that|something) (?:over|to|across|in)|get back|come back|be in touch|keep in touch|in touch|pick (?:it|this|that|things) (?:back )?up|go from there|take it from there|take it from|move (?:it|this) (?:on|forward)|see where|let you know|come to you|follow up|find (?:a|some) time|have a word|mull|sit with|go through it|leave it with)\b/;
/** Without a day, a name or an end. */
const LOOSE =
  /\b(?:at some (?:point|stage)|some ?time|sometime|soon|later(?: on)?|in due course|when (?:i've|we've|you've|things|it|everyone|the|i|we) |once (?:i've|we've|you've|things|it|the)|after (?:christmas|the (?:holidays|summer|break|new year))|in the new year|next (?:month|year|quarter)|from there|this end|something|whenever|no rush|one of these days|a think|a chat|a look|a word|and see|i guess|or so|take it from|sort it out|when (?:we're|they're|you're|i'm|he's|she's)|over the (?:next|coming)|in a (?:few|couple)|a couple of (?:weeks|days)|the new year|in the meantime|as and when|play it by ear|leave it with (?:me|us|you)|in touch)\b/;
const DAY =
  /\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|tonight|(?:later|see you) today|this (?:morning|afternoon|evening)|\d{1,2}(?:st|nd|rd|th)|(?:january|february|march|april|june|july|august|september|october|november|december) (?:the )?\d)\b/;

/** The part of a call, by words, that its ending may begin in, and how near its end goodbye is said. */
const ENDING_SHARE = 0.5;
const GOODBYE_RUNS = 6;
const NEEDED = 3;
/** What is said among the goodbyes is how it was left. */
const LAST_RUNS = 4;
const NEAR_THE_END = 1;

/** "We'll discuss it internally", "put us down as a maybe": it is up to them, and may stay there. */
const ADRIFT =
  /\b(?:internally|amongst? (?:us|ourselves)|have a (?:chew|think|look|ponder|flick|read)|chew on|you'll (?:hear|get) (?:from us|an email|it)|hear from us|see how|see what's what|see where|pan out|calm(?:ed|s)? down|dust (?:has )?settle[sd]?|try me|for the pile|on the list|as a maybe|a maybe|if it's a yes|if not|down the line|down the road|another time|one of these days|give (?:me|us) a (?:shout|ring|call)|when you're ready|whenever|at your leisure|you've got my (?:number|email|card)|you know where (?:to find|i am|we are)|find us|i(?:'ll| will) be (?:here|in contact|around)|in contact|mention it (?:to|when)|second look|probably do something|sit down with|the others|take it from there|in the (?:autumn|spring|summer|winter|new year)|leave (?:it|that) with (?:me|you|us)|at some point|get back to (?:my|you|the))\b/;

/** How loosely a sentence leaves what comes next, 0 to 3. */
function looseness(lower: string): number {
  const named =
    (INTENDS.test(lower) ? 1 : 0) + (TOUCH.test(lower) ? 1 : 0) + (LOOSE.test(lower) ? 1 : 0);
  return ADRIFT.test(lower) ? Math.max(2, named) : named;
}

interface Open {
  run: Run;
  line: Line;
  /** Told only by standing among the goodbyes. */
  faint: boolean;
}

/** The words with which it was left open, the loosest of the last; `null` without a goodbye. */
export function leftOpen(scene: Scene): Open | null {
  const tail = scene.runs.slice(-GOODBYE_RUNS);
  if (
    !tail.some(({ lines }) =>
      lines.some(({ sentence }) => GOODBYE.test(sentence.lower.slice(0, 400))),
    )
  )
    return null;
  const total = scene.runs.reduce((sum, run) => sum + run.words, 0);
  const lastFew = scene.runs.length - LAST_RUNS;
  let words = 0;
  let dated = false;
  let best: (Open & { points: number }) | null = null;
  for (const run of scene.runs) {
    words += run.words;
    if (words < total * ENDING_SHARE || run.side === null) continue;
    for (const line of run.lines) {
      const lower = line.sentence.lower.slice(0, 600);
      if (DAY.test(lower)) {
        // A day for anything in the same breath, and what came before it is no longer open.
        if (INTENDS.test(lower) && TOUCH.test(lower)) best = null;
        dated = true;
        continue;
      }
      if (line.sentence.asks) continue;
      const loose = LOOSE.test(lower) || ADRIFT.test(lower);
      const last = run.index >= lastFew && loose && !dated;
      const points = looseness(lower) + (last ? NEAR_THE_END : 0);
      if (points < NEEDED || (best && best.points > points)) continue;
      best = { run, line, points, faint: looseness(lower) < NEEDED };
    }
  }
  return best;
}
