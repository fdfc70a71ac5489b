import { QUALIFICATION_SLOTS } from "../calls/empty-slots.ts";
import type { QualificationSlot } from "../calls/moment.ts";
import { categoryOf } from "./categories.ts";
import { type CommitReading, type CommitStandards, readCommitment } from "./commitment.ts";
import { addDays, type Deal, daysBetween } from "./deal.ts";
import {
  buyerActs,
  type DealFile,
  type Fact,
  factOf,
  momentsOf,
  nextStepOf,
  qualificationOf,
  threadsOf,
} from "./evidence.ts";
import { happyEars } from "./happy-ears.ts";
import { historiesOf, pushesOf, stageSince } from "./history.ts";
import { majorText } from "./money.ts";
import type { Norms } from "./norms.ts";
import { stageOf } from "./stages.ts";

export type RiskKind =
  | "date-keeps-moving"
  | "warm-words-only"
  | "nobody-to-sign"
  | "one-person"
  | "nothing-dated"
  | "gone-quiet"
  | "slow-stage"
  | "overdue";

export interface Risk {
  kind: RiskKind;
  /** "3 times, 91 days in all" and the like; empty where the kind says it all. */
  detail: string;
  fact: Fact | null;
  /** The day it dates from, where it has one. */
  on: string | null;
}

/** A change since the last review: progress, or only movement. */
export interface Move {
  field: "stage" | "amountMinor" | "closeOn" | "category";
  before: string | null;
  after: string | null;
  on: string;
}

export interface Inspection {
  deal: Deal;
  ageDays: number | null;
  stageDays: number | null;
  usualDays: number | null;
  /** Since the last review; the dates it was to close on, in order, are in `closeDates`. */
  changed: Move[];
  closeDates: string[];
  involved: { onCalls: string[]; inCrm: string[] };
  /** Whom the CRM, or a review, names as the one who signs. */
  signs: string | null;
  businessCase: Fact[];
  decisionProcess: Fact[];
  risks: Risk[];
  nextStep: (Fact & { due: string; owner: string | null }) | null;
  qualification: Record<QualificationSlot, Fact | null>;
  gaps: QualificationSlot[];
  happyEars: Fact | null;
  commitment: CommitReading;
  buyerActs: Fact[];
  /** Calls and activities it rests on; with none, nothing but the CRM speaks. */
  seen: { calls: number; activities: number };
}

/** Looks into one deal. `since` is the last review, else two weeks back. */
export function inspect(
  file: DealFile,
  context: { today: string; since: string | null; norms: Norms; standards?: CommitStandards },
): Inspection {
  const { today, norms } = context;
  const { deal } = file;
  const history = historiesOf(file.changes).get(deal.id);
  const since = context.since ?? addDays(today, -14);
  const entered = stageSince(deal, history);
  const stageDays = entered ? daysBetween(entered, today) : null;
  const key = stageOf(deal.stage)?.key;
  const usualDays = key ? norms[key].days : null;
  const qualification = qualificationOf(file);
  const warm = happyEars(file, today);
  const next = nextStepOf(file, today);
  // One sentence may answer two questions; it is shown once.
  const found = (...slots: QualificationSlot[]) =>
    onceEach(slots.flatMap((slot) => qualification[slot] ?? []));
  return {
    deal,
    ageDays: deal.openedOn ? daysBetween(deal.openedOn, today) : null,
    stageDays,
    usualDays,
    changed: movesOf(file, since),
    closeDates: closeDatesOf(file),
    involved: threadsOf(file),
    signs: file.people.find(({ role }) => role === "economic-buyer")?.name ?? null,
    businessCase: onceEach([...found("metrics", "identified-pain"), ...impactsOf(file)]).slice(
      0,
      2,
    ),
    decisionProcess: found("decision-process", "economic-buyer", "paper-process").slice(0, 2),
    risks: risksOf(file, today, {
      warm,
      hasNext: next !== null,
      stageDays,
      usualDays,
      qualification,
    }),
    nextStep: next,
    qualification,
    gaps: QUALIFICATION_SLOTS.filter((slot) => !qualification[slot]),
    happyEars: warm,
    commitment: readCommitment(file, today, context.standards),
    buyerActs: buyerActs(file),
    seen: { calls: file.calls.length, activities: file.activities.length },
  };
}

