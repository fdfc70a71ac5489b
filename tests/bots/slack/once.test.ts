import { v7 } from "uuid";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { deliverMessage } from "../../../src/jobs/deliver-message.ts";
import { LEASE_MS } from "../../../src/jobs/sending.ts";
import { findDelivery, post } from "../../../src/store/deliveries.ts";
import { recognise } from "../../../src/store/identities.ts";
import { place } from "../../../src/store/schema.ts";
import { userToken } from "./emulated-team.ts";
import { openSlackStand, REP, type SlackStand } from "./stand.ts";

let stand: SlackStand;
let channel: string;
beforeAll(async () => {
  stand = await openSlackStand();
  channel = await stand.direct(REP);
  const user = await stand.team.userId(REP);
  const { effects, workspaceId, team } = stand;
  await effects.database.inWorkspace(workspaceId, (tx) =>
    recognise(
      tx,
      "slack",
      {
        ...{ externalId: user, name: REP, email: "ines.falk@alpha.test", timeZone: null },
        ...{ admin: false, address: { team: team.id, user, channel } },
      },
      new Date(),
    ),
  );
});
afterAll(() => stand?.close());

const within = <T>(run: Parameters<typeof stand.effects.database.inWorkspace<T>>[1]) =>
  stand.effects.database.inWorkspace(stand.workspaceId, run);

async function posted(text: string, threadId: string | null = null): Promise<string> {
  const personId = stand.people[REP] ?? "";
  const id = await within((tx) =>
    post(tx, {
      ...{
        kind: "once",
        subjectId: v7(),
        recipient: `dm:${personId}`,
        personId,
        asked: true,
        threadId,
      },
      message: { summary: text, blocks: [{ type: "text", text: [text] }] },
    }),
  );
  return id ?? "";
}

const row = (id: string) => within((tx) => findDelivery(tx, id));
const copies = async (id: string) =>
  (await stand.history(channel)).filter((one) => one.metadata?.event_payload?.delivery_id === id)
    .length;

/** Runs the job as a worker that ends at some step, and then as one that comes after its lease. */
async function killedAt(
  deliveryId: string,
  step: "before post" | "after post" | "before commit",
  meanwhile: () => Promise<void> = async () => undefined,
) {
  const { effects, workspaceId } = stand;
  const gone = new Error("the process ends here");
  // A killed process writes nothing more: neither that it went, nor that it did not.
  let dead = false;
  const dying = {
    ...effects,
    database: {
      ...effects.database,
      inWorkspace: async (id: string, run: never) => {
        if (dead) throw gone;
        return await effects.database.inWorkspace(id, run);
      },
    },
    deliver: async (...given: Parameters<typeof effects.deliver>) => {
      if (step !== "before post") {
        const sent = await effects.deliver(...given).catch(() => null);
        if (step === "before commit" && sent) {
          dead = true;
          return sent;
        }
      }
      dead = true;
      throw gone;
    },
  } as typeof effects;
  await deliverMessage.run({ workspaceId, deliveryId }, dying).catch((error: unknown) => {
    if (error !== gone) throw error;
  });
  expect((await row(deliveryId))?.status).toBe("pending");
  // Another worker must not take it while the first may still be at it.
  await deliverMessage.run({ workspaceId, deliveryId }, effects);
  expect((await row(deliveryId))?.status).toBe("pending");
  await meanwhile();
  const { now } = effects;
  effects.now = () => new Date(Date.now() + LEASE_MS + 1_000);
  await deliverMessage.run({ workspaceId, deliveryId, again: "after" }, effects);
  effects.now = now;
  // The turn that was taken a minute ahead of time would hold up everything after it.
  await within((tx) => tx.update(place).set({ freeAt: null }));
}

