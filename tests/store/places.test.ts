import { v7 } from "uuid";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Transaction } from "../../src/store/database.ts";
import { findDelivery, post } from "../../src/store/deliveries.ts";
import { addPerson } from "../../src/store/people.ts";
import { markGone, placeOf, rememberPlace } from "../../src/store/places.ts";
import { DEFAULT_WORKSPACE } from "../../src/store/schema.ts";
import { type TestDatabase, testDatabase } from "../database.ts";

let store: TestDatabase;
beforeAll(async () => {
  store = await testDatabase();
});
afterAll(() => store?.drop());

/** Where a message to a new person is sent, after these words about where they are. */
const sentTo = async (
  about: (tx: Transaction, recipient: string) => Promise<void>,
  threadOn?: string,
) =>
  await store.database.inWorkspace(DEFAULT_WORKSPACE, async (tx) => {
    const personId = v7();
    await addPerson(tx, { id: personId, name: `Person ${personId}`, role: "rep" });
    const recipient = `dm:${personId}`;
    const message = { summary: "A question", blocks: [] };
    const write = async (threadId: string | null) =>
      (await post(tx, { kind: "k", subjectId: v7(), recipient, personId, threadId, message })) ??
      "";
    if (threadOn)
      await rememberPlace(tx, { platform: threadOn, recipient, address: {}, at: day(1) });
    const thread = threadOn ? await write(null) : null;
    await about(tx, recipient);
    return (await findDelivery(tx, await write(thread)))?.platform;
  });

const day = (of: number) => new Date(Date.UTC(2026, 10, of));
const at = (platform: string, of: number) => (tx: Transaction, recipient: string) =>
  rememberPlace(tx, { platform, recipient, address: { channel: "D1" }, at: day(of) });

describe("a message goes", () => {
  it("to the playground when its reader is nowhere else", async () => {
    expect(await sentTo(async () => undefined)).toBe("playground");
  });

  it("to where its reader was last heard", async () => {
    const both = async (tx: Transaction, recipient: string) => {
      await at("teams", 3)(tx, recipient);
      await at("slack", 2)(tx, recipient);
    };
    expect(await sentTo(both)).toBe("teams");
  });

  it("to the other platform once the newer place is gone", async () => {
    const left = async (tx: Transaction, recipient: string) => {
      await at("teams", 3)(tx, recipient);
      await at("slack", 2)(tx, recipient);
      await markGone(tx, "teams", day(4), recipient);
    };
    expect(await sentTo(left)).toBe("slack");
  });

  it("into its thread, wherever its reader is by now", async () => {
    expect(await sentTo(at("teams", 9), "slack")).toBe("slack");
  });
});

describe("a place", () => {
  it("is back when somebody is heard there again, and keeps the name it was given", async () => {
    await store.database.inWorkspace(DEFAULT_WORKSPACE, async (tx) => {
      const row = { platform: "slack", recipient: "channel:team", address: { channel: "C1" } };
      await rememberPlace(tx, { ...row, name: "sales", at: day(1) });
      await markGone(tx, "slack", day(2));
      expect(await placeOf(tx, "slack", "channel:team")).toBeNull();
      await rememberPlace(tx, { ...row, address: { channel: "C2" }, at: day(3) });
      expect(await placeOf(tx, "slack", "channel:team")).toMatchObject({
        name: "sales",
        address: { channel: "C2" },
        goneAt: null,
      });
    });
  });
});
