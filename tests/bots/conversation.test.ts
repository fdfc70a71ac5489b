import { eq } from "drizzle-orm";
import { v7 } from "uuid";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { formOf, heard, pressed } from "../../src/bots/conversation.ts";
import type { Message } from "../../src/messages/message.ts";
import { findDelivery, post } from "../../src/store/deliveries.ts";
import { addPerson } from "../../src/store/people.ts";
import { spokenIn } from "../../src/store/said.ts";
import { DEFAULT_WORKSPACE, said } from "../../src/store/schema.ts";
import { type TestDatabase, testDatabase } from "../database.ts";

const MESSAGE: Message = {
  summary: "What did you make of that?",
  blocks: [
    { type: "text", text: ["What did you make of that?"] },
    {
      type: "actions",
      actions: [
        { id: "tell", label: "Just tell me" },
        { id: "choose", label: "Hollis", value: "call-1:Hollis" },
        {
          id: "plan",
          label: "Say when",
          form: {
            title: "When",
            submit: "Keep",
            fields: [{ id: "on", type: "date", label: "Day" }],
          },
        },
      ],
    },
  ],
};

let store: TestDatabase;
const ada = v7();
const bo = v7();
let toAda = "";
let toAll = "";
const nudged: unknown[] = [];

beforeAll(async () => {
  store = await testDatabase();
  await store.database.inWorkspace(DEFAULT_WORKSPACE, async (tx) => {
    await addPerson(tx, { id: ada, name: "Ada Lind", role: "rep" });
    await addPerson(tx, { id: bo, name: "Bo Ek", role: "rep" });
    const sent = async (recipient: string, personId: string | null) =>
      (await post(tx, {
        kind: "debrief",
        subjectId: v7(),
        recipient,
        personId,
        message: MESSAGE,
      })) ?? "";
    toAda = await sent(`dm:${ada}`, ada);
    toAll = await sent("channel:team", null);
  });
});
afterAll(() => store?.drop());

const ears = () => ({
  database: store.database,
  enqueue: async (_job: unknown, data: unknown) => {
    nudged.push(data);
  },
});
const press = (
  personId: string,
  deliveryId: string,
  actionId: string,
  value = "",
  eventKey = v7(),
) => pressed(ears(), DEFAULT_WORKSPACE, { personId, deliveryId, actionId, value, eventKey });
const say = (personId: string, threadId: string | null, eventKey = v7()) =>
  heard(ears(), DEFAULT_WORKSPACE, {
    personId,
    place: `dm:${personId}`,
    threadId,
    text: "I was in a hurry.",
    eventKey,
  });
/** How many jobs that made. */
const jobs = async (act: () => Promise<void>) => {
  const before = nudged.length;
  await act();
  return nudged.length - before;
};

describe("a conversation", () => {
  it("hears the same event once, however often a platform tells it", async () => {
    expect(await jobs(() => say(ada, toAda, "event-1"))).toBe(1);
    expect(await jobs(() => say(ada, toAda, "event-1"))).toBe(0);
    expect(await jobs(() => press(ada, toAda, "tell", "", "event-2"))).toBe(1);
    expect(await jobs(() => press(ada, toAda, "tell", "", "event-2"))).toBe(0);
    const spoken = await store.database.inWorkspace(DEFAULT_WORKSPACE, (tx) =>
      spokenIn(tx, `dm:${ada}`),
    );
    expect(spoken.map(({ name, text, threadId }) => [name, text, threadId])).toEqual([
      ["Ada Lind", "I was in a hurry.", toAda],
    ]);
  });

  it("takes a button only as it was sent: the message, the action and its value", async () => {
    expect(await jobs(() => press(ada, toAda, "choose", "call-1:Hollis"))).toBe(1);
    await expect(press(ada, toAda, "choose", "call-2:Hollis")).rejects.toThrow(/no such button/);
    await expect(press(ada, toAda, "erase")).rejects.toThrow(/no such button/);
    await expect(press(ada, v7(), "tell")).rejects.toMatchObject({ code: "not-found" });
    await expect(press(ada, "x'; drop table said", "tell")).rejects.toMatchObject({
      code: "not-found",
    });
  });

  it("takes a form only when it is filled in as it asks, and keeps nothing it did not ask for", async () => {
    const form = { personId: ada, deliveryId: toAda, actionId: "plan", value: "" };
    expect(await formOf(ears(), DEFAULT_WORKSPACE, form)).toMatchObject({ title: "When" });
    await expect(press(ada, toAda, "plan")).rejects.toThrow("Day: please fill this in.");
    const fields = { on: "2026-03-31", role: "admin" };
    await pressed(ears(), DEFAULT_WORKSPACE, { ...form, fields, eventKey: "filled-in" });
    const kept = await store.database.inWorkspace(DEFAULT_WORKSPACE, (tx) =>
      tx.select().from(said).where(eq(said.eventKey, "filled-in")),
    );
    expect(kept.map((row) => row.fields)).toEqual([{ on: "2026-03-31" }]);
  });

  it("lets nobody answer what was written to somebody else, and everybody what is for all", async () => {
    await expect(press(bo, toAda, "tell")).rejects.toMatchObject({ code: "forbidden" });
    await expect(say(bo, toAda)).rejects.toMatchObject({ code: "forbidden" });
    expect(await jobs(() => press(bo, toAll, "tell"))).toBe(1);
    expect(await jobs(() => say(bo, null))).toBe(1);
    // A thread on something a person said belongs to no delivery.
    expect(await jobs(() => say(bo, v7()))).toBe(1);
  });

  it("remembers on the message which button was pressed", async () => {
    await press(ada, toAda, "tell");
    const delivery = await store.database.inWorkspace(DEFAULT_WORKSPACE, (tx) =>
      findDelivery(tx, toAda),
    );
    expect(delivery?.answered).toBe("tell");
  });
});
