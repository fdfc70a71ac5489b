import type { Talk } from "../../calls/talk.ts";
import { runsOf } from "./runs.ts";

/**
 * Somebody presenting to an audience: an earnings call, a webinar, a lecture. It has the words of
 * business and nobody in it who could buy. Long stretches by one voice tell it, or shorter ones
 * with a host's words around them.
 */

/** Two people who talk change over every twenty to fifty words; so many more is a programme. */
const WORDS_A_CHANGE = 60;
const WORDS_A_CHANGE_HOSTED = 45;
/** Nobody in a conversation speaks for six minutes on end. */
const SPEECH_WORDS = 900;
/** What is shorter has not had the time to show how it runs. */
const SHORTEST = 1200;
const HOST_WORDS = 3;

/** A host opening, leading and closing: each sort of words counts once. */
const HOSTING: readonly RegExp[] = [
  /\b(?:welcome|good (?:morning|afternoon|evening|day)),? (?:everyone|everybody|ladies and gentlemen|all)\b|\bladies and gentlemen\b/,
  /\b(?:welcome to (?:the|our|this|today's)|conference call|webcast|webinar|town hall|earnings call|results (?:call|presentation)|keynote)\b/,
  /\b(?:question[- ]and[- ]answer|q ?(?:&|and|n) ?a|(?:open|take) (?:the floor|the lines?|your questions|it up (?:to|for) questions))\b/,
  /\b(?:next|first|last|final) question (?:comes|is|today|from|will)\b|\bquestion (?:comes )?from the line\b|\byour line is (?:now )?open\b/,
  /\b(?:operator|press star|star (?:one|1)|pound key|raise your hand|in the chat|listen-only)\b/,
  /\b(?:forward[- ]looking statements|investor relations|shareholders|our guidance|year[- ]over[- ]year|basis points|next slide)\b/,
  /\b(?:thank you|thanks) (?:all |everyone |everybody )?for (?:joining|attending|participating|dialing in|listening)\b|\bthis concludes\b/,
];

/** Whether a talk is held before an audience rather than with a buyer. Linear. */
export function isBeforeAnAudience(talk: Talk): boolean {
  let words = 0;
  let changes = 0;
  let longest = 0;
  for (const run of runsOf(talk)) {
    words += run.words;
    changes += 1;
    longest = Math.max(longest, run.words);
  }
  if (words < SHORTEST) return false;
  const each = words / Math.max(1, changes);
  if (each >= WORDS_A_CHANGE && longest >= SPEECH_WORDS) return true;
  return each >= WORDS_A_CHANGE_HOSTED && hosting(talk) >= HOST_WORDS;
}

function hosting(talk: Talk): number {
  const heard = new Set<RegExp>();
  for (const { sentences } of talk.turns)
    for (const { lower } of sentences)
      for (const words of HOSTING)
        if (!heard.has(words) && words.test(lower.slice(0, 800))) heard.add(words);
  return heard.size;
}
