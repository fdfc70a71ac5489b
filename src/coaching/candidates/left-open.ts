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

interface Open {
  run: Run;
  line: Line;
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
  let words = 0;
  let best: (Open & { points: number }) | null = null;
  for (const run of scene.runs) {
    words += run.words;
    if (words < total * ENDING_SHARE || run.side === null) continue;
    for (const line of run.lines) {
      const lower = line.sentence.lower.slice(0, 600);
      if (DAY.test(lower)) {
        // A day for anything in the same breath, and what came before it is no longer open.
        if (INTENDS.test(lower) && TOUCH.test(lower)) best = null;
        continue;
      }
      if (line.sentence.asks) continue;
      const points =
        (INTENDS.test(lower) ? 1 : 0) + (TOUCH.test(lower) ? 1 : 0) + (LOOSE.test(lower) ? 1 : 0);
      if (points < NEEDED || (best && best.points > points)) continue;
      best = { run, line, points };
    }
  }
  return best;
}
