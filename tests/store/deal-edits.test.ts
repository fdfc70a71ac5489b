import { and, eq } from "drizzle-orm";
import { v7 } from "uuid";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readCommitment } from "../../src/deals/commitment.ts";
import type { Transaction } from "../../src/store/database.ts";
import { editDeal, undoEdit } from "../../src/store/deal-edits.ts";
import { dealFiles, dealsOf } from "../../src/store/pipeline.ts";
import {
  account,
  audit,
  DEFAULT_WORKSPACE,
  deal,
  dealChange,
  person,
} from "../../src/store/schema.ts";
import { type TestDatabase, testDatabase } from "../database.ts";

let store: TestDatabase;
const [dealId, sam, accountId] = [v7(), v7(), v7()];
const inside = <T>(run: (tx: Transaction) => Promise<T>) =>
  store.database.inWorkspace(DEFAULT_WORKSPACE, run);
const at = new Date("2026-05-20T10:00:00Z");
const editor = { personId: sam, by: "Sam Ito, in the pipeline review", at };

beforeAll(async () => {
  store = await testDatabase();
  await inside(async (tx) => {
    await tx.insert(person).values({ id: sam, name: "Sam Ito", role: "rep" });
    await tx.insert(account).values({ id: accountId, name: "Quarry Lane" });
    await tx.insert(deal).values({
      ...{ id: dealId, accountId, ownerId: sam, name: "Ovens", stage: "Proposal" },
      ...{ status: "open", category: "commit", closeOn: "2026-06-30" },
    });
  });
});
afterAll(async () => await store.drop());

const row = async () =>
  (await inside((tx) => tx.select().from(deal).where(eq(deal.id, dealId))))[0];
const changes = () => inside((tx) => tx.select().from(dealChange));
const fileNow = async () => {
  const [file] = await inside(async (tx) => dealFiles(tx, await dealsOf(tx, {})));
  if (!file) throw new Error("the deal is there");
  return file;
};

describe("an edit of a deal in a review", () => {
  it("writes the row, the history with who said so, and the audit, and goes back without a trace", async () => {
    const before = await row();
    const done = await inside((tx) =>
      editDeal(
        tx,
        dealId,
        { category: "upside", closeOn: "2026-07-31", signs: "Ola Berg" },
        editor,
      ),
    );
    expect(await row()).toMatchObject({ category: "upside", closeOn: "2026-07-31" });
    expect(
      (await changes()).map(({ field, before: was, after, by }) => [field, was, after, by]),
    ).toEqual([
      ["category", "commit", "upside", editor.by],
      ["closeOn", "2026-06-30", "2026-07-31", editor.by],
      ["signs", null, "Ola Berg", editor.by],
    ]);
    const reading = readCommitment(await fileNow(), "2026-05-20");
    expect(reading.openForCommit).not.toContain("economic-buyer");
    // A rep's word stands as a rep's word.
    expect((await fileNow()).people).toEqual([
      { name: "Ola Berg", title: null, role: "economic-buyer", saidBy: editor.by },
    ]);

    const back = await inside((tx) => undoEdit(tx, done?.id ?? "", editor));
    expect(back?.left).toEqual([]);
    expect({ ...(await row()), updatedAt: null }).toEqual({ ...before, updatedAt: null });
    expect(await changes()).toEqual([]);
    // Whoever came in with it goes with it: a deal must not look better threaded than it was.
    expect((await fileNow()).people).toEqual([]);
    const kept = await inside((tx) =>
      tx.select({ action: audit.action, personId: audit.personId }).from(audit),
    );
    expect(kept).toEqual([
      { action: "deal-edited", personId: sam },
      { action: "deal-edit-undone", personId: sam },
    ]);
    expect(await inside((tx) => undoEdit(tx, done?.id ?? "", editor))).toBeNull();
  });

  it("leaves what was changed again since, and says which", async () => {
    const first = await inside((tx) =>
      editDeal(tx, dealId, { category: "upside", nextStep: "Call Ola" }, editor),
    );
    await inside((tx) =>
      editDeal(tx, dealId, { category: "pipeline" }, { ...editor, at: new Date(1) }),
    );
    const back = await inside((tx) => undoEdit(tx, first?.id ?? "", editor));
    expect(back).toMatchObject({
      left: ["category"],
      edits: [{ field: "nextStep", before: "Call Ola", after: null }],
    });
    expect(await row()).toMatchObject({ category: "pipeline", nextStep: null });
  });

  it("writes nothing where nothing is different, and nothing about a deal that is gone", async () => {
    const before = (await changes()).length;
    const same = await inside((tx) => editDeal(tx, dealId, { category: "pipeline" }, editor));
    expect(same?.edits).toEqual([]);
    expect(await inside((tx) => editDeal(tx, v7(), { category: "commit" }, editor))).toBeNull();
    expect((await changes()).length).toBe(before);
    expect(
      await inside((tx) =>
        tx
          .select()
          .from(audit)
          .where(and(eq(audit.id, same?.id ?? ""), eq(audit.subject, dealId))),
      ),
    ).toEqual([]);
  });
});