describe("a message in Slack is there exactly once", () => {
  for (const step of ["before post", "after post", "before commit"] as const) {
    it(`when the worker is killed ${step}`, async () => {
      const id = await posted(`killed ${step}`);
      await killedAt(id, step);
      expect(await copies(id)).toBe(1);
      expect(await row(id)).toMatchObject({ status: "sent" });
    });

    it(`in a thread, when the worker is killed ${step}`, async () => {
      const root = await posted(`the root, ${step}`);
      await deliverMessage.run({ workspaceId: stand.workspaceId, deliveryId: root }, stand.effects);
      const id = await posted(`in its thread, ${step}`, root);
      await killedAt(id, step);
      expect(await copies(id)).toBe(1);
      const [message] = (await stand.history(channel)).filter(
        (one) => one.metadata?.event_payload?.delivery_id === id,
      );
      expect(`${channel}:${message?.thread_ts}`).toBe((await row(root))?.externalRef);
    });
  }

  for (const fault of ["lost answer", "never arrives", "server error"] as const) {
    it(`when Slack's answer is a ${fault}`, async () => {
      const id = await posted(`with a ${fault}`);
      stand.standIn.fail("chat.postMessage", fault);
      const data = { workspaceId: stand.workspaceId, deliveryId: id };
      await expect(deliverMessage.run(data, stand.effects)).rejects.toThrow();
      await deliverMessage.run({ ...data, again: "retry" }, stand.effects);
      expect(await copies(id)).toBe(1);
      expect(await row(id)).toMatchObject({ status: "sent", attempts: 2 });
    });
  }

  it("when a hundred others have written since, and the process was away for an hour", async () => {
    const id = await posted("in a busy channel");
    await killedAt(id, "before commit", async () => {
      const asMember = userToken(stand.team.id, REP);
      for (let count = 0; count < 110; count += 1)
        await stand.team.ask("chat.postMessage", { channel, text: `${count}` }, asMember);
    });
    expect(await copies(id)).toBe(1);
    expect(await row(id)).toMatchObject({ status: "sent" });
  });

  it("as its words, when Slack finds fault with its look", async () => {
    const id = await posted("with a look Slack refuses");
    stand.standIn.fail("chat.postMessage", { error: "invalid_blocks" });
    const data = { workspaceId: stand.workspaceId, deliveryId: id };
    await deliverMessage.run(data, stand.effects);
    expect(await copies(id)).toBe(1);
    expect(await row(id)).toMatchObject({ status: "sent" });
  });

  it("or not at all and with the reason, when Slack refuses its words as well", async () => {
    const id = await posted("refused throughout");
    for (let times = 0; times < 2; times += 1)
      stand.standIn.fail("chat.postMessage", { error: "invalid_blocks" });
    const data = { workspaceId: stand.workspaceId, deliveryId: id };
    await deliverMessage.run(data, stand.effects);
    expect(await row(id)).toMatchObject({
      status: "failed",
      failure: "Slack does not take this message: invalid_blocks.",
    });
  });

  it("when Slack asks to slow down: the wait is Slack's, and the try does not count", async () => {
    const id = await posted("slower, please");
    stand.standIn.fail("chat.postMessage", { retryAfter: 1 });
    const data = { workspaceId: stand.workspaceId, deliveryId: id };
    await deliverMessage.run(data, stand.effects);
    expect(await row(id)).toMatchObject({ status: "pending", attempts: 0 });
    expect(await copies(id)).toBe(0);
    await stand.work();
    expect(await row(id)).toMatchObject({ status: "sent" });
    expect(await copies(id)).toBe(1);
  });

  it("when ten workers are told to send it at once", async () => {
    const id = await posted("one of ten");
    const data = { workspaceId: stand.workspaceId, deliveryId: id };
    await Promise.all(
      Array.from({ length: 10 }, (_, at) =>
        deliverMessage.run({ ...data, again: `${at}` }, stand.effects),
      ),
    );
    expect(await copies(id)).toBe(1);
  });

  it("and never where nobody is any more: the reason is kept", async () => {
    const id = await posted("too late");
    const { calls } = stand.standIn;
    await within(async (tx) => {
      const { markGone } = await import("../../../src/store/places.ts");
      await markGone(tx, "slack", new Date(), `dm:${stand.people[REP]}`);
    });
    const before = calls.length;
    await deliverMessage.run({ workspaceId: stand.workspaceId, deliveryId: id }, stand.effects);
    expect(await row(id)).toMatchObject({ status: "failed" });
    expect((await row(id))?.failure).toMatch(/Nobody has said where/);
    expect(calls.slice(before).filter(({ method }) => method === "chat.postMessage")).toEqual([]);
  });
});
