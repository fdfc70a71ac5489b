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
/** A tenth above the bar: nearly every call has one faint miss of each kind, and that is no pattern. */
const FIRM = BAR + 0.1;

/**
 * The pattern a call's opportunity belongs to; `null` when it came up too seldom to speak of one.
 * @param earlier newest first
 */
export function patternIn(choice: Choice, earlier: readonly EarlierCall[]): Pattern | null {
  if (!choice.opportunity) return null;
  const behaviour = skillOf(choice.opportunity).id;
  // This one is being told as left, and counts as that.
  const before = earlier.flatMap((call) => leftOn(call, behaviour) ?? []);
  const counted = (["left", ...before] as const).slice(0, MOST);
  const left = counted.filter((each) => each === "left").length;
  if (counted.length < FEWEST || left < FEWEST_LEFT) return null;
  return { behaviour, left, of: counted.length };
}

/** Done once on a call, it was not left there, whatever else that call had room for. */
function leftOn({ ranked, setAside }: EarlierCall, behaviour: string): "left" | "done" | null {
  const own = ranked.filter((one) => one.spot.turn !== setAside && skillOf(one).id === behaviour);
  if (own.some(({ credited, confidence }) => credited && confidence >= BAR)) return "done";
  return own.some(({ credited, confidence }) => !credited && confidence >= FIRM) ? "left" : null;
}
