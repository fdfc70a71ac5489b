import type { Stretch } from "../measures.ts";
import type { SpokenTurn } from "../talk.ts";
import type { Timeline } from "../timeline.ts";

interface Running {
  first: SpokenTurn;
  words: number;
  fromMs: number | null;
  toMs: number | null;
}

/** One speaker's uninterrupted stretch and who spoke it. */
export interface SpokenStretch extends Stretch {
  first: SpokenTurn;
}

function closed({ first, words, fromMs, toMs }: Running): SpokenStretch {
  const ms = fromMs === null || toMs === null ? null : toMs - fromMs;
  return { first, ms, words, turn: first.index };
}

/** Every uninterrupted stretch of a call: same-speaker turns merged, anyone's backchannels ignored. */
export function stretchesOf(turns: readonly SpokenTurn[], timeline: Timeline): SpokenStretch[] {
  const times = new Map(timeline.timed.map((entry) => [entry.turn.index, entry]));
  const stretches: SpokenStretch[] = [];
  let running: Running | null = null;
  for (const turn of turns) {
    if (turn.backchannel) continue;
    if (running !== null && running.first.speaker !== turn.speaker) {
      stretches.push(closed(running));
      running = null;
    }
    running ??= { first: turn, words: 0, fromMs: null, toMs: null };
    running.words += turn.words;
    const time = times.get(turn.index);
    if (time === undefined) continue;
    running.fromMs = Math.min(running.fromMs ?? time.startMs, time.startMs);
    running.toMs = Math.max(running.toMs ?? time.endMs, time.endMs);
  }
  if (running !== null) stretches.push(closed(running));
  return stretches;
}

/** The longest of the stretches, by time where they have one, else by words. */
export function longestOf(stretches: readonly SpokenStretch[]): Stretch {
  const timed = stretches.filter((stretch) => stretch.ms !== null);
  const length = (stretch: SpokenStretch) =>
    timed.length > 0 ? (stretch.ms ?? -1) : stretch.words;
  let best: SpokenStretch | null = null;
  for (const stretch of stretches) {
    if (best === null || length(stretch) > length(best)) best = stretch;
  }
  return best === null
    ? { ms: null, words: 0, turn: null }
    : { ms: best.ms, words: best.words, turn: best.turn };
}
