import { shareInterval } from "../deals/statistics.ts";
import { COMPETENCIES, type Competency } from "./competencies.ts";
import type { Mark } from "./tenure.ts";
import type { Look, Track } from "./tracks.ts";

/** Fewer looks, or looks on fewer calls, are "not enough seen". */
export const LEAST_LOOKS = 4;
export const LEAST_CALLS = 3;
/** Where the same counts would allow levels further apart than this, a level says nothing. */
const WIDEST = 2;
/** Strengths this close are equal. */
const CLOSE = 0.05;
/** A level is the fifth of all looks that the met ones fill: under 20 % is 1, from 80 % on is 5. */
const FIFTH = 0.2;

/**
 * The level a team may expect at a mark. Starting values of this project, not research; "met" means
 * the behaviour's full definition, which is why the first month asks for two fifths of it.
 */
const EXPECTED: Record<Mark, number> = { at30: 2, at90: 3, at180: 4, at365: 4 };

/** One of the six competencies as the calls show it. */
export interface Competence {
  id: Competency;
  name: string;
  /** 1 to 5; `null` when not enough was seen to tell it from levels far from it. */
  level: number | null;
  /** Levels the same looks would also allow (Wilson's 95 % interval of the share). */
  range: [number, number] | null;
  /** The level at the mark in front of the person; `null` when their first day is not known. */
  expected: number | null;
  met: number;
  looks: number;
  calls: number;
  /** The behaviour most often seen, and the one most often missing, each with its counts. */
  strongest: Track | null;
  weakest: Track | null;
}

const levelOf = (share: number) => Math.min(5, Math.floor(share / FIFTH + 1e-9) + 1);

/** All six, in the order of the assessment. */
export function competencesOf(tracks: readonly Track[], mark: Mark | null): Competence[] {
  return (Object.keys(COMPETENCIES) as Competency[]).map((id) => {
    const own = tracks.filter(({ competency }) => competency === id);
    const looks = own.flatMap((track) => track.looks);
    const met = looks.filter((look) => look.met).length;
    const calls = new Set(looks.map(({ callId }) => callId)).size;
    const enough = looks.length >= LEAST_LOOKS && calls >= LEAST_CALLS;
    const interval = enough ? shareInterval(met, looks.length) : null;
    const range: [number, number] | null = interval && [
      levelOf(interval.low),
      levelOf(interval.high),
    ];
    const tells = range !== null && range[1] - range[0] <= WIDEST;
    return {
      ...{ id, name: COMPETENCIES[id], met, looks: looks.length, calls },
      level: interval && tells ? levelOf(interval.share) : null,
      range,
      expected: mark ? EXPECTED[mark] : null,
      strongest: leading(
        own.filter((track) => track.met > 0),
        (track) => track.met,
      ),
      weakest: leading(own.filter(missesSome), (track) => track.looks.length - track.met),
    };
  });
}

const missesSome = (track: Track) => track.met < track.looks.length;

/** The first with the highest share, of those with the most looks among equals. */
function leading(tracks: readonly Track[], count: (track: Track) => number): Track | null {
  const share = (track: Track) => count(track) / track.looks.length;
  return (
    [...tracks].sort(
      (a, b) => share(b) - share(a) || b.looks.length - a.looks.length || shownIn(b) - shownIn(a),
    )[0] ?? null
  );
}

const shownIn = (track: Track) => track.looks.filter(({ shown }) => shown !== null).length;

/** The look whose words show it best; of equals the newest. `null` when none has words. */
export function bestShown(track: Track, met: boolean): Look | null {
  const own = track.looks.filter((look) => look.met === met && look.shown !== null);
  const most = Math.max(...own.map(({ strength }) => strength));
  return own.findLast(({ strength }) => strength >= most - CLOSE) ?? null;
}
