import { asc, desc, eq, inArray, sql } from "drizzle-orm";
import type { Participant } from "../calls/call.ts";
import type { Moment } from "../calls/moment.ts";
import type { Deal, DealChange, Quota } from "../deals/deal.ts";
import type { DealCall, DealFile } from "../deals/evidence.ts";
import type { DealSigns } from "../deals/health.ts";
import { type Norms, normsOf } from "../deals/norms.ts";
import { type StageKey, stageOf } from "../deals/stages.ts";
import { median } from "../deals/statistics.ts";
import type { Transaction } from "./database.ts";
import { activity, call, contact, dealContact, quota } from "./schema.ts";

/**
 * Open deals, and those decided since a day, of one rep or of everybody. Rows come as the driver reads
 * them: there may be ten thousand, and a review is waiting.
 */
export async function dealsOf(
  tx: Transaction,
  filter: { ownerId?: string; decidedSince?: string },
): Promise<Deal[]> {
  const { ownerId, decidedSince } = filter;
  const { rows } = await tx.execute<Deal & Record<string, unknown>>(sql`
    select d.id, d.name, a.name as account, d.owner_id as "ownerId",
      coalesce(p.name, d.owner_name) as owner, d.stage, d.category, d.status,
      d.amount_minor::float8 as "amountMinor", d.currency, d.segment, d.type,
      d.opened_on::text as "openedOn", d.close_on::text as "closeOn",
      d.closed_on::text as "closedOn", d.next_step as "nextStep",
      d.next_step_on::text as "nextStepOn"
    from deal d
    left join person p on p.id = d.owner_id
    left join account a on a.id = d.account_id
    where ${ownerId ? sql`d.owner_id = ${ownerId}` : sql`true`}
      and ${decidedSince ? sql`(d.status = 'open' or d.closed_on >= ${decidedSince}::date)` : sql`true`}`);
  return rows;
}

/** Changes as the domain has them; the instant is written out where it is read, not row by row here. */
const CHANGE = sql.raw(`select c.deal_id as "dealId",
  to_char(c.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at,
  c.field, c.before, c.after, c.by from deal_change c`);

/** All changes of some deals, oldest first; of all deals when none are named. */
export async function changesOf(tx: Transaction, ids?: readonly string[]): Promise<DealChange[]> {
  const { rows } = await tx.execute<DealChange & Record<string, unknown>>(sql`
    ${CHANGE} where ${ids ? sql`c.deal_id = any(${sql.param([...ids])}::uuid[])` : sql`true`}
    order by c.at`);
  return rows;
}

/**
 * The changes that tell what a rep once forecast: of deals that are decided, or were due before the
 * given day. An open deal never due by then was in no ended quarter's forecast, and there may be
 * thousands of those.
 */
export async function forecastChanges(
  tx: Transaction,
  ownerId: string,
  before: string,
): Promise<DealChange[]> {
  const { rows } = await tx.execute<DealChange & Record<string, unknown>>(sql`
    ${CHANGE} where c.field in ('category', 'closeOn', 'amountMinor', 'status') and c.deal_id in (
      select d.id from deal d where d.owner_id = ${ownerId}
        and (d.status <> 'open' or d.close_on < ${before}::date)
      union
      select e.deal_id from deal_change e join deal d on d.id = e.deal_id
      where d.owner_id = ${ownerId} and e.field = 'closeOn' and e.before < ${before})
    order by c.at`);
  return rows;
}

/**
 * What health needs to know of each open deal of a rep, counted where the rows are. A question a
 * table, put together here: joined in one statement they take a planner's luck.
 */
export async function signsOf(
  tx: Transaction,
  ownerId: string,
  deals: readonly Deal[],
  today: string,
): Promise<Map<string, DealSigns>> {
  const ask = async <Line extends Record<string, unknown>>(query: ReturnType<typeof sql>) =>
    (await tx.execute<Line>(query)).rows;
  const mine = sql`d.owner_id = ${ownerId} and d.status = 'open'`;
  const changed = await ask<{ id: string; stage: string | null; at: string; pushes: number }>(sql`
    select d.id, (max(c.at) filter (where c.field = 'stage'))::date::text as stage,
      max(c.at)::date::text as at,
      (count(*) filter (where c.field = 'closeOn' and c.after > c.before))::int as pushes
    from deal d join deal_change c on c.deal_id = d.id where ${mine} group by 1`);
  const logged = await ask<{ id: string; at: string | null; ahead: string | null }>(sql`
    select d.id, (max(a.at) filter (where a.at::date <= ${today}::date))::date::text as at,
      (min(a.at) filter (where a.at::date >= ${today}::date and a.kind in ('meeting', 'task')))::date::text as ahead
    from deal d join activity a on a.deal_id = d.id where ${mine} group by 1`);
  const spoken = await ask<{ id: string; at: string | null; ahead: string | null }>(sql`
    select d.id, max(c.started_at)::date::text as at,
      min(left(coalesce(s.moment->>'due', s.moment->>'when'), 10)) filter (
        where coalesce(s.moment->>'due', s.moment->>'when') >= ${today}
          and coalesce(s.moment->>'firm', 'true') = 'true') as ahead
    from deal d join call c on c.deal_id = d.id
    left join lateral jsonb_path_query(c.analysis,
      '$.moments[*] ? (@.kind == "commitment" || @.kind == "next-meeting")') as s(moment) on true
    where ${mine} group by 1`);
  const people = await ask<{ id: string; name: string }>(sql`
    select d.id, lower(k.name) as name from deal d join deal_contact dc on dc.deal_id = d.id
    join contact k on k.id = dc.contact_id where ${mine}
    union
    select d.id, lower(p.one->>'name') from deal d join call c on c.deal_id = d.id,
      lateral jsonb_path_query(c.transcript, '$.participants[*] ? (@.side == "buyer")') as p(one)
    where ${mine}`);
  const by = <Line extends { id: string }>(lines: readonly Line[]) =>
    new Map(lines.map((line) => [line.id, line]));
  const [changes, activities, calls] = [by(changed), by(logged), by(spoken)];
  const contacts = new Map<string, number>();
  for (const { id } of people) contacts.set(id, (contacts.get(id) ?? 0) + 1);
  const ahead = (day: string | null) => (day !== null && day >= today ? day : null);
  const days = (all: (string | null | undefined)[]) =>
    all.filter((day): day is string => typeof day === "string").sort();
  return new Map(
    deals.map(({ id, openedOn, nextStepOn }): [string, DealSigns] => {
      const [change, activity, call] = [changes.get(id), activities.get(id), calls.get(id)];
      return [
        id,
        {
          stageSince: change?.stage ?? openedOn,
          pushes: change?.pushes ?? 0,
          touchedOn: days([change?.at, activity?.at, call?.at]).at(-1) ?? null,
          contacts: contacts.get(id) ?? 0,
          nextStepOn: days([ahead(nextStepOn), activity?.ahead, call?.ahead])[0] ?? null,
        },
      ];
    }),
  );
}

