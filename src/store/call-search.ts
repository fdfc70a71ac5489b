import {
  and,
  asc,
  desc,
  eq,
  gte,
  inArray,
  isNotNull,
  isNull,
  lt,
  lte,
  ne,
  not,
  or,
  sql,
} from "drizzle-orm";
import type { Call, CallType, Participant } from "../calls/call.ts";
import type { Measures } from "../calls/measures.ts";
import type { Moment } from "../calls/moment.ts";
import type { Candidate } from "../coaching/opportunity.ts";
import type { EarlierCall } from "../coaching/pattern.ts";
import type { CallRow } from "./calls.ts";
import type { Transaction } from "./database.ts";
import type { Role } from "./schema.ts";
import { account, call, contact, deal, debrief, person } from "./schema.ts";

/** Who asks, and when: what decides which calls there are for them. */
export interface Viewer {
  id: string;
  role: Role;
  now: Date;
  /** Also what came as history with the fictional floor: nobody was asked anything about those calls. */
  withSampleHistory?: boolean;
}

/** A call without its words: enough to choose by, to count and to average. */
export interface CallSummary {
  id: string;
  title: string | null;
  type: CallType | null;
  /** When it was held, else when it came in. */
  heldAt: Date;
  repId: string | null;
  rep: string | null;
  accountId: string | null;
  account: string | null;
  deal: string | null;
  participants: Participant[];
  measures: Measures;
}

/** A call with its words and moments. */
export interface CallInFull extends CallSummary {
  call: Call;
  moments: Moment[];
  ranked: Omit<Candidate, "source">[];
  /** The turn its rep called an unfair reading: left out of `ranked`, and nothing else speaks of it either. */
  setAside?: number | null;
}

/** A rep has the first day with a review to themselves. */
export const FIRST_LOOK_MS = 24 * 3600 * 1000;

const heldAt = sql<Date>`coalesce(${call.startedAt}, ${call.createdAt})`.mapWith(call.startedAt);
const reviewedAt = sql`(select max(${debrief.createdAt}) from ${debrief} where ${debrief.callId} = ${call.id})`;
/** What a rep called an unfair reading is set aside: nobody hears of it again, they included. */
const disputedTurn = sql<
  number | null
>`(select (${debrief.output} #>> '{question,moment,turn}')::int
  from ${debrief} where ${debrief.callId} = ${call.id} and ${debrief.history} @> '[{"what":"not-fair"}]'::jsonb
  order by ${debrief.revision} desc limit 1)`;

/** A person's own calls, and what they brought themselves where nobody of ours is known to speak. */
const own = (viewer: Viewer) =>
  or(eq(call.repId, viewer.id), and(isNull(call.repId), eq(call.requestedBy, viewer.id)));

const team = (tx: Transaction, viewer: Viewer) =>
  inArray(
    call.repId,
    tx.select({ id: person.id }).from(person).where(eq(person.managerId, viewer.id)),
  );

const sampleHistory = and(eq(call.source, "sample"), eq(call.announce, false));

const pastFirstLook = (viewer: Viewer) => {
  const aDayOld = lte(reviewedAt, new Date(viewer.now.getTime() - FIRST_LOOK_MS));
  return viewer.withSampleHistory ? or(aDayOld, sampleHistory) : aDayOld;
};

/**
 * The one rule of who sees which calls: everybody their own; a manager also those of the people who
 * report to them, a day after their review. Reflections, practice and answers are not read here at all.
 */
function visibleTo(tx: Transaction, viewer: Viewer) {
  return and(
    eq(call.status, "debriefed"),
    isNotNull(call.transcript),
    isNotNull(call.analysis),
    viewer.role === "manager"
      ? or(own(viewer), and(team(tx, viewer), pastFirstLook(viewer)))
      : own(viewer),
  );
}

const SUMMARY = {
  id: call.id,
  title: call.title,
  type: call.type,
  heldAt,
  repId: call.repId,
  rep: sql<string | null>`coalesce(${person.name}, ${call.repName})`,
  accountId: call.accountId,
  account: account.name,
  deal: deal.name,
  participants: sql<Participant[]>`${call.transcript} -> 'participants'`,
  measures: sql<Measures>`${call.analysis} -> 'measures'`,
};

