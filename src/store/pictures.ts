import { eq } from "drizzle-orm";
import type { Transaction } from "./database.ts";
import { picture } from "./schema.ts";

/** The id of the picture that was drawn from the same. */
export async function pictureOf(tx: Transaction, digest: string): Promise<string | null> {
  const [row] = await tx.select({ id: picture.id }).from(picture).where(eq(picture.digest, digest));
  return row?.id ?? null;
}

/** Keeps a picture; when another process was faster, its id is given. */
export async function keepPicture(
  tx: Transaction,
  row: { digest: string; bytes: Buffer },
): Promise<string> {
  await tx.insert(picture).values(row).onConflictDoNothing();
  const id = await pictureOf(tx, row.digest);
  if (!id) throw new Error("a picture that was kept has an id");
  return id;
}

/** A picture's bytes, by its id. */
export async function findPicture(tx: Transaction, id: string): Promise<Buffer | null> {
  const [row] = await tx.select({ bytes: picture.bytes }).from(picture).where(eq(picture.id, id));
  return row?.bytes ?? null;
}
