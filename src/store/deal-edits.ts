import { and, eq, sql } from "drizzle-orm";
import { v7 } from "uuid";
import { type DealEdit, EDITED, type Edited, type Wanted } from "../deals/edits.ts";
import type { Transaction } from "./database.ts";
import { audit, contact, deal, dealChange, dealContact } from "./schema.ts";

/** Who changes a deal, where, and when. */
export interface Editor {
  personId: string | null;
  /** As the history has it: "Tom Brandt, in the pipeline review". */
  by: string;
  at: Date;
}

/** What was written, and the id under which it can be taken back. */
export interface Written {
  id: string;
  edits: DealEdit[];
}

const EDITED_ACTION = "deal-edited";
const UNDONE_ACTION = "deal-edit-undone";

/**
 * Writes what somebody wants a deal to be: the row, a line of history for each change, and one of the
 * audit that can be taken back.
 * @returns `null` when the deal is gone; without edits when nothing was different
 */
export async function editDeal(
  tx: Transaction,
  dealId: string,
  wanted: Wanted,
  editor: Editor,
): Promise<Written | null> {
  const [row] = await tx.select().from(deal).where(eq(deal.id, dealId)).for("update");
  if (!row) return null;
  const now = await heldNow(tx, row);
  const edits = EDITED.flatMap((field): DealEdit[] => {
    const after = wanted[field];
    return after === undefined || after === now[field]
      ? []
      : [{ field, before: now[field], after }];
  });
  const id = v7();
  if (edits.length === 0) return { id, edits };
  const signer = await put(tx, row, edits, editor.by);
  await tx.insert(dealChange).values(
    edits.map(({ field, before, after }) => ({
      ...{ dealId, field, before, after },
      at: editor.at,
      by: editor.by,
    })),
  );
  await tx.insert(audit).values({
    id,
    personId: editor.personId,
    action: EDITED_ACTION,
    subject: dealId,
    detail: { edits, by: editor.by, at: editor.at.toISOString(), signer },
    at: editor.at,
  });
  return { id, edits };
}

/** What an undo put back, and what it left because it is not as it was written any more. */
export interface TakenBack {
  dealId: string;
  edits: DealEdit[];
  left: Edited[];
}

/**
 * Takes an edit back as if it had not been: what still is as written is as before, and its lines of
 * history go. The audit keeps both.
 * @returns `null` when there is no such edit, or it was taken back before
 */
export async function undoEdit(
  tx: Transaction,
  id: string,
  editor: Editor,
): Promise<TakenBack | null> {
  const [kept] = await tx
    .select()
    .from(audit)
    .where(and(eq(audit.id, id), eq(audit.action, EDITED_ACTION)))
    .for("update");
  if (!kept || kept.detail.undone) return null;
  const { edits, by, at, signer } = kept.detail as unknown as {
    edits: DealEdit[];
    by: string;
    at: string;
    signer: Signer | null;
  };
  const dealId = kept.subject;
  const [row] = await tx.select().from(deal).where(eq(deal.id, dealId)).for("update");
  if (!row) return null;
  const now = await heldNow(tx, row);
  const fitting = edits.filter(({ field, after }) => now[field] === after);
  await put(
    tx,
    row,
    fitting.map(({ field, before, after }) => ({ field, before: after, after: before })),
    signer?.saidBefore ?? null,
  );
  if (signer && fitting.some(({ field }) => field === "signs")) await unmeet(tx, dealId, signer);
  for (const { field } of fitting)
    await tx
      .delete(dealChange)
      .where(
        and(
          eq(dealChange.dealId, dealId),
          eq(dealChange.field, field),
          eq(dealChange.by, by),
          eq(dealChange.at, new Date(at)),
        ),
      );
  await tx
    .update(audit)
    .set({ detail: { ...kept.detail, undone: true } })
    .where(eq(audit.id, id));
  await tx.insert(audit).values({
    personId: editor.personId,
    action: UNDONE_ACTION,
    subject: dealId,
    detail: { edit: id, edits: fitting, by: editor.by },
    at: editor.at,
  });
  return {
    dealId,
    edits: fitting.map(({ field, before, after }) => ({ field, before: after, after: before })),
    left: edits.filter((edit) => !fitting.includes(edit)).map(({ field }) => field),
  };
}

