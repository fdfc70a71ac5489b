import type ICAL from "ical.js";
import { Rejected } from "../../errors.ts";

type Event = InstanceType<typeof ICAL.Event>;
type Time = InstanceType<typeof ICAL.Time>;
type Rule = InstanceType<typeof ICAL.Recur>;

/** Looks at days a series might be on: thirteen years of a daily one that cannot be begun later. */
const MOST_LOOKS = 5_000;
/** Of one feed: some seconds' work. */
const MOST_LOOKS_OF_ALL = 40_000;
/** Dates that are listed one by one, or taken out. */
const MOST_DATES = 2_000;
const DAY_MS = 24 * 3600_000;

/** How much unfolding a feed may still cost. */
export interface Budget {
  looks: number;
}

export const freshBudget = (): Budget => ({ looks: MOST_LOOKS_OF_ALL });

/**
 * The starts of a series in order, from shortly before an instant on. Anybody can send somebody an
 * invitation whose rule never comes true, or comes true each second: looking for it has an end here.
 * @throws Rejected when it takes too long, also while it is walked
 */
export function startsOf(master: Event, from: Date, budget: Budget): { next(): Time | undefined } {
  const listed = ["rdate", "exdate"]
    .flatMap((name) => master.component.getAllProperties(name))
    .reduce((sum, property) => sum + property.jCal.length - 3, 0);
  if (listed > MOST_DATES) throw tooOften();
  const rules = rulesOf(master);
  if (rules.some(({ freq }) => /^(?:SECOND|MINUTE|HOUR)LY$/.test(freq))) throw tooOften();
  const times = master.iterator(nearby(master, rules, from)) as unknown as Unfolding;
  let looks = 0;
  for (const rule of times.ruleIterators ?? []) {
    const fits = rule.check_contracting_rules.bind(rule);
    // The library looks on for as long as nothing fits; this is what it asks of each day.
    rule.check_contracting_rules = () => {
      looks += 1;
      budget.looks -= 1;
      if (looks > MOST_LOOKS || budget.looks < 0) throw tooOften();
      return fits();
    };
  }
  return times;
}

/** What of the library's iterator is used here; its own types leave the parts out. */
interface Unfolding {
  next(): Time | undefined;
  ruleIterators?: { check_contracting_rules(): boolean }[];
}

const tooOften = () => new Rejected("it repeats too often to be a meeting.");

const rulesOf = (master: Event) =>
  master.component.getAllProperties("rrule").map((one) => one.getFirstValue() as unknown as Rule);

/** A later day on which a daily or weekly series may as well be begun: what lies before is long over. */
function nearby(master: Event, rules: readonly Rule[], from: Date): Time {
  const { startDate: start, duration } = master;
  const [rule, ...others] = rules;
  const step = rule?.freq === "DAILY" ? 1 : rule?.freq === "WEEKLY" ? 7 : null;
  const isPlain = rule && others.length === 0 && !rule.count && !rule.parts.BYSETPOS;
  if (!isPlain || step === null || master.component.hasProperty("rdate")) return start;
  const began = Date.UTC(start.year, start.month - 1, start.day);
  const margin = (Math.abs(duration.toSeconds()) * 1000) / DAY_MS + 8;
  const stride = step * Math.max(1, rule.interval);
  const strides = Math.floor(((from.getTime() - began) / DAY_MS - margin) / stride);
  if (!(strides > 0)) return start;
  const later = start.clone();
  later.adjust(strides * stride, 0, 0, 0);
  return later;
}
