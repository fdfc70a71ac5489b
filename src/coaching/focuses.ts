/** What a plan asks a person to work on: at most three behaviours, one of a competency, surest first. */
import { addDays } from "../deals/deal.ts";
import { shareInterval } from "../deals/statistics.ts";
import type { BehaviourId } from "./behaviours.ts";
import { FOCUS_IDS, focusWords, weightOf } from "./focus-words.ts";
import { bestShown, type Competence } from "./levels.ts";
import type { Tenure } from "./tenure.ts";
import { CHOSEN, type Look, PLAIN, type Track } from "./tracks.ts";

/** One session that tries to mend five things mends none. */
export const MOST_FOCUSES = 3;
/** A focus is missing on so many calls at least: once is a day, twice may be a way. */
const LEAST_MISSED = 2;
/** Seen on the last so many calls in a row, it is on its way without a plan. */
const TURNED = 2;
/** Seen on so many in a row, it is a habit. */
const HABIT = 3;
/** A behaviour with a moment that can be talked about counts so much more: one a debrief would choose, or plain words. */
const EASIER = { chosen: 1.8, plain: 1.4 };
/** Each level that its competency is behind what is expected counts so much more. */
const PER_LEVEL = 0.25;
/** One thing at a time: thirty days each, one after the other. */
const DAYS_EACH = 30;

/** A focus of a plan that stands. */
export interface StandingFocus {
  behaviour: BehaviourId;
  targetOn: string;
}

export interface ChosenFocus extends StandingFocus {
  track: Track;
}

/** Behaviours worth a focus, best first. */
export function chooseFocuses(
  tracks: readonly Track[],
  context: { tenure: Tenure; today: string; most: number; competences?: readonly Competence[] },
): ChosenFocus[] {
  const weigh = (track: Track) => {
    const missed = missedIn(track).length;
    const strongest = Math.max(...missedIn(track).map(({ strength }) => strength));
    const easier = strongest >= CHOSEN ? EASIER.chosen : strongest >= PLAIN ? EASIER.plain : 1;
    const own = context.competences?.find(({ id }) => id === track.competency);
    const behind = own?.level && own.expected ? Math.max(0, own.expected - own.level) : 0;
    // The lower end of what the counts allow: two of two weighs less than five of six.
    return (
      (shareInterval(missed, track.looks.length)?.low ?? 0) *
      weightOf(track.id, context.tenure) *
      easier *
      (1 + PER_LEVEL * behind)
    );
  };
  const ranked = tracks
    .filter((track) => FOCUS_IDS.includes(track.id) && isOpen(track))
    .sort((a, b) => weigh(b) - weigh(a) || FOCUS_IDS.indexOf(a.id) - FOCUS_IDS.indexOf(b.id));
  const chosen: Track[] = [];
  for (const track of ranked) {
    if (chosen.length >= Math.min(context.most, MOST_FOCUSES)) break;
    const taken = chosen.some(
      (other) => other.competency === track.competency || placeShown(other) === placeShown(track),
    );
    if (!taken) chosen.push(track);
  }
  return chosen.map((track, at) => ({
    ...{ track, behaviour: track.id },
    targetOn: onWorkday(addDays(context.today, DAYS_EACH * (at + 1))),
  }));
}

/** Where its moment is: two focuses do not speak of the same one. */
function placeShown(track: Track): string {
  const shown = bestShown(track, false)?.shown;
  return shown ? `${shown.callId}/${shown.turn}` : track.id;
}

/** Missing often enough, with words to show for it, and not already on its way. */
function isOpen(track: Track): boolean {
  const missed = missedIn(track);
  return (
    missed.length >= LEAST_MISSED &&
    missed.some(({ shown }) => shown !== null) &&
    !inARow(track, TURNED)
  );
}

/** Where it was plainly not there; all but one part of it is no focus. */
export function missedIn({ id, looks }: Track): Look[] {
  const nearly = focusWords(id)?.nearly;
  return looks.filter(({ met, value }) => !met && !(nearly && value !== null && nearly(value)));
}

/** Met on each of the last so many calls where it could be seen. */
function inARow({ looks }: Track, count: number): boolean {
  return looks.length >= count && looks.slice(-count).every(({ met }) => met);
}

/** What stood in the plan and has become a habit is retired from it. */
export const isHabit = (track: Track): boolean => inARow(track, HABIT);

/** Behaviours that were missing and came on the last calls: named, and left alone. */
export function turned(tracks: readonly Track[]): Track[] {
  return tracks.filter(
    (track) =>
      FOCUS_IDS.includes(track.id) &&
      inARow(track, TURNED) &&
      track.looks.some(({ met }) => !met) &&
      track.looks.at(-1)?.shown !== null,
  );
}

/** Saturdays and Sundays are moved to the Monday after. */
function onWorkday(day: string): string {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday === 6 ? addDays(day, 2) : weekday === 0 ? addDays(day, 1) : day;
}
