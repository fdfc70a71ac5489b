import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ImportedDeal, OptionalField } from "../../src/deals/import/row.ts";
import { editDeal } from "../../src/store/deal-edits.ts";
import { type IncomingDeal, importDeals } from "../../src/store/deal-import.ts";
import { listDeals } from "../../src/store/deals.ts";
import { quotasOf } from "../../src/store/pipeline.ts";
import { pipelineFigures } from "../../src/store/pipeline-figures.ts";
import { addRoster } from "../../src/store/roster.ts";
import { DEFAULT_WORKSPACE, deal, dealChange, person } from "../../src/store/schema.ts";
import { type TestDatabase, testDatabase } from "../database.ts";

let store: TestDatabase;
beforeAll(async () => {
  store = await testDatabase();
});
afterAll(async () => await store.drop());

const NOW = new Date("2026-05-20T10:00:00Z");
const ALL = new Set<OptionalField>([
  "account",
  "owner",
  "category",
  "amount",
  "segment",
  "type",
  "openedOn",
  "closeOn",
  "nextStep",
  "lossReason",
]);

const rowOf = (
  row: number,
  externalId: string,
  given: Partial<ImportedDeal> = {},
): IncomingDeal => ({
  row,
  externalId,
  name: externalId,
  account: "Quarry Lane",
  owner: "Sam Ito",
  ownerEmail: null,
  stage: "Proposal",
  status: "open",
  category: "commit",
  amountMinor: 120_000,
  currency: "EUR",
  segment: null,
  type: null,
  openedOn: "2026-01-10",
  closeOn: "2026-06-30",
  closedOn: null,
  nextStep: null,
  nextStepOn: null,
  lossReason: null,
  ...given,
});

const bringIn = (rows: IncomingDeal[], more: Partial<Parameters<typeof importDeals>[3]> = {}) =>
  importDeals(store.database, DEFAULT_WORKSPACE, rows, { has: ALL, now: NOW, ...more });
const inside = <T>(
  run: (tx: Parameters<Parameters<typeof store.database.inWorkspace>[1]>[0]) => Promise<T>,
) => store.database.inWorkspace(DEFAULT_WORKSPACE, run);
const stored = async (externalId: string) =>
  (await inside((tx) => tx.select().from(deal).where(eq(deal.externalId, externalId))))[0];
const changesOf = async (externalId: string) => {
  const row = await stored(externalId);
  return await inside((tx) =>
    tx
      .select()
      .from(dealChange)
      .where(eq(dealChange.dealId, row?.id ?? "")),
  );
};

