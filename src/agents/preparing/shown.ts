import type { Moment } from "../../calls/moment.ts";
import type { CallInFull } from "../../store/call-search.ts";
import { transcriptText } from "../transcript-text.ts";

/** What a model is shown of an account's calls, in characters: about 8,000 tokens for all of them. */
const MOST_CHARACTERS = 32_000;
/** The newest call gets half of what is left each time: what was said last matters most. */
const SHARE = 0.5;
const LEAST = 1_500;
/** Turns shown on each side of a moment. */
const AROUND = 3;
const MOST_RANKED = 8;
const MOST_MOMENTS = 16;

/** Kinds of moments that a prep is made of. */
const TELLING: ReadonlySet<Moment["kind"]> = new Set([
  ...(["objection", "commitment", "next-meeting", "qualification", "buyer-signal", "gap"] as const),
]);

/** An account's calls as a prep needs them: what was ranked, what was undertaken, and the words around it. */
export function shownCalls(calls: readonly CallInFull[]): object[] {
  let room = MOST_CHARACTERS;
  return calls.map((call) => {
    const ranked = call.ranked
      .toSorted((a, b) => b.confidence - a.confidence)
      .slice(0, MOST_RANKED)
      .map(({ kind, flavour, credited, spot, response }) => ({
        ...{ kind, flavour, credited, turn: spot.turn, said: spot.quote },
        answered: response?.quote ?? null,
      }));
    const moments = call.moments
      .filter(({ kind }) => TELLING.has(kind))
      .toSorted((a, b) => b.confidence - a.confidence)
      .slice(0, MOST_MOMENTS)
      .map(({ kind, turn, quote, speaker }) => ({ kind, turn, quote, speaker }));
    const about = { callId: call.id, held: call.heldAt, type: call.type, ranked, moments };
    const most = Math.floor(room * SHARE) - JSON.stringify(about).length;
    if (most < LEAST) return { callId: call.id, held: call.heldAt, type: call.type, ranked };
    const turns = [...ranked, ...moments].map(({ turn }) => turn);
    const transcript = transcriptText(call.call, turns, { most, around: AROUND });
    room -= JSON.stringify(about).length + transcript.length;
    return { ...about, transcript };
  });
}
