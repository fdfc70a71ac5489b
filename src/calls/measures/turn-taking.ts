import type { Side } from "../call.ts";
import type { SpokenTurn } from "../talk.ts";
import type { TimedTurn, Timeline } from "../timeline.ts";

/** How often the next turn is someone else's; turns without a word are passed over. */
export function switchesOf(turns: readonly SpokenTurn[]): number {
  let switches = 0;
  let speaker: string | null = null;
  for (const turn of turns) {
    if (turn.words === 0) continue;
    if (speaker !== null && turn.speaker !== speaker) switches += 1;
    speaker = turn.speaker;
  }
  return switches;
}

/** Pauses the rep leaves after the buyer: median in milliseconds and how many there were. */
export function patienceOf(timeline: Timeline): { medianMs: number | null; gaps: number } {
  const gaps: number[] = [];
  let before: TimedTurn | null = null;
  for (const entry of timeline.timed) {
    if (entry.turn.backchannel) continue;
    if (before?.turn.side === "buyer" && entry.turn.side === "rep" && !before.estimated) {
      gaps.push(Math.max(0, entry.startMs - before.endMs));
    }
    before = entry;
  }
  if (gaps.length === 0) return { medianMs: null, gaps: 0 };
  gaps.sort((a, b) => a - b);
  const middle = gaps.length >> 1;
  const upper = gaps[middle] ?? 0;
  const medianMs = gaps.length % 2 === 1 ? upper : ((gaps[middle - 1] ?? 0) + upper) / 2;
  return { medianMs, gaps: gaps.length };
}

/** Starts strictly inside the other side's speech, by the side that started. */
export function interruptionsOf(timeline: Timeline): { byRep: number; byBuyer: number } {
  const floor = timeline.timed
    .filter(({ turn, estimated }) => !turn.backchannel && turn.side !== null && !estimated)
    .sort((a, b) => a.startMs - b.startMs);
  const counts = { rep: 0, buyer: 0 };
  const reach = { rep: Number.NEGATIVE_INFINITY, buyer: Number.NEGATIVE_INFINITY };
  // Turns that start at the same instant interrupt nobody: they enter the floor together.
  let together: TimedTurn[] = [];
  for (const entry of floor) {
    if (together[0] !== undefined && together[0].startMs < entry.startMs) {
      for (const { turn, endMs } of together) {
        const side = turn.side as Side;
        reach[side] = Math.max(reach[side], endMs);
      }
      together = [];
    }
    const side = entry.turn.side as Side;
    if (reach[side === "rep" ? "buyer" : "rep"] > entry.startMs) counts[side] += 1;
    together.push(entry);
  }
  return { byRep: counts.rep, byBuyer: counts.buyer };
}