/** The team's own history by stage: how long deals stayed, and how those that were there ended. */
export async function teamNorms(tx: Transaction): Promise<Norms> {
  const { rows: stays } = await tx.execute<{ stage: string; days: number; count: number }>(sql`
    select stage, days, count(*)::int as count from (
      select after as stage,
        (lead(at) over (partition by deal_id order by at))::date - at::date as days
      from deal_change where field = 'stage' and after is not null
    ) moves where days is not null group by 1, 2`);
  const { rows: decided } = await tx.execute<{ stage: string; won: number; lost: number }>(sql`
    select c.after as stage,
      (count(distinct d.id) filter (where d.status = 'won'))::int as won,
      (count(distinct d.id) filter (where d.status = 'lost'))::int as lost
    from deal d join deal_change c on c.deal_id = d.id and c.field = 'stage'
    where d.status <> 'open' and c.after is not null group by 1`);
  const byKey = new Map<StageKey, number[]>();
  for (const { stage, days, count } of stays) {
    const key = stageOf(stage)?.key;
    if (!key) continue;
    const known = byKey.get(key) ?? [];
    for (let at = 0; at < count; at += 1) known.push(days);
    byKey.set(key, known);
  }
  const medians = [...byKey].map(([key, days]) => ({
    key,
    days: median(days),
    stays: days.length,
  }));
  return normsOf(medians, decided);
}

/** What people are to sell; of one person, or of all. */
export async function quotasOf(tx: Transaction, personId?: string): Promise<Quota[]> {
  return await tx
    .select({
      ownerId: quota.personId,
      quarter: quota.quarter,
      amountMinor: quota.amountMinor,
      currency: quota.currency,
    })
    .from(quota)
    .where(personId ? eq(quota.personId, personId) : undefined);
}

/** Everything there is on a few deals: changes, calls with their moments, activities, people. */
export async function dealFiles(tx: Transaction, deals: readonly Deal[]): Promise<DealFile[]> {
  const ids = deals.map(({ id }) => id);
  if (ids.length === 0) return [];
  const changes = await changesOf(tx, ids);
  const calls = await tx
    .select({
      id: call.id,
      dealId: call.dealId,
      type: call.type,
      on: sql<string>`coalesce(${call.startedAt}, ${call.createdAt})::date::text`,
      participants: sql<Participant[] | null>`${call.transcript}->'participants'`,
      moments: sql<Moment[] | null>`${call.analysis}->'moments'`,
    })
    .from(call)
    .where(inArray(call.dealId, ids))
    .orderBy(desc(call.startedAt));
  const activities = await tx
    .select()
    .from(activity)
    .where(inArray(activity.dealId, ids))
    .orderBy(asc(activity.at));
  const people = await tx
    .select({
      dealId: dealContact.dealId,
      name: contact.name,
      title: contact.title,
      role: dealContact.role,
      saidBy: dealContact.saidBy,
    })
    .from(dealContact)
    .innerJoin(contact, eq(contact.id, dealContact.contactId))
    .where(inArray(dealContact.dealId, ids))
    .orderBy(asc(contact.name));
  return deals.map((one) => ({
    deal: one,
    changes: changes.filter(({ dealId }) => dealId === one.id),
    calls: calls
      .filter(({ dealId }) => dealId === one.id)
      .map(
        (row): DealCall => ({
          callId: row.id,
          kind: row.type,
          on: row.on,
          moments: row.moments ?? [],
          names: Object.fromEntries((row.participants ?? []).map(({ id, name }) => [id, name])),
          buyers: (row.participants ?? [])
            .filter(({ side }) => side === "buyer")
            .map(({ name }) => name),
        }),
      ),
    activities: activities
      .filter(({ dealId }) => dealId === one.id)
      .map(({ kind, at, side, who, text }) => ({ kind, at: at.toISOString(), side, who, text })),
    people: people
      .filter(({ dealId }) => dealId === one.id)
      .map(({ name, title, role, saidBy }) => ({ name, title, role, saidBy })),
  }));
}

/** Keeps what a person told about a deal, as an activity beside its calls. */
export async function noteOnDeal(
  tx: Transaction,
  note: { dealId: string; who: string; text: string; at: Date },
): Promise<void> {
  await tx.insert(activity).values({ ...note, kind: "note", side: "rep" });
}
