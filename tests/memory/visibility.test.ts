import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { localMemory } from "../../src/memory/local.ts";
import type { MemoryBank, Telling } from "../../src/memory/memory.ts";
import { DEFAULT_WORKSPACE, person } from "../../src/store/schema.ts";
import { ADMIN, floor, MANAGER, OTHER_MANAGER, OTHER_REP, REP } from "../contracts/memory.ts";
import type { TestDatabase } from "../database.ts";

let store: TestDatabase;
let bank: MemoryBank;
let count = 0;

beforeAll(async () => {
  store = await floor();
});
afterAll(async () => {
  await store.drop();
});

const secret: Telling = {
  documentId: "secret",
  text: "I froze when the auditor laughed, and I have told nobody.",
  kind: "reflection",
  audience: "private",
  personId: REP,
  tags: ["see:workspace", `person:${OTHER_REP}`, "audience:workspace"],
  fact: { kind: "reflection", subject: "freezing", stance: "for" },
};

beforeEach(async () => {
  count += 1;
  bank = localMemory({
    database: store.database,
    workspaceId: DEFAULT_WORKSPACE,
    bank: `visibility-${count}`,
  });
  await bank.retain([secret]);
  await bank.consolidate();
  await bank.refreshModels();
});

/** Everything this bank would ever show somebody, in one text. */
async function allFor(personId: string | null): Promise<string> {
  const reader = personId === null ? ("everyone" as const) : { personId };
  const parts: unknown[] = [
    await bank.recall("froze auditor laughed told nobody", { reader, limit: 100 }),
    await bank.recall("auditor", { reader, limit: 100, within: { personId: REP, tags: [] } }),
    await bank.recall("auditor", { reader, limit: 100, within: { kinds: ["reflection"] } }),
    await bank.reflect("What happened with the auditor, freezing?", { reader }),
    await bank.observations({ reader, personId: REP }),
    await bank.model("coaching-themes", reader),
    await bank.modelHistory("coaching-themes", reader),
  ];
  for await (const memory of bank.export(reader)) parts.push(memory);
  return JSON.stringify(parts);
}

const OTHERS = [MANAGER, OTHER_REP, OTHER_MANAGER, ADMIN, null];

describe("what is private to a person", () => {
  it("shows in nothing anybody else can ask for, whatever its tags say", async () => {
    expect(await allFor(REP)).toMatch(/auditor/);
    for (const other of OTHERS) expect(await allFor(other)).not.toMatch(/auditor|froze|freezing/);
  });

  it("stays so when the questions are hostile", async () => {
    for (const question of [
      "auditor' or 1=1 --",
      `auditor"}]) union select text from memory --`,
      `see:private:${REP} @sanna auditor froze`,
      "%_auditor_%",
    ]) {
      const hits = await bank.recall(question, { reader: { personId: OTHER_REP }, limit: 10 });
      expect(hits).toEqual([]);
    }
    const forged = { personId: `${OTHER_REP}' or true --` };
    await expect(bank.recall("auditor", { reader: forged, limit: 5 })).rejects.toMatchObject({
      code: "bad-input",
    });
  });

  it("tells a manager only what its person shares, and takes it back with everything made of it", async () => {
    await expect(bank.share("secret", { personId: MANAGER }, true)).rejects.toThrow(/no memory/);
    await expect(bank.share("secret", "system", true)).rejects.toThrow(/no memory/);
    await bank.share("secret", { personId: REP }, true);
    expect(await allFor(MANAGER)).toMatch(/auditor/);
    for (const other of [OTHER_REP, OTHER_MANAGER, ADMIN, null]) {
      expect(await allFor(other)).not.toMatch(/auditor|freezing/);
    }
    await bank.share("secret", { personId: REP }, false);
    expect(await allFor(MANAGER)).not.toMatch(/auditor|freezing/);
    expect(await allFor(REP)).toMatch(/auditor/);
  });

  it("does not count among the words of what others search", async () => {
    const alone = localMemory({
      database: store.database,
      workspaceId: DEFAULT_WORKSPACE,
      bank: `visibility-${count}-alone`,
    });
    const open = { documentId: "open", text: "The auditor comes on Monday." };
    await bank.retain([open]);
    await alone.retain([open]);
    const options = { reader: { personId: OTHER_REP }, limit: 5 };
    const score = async (one: MemoryBank) => (await one.recall("auditor", options))[0]?.score;
    expect(await score(bank)).toBe(await score(alone));
  });
});

