import { eq } from "drizzle-orm";
import { v7 } from "uuid";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OptionalField } from "../../src/deals/import/row.ts";
import { criteriaReply, criteriaSaid } from "../../src/jobs/replies/criteria.ts";
import { figuresSaid } from "../../src/jobs/replies/figures.ts";
import { handOverReply } from "../../src/jobs/replies/hand-over.ts";
import { dealsLeftBehind } from "../../src/jobs/routines/left-deals.ts";
import { CRITERIA_CHANGE, CRITERIA_UNDO } from "../../src/messages/commit-criteria.ts";
import { HAND_OVER, HAND_OVER_UNDO } from "../../src/messages/left-deals.ts";
import { plainText } from "../../src/messages/plain-text.ts";
import { criteriaOf } from "../../src/store/commit-criteria.ts";
import type { Transaction } from "../../src/store/database.ts";
import { importDeals } from "../../src/store/deal-import.ts";
import { type DeliveryRow, findDelivery } from "../../src/store/deliveries.ts";
import { findPerson } from "../../src/store/people.ts";
import type { SaidRow } from "../../src/store/said.ts";
import {
  audit,
  DEFAULT_WORKSPACE,
  deal,
  dealChange,
  delivery,
  person,
} from "../../src/store/schema.ts";
import { type TestDatabase, testDatabase } from "../database.ts";

let store: TestDatabase;
const [ruth, tom, gil, ovens, kilns] = [v7(), v7(), v7(), v7(), v7()];
const NOW = new Date("2026-05-20T10:00:00Z");
const effects = { now: () => NOW };
const inside = <T>(run: (tx: Transaction) => Promise<T>) =>
  store.database.inWorkspace(DEFAULT_WORKSPACE, run);

beforeAll(async () => {
  store = await testDatabase();
  await inside(async (tx) => {
    await tx.insert(person).values([
      { id: ruth, name: "Ruth Adler", role: "manager" },
      { id: tom, name: "Tom Brandt", role: "rep", managerId: ruth },
      { id: gil, name: "Gil Orr", role: "rep", managerId: ruth, leftOn: "2026-05-19" },
    ]);
    const open = { stage: "Proposal", status: "open" as const, currency: "EUR" };
    await tx.insert(deal).values([
      { ...open, id: ovens, externalId: "D1", ownerId: gil, name: "Ovens", amountMinor: 120_000 },
      { ...open, id: kilns, externalId: "D2", ownerId: gil, name: "Kilns", amountMinor: 80_000 },
      { ...open, id: v7(), externalId: "D3", ownerName: "Somebody Else", name: "Tiles" },
    ]);
  });
});
afterAll(async () => await store.drop());

const saidBy = (personId: string, given: Partial<SaidRow>): SaidRow =>
  ({
    ...{ id: v7(), personId, place: `dm:${personId}`, threadId: null, text: "" },
    ...{ actionId: null, actionValue: null, fields: null },
    ...given,
  }) as SaidRow;
const told = async (outcome: { deliveryIds?: (string | null)[] } | null) => {
  const rows: DeliveryRow[] = [];
  for (const id of outcome?.deliveryIds ?? []) {
    const row = id ? await inside((tx) => findDelivery(tx, id)) : null;
    if (row) rows.push(row);
  }
  return rows;
};
const words = async (outcome: Parameters<typeof told>[0]) =>
  (await told(outcome)).map(({ message }) => plainText(message)).join("\n");
const say = async (personId: string, text: string) =>
  await inside(async (tx) => {
    const who = await findPerson(tx, personId);
    if (!who) throw new Error("somebody speaks");
    const said = saidBy(personId, { text });
    return (
      (await criteriaSaid(tx, said, who, effects)) ?? (await figuresSaid(tx, said, who, effects))
    );
  });
const buttonValue = (rows: DeliveryRow[], id: string) =>
  rows
    .flatMap(({ message }) => message.blocks)
    .flatMap((block) => (block.type === "actions" ? block.actions : []))
    .find((action) => action.id === id)?.value ?? "";

