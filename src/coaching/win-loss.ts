/**
 * What a decided deal's calls and its CRM history show, read without blame: who was known, what was
 * done, who else was there. The verdict follows from these facts alone.
 */
import { QUALIFICATION_SLOTS } from "../calls/empty-slots.ts";
import type { QualificationSlot } from "../calls/moment.ts";
import { CATEGORIES, categoryOf } from "../deals/categories.ts";
import { daysBetween } from "../deals/deal.ts";
import { type DealFile, type Fact, qualificationOf } from "../deals/evidence.ts";
import { historiesOf, pushesOf } from "../deals/history.ts";
import { type Cited, cite } from "./cited.ts";
import type { Candidate } from "./opportunity.ts";
import type { PlannedCall } from "./tracks.ts";

/** What the CRM gives as the reason, read into the kinds the method knows. */
export const REASONS = [
  "price",
  "competition",
  "no-decision",
  "timing",
  "qualified-out",
  "product",
  "other",
  "none",
] as const;
export type Reason = (typeof REASONS)[number];

const REASON_WORDS: readonly [Reason, RegExp][] = [
  ["qualified-out", /\b(?:qualified out|disqualif\w*|not a fit|no fit|bad fit|unqualified)\b/i],
  ["competition", /\b(?:competit\w*|lost to|chose another|other vendor|incumbent)\b/i],
  [
    "no-decision",
    /\b(?:no decision|status quo|do nothing|went (?:dark|quiet|silent)|no response|ghost\w*|stalled)\b/i,
  ],
  [
    "timing",
    /\b(?:timing|postpon\w*|delay\w*|not now|freeze|frozen|reorg\w*|merger|acqui\w*|next year)\b/i,
  ],
  ["price", /\b(?:pric\w*|budget|cost\w*|expensive|money|discount)\b/i],
  ["product", /\b(?:product|feature\w*|function\w*|missing|integration\w*|technical)\b/i],
];

export function reasonOf(text: string | null): Reason {
  if (!text?.trim()) return "none";
  return REASON_WORDS.find(([, words]) => words.test(text))?.[0] ?? "other";
}

/** What the history of the deal's fields tells. */
export interface Course {
  days: number | null;
  pushes: { count: number; days: number };
  /** The last fall of the amount: before, after, day. */
  discount: { before: number; after: number; on: string } | null;
  /** Taken out of commit or upside before it was lost: an honest forecast. */
  pulled: { from: string; to: string; on: string; daysBefore: number } | null;
  /** Days between the last thing heard or logged and the end; `null` when nothing ever was. */
  quietDays: number | null;
}

export const VERDICTS = [
  "qualification",
  "execution",
  "competition",
  "clean-loss",
  "earned-win",
  "lucky-win",
  "unknown",
] as const;
export type Verdict = (typeof VERDICTS)[number];
export type Controllable = "yes" | "partly" | "no" | "unknown";

export interface WinLossReading {
  reason: Reason;
  course: Course;
  slots: Record<QualificationSlot, Fact | null>;
  missing: QualificationSlot[];
  /** Moments that cost or helped, best first; at most two of each. */
  missed: { kind: string; cited: Cited; response: Cited | null }[];
  credited: { kind: string; cited: Cited }[];
  /** What the buyer said about price, timing, others: with how it was met. */
  objections: { category: string; handling: string; cited: Cited }[];
  rivals: { name: string; cited: Cited }[];
  verdict: Verdict;
  controllable: Controllable;
}

const SURE = 0.6;
/** What has to be known before a deal can be said to have been qualified. */
const CORE: readonly QualificationSlot[] = [
  "identified-pain",
  "economic-buyer",
  "decision-process",
];

/** Reads one decided deal. `calls` are those of its account up to its end, oldest first. Pure. */
export function readWinLoss(
  file: DealFile,
  calls: readonly PlannedCall[],
  lossReason: string | null,
): WinLossReading {
  const slots = qualificationOf(file);
  const reading = {
    reason: reasonOf(lossReason),
    course: courseOf(file, calls),
    slots,
    missing: QUALIFICATION_SLOTS.filter((slot) => !slots[slot]),
    ...momentsOn(calls, reasonOf(lossReason)),
  };
  return { ...reading, ...verdictOf(file, calls, reading) };
}

function courseOf({ deal, changes, activities }: DealFile, calls: readonly PlannedCall[]): Course {
  const end = deal.closedOn;
  const history = historiesOf(changes).get(deal.id);
  const falls = (history?.get("amountMinor") ?? []).flatMap(({ before, after, at }) =>
    before !== null && after !== null && Number(after) < Number(before)
      ? [{ before: Number(before), after: Number(after), on: at.slice(0, 10) }]
      : [],
  );
  const rank = (word: string | null) => {
    const category = categoryOf(word);
    return category ? CATEGORIES.indexOf(category) : null;
  };
  const pulled = (history?.get("category") ?? []).findLast(({ before, after, at }) => {
    const [from, to] = [rank(before), rank(after)];
    return from !== null && to !== null && to > from && end !== null && at.slice(0, 10) < end;
  });
  const heard = [
    ...calls.map(({ on }) => on),
    ...activities.map(({ at }) => at.slice(0, 10)),
  ].filter((on) => end === null || on <= end);
  const last = heard.sort().at(-1);
  const pushes = pushesOf(history);
  return {
    days: deal.openedOn && end ? daysBetween(deal.openedOn, end) : null,
    pushes: { count: pushes.count, days: pushes.days },
    discount: falls.at(-1) ?? null,
    pulled:
      pulled?.before && pulled.after && end && deal.status === "lost"
        ? {
            ...{ from: pulled.before, to: pulled.after, on: pulled.at.slice(0, 10) },
            daysBefore: daysBetween(pulled.at.slice(0, 10), end),
          }
        : null,
    quietDays: last && end ? daysBetween(last, end) : null,
  };
}

