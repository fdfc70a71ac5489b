import type { Understood } from "./question.ts";
import type { Ranked } from "./ranking.ts";
import type { Span } from "./time-words.ts";
import { wordsOf } from "./words.ts";

/** What a hint multiplies a score by. Settled on half of the development conversations. */
const HINT = { speaker: 2, tellsTime: 1.2, asks: 0.9, inSpan: 1.5, newest: 1.6, recent: 1.1 };
/** Days in which a memory's freshness halves. */
const FRESH_DAYS = 60;

/** What each memory's score is multiplied by: who spoke, when, and whether it tells or asks. */
export function hintsFor(
  memories: readonly Ranked[],
  asked: Understood,
  now: Date | null,
): Float64Array {
  const named = namedIn(memories, asked.names);
  return Float64Array.from(memories, (memory) => {
    let factor = memory.asks ? HINT.asks : 1;
    if (memory.speaker !== null && named.has(memory.speaker)) factor *= HINT.speaker;
    if (asked.asksWhen && memory.aboutFrom !== null) factor *= HINT.tellsTime;
    if (asked.span && overlaps(memory, asked.span)) factor *= HINT.inSpan;
    if (now && memory.at) {
      const days = Math.max(0, now.getTime() - memory.at.getTime()) / 86_400_000;
      const fresh = 2 ** (-days / FRESH_DAYS);
      factor *= 1 + ((asked.asksLatest ? HINT.newest : HINT.recent) - 1) * fresh;
    }
    return factor;
  });
}

/** The speakers of whose name the question says most: "Dana" is Dana Reyes unless two Danas spoke. */
function namedIn(memories: readonly Ranked[], words: readonly string[]): Set<string> {
  const asked = new Set(words);
  const said = new Map<string, number>();
  for (const { speaker } of memories) {
    if (speaker === null || said.has(speaker)) continue;
    said.set(speaker, wordsOf(speaker).filter((word) => asked.has(word)).length);
  }
  const most = Math.max(0, ...said.values());
  return new Set(most === 0 ? [] : [...said].filter(([, n]) => n === most).map(([name]) => name));
}

/** Whether a memory is of a time, or speaks of it. */
export function overlaps(memory: Ranked, span: Span): boolean {
  if (memory.at && memory.at >= span.from && memory.at < span.until) return true;
  const { aboutFrom: from, aboutUntil: until } = memory;
  return from !== null && until !== null && from < span.until && until > span.from;
}
