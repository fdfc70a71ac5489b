import { v7 } from "uuid";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Transaction } from "../../src/store/database.ts";
import { deliveryAt, findDelivery, markSent, post } from "../../src/store/deliveries.ts";
import { addPerson } from "../../src/store/people.ts";
import { allAt, markGone, rememberPlace, takeTurn } from "../../src/store/places.ts";
import { hear, saidAt } from "../../src/store/said.ts";
import { DEFAULT_WORKSPACE } from "../../src/store/schema.ts";
import { claim, holdUntil, pendingDeliveries } from "../../src/store/sending.ts";
import { type TestDatabase, testDatabase } from "../database.ts";

const NOW = new Date("2026-03-02T10:00:00Z");
const later = (ms: number) => new Date(NOW.getTime() + ms);
const ada = v7();

let store: TestDatabase;
const within = <T>(run: (tx: Transaction) => Promise<T>) =>
  store.database.inWorkspace(DEFAULT_WORKSPACE, run);
const posted = () =>
  within(async (tx) => {
    const id = await post(tx, {
      kind: "note",
      subjectId: v7(),
      recipient: `dm:${ada}`,
      personId: ada,
      message: { summary: "A word", blocks: [] },
    });
    if (!id) throw new Error("It was there already.");
    return id;
  });
const take = (id: string, now: Date) =>
  within((tx) => claim(tx, id, { now, lease: new Date(now.getTime() + 60_000) }));

beforeAll(async () => {
  store = await testDatabase();
  await within(async (tx) => {
    await addPerson(tx, { id: ada, name: "Ada Lind", role: "rep" });
    await rememberPlace(tx, {
      platform: "slack",
      recipient: `dm:${ada}`,
      address: { channel: "D1", user: "U1" },
      at: NOW,
    });
  });
});
afterAll(() => store?.drop());

describe("a message on its way", () => {
  it("is in one worker's hands until its lease ends, and says that it was tried", async () => {
    const id = await posted();
    const both = await Promise.all([take(id, NOW), take(id, NOW)]);
    expect(both.filter(Boolean)).toMatchObject([{ attempts: 0 }]);
    expect(await take(id, later(59_000))).toBeNull();
    expect(await take(id, later(61_000))).toMatchObject({ attempts: 1 });
  });

  it("waits until its time, and a try that never reached the platform does not count", async () => {
    const id = await posted();
    await take(id, NOW);
    await within((tx) => holdUntil(tx, id, later(5_000), { untried: true }));
    expect(await take(id, later(4_000))).toBeNull();
    const waiting = (now: Date) =>
      within((tx) => pendingDeliveries(tx, new Date(Date.now() + 60_000), now));
    expect(await waiting(later(4_000))).not.toContain(id);
    expect(await waiting(later(6_000))).toContain(id);
    expect(await take(id, later(6_000))).toMatchObject({ attempts: 0 });
  });

  it("is found by what the platform calls it, and so is what a person wrote", async () => {
    const id = await posted();
    await within((tx) => markSent(tx, id, { rendered: {}, externalRef: "D1:17.5", at: NOW }));
    expect(await within((tx) => deliveryAt(tx, "slack", "D1:17.5"))).toMatchObject({ id });
    expect(await within((tx) => deliveryAt(tx, "teams", "D1:17.5"))).toBeNull();
    const said = v7();
    await within((tx) =>
      hear(tx, {
        ...{ id: said, place: `dm:${ada}`, threadId: said, personId: ada, text: "Hello" },
        ...{ eventKey: "e1", platform: "slack", externalRef: "D1:18.0" },
      }),
    );
    expect(await within((tx) => saidAt(tx, "slack", "D1:18.0"))).toMatchObject({ id: said });
  });

  it("is answered on the platform it was asked on, wherever else the person was heard", async () => {
    const said = v7();
    const [here, elsewhere] = await within(async (tx) => {
      await hear(tx, {
        ...{ id: said, place: `dm:${ada}`, threadId: null, personId: ada, text: "And here?" },
        ...{ eventKey: "e2", platform: "playground" },
      });
      const message = { summary: "Here", blocks: [] };
      const to = { recipient: `dm:${ada}`, personId: ada, message };
      return [
        await post(tx, { kind: "answer", subjectId: said, ...to }),
        await post(tx, { kind: "debrief", subjectId: v7(), ...to }),
      ];
    });
    expect(await within((tx) => findDelivery(tx, here ?? ""))).toMatchObject({
      platform: "playground",
      asked: true,
    });
    expect(await within((tx) => findDelivery(tx, elsewhere ?? ""))).toMatchObject({
      platform: "slack",
      asked: false,
    });
  });
});

describe("a place", () => {
  it("gives each message its turn, a gap apart, and the next at once after a pause", async () => {
    const turn = (now: Date) =>
      within((tx) => takeTurn(tx, "slack", `dm:${ada}`, { now, gapMs: 1_000 }));
    expect(await turn(NOW)).toEqual(NOW);
    expect(await turn(NOW)).toEqual(later(1_000));
    expect(await turn(later(500))).toEqual(later(2_000));
    expect(await turn(later(9_000))).toEqual(later(9_000));
    expect(
      await within((tx) => takeTurn(tx, "slack", "channel:none", { now: NOW, gapMs: 1_000 })),
    ).toBeNull();
  });

  it("is known by its address, also when nobody is there any more", async () => {
    await within((tx) => markGone(tx, "slack", NOW, `dm:${ada}`));
    expect(await within((tx) => allAt(tx, "slack", "channel", "D1"))).toMatchObject([
      { recipient: `dm:${ada}`, goneAt: NOW },
    ]);
    expect(await within((tx) => allAt(tx, "slack", "channel", "D2"))).toEqual([]);
  });
});
