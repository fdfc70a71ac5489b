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

/** One theme on a number of calls, before it is asked whether it may be spoken of. */
export interface Tally {
  id: string;
  label: string;
  say(on: number, of: number): string;
  tryThis: string;
  /** Calls on which it was there, and those on which it could have been. */
  on: CallInFull[];
  of: CallInFull[];
  /** Calls on which it was left out. */
  left: number;
}

/** Every theme that has an occasion on these calls, whoever's they are. */
export function talliesOf(calls: readonly CallInFull[], competitors: readonly string[]): Tally[] {
  return [...objectionTallies(calls, competitors), ...behaviourTallies(calls)];
}

/** Whether what was counted points at nobody. */
export function mayBeTold({ on, of }: Pick<Tally, "on" | "of">, team: number): boolean {
  const without = of.filter((call) => !on.includes(call));
  return hidesEverybody({ withIt: people(on), without: people(without) }, team);
}

/** Every theme that may be spoken of among these people, the most telling first. */
export function themesOf(
  calls: readonly CallInFull[],
  team: number,
  competitors: readonly string[],
): Counted[] {
  return (
    talliesOf(calls, competitors)
      // "Nobody did" is no theme to put up on a wall.
      .filter((tally) => tally.on.length > 0 && mayBeTold(tally, team))
      .map(({ id, say, tryThis, left, on, of }) => ({
        ...{ id, tryThis, left, on: on.length, of: of.length },
        line: say(on.length, of.length),
      }))
      .toSorted((a, b) => b.left - a.left || b.on - a.on)
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

function objectionTallies(calls: readonly CallInFull[], competitors: readonly string[]): Tally[] {
  const all = objectionsOf(calls, competitors, new Set()).filter(
    ({ call, moment }) => moment.turn !== call.setAside,
  );
  return OBJECTION_THEMES.map(({ category, label, say, tryThis }) => {
    const found = all.filter(({ moment }) => moment.category === category);
    const raised = calls.filter((call) => found.some((one) => one.call === call));
    const unhandled = found.filter(({ moment }) => moment.handling !== "handled");
    return {
      ...{ id: `objection-${category}`, label, tryThis, on: raised, of: [...calls] },
      say: (on, of) => say(on, counted(of, "call")),
      left: raised.filter((call) => unhandled.some((one) => one.call === call)).length,
    };
  });
}

function behaviourTallies(calls: readonly CallInFull[]): Tally[] {
  const all = behavioursSeen(calls);
  return BEHAVIOUR_THEMES.map(({ id, label, say, tryThis }) => {
    const seen = all.get(id) ?? [];
    const met = seen.filter(({ observation }) => observation.met).map(({ call }) => call);
    return {
      ...{ id, label, say, tryThis, on: met, of: seen.map(({ call }) => call) },
      left: seen.length - met.length,
    };
  });
}
