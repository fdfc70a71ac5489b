import type { Theme } from "../../coaching/digest.ts";
import { counted } from "../../deals/spoken.ts";
import type { CallInFull } from "../../store/call-search.ts";
import { behavioursSeen } from "../behaviours-seen.ts";
import { objectionsOf } from "../questions/findings.ts";
import { BEHAVIOUR_THEMES, OBJECTION_THEMES } from "../wording/digest.ts";

/** A team smaller than this cannot hide one person in a number. */
const SMALL_TEAM = 8;
const MOST_THEMES = 3;

/** Who was on how many sides of a theme, so that nobody is pointed at. */
export interface Crowd {
  /** People on the calls with it, and on those without it. */
  withIt: ReadonlySet<string>;
  without: ReadonlySet<string>;
}

/**
 * Whether a count may stand in a channel: on a small team each side of it is nobody's, or at least two
 * people's, and three people's calls are in it altogether; on any team no side is one person's.
 */
export function hidesEverybody({ withIt, without }: Crowd, team: number): boolean {
  const sides = [withIt.size, without.size];
  const all = new Set([...withIt, ...without]).size;
  return sides.every((people) => people !== 1) && all >= (team < SMALL_TEAM ? 3 : 2);
}

/** A theme as it was counted, before it is chosen. */
export interface Counted extends Theme {
  /** What can be tried about it; `null` where it is only worth knowing. */
  tryThis: string | null;
  /** Room to grow: calls on which it was left out. */
  left: number;
}

/** Every theme that may be spoken of among these people, the most telling first. */
export function themesOf(
  calls: readonly CallInFull[],
  team: number,
  competitors: readonly string[],
): Counted[] {
  return [...objectionThemes(calls, team, competitors), ...behaviourThemes(calls, team)].toSorted(
    (a, b) => b.left - a.left || b.on - a.on,
  );
}

/** At most three, of different kinds: what buyers raised first, then what was done about it. */
export function chosenThemes(themes: readonly Counted[]): Counted[] {
  const raised = themes.filter(({ id }) => id.startsWith("objection-")).slice(0, 1);
  const done = themes.filter(({ id }) => !id.startsWith("objection-"));
  return [...raised, ...done].slice(0, MOST_THEMES);
}

const people = (calls: readonly CallInFull[]) =>
  new Set(calls.flatMap(({ repId }) => (repId ? [repId] : [])));

function objectionThemes(
  calls: readonly CallInFull[],
  team: number,
  competitors: readonly string[],
): Counted[] {
  return OBJECTION_THEMES.flatMap(({ category, say, tryThis }) => {
    const found = objectionsOf(calls, competitors, new Set()).filter(
      ({ call, moment }) => moment.category === category && moment.turn !== call.setAside,
    );
    const raised = calls.filter((call) => found.some((one) => one.call === call));
    const left = raised.filter((call) =>
      found.some((one) => one.call === call && one.moment.handling !== "handled"),
    ).length;
    const without = people(calls.filter((call) => !raised.includes(call)));
    if (raised.length === 0 || !hidesEverybody({ withIt: people(raised), without }, team))
      return [];
    return [
      {
        id: `objection-${category}`,
        line: say(raised.length, counted(calls.length, "call")),
        ...{ on: raised.length, of: calls.length, tryThis, left },
      },
    ];
  });
}

function behaviourThemes(calls: readonly CallInFull[], team: number): Counted[] {
  const all = behavioursSeen(calls);
  return BEHAVIOUR_THEMES.flatMap(({ id, say, tryThis }) => {
    const seen = all.get(id) ?? [];
    const met = seen.filter(({ observation }) => observation.met).map(({ call }) => call);
    const unmet = seen.filter(({ observation }) => !observation.met).map(({ call }) => call);
    // "Nobody did" is no theme to put up on a wall.
    if (met.length === 0 || !hidesEverybody({ withIt: people(met), without: people(unmet) }, team))
      return [];
    return [
      {
        id,
        line: say(met.length, seen.length),
        ...{ on: met.length, of: seen.length, tryThis, left: unmet.length },
      },
    ];
  });
}
