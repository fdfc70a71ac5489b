import { and, asc, eq, sql } from "drizzle-orm";
import { v7 } from "uuid";
import { CoachError } from "../errors.ts";
import type { Transaction } from "./database.ts";
import { type ConnectionKind, type ConnectionStatus, connection, inbound } from "./schema.ts";
import type { Sealing } from "./sealing.ts";

/** A connection as it may be shown: without its secrets. */
export type ConnectionRow = Omit<typeof connection.$inferSelect, "sealed">;

/** Tokens and webhook secrets by name. */
export type Secrets = Record<string, string>;

/** @returns the new connection's id */
export async function addConnection(
  tx: Transaction,
  sealing: Sealing,
  row: {
    kind: ConnectionKind;
    provider: string;
    label: string;
    externalId?: string | null;
    settings?: Record<string, unknown>;
    secrets?: Secrets;
  },
): Promise<string> {
  const id = v7();
  const { secrets, ...values } = row;
  await tx.insert(connection).values({ id, ...values, sealed: seal(sealing, id, secrets) });
  return id;
}

/** Every connection of the workspace, or those of one kind, oldest first. */
export async function listConnections(
  tx: Transaction,
  kind?: ConnectionKind,
): Promise<ConnectionRow[]> {
  return await tx
    .select(SHOWN)
    .from(connection)
    .where(kind ? eq(connection.kind, kind) : undefined)
    .orderBy(asc(connection.createdAt), asc(connection.id));
}

export async function findConnection(tx: Transaction, id: string): Promise<ConnectionRow | null> {
  const [row] = await tx.select(SHOWN).from(connection).where(eq(connection.id, id));
  return row ?? null;
}

/** The connection of one provider, by the provider's own name for it where it has several. */
export async function connectionTo(
  tx: Transaction,
  provider: string,
  externalId?: string,
): Promise<ConnectionRow | null> {
  const [row] = await tx
    .select(SHOWN)
    .from(connection)
    .where(
      and(
        eq(connection.provider, provider),
        ...(externalId === undefined ? [] : [eq(connection.externalId, externalId)]),
      ),
    )
    .orderBy(asc(connection.createdAt))
    .limit(1);
  return row ?? null;
}

/**
 * The secrets of a connection, opened.
 * @throws CoachError `not-found`, or `unavailable` when no key opens them
 */
export async function openSecrets(tx: Transaction, sealing: Sealing, id: string): Promise<Secrets> {
  const [row] = await tx
    .select({ sealed: connection.sealed })
    .from(connection)
    .where(eq(connection.id, id));
  if (!row) throw new CoachError("not-found", "That connection is no longer here.");
  return row.sealed ? (JSON.parse(sealing.open(row.sealed, contextOf(id))) as Secrets) : {};
}

/** One renewal of a connection's keys at a time; held to the transaction's end. */
export async function lockKeys(tx: Transaction, id: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${id}, 11))`);
}

/** Changes what is told of it, and leaves the rest; `secrets` replace all that were there. */
export async function changeConnection(
  tx: Transaction,
  sealing: Sealing,
  id: string,
  change: {
    label?: string;
    externalId?: string | null;
    settings?: Record<string, unknown>;
    status?: ConnectionStatus;
    secrets?: Secrets;
  },
): Promise<void> {
  const { secrets, ...values } = change;
  await tx
    .update(connection)
    .set({ ...values, ...(secrets && { sealed: seal(sealing, id, secrets) }) })
    .where(eq(connection.id, id));
}

/** Something came in or was fetched, so what was wrong is over. */
export async function markSeen(tx: Transaction, id: string, at: Date): Promise<void> {
  await tx
    .update(connection)
    .set({
      seenAt: at,
      problem: null,
      problemAt: null,
      status: sql`case when ${connection.status} = 'broken' then 'active' else ${connection.status} end`,
    })
    .where(eq(connection.id, id));
}

/** Keeps what went wrong, as a sentence a person can act on, and the status it leads to. */
export async function markProblem(
  tx: Transaction,
  id: string,
  problem: string,
  at: Date,
  status?: ConnectionStatus,
): Promise<void> {
  await tx
    .update(connection)
    .set({ problem, problemAt: at, ...(status && { status }) })
    .where(eq(connection.id, id));
}

/** Takes its keys out of the store; what came in by it stays. */
export async function removeConnection(tx: Transaction, id: string): Promise<void> {
  await tx.update(inbound).set({ connectionId: null }).where(eq(inbound.connectionId, id));
  await tx.delete(connection).where(eq(connection.id, id));
}

/** Seals again what an older key sealed; returns how many. After that the older key may go. */
export async function resealConnections(tx: Transaction, sealing: Sealing): Promise<number> {
  const rows = await tx.select({ id: connection.id, sealed: connection.sealed }).from(connection);
  let changed = 0;
  for (const { id, sealed } of rows) {
    if (!sealed || !sealing.stale(sealed)) continue;
    const context = contextOf(id);
    await tx
      .update(connection)
      .set({ sealed: sealing.seal(sealing.open(sealed, context), context) })
      .where(eq(connection.id, id));
    changed += 1;
  }
  return changed;
}

const seal = (sealing: Sealing, id: string, secrets: Secrets | undefined) =>
  secrets ? sealing.seal(JSON.stringify(secrets), contextOf(id)) : null;
const contextOf = (id: string) => `connection/${id}`;

const SHOWN = {
  workspaceId: connection.workspaceId,
  id: connection.id,
  kind: connection.kind,
  provider: connection.provider,
  externalId: connection.externalId,
  label: connection.label,
  status: connection.status,
  settings: connection.settings,
  problem: connection.problem,
  problemAt: connection.problemAt,
  seenAt: connection.seenAt,
  createdAt: connection.createdAt,
  updatedAt: connection.updatedAt,
};
