import { and, asc, desc, eq, exists, isNull, notExists, sql } from "drizzle-orm";
import type { ConsentRule } from "../calls/consent.ts";
import type { TeamRanges } from "../calls/reference-ranges.ts";
import type { QuietHours } from "../coaching/schedule.ts";
import type { Transaction } from "./database.ts";
import { account, contact, delivery, person, place, workspace } from "./schema.ts";

export type PersonRow = typeof person.$inferSelect;
export type WorkspaceRow = typeof workspace.$inferSelect;

/** What a workspace knows about its own company: who is ours, what we sell, whom we meet. */
export interface WorkspaceSettings {
  domains?: string[];
  products?: string[];
  competitors?: string[];
  /** How many debriefs a manager looks at before reps see any; 20 unless told, 0 for none. */
  shadowDebriefs?: number;
  /** How many minutes before a meeting its prep comes; an hour unless told. */
  prepMinutes?: number;
  /** What may be read of the calls that come in. */
  consent?: ConsentRule;
  /** When nobody is written to unasked; see `QUIET_HOURS` for what holds when this is unset. */
  quietHours?: QuietHours;
  /** The team's own ranges beside measures, in front of the published ones. */
  ranges?: TeamRanges;
  /** How many messages nobody asked for a person gets in a day; `MESSAGES_A_DAY` when unset. */
  messagesPerDay?: number;
  /** Days after which a call's words are erased; unset or `null` keeps them. */
  retentionDays?: number | null;
  /** People on a platform who are nobody we coach, as `platform:their id`. */
  notOurs?: string[];
}

/** The workspace of this transaction. */
export async function ownWorkspace(
  tx: Transaction,
): Promise<WorkspaceRow & { settings: WorkspaceSettings }> {
  const [row] = await tx.select().from(workspace).limit(1);
  if (!row) throw new Error("this transaction is in no workspace");
  return row;
}

/** Changes what is told of the workspace's settings and leaves the rest. */
export async function changeSettings(
  tx: Transaction,
  change: Partial<WorkspaceSettings>,
): Promise<void> {
  await tx.update(workspace).set({
    settings: sql`${workspace.settings} || ${JSON.stringify(change)}::jsonb`,
  });
}

/** Everybody, reps first, whoever joined last on top. */
export async function listPeople(tx: Transaction): Promise<PersonRow[]> {
  return await tx
    .select()
    .from(person)
    .orderBy(desc(person.role), desc(person.startedOn), asc(person.name));
}

export async function findPerson(tx: Transaction, id: string): Promise<PersonRow | null> {
  const [row] = await tx.select().from(person).where(eq(person.id, id));
  return row ?? null;
}

/** Whether somebody's last day is over, wherever on earth they are. */
export function hasLeft({ leftOn }: Pick<PersonRow, "leftOn">, now: Date): boolean {
  return leftOn !== null && leftOn < new Date(now.getTime() - DAY_MS).toISOString().slice(0, 10);
}

const DAY_MS = 24 * 3600_000;

/** Whoever of ours has this address. */
export async function personByEmail(tx: Transaction, email: string): Promise<PersonRow | null> {
  const [row] = await tx
    .select()
    .from(person)
    .where(eq(sql`lower(${person.email})`, email.toLowerCase()));
  return row ?? null;
}

/** The same, held until the transaction ends: whoever decides what this person is sent next waits their turn. */
export async function lockPerson(tx: Transaction, id: string): Promise<PersonRow | null> {
  // Not `update`: rows that merely point at the person may go on being written.
  const [row] = await tx.select().from(person).where(eq(person.id, id)).for("no key update");
  return row ?? null;
}

/** Since when somebody wants to be left alone; `null` ends it. */
export async function setPaused(tx: Transaction, id: string, since: Date | null): Promise<void> {
  await tx.update(person).set({ pausedAt: since }).where(eq(person.id, id));
}

/** Who can be reached on a platform and was never welcomed. */
export async function unwelcomed(tx: Transaction): Promise<PersonRow[]> {
  return await tx
    .select()
    .from(person)
    .where(
      and(
        exists(
          tx
            .select({ one: sql`1` })
            .from(place)
            .where(and(eq(place.recipient, sql`'dm:' || ${person.id}`), isNull(place.goneAt))),
        ),
        notExists(
          tx
            .select({ one: sql`1` })
            .from(delivery)
            .where(and(eq(delivery.kind, "welcome"), eq(delivery.subjectId, person.id))),
        ),
      ),
    )
    .limit(100);
}

export async function addPerson(tx: Transaction, row: typeof person.$inferInsert): Promise<void> {
  await tx.insert(person).values(row).onConflictDoNothing();
}

export interface AccountWithContacts {
  id: string;
  name: string;
  domain: string | null;
}

export async function findAccount(
  tx: Transaction,
  id: string,
): Promise<AccountWithContacts | null> {
  const [row] = await tx
    .select({ id: account.id, name: account.name, domain: account.domain })
    .from(account)
    .where(eq(account.id, id));
  return row ?? null;
}

export async function listAccounts(tx: Transaction): Promise<AccountWithContacts[]> {
  return await tx
    .select({ id: account.id, name: account.name, domain: account.domain })
    .from(account);
}

export async function accountName(tx: Transaction, id: string): Promise<string | null> {
  const [row] = await tx.select({ name: account.name }).from(account).where(eq(account.id, id));
  return row?.name ?? null;
}

/** The account of which the most given people are known contacts, by name or e-mail. */
export async function accountOf(
  tx: Transaction,
  people: { name: string; email?: string }[],
): Promise<string | null> {
  if (people.length === 0) return null;
  const names = people.map((one) => one.name.toLowerCase());
  const emails = people.flatMap((one) => (one.email ? [one.email.toLowerCase()] : []));
  const [row] = await tx
    .select({ accountId: contact.accountId, known: sql<number>`count(*)::int` })
    .from(contact)
    .where(
      and(
        sql`${contact.accountId} is not null`,
        sql`(lower(${contact.name}) = any(${sql.param(names)}::text[]) or lower(${contact.email}) = any(${sql.param(emails)}::text[]))`,
      ),
    )
    .groupBy(contact.accountId)
    .orderBy(sql`count(*) desc`)
    .limit(1);
  return row?.accountId ?? null;
}