const KINDS_OF: Partial<Record<Reason, readonly string[]>> = {
  price: ["price-defended", "concession-for-nothing", "objection-answered-early"],
  competition: ["objection-answered-early", "process-left-unasked"],
  "no-decision": ["next-step-open", "process-left-unasked"],
  timing: ["process-left-unasked", "next-step-open"],
};
const about = (reason: Reason, { kind }: Pick<Candidate, "kind">) =>
  KINDS_OF[reason]?.includes(kind) ?? false;

function momentsOn(calls: readonly PlannedCall[], reason: Reason) {
  const placed = calls.map((one) => ({
    one,
    at: {
      id: one.id,
      name: one.name,
      speakers: Object.fromEntries(one.call.participants.map(({ id, name }) => [id, name])),
    },
  }));
  const ranked = placed.flatMap(({ one, at }) =>
    one.ranked.map((candidate) => ({ candidate, at })),
  );
  const told = (credited: boolean) =>
    ranked.filter(({ candidate }) => candidate.credited === credited);
  return {
    // What the reason on file is about comes first: there the two can be held against each other.
    missed: told(false)
      .toSorted((a, b) => Number(about(reason, b.candidate)) - Number(about(reason, a.candidate)))
      .slice(0, 2)
      .map(({ candidate, at }) => ({
        kind: candidate.kind as Candidate["kind"],
        cited: cite(at, candidate.spot),
        response: candidate.response ? cite(at, candidate.response) : null,
      })),
    credited: told(true)
      .slice(0, 2)
      .map(({ candidate, at }) => ({ kind: candidate.kind, cited: cite(at, candidate.spot) })),
    objections: placed.flatMap(({ one, at }) =>
      one.moments.flatMap((moment) =>
        moment.kind === "objection" && moment.confidence >= SURE && moment.side === "buyer"
          ? [{ category: moment.category, handling: moment.handling, cited: cite(at, moment) }]
          : [],
      ),
    ),
    rivals: placed.flatMap(({ one, at }) =>
      one.moments.flatMap((moment) =>
        moment.kind === "mention" && moment.subject === "competitor" && moment.side === "buyer"
          ? [{ name: moment.entity, cited: cite(at, moment) }]
          : [],
      ),
    ),
  };
}

type Facts = Omit<WinLossReading, "verdict" | "controllable">;

/** Which objections a reason on file is about. */
const OBJECTION_OF: Partial<Record<Reason, string>> = {
  price: "budget",
  timing: "timing",
  competition: "competition",
};

/** The buyer's objections that the reason on file speaks of. */
export function objectionsBehind({
  reason,
  objections,
}: Pick<WinLossReading, "reason" | "objections">): WinLossReading["objections"] {
  const category = OBJECTION_OF[reason];
  return category ? objections.filter((objection) => objection.category === category) : [];
}

/** What has to be known before a deal can be called qualified, and is not. */
export const coreMissing = ({ missing }: Pick<WinLossReading, "missing">) =>
  CORE.filter((slot) => missing.includes(slot));

/** One call of a long deal shows too little to miss anything on it. */
const SHORT_DAYS = 30;

/** Follows the facts in one order, and says "unknown" where too little of the deal was heard. */
function verdictOf(
  { deal }: DealFile,
  calls: readonly PlannedCall[],
  facts: Facts,
): Pick<WinLossReading, "verdict" | "controllable"> {
  const unknown = { verdict: "unknown", controllable: "unknown" } as const;
  const saidSo = facts.credited.some(({ kind }) => kind === "qualified-out");
  // Letting go on purpose is a decision of ours, made in the open; one call is enough to show it.
  if (deal.status === "lost" && saidSo) return { verdict: "clean-loss", controllable: "yes" };
  const { days } = facts.course;
  const enough = calls.length >= 2 || (calls.length === 1 && days !== null && days <= SHORT_DAYS);
  if (!enough) return unknown;
  const core = coreMissing(facts);
  if (deal.status === "won")
    return { verdict: core.length >= 2 ? "lucky-win" : "earned-win", controllable: "yes" };
  if (facts.reason === "qualified-out") return { verdict: "clean-loss", controllable: "yes" };
  if (core.length >= 2) return { verdict: "qualification", controllable: "yes" };
  const beyond = facts.reason === "timing" || facts.reason === "competition";
  const behind = objectionsBehind(facts);
  const worked = behind.filter(({ handling }) => handling === "handled").length;
  if (facts.missed.length > facts.credited.length || worked * 2 < behind.length)
    return { verdict: "execution", controllable: beyond ? "partly" : "yes" };
  if (facts.reason === "competition") return { verdict: "competition", controllable: "partly" };
  return core.length === 0 && beyond ? { verdict: "clean-loss", controllable: "no" } : unknown;
}
