/**
 * How often one behaviour came up on a person's own calls and was left: what somebody experienced is
 * told instead of the skill's name. Counted from what each call's reading ranked, never from guesses.
 */
import { BAR, type Candidate, type Choice } from "./opportunity.ts";
import { skillOf } from "./skill.ts";

/** An earlier call of theirs, as far as a count needs it. */
export interface EarlierCall {
  ranked: readonly Pick<Candidate, "kind" | "flavour" | "credited" | "confidence" | "spot">[];
  /** The turn of a moment that they called an unfair reading. */
  setAside: number | null;
}

/** "On 3 of your last 5 calls where it came up", this one among them. */
export interface Pattern {
  behaviour: string;
  left: number;
  of: number;
}

/** Fewer calls on which it came up are no pattern. */
const FEWEST = 3;
/** A pattern is what was left at least twice. */
const FEWEST_LEFT = 2;
const MOST = 6;

/**
 * The pattern a call's opportunity belongs to; `null` when it came up too seldom to speak of one.
 * @param earlier newest first
 */
export function patternIn(choice: Choice, earlier: readonly EarlierCall[]): Pattern | null {
  if (!choice.opportunity) return null;
  const behaviour = skillOf(choice.opportunity).id;
  const seen = [
    { ranked: choice.ranked, setAside: null } satisfies EarlierCall,
    ...earlier,
  ].flatMap((call) => leftOn(call, behaviour) ?? []);
  const counted = seen.slice(0, MOST);
  const left = counted.filter((each) => each === "left").length;
  if (counted.length < FEWEST || left < FEWEST_LEFT) return null;
  return { behaviour, left, of: counted.length };
}

function leftOn({ ranked, setAside }: EarlierCall, behaviour: string): "left" | "done" | null {
  const own = ranked.filter(
    (one) => one.confidence >= BAR && one.spot.turn !== setAside && skillOf(one).id === behaviour,
  );
  if (own.length === 0) return null;
  return own.some(({ credited }) => !credited) ? "left" : "done";
}
