/** The sentences of a coaching plan, for those who are new, settled and long in the job. */
import { placeOf } from "../../calls/clock-time.ts";
import { BEHAVIOUR_BY_ID } from "../../coaching/behaviours.ts";
import type { Diagnosis } from "../../coaching/diagnosis.ts";
import { focusWords } from "../../coaching/focus-words.ts";
import type { ChosenFocus } from "../../coaching/focuses.ts";
import { bestShown } from "../../coaching/levels.ts";
import { firstName, type RepRecord, spelled } from "../../coaching/rep-record.ts";
import { MARKS, type Mark } from "../../coaching/tenure.ts";
import type { Look, Track } from "../../coaching/tracks.ts";
import { lowerName } from "./competence-words.ts";

/** A milestone is looked for on so many calls. */
const NEXT = 4;

const missedOf = (track: Track) => track.looks.length - track.met;

/** "on both calls", "on each of 3 calls", "on 2 of 4 calls". */
function onCalls(count: number, of: number, calls: string): string {
  if (count < of) return `on ${count} of ${of} ${calls}`;
  return of === 2 ? `on both ${calls}` : `on each of ${of} ${calls}`;
}

/** What it comes down to, in one or two sentences. */
export function openingFor(record: RepRecord, focuses: readonly ChosenFocus[]): string {
  const [first] = focuses;
  if (!first)
    return "Nothing is missing often enough to make a focus of it. What is there is worth keeping; the next calls will say more.";
  const { track } = first;
  const thing = lowerName(track.id);
  const base = `${onCalls(missedOf(track), track.looks.length, "calls")} where it could be seen`;
  switch (record.tenure.kind) {
    case "new":
      return `One thing first: ${thing}. It was missing ${base}.`;
    case "experienced":
      return `The pattern worth a look: ${thing}. Missing ${base}.`;
    default:
      return `Of all that could be worked on, start here: ${thing}. It was missing ${base}.`;
  }
}

/** The first thing to ask in the talk about it: about one moment for the new, about the pattern later. */
export function questionFor(record: RepRecord, focuses: readonly ChosenFocus[]): string {
  const [first] = focuses;
  const who = record.reader === "manager" ? firstName(record.rep.name) : "you";
  if (!first) return `Which part of the last weeks would ${who} most like to get better at?`;
  const words = focusWords(first.track.id);
  const look = bestShown(first.track, false);
  if (record.tenure.kind === "experienced" && words) return words.pattern;
  if (!look?.shown) return words?.pattern ?? "What makes this hard at that moment?";
  return `At ${placeOf(look.shown)} with ${look.call}, what were you weighing?`;
}

/** What was observed, with its base. */
export function currentFor({ track }: ChosenFocus): string {
  const calls = focusWords(track.id)?.calls ?? "calls";
  const shown = bestShown(track, false);
  const base = `Missing ${onCalls(missedOf(track), track.looks.length, calls)}`;
  return shown ? `${base}; ${shown.call} shows it best.` : `${base}.`;
}

/** What good looks like: the constant definition, and the mark in front of the person. */
export function targetFor({ track }: ChosenFocus, next: Mark | null): string {
  const behaviour = BEHAVIOUR_BY_ID[track.id];
  if (!next) return behaviour.definition;
  const words = MARKS.find(({ at }) => at === next)?.words ?? "";
  const good = behaviour.good[next];
  return `${behaviour.definition} What good looks like at ${words}: ${good.charAt(0).toLowerCase()}${good.slice(1)}.`;
}

/** "Seen on 3 of the next 4 calls with an objection." One more in four than now, at least two. */
export function milestoneFor({ track }: ChosenFocus): string {
  const now = Math.floor((track.met / track.looks.length) * NEXT);
  const aim = Math.min(NEXT, Math.max(2, now + 1));
  const calls = focusWords(track.id)?.calls ?? "calls";
  return `Seen on ${aim === NEXT ? "each" : aim} of the next ${NEXT} ${calls}.`;
}

/** What to do about it: the next call's practice, then what fits the cause and the time in the job. */
export function actionsFor(
  record: RepRecord,
  focus: ChosenFocus,
  cause: Diagnosis,
  place: number,
): string[] {
  const words = focusWords(focus.track.id);
  const practice = words ? [words.practice] : [];
  // One thing at a time: what comes later is practised later.
  if (place > 0) {
    const before = place === 1 ? "the first focus has" : "the first two have";
    return [...practice, `Starts when ${before} shown on the calls, or on the date above.`];
  }
  return [...practice, ...together(record, focus, cause)].slice(0, 3);
}

function together(record: RepRecord, { track }: ChosenFocus, cause: Diagnosis): string[] {
  const manager = record.manager ? firstName(record.manager) : "a colleague";
  const [missed, met] = [bestShown(track, false), bestShown(track, true)];
  const at = (look: Look) => `${look.call}${look.shown ? ` (${placeOf(look.shown)})` : ""}`;
  if (cause.kind === "will")
    return ["In the 1:1, one question before any advice: what gets in the way right then?"];
  if (cause.kind === "environment")
    return [`${manager} settles what may be said or given here before the next such call.`];
  const compare =
    met && missed && met.callId !== missed.callId
      ? `Hold two of the calls side by side: ${at(met)}, where it was there, and ${at(missed)}, where it was not. What was different?`
      : null;
  const { kind } = record.tenure;
  if (kind === "experienced")
    return [
      compare ??
        (missed
          ? `Go back to ${at(missed)} alone, write the question worth asking there now, and bring it to the 1:1.`
          : `Bring one open deal to the 1:1 where this would change what is known.`),
    ];
  const aloud = `Say the words aloud with ${manager} for two minutes before the next such call.`;
  const hear = "Hear it done first: sit in on one such call of a colleague's.";
  const read = missed
    ? `Read ${at(missed)} with ${manager} and find the sentence that would have fitted.`
    : null;
  if (kind === "new") return compare ? [compare, aloud] : [hear, read ?? aloud];
  return [
    compare ?? read ?? aloud,
    `Ten minutes of role play with ${manager} from that moment on.`,
  ];
}

/** Weekly talk, call reviews, deal prep, debriefs, and the plan's own review. */
export function cadenceFor(
  record: RepRecord,
  focuses: readonly ChosenFocus[],
): { what: string; when: string }[] {
  const { tenure, manager, rep, reader } = record;
  const whose = reader === "manager" ? `${firstName(rep.name)}'s` : "your";
  const reviews = {
    new: "one call a week, chosen for the first focus",
    settled: "every second week: one chosen for the focus, one at random",
    experienced: `one a month at random, and one of ${whose} own choice`,
    unknown: "every second week, chosen for the first focus",
  }[tenure.kind];
  const deals = record.deals.filter(({ status }) => status === "open");
  const deal = deals.toSorted((a, b) => (b.amountMinor ?? 0) - (a.amountMinor ?? 0))[0];
  const days =
    focuses.length > 0 ? "once the first date has passed, then each quarter" : "each quarter";
  return [
    {
      what: manager ? `Weekly 1:1 with ${firstName(manager)}` : "Weekly 1:1",
      when: `${focuses.length > 0 ? "the first focus alone" : "what the last calls showed"}, and ten minutes for ${whose} own topics`,
    },
    { what: "Call reviews", when: reviews },
    {
      what: "Deal prep",
      when: deal
        ? `before each call on ${deal.account ?? deal.name}, the largest of ${spelled(deals.length)} open`
        : "before each first meeting with somebody who signs",
    },
    { what: "Debriefs", when: "after each decided deal, won or lost" },
    { what: "Plan review", when: days },
  ];
}
