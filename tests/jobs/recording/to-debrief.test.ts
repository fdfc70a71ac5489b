import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { beginBackfill } from "../../../src/jobs/recording/backfill.ts";
import { recentBackfills } from "../../../src/store/backfills.ts";
import { type TestDatabase, testDatabase } from "../../database.ts";
import { VENDORS, type Vendor } from "../../sources/recorders/vendors.ts";
import { type Floor, openFloor } from "./floor.ts";

let store: TestDatabase;
let vendor: Vendor | undefined;

beforeEach(async () => {
  store = await testDatabase();
});
afterEach(async () => {
  await vendor?.server.close();
  await store.drop();
});

/** What the rep is asked; a word of welcome may stand before the first. */
const questions = async (floor: Floor) =>
  (await floor.inbox(floor.ines)).filter(({ kind }) => kind === "debrief");

/** Where a rep hears the moment: the recorder's own player, or the call's page. */
const LINKS: Record<string, RegExp> = {
  gong: /gong\.io\/call\?id=7782342274025937895&highlights=.*from%22%3A\d+%2C%22to%22%3A\d+/,
  fireflies: /app\.fireflies\.ai\/view\/\w+\?t=\d+/,
  fathom: /fathom\.video\/share\/xyz123\?timestamp=\d+/,
};

describe.each(Object.entries(VENDORS))("%s", (name, open) => {
  it("brings a call by itself, all the way to one question for its rep", async () => {
    vendor = await open();
    const floor = await openFloor(store, [vendor]);
    expect((await floor.tell(vendor)).status).toBe(name === "graph" ? 202 : 200);
    await floor.work();
    const [call, ...others] = await floor.calls();
    expect(others).toEqual([]);
    expect(call).toMatchObject({
      source: name,
      status: "debriefed",
      title: "Invoices at Grant Supplies",
      repId: floor.ines,
      hostId: floor.ines,
      language: "en",
    });
    expect(
      Math.abs((call?.startedAt?.getTime() ?? 0) - Date.parse("2026-11-19T14:00:00Z")),
    ).toBeLessThan(5_000);
    const sides = call?.transcript?.participants.map(({ name, side }) => [name, side]);
    expect(sides).toEqual(
      expect.arrayContaining([
        ["Ines Falk", "rep"],
        ["Hollis Grant", "buyer"],
      ]),
    );
    const [question, ...more] = await questions(floor);
    expect(more).toEqual([]);
    expect(question).toMatchObject({ kind: "debrief" });
    expect(question?.text).toMatch(/\?/);
    expect(await floor.parked()).toMatchObject([{ status: "done", callId: call?.id, body: null }]);
    const link = LINKS[name];
    if (!link || !question) return;
    expect(call?.recordingUrl).toMatch(/\{seconds\}/);
    await floor.press(floor.ines, question.id, "show-moment");
    const shown = (await floor.inbox(floor.ines)).find((one) => one.threadId === question.id);
    expect(shown?.links).toEqual(expect.arrayContaining([expect.stringMatching(link)]));
  });

  it("is told again and again, and stays one call and one question", async () => {
    vendor = await open();
    const floor = await openFloor(store, [vendor]);
    await floor.tell(vendor);
    await floor.tell(vendor);
    await floor.work();
    await floor.later(300_000);
    await floor.tell(vendor);
    await floor.later(300_000);
    expect(await floor.calls()).toHaveLength(1);
    expect(await floor.parked()).toMatchObject([{ status: "done", repeats: 2 }]);
    expect(await questions(floor)).toHaveLength(1);
  });

  it("finds past calls page by page, and writes to nobody about them", async () => {
    vendor = await open();
    const floor = await openFloor(store, [vendor]);
    const connection = await floor.effects.intake.fromEnvironment(name);
    await beginBackfill(floor.effects, connection?.connection.id ?? "", 90);
    await floor.work();
    for (let round = 0; round < 12; round += 1) await floor.later(5_000);
    expect(await floor.calls()).toMatchObject([{ status: "debriefed", announce: false }]);
    expect(await floor.inbox(floor.ines)).toEqual([]);
    const [backfill] = await store.database.inWorkspace(connection?.workspaceId ?? "", (tx) =>
      recentBackfills(tx, 1),
    );
    expect(backfill).toMatchObject({ status: "done", listed: true });
  });

  it("says whether its keys are good", async () => {
    vendor = await open();
    const floor = await openFloor(store, [vendor]);
    const connection = await floor.effects.intake.fromEnvironment(name);
    if (!connection) throw new Error("not connected");
    expect(await connection.recorder.check(connection.access)).toMatch(/\./);
    const secret =
      { gong: "accessKeySecret", zoom: "clientSecret", graph: "clientSecret" }[name] ?? "apiKey";
    const wrong = { ...connection.access, values: { ...connection.access.values, [secret]: "x" } };
    await expect(connection.recorder.check(wrong)).rejects.toThrow(/does not accept the key/);
  });
});
