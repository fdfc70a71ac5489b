import type { Agreed } from "../../coaching/diagnosis.ts";
import type { RepRecord } from "../../coaching/rep-record.ts";
import { tenureOf } from "../../coaching/tenure.ts";
import { type PlannedCall, tracksOf } from "../../coaching/tracks.ts";
import { addDays } from "../../deals/deal.ts";
import { type Bias, biasOf, forecastCalls } from "../../deals/forecast.ts";
import { historiesOf } from "../../deals/history.ts";
import { quarterBounds, quarterOf, shiftQuarter } from "../../deals/quarters.ts";
import { spokenDay } from "../../deals/spoken.ts";
import {
  type CallInFull,
  callsInFull,
  type Viewer,
  visibleCalls,
} from "../../store/call-search.ts";
import type { Transaction } from "../../store/database.ts";
import type { PersonRow } from "../../store/people.ts";
import { dealsOf, forecastChanges, quotasOf } from "../../store/pipeline.ts";
import { agreedInDebriefs, type CoachingPlanRow, planOf } from "../../store/plans.ts";
import type { Asking } from "./deliverable.ts";

/** Half a year shows a way of working; what is older was another season. */
const WINDOW_DAYS = 180;
/** Calls read word for word: a few hundred milliseconds' work. */
const MOST_READ = 16;
const DAY_MS = 24 * 3600 * 1000;
const QUARTERS_BACK = 8;

/** One rep's record, the same for the rep and their manager, and the plan that stands. */
export async function repRecord(
  tx: Transaction,
  asking: Asking<"rep">,
): Promise<{ record: RepRecord; plan: CoachingPlanRow | null }> {
  const { subject: rep, viewer, now, today, people } = asking;
  const period = {
    since: new Date(now.getTime() - WINDOW_DAYS * DAY_MS),
    until: new Date(now.getTime() + DAY_MS),
  };
  // A plan is one plan: it rests on the calls that both the rep and their manager may see.
  const manager = people.find(({ id }) => id === rep.managerId);
  const both: Viewer = manager ? { ...viewer, id: manager.id, role: "manager" } : viewer;
  const visible = (await visibleCalls(tx, both, period)).filter((one) => one.repId === rep.id);
  // Counted only: how many there are beyond those.
  const own = await visibleCalls(tx, { ...viewer, id: rep.id, role: "rep" }, period);
  const calls = await plannedCalls(
    tx,
    both,
    visible.slice(0, MOST_READ).map(({ id }) => id),
  );
  const plan = await planOf(tx, rep.id);
  const reader = readerOf(asking);
  const record: RepRecord = {
    rep: { id: rep.id, name: rep.name, startedOn: rep.startedOn },
    manager: people.find(({ id }) => id === rep.managerId)?.name ?? null,
    reader,
    today,
    tenure: tenureOf(rep.startedOn, today),
    calls,
    withheld: own.filter(({ repId }) => repId === rep.id).length - visible.length,
    tracks: tracksOf(calls),
    deals: await dealsOf(tx, { ownerId: rep.id }),
    quotas: await quotasOf(tx, rep.id),
    bias: await biasFor(tx, rep, today),
    agreed: [
      ...standingAgreed(plan),
      // What was pressed in a debrief stays between the rep and the coach.
      ...(reader === "self" ? await agreedInDebriefs(tx, rep.id) : []),
    ],
  };
  return { record, plan };
}

function readerOf({ asker, subject, people }: Asking<"rep">): RepRecord["reader"] {
  if (asker.id !== subject.id) return "manager";
  return people.some(({ id }) => id === subject.managerId) ? "rep" : "self";
}

function standingAgreed(plan: CoachingPlanRow | null): Agreed[] {
  const at = plan?.discussedAt;
  if (!plan || !at) return [];
  return plan.focuses.map(({ behaviour }) => ({ behaviour, on: at.toISOString().slice(0, 10) }));
}

/** The calls with their words, newest first, named as people name them. */
export async function plannedCalls(
  tx: Transaction,
  viewer: Viewer,
  ids: readonly string[],
): Promise<PlannedCall[]> {
  return (await callsInFull(tx, viewer, ids)).map(plannedCall);
}

function plannedCall(one: CallInFull): PlannedCall {
  const on = one.heldAt.toISOString().slice(0, 10);
  const title = one.title?.replace(/\.(vtt|srt|sbv|txt|json)$/i, "") ?? "A call";
  return {
    id: one.id,
    name: `${one.account ?? title}, ${spokenDay(on)}`,
    on,
    type: one.type,
    call: { ...one.call, type: one.type },
    moments: one.moments,
    measures: one.measures,
    ranked: one.ranked,
    setAside: one.setAside ?? null,
  };
}

/** How this person's forecasts have leaned, in the currency most of their deals are in. */
async function biasFor(tx: Transaction, rep: PersonRow, today: string): Promise<Bias> {
  const quarter = quarterOf(today);
  const quarters = Array.from({ length: QUARTERS_BACK }, (_, back) =>
    shiftQuarter(quarter, back - QUARTERS_BACK),
  );
  const since = quarterBounds(quarters[0] ?? quarter).from;
  const deals = await dealsOf(tx, { ownerId: rep.id, decidedSince: addDays(since, -1) });
  const histories = historiesOf(await forecastChanges(tx, rep.id, quarterBounds(quarter).from));
  const counts = new Map<string, number>();
  for (const { currency } of deals) counts.set(currency, (counts.get(currency) ?? 0) + 1);
  const currency = [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? "USD";
  return biasOf(forecastCalls(deals, histories, quarters, currency));
}
