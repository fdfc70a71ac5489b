import { buyerActs, type DealFile, type Fact, factOf, momentsOf, nextStepOf } from "./evidence.ts";

/** A nod is no enthusiasm: “that's it” shows nothing that could be mistaken. */
const FEWEST_WORDS = 4;

const WARM = new Set(["great-question", "exactly", "how-would-you-solve", "selling-internally"]);

/**
 * Enthusiasm without commitment: warm words on the last call, and since then neither something the
 * buyer undertook nor a meeting with a day. `null` where there is commitment, or no warmth to mistake.
 */
export function happyEars(file: DealFile, today: string): Fact | null {
  const last = [...file.calls].sort((a, b) => b.on.localeCompare(a.on))[0];
  if (!last) return null;
  const warm = momentsOf(file, "buyer-signal").find(
    ({ call, moment }) =>
      call.callId === last.callId &&
      moment.side === "buyer" &&
      WARM.has(moment.signal) &&
      moment.quote.split(/\s+/).length >= FEWEST_WORDS,
  );
  if (!warm || nextStepOf(file, today)) return null;
  const acted = buyerActs(file).some(({ on }) => on !== null && on >= last.on);
  return acted ? null : factOf(warm.call, warm.moment);
}
