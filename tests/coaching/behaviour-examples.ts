import { expect, it } from "vitest";
import { analyzeCall } from "../../src/calls/analyze.ts";
import type { CallType } from "../../src/calls/call.ts";
import {
  type BehaviourId,
  type ObservedBehaviour,
  observeBehaviours,
} from "../../src/coaching/behaviours.ts";
import { callOf } from "../calls/talk-of.ts";

/** Talk in which nothing happens, so that a call is long enough to judge. */
const PLAIN = [
  "R: The garden at my place has tulips along the path and an old bench under the pear tree by the wall.",
  "B: Mine has a pond with two ducks on it and a row of lavender that goes down to the little gate.",
];

export function plain(rounds: number): string[] {
  return Array.from({ length: rounds }, () => PLAIN).flat();
}

export interface Given {
  type?: CallType;
  /** Plain talk before and after the lines, in rounds of two turns; ten before when not said. */
  before?: number;
  after?: number;
  pace?: number | null;
  sides?: boolean;
}

/** What the real analysis of a small call says about one behaviour. */
function observed(
  id: BehaviourId,
  lines: readonly string[],
  { type = "discovery", before = 10, after = 0, ...given }: Given = {},
): ObservedBehaviour {
  const call = callOf([...plain(before), ...lines, ...plain(after)], { ...given, type });
  const found = observeBehaviours(analyzeCall(call)).find((behaviour) => behaviour.id === id);
  if (!found) throw new Error(`no behaviour ${id}`);
  for (const spot of found.evidence) {
    const turn = call.turns[spot.turn];
    expect(turn?.text).toContain(spot.quote);
    expect(turn?.speaker).toBe(spot.speaker);
  }
  return found;
}

type Verdict = "met" | "not met" | "not eligible" | "cannot say";

/** The sentence proved, the verdict, the lines of the call, and what else is given. */
export type Example = [sentence: string, verdict: Verdict, lines: readonly string[], given?: Given];

function verdictOf({ eligible, met }: ObservedBehaviour): Verdict {
  if (!eligible) return "not eligible";
  return met === null ? "cannot say" : met ? "met" : "not met";
}

/** One test for each example of a behaviour. */
export function prove(id: BehaviourId, examples: readonly Example[]): void {
  it(`${id}: is shown by a call that meets it and by one that does not`, () => {
    const verdicts = examples.map(([, verdict]) => verdict);
    expect(verdicts).toEqual(expect.arrayContaining(["met", "not met"]));
  });
  for (const [sentence, verdict, lines, given] of examples)
    it(`${id}: ${sentence} → ${verdict}`, () => {
      expect(verdictOf(observed(id, lines, given))).toBe(verdict);
    });
}