describe("commit criteria in a conversation", () => {
  it("are a rep's to read and a manager's to change, with the audit and a way back", async () => {
    expect(await words(await say(tom, "commit criteria"))).toContain(
      "In commit: a name for who signs",
    );
    expect(await words(await say(tom, "commit criteria: add champion to commit"))).toContain(
      "A manager sets the criteria",
    );
    const changed = await inside((tx) =>
      criteriaReply(
        tx,
        saidBy(ruth, {
          actionId: CRITERIA_CHANGE,
          fields: { place: "commit", criterion: "champion", asks: "yes" },
        }),
        effects,
      ),
    );
    expect(await words(changed)).toContain("I now ask for somebody who argues for it inside");
    expect((await inside(criteriaOf)).standards.commit).toContain("champion");
    const [kept] = await inside((tx) => tx.select().from(audit));
    expect(kept).toMatchObject({ personId: ruth, action: "commit-criteria-changed" });
    const undo = saidBy(ruth, {
      actionId: CRITERIA_UNDO,
      actionValue: buttonValue(await told(changed), CRITERIA_UNDO),
    });
    expect(await words(await inside((tx) => criteriaReply(tx, undo, effects)))).toContain(
      "Taken back",
    );
    expect(await inside(criteriaOf)).toMatchObject({ own: false });
  });

  it("that nobody knows are answered with those there are", async () => {
    expect(await words(await say(ruth, "commit criteria: add good vibes to commit"))).toMatch(
      /I know no criterion or stage “good vibes”.*economic buyer/,
    );
  });
});

describe("figures in a conversation", () => {
  it("are of a manager's team, and of a rep's own deals, to each alone", async () => {
    const rows = await told(await say(ruth, "/funnel"));
    expect(rows.map(({ recipient, personId }) => [recipient, personId])).toEqual([
      [`dm:${ruth}`, ruth],
    ]);
    expect(plainText(rows[0]?.message ?? { summary: "", blocks: [] })).toContain(
      "Ruth Adler's team",
    );
    expect(await words(await say(tom, "forecast"))).toContain("your own deals");
    expect(await say(tom, "deals without an owner")).toBeNull();
  });
});

describe("deals of somebody who has left", () => {
  it("are told their manager once, the morning after", async () => {
    const nudged: unknown[] = [];
    const occasion = {
      ...{ workspaceId: DEFAULT_WORKSPACE, occurrenceId: v7(), on: "2026-05-20" },
      schedule: { personId: ruth } as never,
    };
    const world = {
      ...{ database: store.database, now: () => NOW },
      enqueue: async (_: unknown, data: unknown) => void nudged.push(data),
    } as never;
    await dealsLeftBehind.run(occasion, world);
    await dealsLeftBehind.run({ ...occasion, occurrenceId: v7(), on: "2026-05-21" }, world);
    const rows = await inside((tx) =>
      tx.select().from(delivery).where(eq(delivery.kind, "left-deals")),
    );
    expect(rows).toHaveLength(1);
    expect(nudged).toHaveLength(1);
    expect(plainText(rows[0]?.message ?? { summary: "", blocks: [] })).toContain(
      "Gil Orr's last day was 19 May. 2 open deals, €2k, are still in that name.",
    );
  });

  it("are handed over with who said so, stay so through an import, and go back", async () => {
    const rows = await told(await say(ruth, "deals without an owner"));
    expect(rows).toHaveLength(2);
    const press = saidBy(ruth, {
      ...{ actionId: HAND_OVER, actionValue: gil, fields: { which: "all", to: tom } },
    });
    const done = await inside((tx) => handOverReply(tx, press, effects));
    expect(await words(done)).toContain("Ovens and Kilns are Tom Brandt's now.");
    const owners = async () =>
      (await inside((tx) => tx.select().from(deal)))
        .filter(({ id }) => id === ovens || id === kilns)
        .map(({ ownerId }) => ownerId);
    expect(await owners()).toEqual([tom, tom]);
    const changes = await inside((tx) => tx.select().from(dealChange));
    expect(changes.map(({ field, before, after, by }) => [field, before, after, by])).toEqual(
      Array(2).fill(["owner", "Gil Orr", "Tom Brandt", "Ruth Adler"]),
    );
    const row = (externalId: string, name: string, owner: string) => ({
      ...{ row: 2, externalId, name, owner, ownerEmail: null, account: null, stage: "Proposal" },
      ...{ status: "open" as const, category: null, amountMinor: 1, currency: "EUR" },
      ...{ segment: null, type: null, openedOn: null, closeOn: null, closedOn: null },
      ...{ nextStep: null, nextStepOn: null, lossReason: null },
    });
    const bring = (owner: string) =>
      importDeals(store.database, DEFAULT_WORKSPACE, [row("D1", "Ovens", owner)], {
        has: new Set<OptionalField>(["owner"]),
        now: NOW,
      });
    // The CRM has not heard of it yet: that is no change of owner.
    await bring("Gil Orr");
    expect(await owners()).toEqual(expect.arrayContaining([tom, tom]));
    const undo = saidBy(ruth, {
      actionId: HAND_OVER_UNDO,
      actionValue: buttonValue(await told(done), HAND_OVER_UNDO),
    });
    expect(await words(await inside((tx) => handOverReply(tx, undo, effects)))).toContain(
      "Taken back: 2 deals as before.",
    );
    expect(await owners()).toEqual([gil, gil]);
    expect(await inside((tx) => tx.select().from(dealChange))).toEqual([]);
  });
});