/** Calls held in [since, until), newest first, without their words. */
export async function visibleCalls(
  tx: Transaction,
  viewer: Viewer,
  period: { since: Date; until: Date },
): Promise<CallSummary[]> {
  return await tx
    .select(SUMMARY)
    .from(call)
    .leftJoin(person, eq(person.id, call.repId))
    .leftJoin(account, eq(account.id, call.accountId))
    .leftJoin(deal, eq(deal.id, call.dealId))
    .where(and(visibleTo(tx, viewer), gte(heldAt, period.since), lt(heldAt, period.until)))
    .orderBy(desc(heldAt), asc(call.id));
}

/** The same calls in full, newest first; ids this viewer may not see are left out without a word. */
export async function callsInFull(
  tx: Transaction,
  viewer: Viewer,
  ids: readonly string[],
): Promise<CallInFull[]> {
  if (ids.length === 0) return [];
  const rows = await tx
    .select({
      ...SUMMARY,
      transcript: call.transcript,
      moments: sql<Moment[]>`${call.analysis} -> 'moments'`,
      ranked: sql<Omit<Candidate, "source">[]>`${call.analysis} -> 'ranked'`,
      disputedTurn,
    })
    .from(call)
    .leftJoin(person, eq(person.id, call.repId))
    .leftJoin(account, eq(account.id, call.accountId))
    .leftJoin(deal, eq(deal.id, call.dealId))
    .where(and(visibleTo(tx, viewer), inArray(call.id, [...ids])))
    .orderBy(desc(heldAt), asc(call.id));
  return rows.map(({ transcript, disputedTurn: disputed, ...row }) => ({
    ...row,
    call: transcript as Call,
    setAside: disputed,
    ranked: row.ranked.filter((candidate) => candidate.spot.turn !== disputed),
  }));
}

/** What was ranked on a rep's calls before one, newest first: enough to count what keeps coming up. */
export async function earlierRanked(
  tx: Transaction,
  of: Pick<CallRow, "id" | "repId" | "startedAt" | "createdAt">,
  limit: number,
): Promise<EarlierCall[]> {
  if (of.repId === null) return [];
  const rows = await tx
    .select({
      ranked: sql<EarlierCall["ranked"] | null>`${call.analysis} -> 'ranked'`,
      setAside: disputedTurn,
    })
    .from(call)
    .where(
      and(
        ...[eq(call.repId, of.repId), ne(call.id, of.id)],
        ...[eq(call.status, "debriefed"), isNotNull(call.analysis)],
        lt(heldAt, (of.startedAt ?? of.createdAt).toISOString()),
      ),
    )
    .orderBy(desc(heldAt))
    .limit(limit);
  return rows.map(({ ranked, setAside }) => ({ ranked: ranked ?? [], setAside }));
}

/**
 * How much of a call's page this person may open: all of it where they may see the call, its words alone
 * where they only brought it, `null` for nothing. What was found on it is its rep's first.
 */
export async function mayOpen(
  tx: Transaction,
  viewer: Viewer,
  callId: string,
): Promise<"all" | "words" | null> {
  const [row] = await tx
    .select({ all: sql<boolean>`coalesce(${or(visibleTo(tx, viewer), own(viewer))}, false)` })
    .from(call)
    .where(
      and(
        eq(call.id, callId),
        or(visibleTo(tx, viewer), own(viewer), eq(call.requestedBy, viewer.id)),
      ),
    );
  return row ? (row.all ? "all" : "words") : null;
}

/** Which of these calls this viewer may open. */
export async function openableCalls(
  tx: Transaction,
  viewer: Viewer,
  ids: readonly string[],
): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await tx
    .select({ id: call.id })
    .from(call)
    .where(and(visibleTo(tx, viewer), inArray(call.id, [...new Set(ids)])));
  return new Set(rows.map(({ id }) => id));
}

/** How many of the team's calls are still their reps' alone; 0 for whoever has no team. */
export async function withheldCalls(tx: Transaction, viewer: Viewer): Promise<number> {
  if (viewer.role !== "manager") return 0;
  const [row] = await tx
    .select({ count: sql<number>`count(*)::int` })
    .from(call)
    .where(
      and(
        eq(call.status, "debriefed"),
        team(tx, viewer),
        sql`${reviewedAt} > ${new Date(viewer.now.getTime() - FIRST_LOOK_MS)}`,
        viewer.withSampleHistory && sampleHistory ? not(sampleHistory) : undefined,
      ),
    );
  return row?.count ?? 0;
}

/** The people on the buyers' side that somebody entered, with their account. */
export async function listContacts(tx: Transaction) {
  return await tx.select({ name: contact.name, accountId: contact.accountId }).from(contact);
}
