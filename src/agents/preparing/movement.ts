import type { BehaviourSeen, OneOnOne } from "../../coaching/one-on-one.ts";
import { counted } from "../../deals/spoken.ts";
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
export function movedIn(tallies: readonly Tally[]): { tally: Tally; change: "moved" | "holds" } | null {
  const lately = tallies.filter(({ seen }) => seen[0]?.observation.met);
  const [grown] = lately.filter(({ change }) => change > 0).toSorted((a, b) => b.change - a.change);
  if (grown) return { tally: grown, change: "moved" };
  const [firm] = lately
    .filter(({ share }) => share > 0.5)
    .toSorted((a, b) => b.share - a.share || b.seen.length - a.seen.length);
  return firm ? { tally: firm, change: "holds" } : null;
}

/** What is left out most, on the newest call too. */
export function stuckIn(tallies: readonly Tally[]): Tally | null {
  const [stuck] = tallies
    .filter(({ seen, share }) => seen[0]?.observation.met === false && share <= 0.5)
    .toSorted((a, b) => a.share - b.share || b.seen.length - a.seen.length);
  return stuck ?? null;
}

/** A tally as one line with its base, and the newest words that show it. */
export function seenLine({ told, seen, met }: Tally, shown: boolean, when: When): BehaviourSeen {
  const newest = seen.find(({ observation }) => observation.met === shown && spotOf(observation));
  const spot = newest ? spotOf(newest.observation) : null;
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
  if (seen.length < ENOUGH_TO_COMPARE) return `on ${met} of ${seen.length} ${calls}`;
  const later = seen.slice(0, Math.ceil(seen.length / 2));
  const earlier = seen.slice(later.length);
  return metOn(later) / later.length === metOn(earlier) / earlier.length
    ? `on ${met} of ${seen.length} ${calls}`
    : `on ${metOn(later)} of the last ${later.length} ${calls} (${metOn(earlier)} of ${earlier.length} before)`;
}

/** The first words that show it, of those long enough to say anything. */
function spotOf({ evidence }: SeenOn["observation"]): { turn: number; quote: string } | null {
  return evidence.find(({ quote }) => quote.split(/\s+/).length >= 3) ?? null;
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

/** "3 calls", for the line that says what all this rests on. */
export const callsCounted = (calls: readonly CallInFull[]) => counted(calls.length, "call");
