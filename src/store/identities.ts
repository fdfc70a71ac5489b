import { and, eq, inArray, sql } from "drizzle-orm";
import type { Transaction } from "./database.ts";
import type { PersonRow } from "./people.ts";
import { rememberPlace } from "./places.ts";
import { identity, person } from "./schema.ts";

/** Somebody as a chat platform knows them. */
export interface ChatPerson {
  /** The platform's own id of them. */
  externalId: string;
  name: string;
  email: string | null;
  /** IANA name. */
  timeZone: string | null;
  /** Whether they may change what the platform's workspace is like. */
  admin: boolean;
  /** Where they are written to, in the platform's words. */
  address: Record<string, unknown>;
}

/** Who of ours somebody is on a platform; `null` when nobody has said so yet. */
export async function personBehind(
  tx: Transaction,
  provider: string,
  externalId: string,
): Promise<PersonRow | null> {
  const [row] = await tx
    .select({ person })
    .from(identity)
    .innerJoin(person, eq(person.id, identity.personId))
    .where(and(eq(identity.provider, provider), eq(identity.externalId, externalId)));
  return row?.person ?? null;
}

/** What a platform calls one of ours. */
export async function identityOf(
  tx: Transaction,
  provider: string,
  personId: string,
): Promise<string | null> {
  const [row] = await tx
    .select({ externalId: identity.externalId })
    .from(identity)
    .where(and(eq(identity.provider, provider), eq(identity.personId, personId)))
    .limit(1);
  return row?.externalId ?? null;
}

/** Every identity on one platform: its id of somebody, and who of ours that is. */
export async function identitiesOn(
  tx: Transaction,
  provider: string,
): Promise<Map<string, string>> {
  const rows = await tx.select().from(identity).where(eq(identity.provider, provider));
  return new Map(rows.map(({ externalId, personId }) => [externalId, personId]));
}

/**
 * Finds who of ours somebody is, by what was settled before, else by e-mail address, never by a name;
 * and keeps it, and where they are written to.
 */
export async function recognise(
  tx: Transaction,
  platform: string,
  other: ChatPerson,
  at: Date,
): Promise<PersonRow | null> {
  const known =
    (await personBehind(tx, platform, other.externalId)) ?? (await withEmail(tx, other.email));
  if (known) await settle(tx, platform, known, other, at);
  return known;
}

/** Says who of ours somebody on a platform is; a later word takes an earlier one's place. */
export async function settle(
  tx: Transaction,
  platform: string,
  ours: Pick<PersonRow, "id" | "timeZone" | "email">,
  other: ChatPerson,
  at: Date,
): Promise<void> {
  await tx
    .insert(identity)
    .values({ provider: platform, externalId: other.externalId, personId: ours.id })
    .onConflictDoUpdate({
      target: [identity.workspaceId, identity.provider, identity.externalId],
      set: { personId: ours.id },
    });
  // What a person's own account says is better than nothing, and no better than what was told us.
  if (!ours.timeZone && other.timeZone) {
    await tx.update(person).set({ timeZone: other.timeZone }).where(eq(person.id, ours.id));
  }
  const { name, address } = other;
  await rememberPlace(tx, { platform, recipient: `dm:${ours.id}`, name, address, at });
}

async function withEmail(tx: Transaction, email: string | null): Promise<PersonRow | null> {
  if (!email) return null;
  const [row] = await tx
    .select()
    .from(person)
    .where(eq(sql`lower(${person.email})`, email.toLowerCase()));
  return row ?? null;
}

/** Ties an id on a platform to one of ours, by an admin's word. */
export async function claimIdentity(
  tx: Transaction,
  { platform, externalId, personId }: { platform: string; externalId: string; personId: string },
): Promise<void> {
  await tx
    .insert(identity)
    .values({ provider: platform, externalId, personId })
    .onConflictDoUpdate({
      target: [identity.workspaceId, identity.provider, identity.externalId],
      set: { personId },
    });
}

/** Somebody nobody knew becomes one of ours, as an admin: they put the coach there, or run that place. */
export async function joinAsAdmin(
  tx: Transaction,
  platform: string,
  other: ChatPerson,
  at: Date,
): Promise<PersonRow> {
  const { name, email, timeZone } = other;
  const [row] = await tx
    .insert(person)
    .values({ name, email, timeZone, role: "admin" })
    .returning();
  if (!row) throw new Error("a person who was just added is not there");
  await settle(tx, platform, row, other, at);
  return row;
}

/** Whether somebody can set the coach up: an admin of ours, or, before there is one, a manager. */
export async function hasDecider(tx: Transaction): Promise<boolean> {
  const rows = await tx
    .select({ id: person.id })
    .from(person)
    .where(inArray(person.role, ["admin", "manager"]))
    .limit(1);
  return rows.length > 0;
}