type DealRow = typeof deal.$inferSelect;

async function heldNow(tx: Transaction, row: DealRow): Promise<Record<Edited, string | null>> {
  const { category, closeOn, nextStep, nextStepOn } = row;
  return { category, closeOn, nextStep, nextStepOn, signs: await signerOf(tx, row.id) };
}

async function signerOf(tx: Transaction, dealId: string): Promise<string | null> {
  const [row] = await tx
    .select({ name: contact.name })
    .from(dealContact)
    .innerJoin(contact, eq(contact.id, dealContact.contactId))
    .where(and(eq(dealContact.dealId, dealId), eq(dealContact.role, "economic-buyer")))
    .orderBy(contact.name)
    .limit(1);
  return row?.name ?? null;
}

/** What naming a signer made, so that an undo leaves nobody behind who was not there. */
interface Signer {
  contactId: string | null;
  newContact: boolean;
  newLink: boolean;
  /** Who had named the one before; `null` where the source did. */
  saidBefore: string | null;
}

async function put(
  tx: Transaction,
  row: DealRow,
  edits: readonly DealEdit[],
  by: string | null,
): Promise<Signer | null> {
  const fields = Object.fromEntries(
    edits.flatMap(({ field, after }) => (field === "signs" ? [] : [[field, after]])),
  );
  if (Object.keys(fields).length > 0) await tx.update(deal).set(fields).where(eq(deal.id, row.id));
  const signs = edits.find(({ field }) => field === "signs");
  return signs ? await putSigner(tx, row, signs.after, by) : null;
}

/** One person signs: whoever was named before keeps their place in the deal and loses the part. */
async function putSigner(
  tx: Transaction,
  row: DealRow,
  name: string | null,
  by: string | null,
): Promise<Signer> {
  const before = await tx
    .select({ saidBy: dealContact.saidBy })
    .from(dealContact)
    .where(and(eq(dealContact.dealId, row.id), eq(dealContact.role, "economic-buyer")));
  const saidBefore = before[0]?.saidBy ?? null;
  await tx
    .update(dealContact)
    .set({ role: null, saidBy: null })
    .where(and(eq(dealContact.dealId, row.id), eq(dealContact.role, "economic-buyer")));
  if (name === null) return { contactId: null, newContact: false, newLink: false, saidBefore };
  const [known] = await tx
    .select({ id: contact.id })
    .from(contact)
    .where(
      and(
        sql`lower(${contact.name}) = lower(${name})`,
        sql`(${contact.accountId} is not distinct from ${row.accountId}::uuid or exists (
          select from deal_contact dc where dc.deal_id = ${row.id}::uuid and dc.contact_id = ${contact.id}))`,
      ),
    )
    .limit(1);
  const contactId = known?.id ?? v7();
  if (!known) await tx.insert(contact).values({ id: contactId, accountId: row.accountId, name });
  const added = await tx
    .insert(dealContact)
    .values({ dealId: row.id, contactId })
    .onConflictDoNothing()
    .returning({ contactId: dealContact.contactId });
  await tx
    .update(dealContact)
    .set({ role: "economic-buyer", saidBy: by })
    .where(and(eq(dealContact.dealId, row.id), eq(dealContact.contactId, contactId)));
  return { contactId, newContact: !known, newLink: added.length > 0, saidBefore };
}

/** Takes somebody out again who came in with an edit, unless another deal has met them since. */
async function unmeet(tx: Transaction, dealId: string, signer: Signer): Promise<void> {
  const { contactId, newContact, newLink } = signer;
  if (!contactId || !newLink) return;
  await tx
    .delete(dealContact)
    .where(and(eq(dealContact.dealId, dealId), eq(dealContact.contactId, contactId)));
  if (newContact)
    await tx
      .delete(contact)
      .where(
        and(
          eq(contact.id, contactId),
          sql`not exists (select from deal_contact dc where dc.contact_id = ${contactId}::uuid)`,
        ),
      );
}