const onceEach = (facts: readonly Fact[]) =>
  facts.filter((fact, at) => facts.findIndex(({ text }) => text === fact.text) === at);

function movesOf(file: DealFile, since: string): Move[] {
  const moves: Move[] = [];
  for (const { field, before, after, at } of file.changes) {
    if (at.slice(0, 10) < since || before === after) continue;
    if (field === "amountMinor") {
      const text = (minor: string | null) =>
        minor === null ? null : majorText(Number(minor), file.deal.currency);
      moves.push({ field, before: text(before), after: text(after), on: at.slice(0, 10) });
    } else if (field === "stage" || field === "closeOn" || field === "category") {
      moves.push({ field, before, after, on: at.slice(0, 10) });
    }
  }
  return moves.sort((a, b) => a.on.localeCompare(b.on));
}

/** Each day it was ever to close on, in the order they were given. */
function closeDatesOf(file: DealFile): string[] {
  const moves = file.changes.filter(({ field }) => field === "closeOn");
  const days = [...moves.map(({ before }) => before), file.deal.closeOn];
  return [...new Set(days.filter((day): day is string => day !== null))];
}

function impactsOf(file: DealFile): Fact[] {
  return momentsOf(file, "gap")
    .filter(
      ({ moment }) =>
        moment.side === "buyer" && (moment.slot === "impact" || moment.slot === "cost-of-inaction"),
    )
    .map(({ call, moment }) => factOf(call, moment));
}

/** Nothing heard for so many days is quiet. */
const QUIET_DAYS = 21;

/** What may keep a deal from closing, the gravest first; only what can be shown. */
function risksOf(
  file: DealFile,
  today: string,
  known: {
    warm: Fact | null;
    hasNext: boolean;
    stageDays: number | null;
    usualDays: number | null;
    qualification: Record<QualificationSlot, Fact | null>;
  },
): Risk[] {
  const { deal } = file;
  const risks: Risk[] = [];
  const risk = (
    kind: RiskKind,
    detail: string,
    fact: Fact | null = null,
    on: string | null = fact?.on ?? null,
  ) => risks.push({ kind, detail, fact, on });
  const pushes = pushesOf(historiesOf(file.changes).get(deal.id));
  if (deal.closeOn && deal.closeOn < today)
    risk("overdue", `${daysBetween(deal.closeOn, today)} days past its close date`);
  if (pushes.count >= 2)
    risk(
      "date-keeps-moving",
      `${pushes.count === 2 ? "twice" : `${pushes.count} times`}, ${pushes.days} days in all`,
      null,
      pushes.last,
    );
  if (known.warm) risk("warm-words-only", "", known.warm);
  const forecast = categoryOf(deal.category);
  if (!known.qualification["economic-buyer"] && (forecast === "commit" || forecast === "upside"))
    risk("nobody-to-sign", "");
  const { onCalls, inCrm } = threadsOf(file);
  if (onCalls.length + inCrm.length === 1) risk("one-person", `only ${onCalls[0] ?? inCrm[0]}`);
  if (!known.hasNext) risk("nothing-dated", "");
  const touched = [
    ...file.calls.map(({ on }) => on),
    ...file.activities.map(({ at }) => at.slice(0, 10)),
  ]
    .filter((day) => day <= today)
    .sort()
    .at(-1);
  if (touched && daysBetween(touched, today) > QUIET_DAYS)
    risk("gone-quiet", `nothing heard for ${daysBetween(touched, today)} days`, null, touched);
  if (known.usualDays !== null && known.stageDays !== null && known.stageDays > 2 * known.usualDays)
    risk(
      "slow-stage",
      `${known.stageDays} days in ${deal.stage}, usually ${Math.round(known.usualDays)}`,
    );
  return risks;
}

/** The deals a review looks into: the most valuable first, per currency value as it is. */
export function topByValue(deals: readonly Deal[], count: number): Deal[] {
  return [...deals]
    .filter(({ status }) => status === "open")
    .sort((a, b) => (b.amountMinor ?? -1) - (a.amountMinor ?? -1) || a.name.localeCompare(b.name))
    .slice(0, count);
}