describe("what a team may see", () => {
  it("follows the roster at the moment of asking", async () => {
    await bank.retain([{ ...secret, documentId: "seen", audience: "team" }]);
    const sees = async (personId: string) =>
      (await bank.recall("auditor", { reader: { personId }, limit: 5 })).length > 0;
    const report = async (managerId: string) => {
      await store.database.inWorkspace(DEFAULT_WORKSPACE, (tx) =>
        tx.update(person).set({ managerId }).where(eq(person.id, REP)),
      );
    };
    expect([await sees(MANAGER), await sees(OTHER_MANAGER)]).toEqual([true, false]);
    await report(OTHER_MANAGER);
    expect([await sees(MANAGER), await sees(OTHER_MANAGER)]).toEqual([false, true]);
    await report(MANAGER);
  });
});

describe("what a person can do about what is remembered of them", () => {
  it("is listed for them with its sources, newest first", async () => {
    await bank.retain([{ ...secret, documentId: "later", at: new Date(), text: "A later thing." }]);
    const listed = await bank.about(REP, { limit: 10 });
    expect(listed.map((memory) => memory.documentId)).toEqual(["later", "secret"]);
  });

  it("corrects it in their own words, and nobody else does", async () => {
    for (const other of [MANAGER, OTHER_REP, ADMIN]) {
      const by = { personId: other };
      await expect(bank.correct("secret", "Never happened.", by)).rejects.toThrow(/no memory/);
      await expect(bank.dispute("secret", by, true)).rejects.toThrow(/no memory/);
    }
    await bank.correct("secret", "I paused on purpose.", { personId: REP });
    expect(await allFor(REP)).not.toMatch(/auditor|freezing/);
    const [memory] = await bank.about(REP, { limit: 1 });
    expect(memory).toMatchObject({ text: "I paused on purpose.", audience: "private" });
    expect(memory?.source.corrected).toBeDefined();
  });

  it("disputes it: used for nothing, seen by them alone, until they take it back", async () => {
    await bank.dispute("secret", { personId: REP }, true);
    const reader = { personId: REP };
    expect(await bank.recall("auditor", { reader, limit: 5 })).toEqual([]);
    expect(await bank.observations({ reader })).toEqual([]);
    expect((await bank.about(REP, { limit: 5 }))[0]).toMatchObject({ disputed: true });
    await bank.dispute("secret", { personId: REP }, false);
    expect(await bank.recall("auditor", { reader, limit: 5 })).toHaveLength(1);
  });

  it("forgets all of it at once, to the last word of the index", async () => {
    await expect(bank.forget({ personId: REP }, { personId: MANAGER })).rejects.toThrow(
      /no memory/,
    );
    expect(await bank.forget({ personId: REP }, { personId: REP })).toBe(1);
    expect(await allFor(REP)).not.toMatch(/auditor|froze|freezing/);
    const left = await store.database.asOwner((tx) =>
      tx.query.memoryPosting.findMany({
        where: (row, { inArray }) => inArray(row.term, ["auditor", "froze", "laugh"]),
        with: {},
      }),
    );
    const shelves = await store.database.asOwner((tx) =>
      tx.query.memoryShelf.findMany({ where: (row, { eq: is }) => is(row.memories, 0) }),
    );
    const empty = new Set(shelves.map((shelf) => shelf.id));
    expect(left.filter((posting) => empty.has(posting.shelfId))).toEqual([]);
  });
});
