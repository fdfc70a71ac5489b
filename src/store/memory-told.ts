import { and, eq, inArray, isNotNull, isNull, like, lt, ne, or, type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import { FIRST_LOOK_MS } from "./call-search.ts";
import type { Transaction } from "./database.ts";
import {
  account,
  call,
  deal,
  debrief,
  memory,
  memoryErasure,
  memoryForgotten,
  memoryTold,
  person,
  rampYes,
  reflection,
} from "./schema.ts";

/** Subjects told in one go. */
const MOST = 100;

/** What memory has not been told in its present state yet. */
export interface Untold {
  subject: string;
  version: string;
}

const subjectOf = (kind: string, ...columns: AnyPgColumn[]) =>
  sql<string>`${`${kind}/`}::text || ${sql.join(
    columns.map((column) => sql`${column}::text`),
    sql` || '/' || `,
  )}`;

const toldOf = (subject: SQL) =>
  sql`(select ${memoryTold.version} from ${memoryTold} where ${memoryTold.subject} = ${subject})`;

/** A state that differs from the one that was told, or was never told. */
const differs = (subject: SQL, version: SQL) =>
  sql`${toldOf(subject)} is distinct from (${version})`;

const CALL = subjectOf("call", call.id);
/** Its rep has the first day with a review to themselves; history that came with the floor is everybody's at once. */
const firstDay = (now: Date) => sql<boolean>`(
  exists (select from ${debrief} where ${debrief.callId} = ${call.id}
    and ${debrief.createdAt} > ${new Date(now.getTime() - FIRST_LOOK_MS)})
  and not (${call.source} = 'sample' and not ${call.announce}))`;
const setAside = sql<number | null>`(
  select (${debrief.output} #>> '{question,moment,turn}')::int from ${debrief}
  where ${debrief.callId} = ${call.id} and ${debrief.history} @> '[{"what":"not-fair"}]'::jsonb
  order by ${debrief.revision} desc limit 1)`;
const callVersion = (now: Date) =>
  sql<string>`${call.revision} || case when ${firstDay(now)} then '-first-day' else '' end
    || coalesce('-without-' || ${setAside}, '')`;
const untoldCall = (now: Date) =>
  and(
    eq(call.status, "debriefed"),
    isNotNull(call.transcript),
    isNotNull(call.analysis),
    differs(CALL, callVersion(now)),
  );

/** Calls that were read and not told in this state, the oldest first. */
export async function untoldCalls(tx: Transaction, now: Date) {
  return await tx
    .select({
      subject: CALL,
      version: callVersion(now),
      firstDay: firstDay(now),
      setAside,
      row: call,
      account: account.name,
    })
    .from(call)
    .leftJoin(account, eq(account.id, call.accountId))
    .where(untoldCall(now))
    .orderBy(sql`coalesce(${call.startedAt}, ${call.createdAt})`, call.id)
    .limit(MOST);
}

const ERASED = "erased";
const untoldErased = and(
  eq(call.status, "discarded"),
  isNull(call.transcript),
  sql`${toldOf(CALL)} <> ${ERASED}`,
);

/** Calls that memory knows, and that are no longer kept. */
export async function untoldErasures(tx: Transaction) {
  return await tx
    .select({ id: call.id, subject: CALL, version: sql<string>`${ERASED}::text` })
    .from(call)
    .where(untoldErased)
    .limit(MOST);
}

const REFLECTION = subjectOf("reflection", reflection.id);
const untoldReflection = differs(REFLECTION, sql`'1'`);

/** What people said when asked to look back, with the call it was about. */
export async function untoldReflections(tx: Transaction) {
  return await tx
    .select({
      subject: REFLECTION,
      version: sql<string>`'1'`,
      row: reflection,
      behaviour: debrief.behaviour,
      call: {
        ...{ id: call.id, accountId: call.accountId, dealId: call.dealId },
        ...{ title: call.title, type: call.type },
      },
      account: account.name,
    })
    .from(reflection)
    .leftJoin(debrief, eq(debrief.id, reflection.debriefId))
    .leftJoin(call, eq(call.id, debrief.callId))
    .leftJoin(account, eq(account.id, call.accountId))
    .where(untoldReflection)
    .orderBy(reflection.at)
    .limit(MOST);
}

const DEBRIEF = subjectOf("debrief", debrief.id);
const debriefVersion = sql<string>`${debrief.state} || '-' || jsonb_array_length(${debrief.history})`;
const untoldDebrief = and(
  isNotNull(debrief.repId),
  sql`${debrief.state} not in ('silent', 'held', 'waiting', 'asked')`,
  differs(DEBRIEF, debriefVersion),
);

/** Debriefs whose conversation has moved: what was agreed in them, and who was coached on what. */
export async function untoldDebriefs(tx: Transaction) {
  return await tx
    .select({
      subject: DEBRIEF,
      version: debriefVersion,
      row: debrief,
      call: {
        ...{ id: call.id, accountId: call.accountId, dealId: call.dealId },
        ...{ title: call.title, type: call.type },
      },
      account: account.name,
    })
    .from(debrief)
    .innerJoin(call, eq(call.id, debrief.callId))
    .leftJoin(account, eq(account.id, call.accountId))
    .where(untoldDebrief)
    .orderBy(debrief.createdAt)
    .limit(MOST);
}

const DEAL = subjectOf("deal", deal.id);
const dealVersion = sql<string>`${deal.status} || '-' || coalesce(${deal.closedOn}::text, '') || '-'
  || md5(${deal.name} || coalesce(${deal.lossReason}, '') || coalesce(${deal.ownerId}::text, ''))`;
/** Decided, or decided once and open again. */
const untoldDeal = and(
  or(ne(deal.status, "open"), isNotNull(toldOf(DEAL))),
  differs(DEAL, dealVersion),
);

/** Deals that were decided, or taken up again after that. */
export async function untoldDeals(tx: Transaction) {
  return await tx
    .select({ subject: DEAL, version: dealVersion, row: deal })
    .from(deal)
    .where(untoldDeal)
    .orderBy(sql`${deal.closedOn} nulls first`, deal.id)
    .limit(MOST);
}

const RAMP = subjectOf("ramp", rampYes.repId, rampYes.step);
const rampVersion = sql<string>`${rampYes.on}::text`;
const untoldRampYes = and(isNotNull(person.startedOn), differs(RAMP, rampVersion));

/** Milestones and gates that somebody said yes to, of people whose first day is known. */
export async function untoldRampYeses(tx: Transaction) {
  return await tx
    .select({
      subject: RAMP,
      version: rampVersion,
      row: rampYes,
      startedOn: sql<string>`${person.startedOn}`,
    })
    .from(rampYes)
    .innerJoin(person, eq(person.id, rampYes.repId))
    .where(untoldRampYes)
    .limit(MOST);
}

/** Debriefs a rep has heard, oldest first: what later calls are looked at for. */
export async function heardDebriefs(tx: Transaction, repId: string) {
  return await tx
    .select({
      id: debrief.id,
      callId: debrief.callId,
      behaviour: debrief.behaviour,
      history: debrief.history,
      at: sql<Date>`coalesce(${call.startedAt}, ${call.createdAt})`.mapWith(call.createdAt),
    })
    .from(debrief)
    .innerJoin(call, eq(call.id, debrief.callId))
    .where(
      and(
        eq(debrief.repId, repId),
        isNotNull(debrief.behaviour),
        inArray(debrief.state, ["answered", "told", "practising", "closed"]),
      ),
    )
    .orderBy(debrief.createdAt);
}

/** Which of these versions are still to be told: for subjects that are no rows. */
export async function untoldOf(tx: Transaction, wanted: readonly Untold[]): Promise<Set<string>> {
  const rows = await tx
    .select()
    .from(memoryTold)
    .where(
      inArray(
        memoryTold.subject,
        wanted.map(({ subject }) => subject),
      ),
    );
  const told = new Map(rows.map(({ subject, version }) => [subject, version]));
  return new Set(
    wanted.flatMap(({ subject, version }) => (told.get(subject) === version ? [] : [subject])),
  );
}

/** Notes what was told. */
export async function markTold(tx: Transaction, told: readonly Untold[]): Promise<void> {
  if (told.length === 0) return;
  await tx
    .insert(memoryTold)
    .values(told.map(({ subject, version }) => ({ subject, version })))
    .onConflictDoUpdate({
      target: [memoryTold.workspaceId, memoryTold.subject],
      set: { version: sql`excluded.version`, at: new Date() },
    });
}

/** A paid refresh of a far bank's models, at most this often, however much is told. */
const REFRESH_EVERY_MS = 6 * 3600_000;
const WANTED = "wanted";
const refreshDue = (now: Date) =>
  and(
    like(memoryTold.subject, "far-refresh/%"),
    eq(memoryTold.version, WANTED),
    lt(memoryTold.at, new Date(now.getTime() - REFRESH_EVERY_MS)),
  );

/** Notes that a far bank's models are behind; one that never was refreshed is due at once. */
export async function wantFarRefresh(tx: Transaction, bankId: string): Promise<void> {
  await tx
    .insert(memoryTold)
    .values({ subject: `far-refresh/${bankId}`, version: WANTED, at: new Date(0) })
    .onConflictDoUpdate({
      target: [memoryTold.workspaceId, memoryTold.subject],
      set: { version: WANTED },
    });
}

/** Takes the refresh that is due, for one process alone; false when none is wanted or paid for yet. */
export async function takeFarRefresh(tx: Transaction, bankId: string, now: Date): Promise<boolean> {
  const taken = await tx
    .update(memoryTold)
    .set({ version: "taken", at: now })
    .where(and(eq(memoryTold.subject, `far-refresh/${bankId}`), refreshDue(now)))
    .returning({ subject: memoryTold.subject });
  return taken.length > 0;
}

/** Whether memory has anything to do here: something to be told, to be sent on, or to be let go of. */
export async function hasMemoryWork(
  tx: Transaction,
  now: Date,
  undoneBefore: Date,
): Promise<boolean> {
  const one = sql`select 1`;
  const { rows } = await tx.execute<{ any: boolean }>(sql`select
    exists (${one} from ${call} where ${untoldCall(now)})
    or exists (${one} from ${call} where ${untoldErased})
    or exists (${one} from ${reflection} where ${untoldReflection})
    or exists (${one} from ${debrief} where ${untoldDebrief})
    or exists (${one} from ${deal} where ${untoldDeal})
    or exists (${one} from ${rampYes} join ${person} on ${person.id} = ${rampYes.repId} where ${untoldRampYes})
    or exists (${one} from ${memory} where ${memory.far} = 'waiting')
    or exists (${one} from ${memoryErasure})
    or exists (${one} from ${memoryTold} where ${refreshDue(now)})
    or exists (${one} from ${memoryForgotten}
      where ${memoryForgotten.telling} is not null and ${memoryForgotten.at} < ${undoneBefore})
    as any`);
  return rows[0]?.any ?? false;
}
