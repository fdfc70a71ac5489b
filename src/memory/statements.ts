import { BEHAVIOURS } from "../coaching/behaviours.ts";
import type { Observation } from "./memory.ts";

/** What an observation counts, before it is put into words. */
export type Counted = Pick<
  Observation,
  "kind" | "subject" | "seen" | "missed" | "firstSeen" | "lastSeen" | "trend"
>;

const NAMES = new Map<string, string>(BEHAVIOURS.map(({ id, name }) => [id, name]));

/** The name people know a subject by. */
export const subjectName = (subject: string) => NAMES.get(subject) ?? subject.replaceAll("-", " ");

const times = (count: number) => (count === 1 ? "once" : count === 2 ? "twice" : `${count} times`);

/** What a person did with the coaching. */
const WAYS: Record<string, string> = {
  practice: "Practised in the chat",
  agreement: "Agreed to try it",
  answer: "Answered the question",
  told: "Read what the coach saw",
};

/** How each kind of fact reads; `all` is how often there was an occasion. */
const PHRASES: Record<string, (name: string, seen: number, all: number) => string> = {
  behaviour: (name, seen, all) => `${name}: done on ${seen} of ${all} calls`,
  coaching: (name, seen, all) =>
    `Coaching on "${name}": the next call showed it ${seen} of ${all} times`,
  commitment: (_, seen, all) => `Commitments: kept ${seen} of ${all}`,
  forecast: (_, seen, all) => `Forecasts: came true ${seen} of ${all} times`,
  objection: (name, seen, all) =>
    `Objections about ${name === "other" ? "other things" : name}: taken up ${seen} of ${all} times`,
  question: (name, seen, all) =>
    seen === all
      ? `${capital(name)} questions drew out pain or money ${times(seen)}`
      : `${capital(name)} questions drew out pain or money ${seen} of ${all} times`,
  advice: (name, seen, all) =>
    `Advice on "${name}": still seen some calls later ${seen} of ${all} times`,
  way: (name, seen, all) =>
    `${WAYS[name] ?? `After ${name}`}, the next call showed it ${seen} of ${all} times`,
  loss: (name, seen) => `“${capital(name)}” as the reason for a lost deal: ${times(seen)}`,
  ramp: (name, seen) => `Ramp, ${name}: ${seen > 0 ? "reached" : "not reached yet"}`,
};

const TRENDS: Partial<Record<Observation["trend"], string>> = {
  rising: "more often lately",
  falling: "less often lately",
  mixed: "now and then",
};

/** One readable sentence with its counts, its dates and its direction. */
export function statementOf(counted: Counted): string {
  const { kind, subject, seen, missed, firstSeen, lastSeen, trend } = counted;
  const name = subjectName(subject);
  const phrase =
    PHRASES[kind]?.(name, seen, seen + missed) ??
    `${capital(name)}: seen ${times(seen)}${missed > 0 ? `, missed ${times(missed)}` : ""}`;
  const between =
    firstSeen && lastSeen
      ? dayOf(firstSeen) === dayOf(lastSeen)
        ? `, on ${dayOf(lastSeen)}`
        : `, between ${dayOf(firstSeen)} and ${dayOf(lastSeen)}`
      : "";
  const direction = TRENDS[trend];
  return `${phrase}${between}${direction ? `, ${direction}` : ""}.`;
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

const MONTHS =
  "January February March April May June July August September October November December".split(
    " ",
  );

/** "3 March 2026", in UTC. */
export function dayOf(at: Date): string {
  return `${at.getUTCDate()} ${MONTHS[at.getUTCMonth()]} ${at.getUTCFullYear()}`;
}