describe("an import of deals", () => {
  it("keeps the first of a repeated id and refuses the others with their rows", async () => {
    const result = await bringIn([rowOf(2, "A"), rowOf(3, "B"), rowOf(4, "A", { amountMinor: 1 })]);
    expect(result).toMatchObject({
      imported: 2,
      added: 2,
      changed: 0,
      refused: [{ row: 4, reason: 'repeats the deal id "A" of row 2' }],
    });
    expect((await stored("A"))?.amountMinor).toBe(120_000);
  });

  it("leaves nothing behind when the file breaks on the way, or when it is a dry run", async () => {
    const breaks = (async function* () {
      for (let row = 2; row < 5000; row += 1) yield rowOf(row, `half-${row}`);
      throw new Error("the file breaks here");
    })();
    await expect(
      importDeals(store.database, DEFAULT_WORKSPACE, breaks, { has: ALL, now: NOW }),
    ).rejects.toThrow("the file breaks here");
    expect(
      await bringIn([rowOf(2, "half-2"), rowOf(3, "A", { stage: "Won" })], { dryRun: true }),
    ).toMatchObject({ imported: 2, added: 1, changed: 1 });
    expect(await stored("half-2")).toBeUndefined();
    expect((await stored("A"))?.stage).toBe("Proposal");
  });

  it("keeps an owner nobody knows by name, and makes them a person when the roster lists them", async () => {
    expect(await stored("A")).toMatchObject({ ownerId: null, ownerName: "Sam Ito" });
    const roster = [
      {
        name: "Sam Ito",
        email: null,
        role: "rep" as const,
        manager: "Ada Roy",
        startedOn: null,
        quotas: [{ quarter: "2026-Q2", amountMinor: 5, currency: "EUR" }],
      },
    ];
    await bringIn([rowOf(2, "A")], { before: async (tx) => void (await addRoster(tx, roster)) });
    const people = await inside((tx) => tx.select().from(person));
    expect(people.map(({ name, role }) => [name, role]).sort()).toEqual([
      ["Ada Roy", "manager"],
      ["Sam Ito", "rep"],
    ]);
    expect(await stored("A")).toMatchObject({
      ownerId: people.find(({ name }) => name === "Sam Ito")?.id,
      ownerName: null,
    });
    expect(await inside((tx) => quotasOf(tx))).toMatchObject([
      { quarter: "2026-Q2", amountMinor: 5 },
    ]);
    // The same person under their own name is no change of owner.
    expect(await changesOf("A")).toEqual([]);
    expect((await inside(listDeals)).map(({ owner }) => owner)).toEqual(["Sam Ito", "Sam Ito"]);
  });

  it("gives a name that two people share to neither", async () => {
    const twins = [1, 2].map((number) => ({
      id: `0190a000-0000-7000-8000-00000000000${number}`,
      name: "Kim Lee",
      role: "rep" as const,
      email: `kim${number}@example.com`,
    }));
    await inside((tx) => tx.insert(person).values(twins));
    await bringIn([
      rowOf(2, "K1", { owner: "Kim Lee" }),
      rowOf(3, "K2", { owner: "Kim Lee", ownerEmail: "kim2@example.com" }),
    ]);
    expect([(await stored("K1"))?.ownerId, (await stored("K2"))?.ownerId]).toEqual([
      null,
      twins[1]?.id,
    ]);
    await inside((tx) => tx.delete(deal).where(eq(deal.name, "K1")));
    await inside((tx) => tx.delete(deal).where(eq(deal.name, "K2")));
    await inside((tx) => tx.delete(person).where(eq(person.name, "Kim Lee")));
  });

  it("writes the history of what changed, and nothing where nothing did", async () => {
    const same = await bringIn([rowOf(2, "A"), rowOf(3, "B")]);
    expect(same).toMatchObject({ imported: 2, added: 0 });
    expect(await changesOf("A")).toEqual([]);
    await bringIn([
      rowOf(2, "A", {
        stage: "Negotiation",
        amountMinor: null,
        closeOn: "2026-08-31",
        category: "upside",
      }),
    ]);
    const changes = await changesOf("A");
    expect(changes.map(({ field, before, after }) => [field, before, after]).sort()).toEqual([
      ["amountMinor", "120000", null],
      ["category", "commit", "upside"],
      ["closeOn", "2026-06-30", "2026-08-31"],
      ["stage", "Proposal", "Negotiation"],
    ]);
    expect(changes.every(({ at, by }) => at.getTime() === NOW.getTime() && by === "import")).toBe(
      true,
    );
  });

  it("leaves alone what the file has no column for", async () => {
    await bringIn([rowOf(2, "A", { closeOn: null, category: null })], {
      has: new Set<OptionalField>(["owner"]),
    });
    expect(await stored("A")).toMatchObject({ closeOn: "2026-08-31", category: "upside" });
  });

  it("does not undo a review while the source repeats itself, and listens when it says something new", async () => {
    const id = (await stored("B"))?.id ?? "";
    await inside((tx) =>
      editDeal(tx, id, { category: "upside" }, { personId: null, by: "Sam Ito", at: NOW }),
    );
    await bringIn([rowOf(2, "B")]);
    expect((await stored("B"))?.category).toBe("upside");
    await bringIn([rowOf(2, "B", { category: "pipeline" })]);
    expect((await stored("B"))?.category).toBe("pipeline");
  });

  it("takes a deal that was lost and is open again, and says so", async () => {
    await bringIn([
      rowOf(2, "B", {
        stage: "Lost",
        status: "lost",
        closedOn: "2026-05-01",
        closeOn: "2026-05-01",
      }),
    ]);
    const back = await bringIn([rowOf(2, "B")]);
    expect(back.reopened).toBe(1);
    expect(await stored("B")).toMatchObject({ status: "open", closedOn: null });
    expect(
      (await changesOf("B")).filter(({ field }) => field === "status").map(({ after }) => after),
    ).toEqual(["lost", "open"]);
  });
});

describe("the figures of a pipeline", () => {
  it("count open, won and lost by owner and currency, as of a day too", async () => {
    await bringIn([
      rowOf(2, "W1", {
        owner: "Gone Already",
        stage: "Won",
        status: "won",
        amountMinor: 1,
        closedOn: "2026-02-10",
        closeOn: "2026-02-10",
      }),
      rowOf(3, "W2", {
        owner: "Gone Already",
        stage: "Won",
        status: "won",
        amountMinor: 300,
        currency: "USD",
        closedOn: "2026-03-12",
        closeOn: "2026-03-12",
      }),
      rowOf(4, "L1", {
        owner: "Gone Already",
        stage: "Lost",
        status: "lost",
        closedOn: "2026-04-01",
        closeOn: "2026-04-01",
      }),
      rowOf(5, "N1", { owner: null, openedOn: null, amountMinor: 5 }),
    ]);
    const figures = await inside((tx) => pipelineFigures(tx, null));
    expect(figures.map(({ rep }) => rep)).toEqual(["Gone Already", "Sam Ito", null]);
    expect(figures[0]).toEqual({
      rep: "Gone Already",
      open: { count: 0, totals: { EUR: 0, USD: 0 } },
      won: { count: 2, totals: { EUR: 1, USD: 300 } },
      lost: { count: 1 },
      winRate: 2 / 3,
      averageCycleDays: (31 + 61) / 2,
    });
    // A deal without an owner is the team's alone.
    expect(figures[2]).toMatchObject({ open: { count: 3 }, won: { count: 2 } });
    const [then] = await inside((tx) => pipelineFigures(tx, "2026-03-11"));
    expect(then).toMatchObject({
      open: { count: 2 },
      won: { count: 1 },
      lost: { count: 0 },
      winRate: 1,
      averageCycleDays: 31,
    });
    const [, sam] = await inside((tx) => pipelineFigures(tx, "2026-05-10"));
    // Before the twentieth of May, A was still worth its first amount.
    expect(sam).toMatchObject({ open: { count: 2, totals: { EUR: 240_000 } } });
  });
});
