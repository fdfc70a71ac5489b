import { and, desc, eq, isNull, sql } from "drizzle-orm";
import type { Transaction } from "./database.ts";
import { place } from "./schema.ts";

export type PlaceRow = typeof place.$inferSelect;

/** Keeps where a recipient lives, newest word wins; one that was gone is back. */
export async function rememberPlace(
  tx: Transaction,
  row: {
    platform: string;
    /** `dm:<person>` or `channel:<key>`. */
    recipient: string;
    name?: string | null;
    address: Record<string, unknown>;
    at: Date;
  },
): Promise<void> {
  const { at, ...values } = row;
  await tx
    .insert(place)
    .values({ ...values, seenAt: at })
    .onConflictDoUpdate({
      target: [place.workspaceId, place.platform, place.recipient],
      set: {
        address: values.address,
        // A name that is not told this time is still its name.
        name: sql`coalesce(excluded.name, ${place.name})`,
        seenAt: sql`greatest(${place.seenAt}, excluded.seen_at)`,
        goneAt: null,
      },
    });
}

/** The place of a recipient on one platform, `null` when there is none or it is gone. */
export async function placeOf(
  tx: Transaction,
  platform: string,
  recipient: string,
): Promise<PlaceRow | null> {
  const [row] = await tx
    .select()
    .from(place)
    .where(and(eq(place.platform, platform), eq(place.recipient, recipient), isNull(place.goneAt)));
  return row ?? null;
}

/**
 * The next free moment of a place, and takes it: messages to one place keep `gapMs` apart, whichever
 * process sends them. One further than `mostMs` away is told and not taken.
 * @returns when to send; `null` when the place is not known
 */
export async function takeTurn(
  tx: Transaction,
  platform: string,
  recipient: string,
  { now, gapMs, mostMs = 3_600_000 }: { now: Date; gapMs: number; mostMs?: number },
): Promise<Date | null> {
  const there = and(
    eq(place.platform, platform),
    eq(place.recipient, recipient),
    isNull(place.goneAt),
  );
  const [row] = await tx.select({ freeAt: place.freeAt }).from(place).where(there).for("update");
  if (!row) return null;
  const turn = new Date(Math.max(row.freeAt?.getTime() ?? 0, now.getTime()));
  if (turn.getTime() <= now.getTime() + mostMs) {
    const freeAt = new Date(turn.getTime() + gapMs);
    await tx.update(place).set({ freeAt }).where(there);
  }
  return turn;
}

/** Who lives at an address, known by one of its fields; also when it is gone. */
export async function placeAt(
  tx: Transaction,
  platform: string,
  field: string,
  value: string,
): Promise<PlaceRow | null> {
  const [first] = await allAt(tx, platform, field, value);
  return first ?? null;
}

/** Every place at an address, living or gone: a channel may be the team's as well as itself. */
export async function allAt(
  tx: Transaction,
  platform: string,
  field: string,
  value: string,
): Promise<PlaceRow[]> {
  return await tx
    .select()
    .from(place)
    .where(and(eq(place.platform, platform), sql`${place.address} ->> ${field} = ${value}`));
}

/** Every living place at an address. */
export async function placesAt(
  tx: Transaction,
  platform: string,
  field: string,
  value: string,
): Promise<PlaceRow[]> {
  return (await allAt(tx, platform, field, value)).filter(({ goneAt }) => goneAt === null);
}

/** Where a recipient is to be reached: the living place somebody was last heard at. */
export async function newestPlace(tx: Transaction, recipient: string): Promise<PlaceRow | null> {
  const [row] = await tx
    .select()
    .from(place)
    .where(and(eq(place.recipient, recipient), isNull(place.goneAt)))
    .orderBy(desc(place.seenAt))
    .limit(1);
  return row ?? null;
}

/**
 * An archived channel, somebody who left, an uninstalled app: nothing more is sent there.
 * @param recipient every place of the platform when left out
 */
export async function markGone(
  tx: Transaction,
  platform: string,
  at: Date,
  recipient?: string,
): Promise<void> {
  await tx
    .update(place)
    .set({ goneAt: at })
    .where(
      and(
        eq(place.platform, platform),
        isNull(place.goneAt),
        ...(recipient === undefined ? [] : [eq(place.recipient, recipient)]),
      ),
    );
}

/** Every living place of a platform, oldest word first. */
export async function livingPlaces(tx: Transaction, platform: string): Promise<PlaceRow[]> {
  return await tx
    .select()
    .from(place)
    .where(and(eq(place.platform, platform), isNull(place.goneAt)))
    .orderBy(place.seenAt);
}
