import { and, asc, eq, sql } from "drizzle-orm";
import { v7 } from "uuid";
import type { Database } from "./database.ts";
import { connection, DEFAULT_WORKSPACE, picture, workspace } from "./schema.ts";

// The only reader across workspaces. Keep it a short list of questions whose answer is a workspace's
// id and nothing that belongs to it.

/** Every workspace, oldest first: for sweeps and schedules, which then go into each by itself. */
export async function workspaceIds(database: Database): Promise<string[]> {
  const rows = await database.asOwner((tx) =>
    tx.select({ id: workspace.id }).from(workspace).orderBy(asc(workspace.createdAt)),
  );
  return rows.map((row) => row.id);
}

/** The workspace of a connection, by its id: whose a webhook is. */
export async function workspaceOfConnection(
  database: Database,
  connectionId: string,
): Promise<string | null> {
  const [row] = await database.asOwner((tx) =>
    tx
      .select({ workspaceId: connection.workspaceId })
      .from(connection)
      .where(eq(connection.id, connectionId)),
  );
  return row?.workspaceId ?? null;
}

/** The workspace and connection a provider means by its own name: a Slack team, a Microsoft tenant. */
export async function connectionOutside(
  database: Database,
  provider: string,
  externalId: string,
): Promise<{ workspaceId: string; connectionId: string } | null> {
  return (await connectionsOutside(database, provider, externalId))[0] ?? null;
}

/** Every connection a provider means by its own name, oldest first: one account may be several workspaces'. */
export async function connectionsOutside(
  database: Database,
  provider: string,
  externalId: string,
): Promise<{ workspaceId: string; connectionId: string }[]> {
  return await database.asOwner((tx) =>
    tx
      .select({ workspaceId: connection.workspaceId, connectionId: connection.id })
      .from(connection)
      .where(and(eq(connection.provider, provider), eq(connection.externalId, externalId)))
      .orderBy(asc(connection.createdAt)),
  );
}

/** The workspace of a picture, by its id: whoever fetches it knows nothing else. */
export async function workspaceOfPicture(
  database: Database,
  pictureId: string,
): Promise<string | null> {
  const [row] = await database.asOwner((tx) =>
    tx.select({ workspaceId: picture.workspaceId }).from(picture).where(eq(picture.id, pictureId)),
  );
  return row?.workspaceId ?? null;
}

/**
 * The workspace of a chat platform's tenant. The first tenant of a platform is the default workspace's
 * own; each other one gets a workspace for itself. Asked twice at once, it is still one.
 */
export async function workspaceOfTenant(
  database: Database,
  tenant: { provider: string; externalId: string; label: string },
): Promise<string> {
  const { provider, externalId, label } = tenant;
  const known = await connectionOutside(database, provider, externalId);
  if (known) return known.workspaceId;
  return await database.asOwner(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`tenants of ${provider}`}))`);
    const taken = await tx
      .select({ workspaceId: connection.workspaceId, externalId: connection.externalId })
      .from(connection)
      .where(eq(connection.provider, provider));
    const bound = taken.find((one) => one.externalId === externalId);
    if (bound) return bound.workspaceId;
    const first = taken.every(({ workspaceId }) => workspaceId !== DEFAULT_WORKSPACE);
    const workspaceId = first ? DEFAULT_WORKSPACE : v7();
    if (!first) {
      const slug = `${provider}-${externalId}`.toLowerCase();
      await tx.insert(workspace).values({ id: workspaceId, slug, name: label });
    }
    const row = { id: v7(), kind: "chat" as const, provider, externalId, label };
    await tx.insert(connection).values({ workspaceId, ...row });
    return workspaceId;
  });
}
