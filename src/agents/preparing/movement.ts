import type { BehaviourSeen, OneOnOne } from "../../coaching/one-on-one.ts";
import type { CallInFull } from "../../store/call-search.ts";
import { behavioursSeen, type SeenOn } from "../behaviours-seen.ts";
import { citeOn, type When } from "../several-calls.ts";
import { TOLD_BEHAVIOURS, type ToldBehaviour } from "../wording/behaviours-told.ts";

const FEWEST_CALLS = 2;
/** From so many calls on, the later half is held against the earlier. */
const ENOUGH_TO_COMPARE = 4;

/** One behaviour over the calls on which it could be judged, newest first. */
export interface Tally {
  told: ToldBehaviour;
  seen: readonly SeenOn[];
  met: number;
  share: number;
  /** Share on the later half minus share on the earlier. */
  change: number;
}

const metOn = (seen: readonly SeenOn[]) => seen.filter(({ observation }) => observation.met).length;
const shareOf = (seen: readonly SeenOn[]) => (seen.length === 0 ? 0 : metOn(seen) / seen.length);

/** Behaviours seen on two calls or more, in the order of what leaving them out costs. */
export function talliesOf(calls: readonly CallInFull[]): Tally[] {
  const all = behavioursSeen(calls);
  return TOLD_BEHAVIOURS.flatMap((told) => {
    const seen = all.get(told.id) ?? [];
    if (seen.length < FEWEST_CALLS) return [];
    const later = seen.slice(0, Math.ceil(seen.length / 2));
    const change = shareOf(later) - shareOf(seen.slice(later.length));
    return [{ told, seen, met: metOn(seen), share: shareOf(seen), change }];
  });
}

/** What shows up more than before, on the newest call too; else what holds. */
export function movedIn(
  tallies: readonly Tally[],
): { tally: Tally; change: "moved" | "holds" } | null {
  const lately = tallies.filter(({ seen }) => seen[0]?.observation.met);
  const [grown] = lately.filter(({ change }) => change > 0).toSorted((a, b) => b.change - a.change);
  if (grown) return { tally: grown, change: "moved" };
  const [firm] = lately
    .filter(({ share }) => share > 0.5)
    .toSorted((a, b) => b.share - a.share || b.seen.length - a.seen.length);
  return firm ? { tally: firm, change: "holds" } : null;
}

/** One place down the order of costs weighs as much as a tenth of the calls. */
const COST = 0.1;

/** What is left out, on the newest call too: how often, weighed with what it usually costs. */
export function stuckIn(tallies: readonly Tally[]): Tally | null {
  const weight = ({ told, share }: Tally) => share + COST * TOLD_BEHAVIOURS.indexOf(told);
  const [stuck] = tallies
    .filter(({ seen, share }) => seen[0]?.observation.met === false && share <= 0.5)
    .toSorted((a, b) => weight(a) - weight(b));
  return stuck ?? null;
}

/** A tally as one line with its base, and the newest words that show it. */
export function seenLine({ told, seen, met }: Tally, shown: boolean, when: When): BehaviourSeen {
  const side = shown ? "rep" : "buyer";
  // Done: the newest place. Left out: the surest, for that is what a person would contest.
  const [newest] = seen
    .filter(({ observation }) => observation.met === shown && spotOf(observation, side))
    .toSorted((a, b) => (shown ? 0 : b.observation.confidence - a.observation.confidence));
  const spot = newest ? spotOf(newest.observation, side) : null;
  return {
    behaviour: told.id,
    line: `${told.did} ${baseOf(seen, met)}`,
    ...{ met, of: seen.length },
    quote: newest && spot ? citeOn(newest.call, spot, when) : null,
  };
}

function baseOf(seen: readonly SeenOn[], met: number): string {
  const types = new Set(seen.map(({ call }) => call.type));
  const [type] = types;
  const calls = types.size === 1 && type ? `${type} calls` : "calls where it came up";
  if (seen.length < ENOUGH_TO_COMPARE) {
    const lately = met > 0 && met < seen.length && seen[0]?.observation.met;
    return `on ${met} of ${seen.length} ${calls}${lately ? ", the latest among them" : ""}`;
  }
  const later = seen.slice(0, Math.ceil(seen.length / 2));
  const earlier = seen.slice(later.length);
  return metOn(later) / later.length === metOn(earlier) / earlier.length
    ? `on ${met} of ${seen.length} ${calls}`
    : `on ${metOn(later)} of the last ${later.length} ${calls} (${metOn(earlier)} of ${earlier.length} before)`;
}

/** Words long enough to show it: the rep's where it was done, the buyer's where it was not, if there are any. */
function spotOf(
  { id, evidence }: SeenOn["observation"],
  side: "rep" | "buyer",
): { turn: number; quote: string } | null {
  const telling = evidence.filter(({ quote }) => quote.split(/\s+/).length >= 4);
  // The parts of an opening that were said do not show the parts that were not.
  if (id === "contract-up-front" && side === "buyer") return null;
  return telling.find((one) => one.side === side) ?? telling[0] ?? null;
}

/** The question for a one-on-one: about what is stuck, else about what moved, else about the newest call. */
export function questionFor(
  stuck: Tally | null,
  moved: OneOnOne["moved"],
  calls: readonly CallInFull[],
  experienced: boolean,
): string {
  if (stuck) {
    const where = placeOf(stuck.seen.find(({ observation }) => !observation.met)?.call);
    return experienced ? stuck.told.sharper(where) : stuck.told.easier(where);
  }
  const where = moved?.quote ? accountIn(moved.quote.call) : placeOf(calls[0]);
  return moved
    ? `What made that come more easily with ${where}?`
    : `Which moment with ${where} would you like to talk through?`;
}

const accountIn = (call: string) => call.slice(0, Math.max(0, call.lastIndexOf(","))) || call;
const placeOf = (call: CallInFull | undefined) => call?.account ?? call?.title ?? "the last buyer";
