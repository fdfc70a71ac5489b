import { v7 } from "uuid";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { deliverMessage } from "../../../src/jobs/deliver-message.ts";
import { LEASE_MS } from "../../../src/jobs/sending.ts";
import type { Message } from "../../../src/messages/message.ts";
import type { Transaction } from "../../../src/store/database.ts";
import { type DeliveryRow, findDelivery, post } from "../../../src/store/deliveries.ts";
import { DEFAULT_WORKSPACE } from "../../../src/store/schema.ts";
import { INES, openTeamsStand, type TeamsStand } from "./stand.ts";

let stand: TeamsStand;
/** What the workers' clock is ahead of ours; it never goes back. */
let aheadMs = 0;

beforeAll(async () => {
  stand = await openTeamsStand();
  stand.bench.effects.now = () => new Date(Date.now() + aheadMs);
  await stand.post(stand.activity(INES, { type: "installationUpdate", action: "add" }));
  await stand.bench.work();
});
afterAll(() => stand?.close());
beforeEach(() => {
  stand.connector.taken.length = 0;
});

const within = <T>(run: (tx: Transaction) => Promise<T>) =>
  stand.store.database.inWorkspace(DEFAULT_WORKSPACE, run);
const row = async (id: string) => (await within((tx) => findDelivery(tx, id))) as DeliveryRow;
const MARK = "You may have this one already";

async function waiting(text: string): Promise<string> {
  const message: Message = { summary: text, blocks: [{ type: "text", text: [text] }] };
  const recipient = `dm:${stand.ines}`;
  const outgoing = { kind: "test", subjectId: v7(), recipient, personId: stand.ines, message };
  const id = await within((tx) => post(tx, { ...outgoing, asked: true }));
  if (!id) throw new Error("nothing was posted");
  return id;
}

/** One worker's try; `killed` ends it there, as a process that is gone, and its claim runs out. */
async function attempt(
  deliveryId: string,
  killed?: "before-post" | "after-post" | "before-commit",
) {
  const { effects } = stand.bench;
  const deliver = effects.deliver;
  const Killed = class extends Error {};
  let isDead = false;
  const dying: typeof effects = {
    ...effects,
    deliver: async (delivery, sending) => {
      if (killed === "before-post") isDead = true;
      if (isDead) throw new Killed();
      const sent = await deliver(delivery, sending);
      if (killed === "after-post" || killed === "before-commit") isDead = true;
      if (isDead) throw new Killed();
      return sent;
    },
    // Nothing of a dead process reaches the database any more.
    database: {
      ...effects.database,
      inWorkspace: async (workspaceId, run) => {
        if (isDead) throw new Killed();
        return await effects.database.inWorkspace(workspaceId, run);
      },
    },
  };
  const data = { workspaceId: DEFAULT_WORKSPACE, deliveryId };
  await deliverMessage.run(data, dying).catch((error: unknown) => {
    if (!killed && !(error instanceof Error && error.name === "ConnectorError")) throw error;
  });
  if (killed) aheadMs += LEASE_MS + 1_000;
}
const texts = () => stand.connector.taken.map(({ card }) => JSON.stringify(card));

describe("a message to Teams", () => {
  it("is there once when nothing breaks, however often it is tried", async () => {
    const id = await waiting("Once");
    await attempt(id);
    await attempt(id);
    expect(texts()).toHaveLength(1);
    expect(texts()[0]).not.toContain(MARK);
    expect(await row(id)).toMatchObject({ status: "sent" });
  });

  for (const killed of ["before-post", "after-post", "before-commit"] as const) {
    it(`is there at most twice when a worker is killed ${killed}, the second one marked`, async () => {
      const id = await waiting(`Killed ${killed}`);
      await attempt(id, killed);
      await attempt(id);
      const all = texts();
      const posted = killed === "before-post" ? 0 : 1;
      expect(all).toHaveLength(posted + 1);
      expect(all.filter((text) => text.includes(MARK))).toHaveLength(1);
      expect(all.at(-1)).toContain(MARK);
      expect(await row(id)).toMatchObject({ status: "sent" });
    });
  }

  it("is not sent a third time, and says why", async () => {
    const id = await waiting("Doubted");
    await attempt(id, "after-post");
    await attempt(id, "after-post");
    await attempt(id);
    expect(texts()).toHaveLength(2);
    expect(await row(id)).toMatchObject({
      status: "failed",
      failure: expect.stringContaining("it may have arrived"),
    });
  });

  it("is marked as well when the answer of Teams is lost", async () => {
    const id = await waiting("Lost");
    stand.connector.fail("hang-up-after");
    await attempt(id);
    await attempt(id);
    expect(texts().map((text) => text.includes(MARK))).toEqual([false, true]);
  });

  it("waits without a mark when Teams surely did not take it", async () => {
    const id = await waiting("Refused");
    for (const fault of [{ status: 503 }, { status: 401 }, { status: 429, retryAfter: 90 }]) {
      stand.connector.fail(fault);
      await attempt(id);
      expect(await row(id)).toMatchObject({ status: "pending", attempts: 0 });
      aheadMs += 10 * 60_000;
    }
    await attempt(id);
    expect(texts()).toHaveLength(1);
    expect(texts()[0]).not.toContain(MARK);
  });

  it("is given up when Teams will never take it, or did not for a day", async () => {
    const never = await waiting("Wrong");
    stand.connector.fail({ status: 400, code: "BadSyntax" });
    await attempt(never);
    expect(await row(never)).toMatchObject({
      status: "failed",
      failure: expect.stringContaining("BadSyntax"),
    });
    const late = await waiting("Late");
    aheadMs += 25 * 3600_000;
    stand.connector.fail({ status: 503 });
    await attempt(late);
    expect(await row(late)).toMatchObject({ status: "failed" });
  });

  it("goes nowhere else when its reader blocked the bot", async () => {
    const id = await waiting("Blocked");
    stand.connector.fail({ status: 403, code: "MessageWritesBlocked" });
    await attempt(id);
    expect(await row(id)).toMatchObject({ status: "failed" });
    // Writing to the coach brings them back.
    await stand.post(stand.activity(INES, { text: "hub" }));
    await stand.bench.work();
    expect(texts()).not.toHaveLength(0);
  });
});

describe("many messages to one conversation", () => {
  it("keep to Teams' pace, so that none is refused", { timeout: 60_000 }, async () => {
    const paced = await openTeamsStand({ limited: true, gapMs: 550 });
    try {
      await paced.post(paced.activity(INES, { type: "installationUpdate", action: "add" }));
      await paced.bench.work();
      const recipient = `dm:${paced.ines}`;
      for (let count = 0; count < 12; count += 1) {
        const message: Message = { summary: "m", blocks: [{ type: "text", text: [`${count}`] }] };
        const outgoing = { kind: "m", subjectId: v7(), recipient, personId: paced.ines, message };
        const ids = { workspaceId: DEFAULT_WORKSPACE };
        const id = await paced.store.database.inWorkspace(DEFAULT_WORKSPACE, (tx) =>
          post(tx, { ...outgoing, asked: true }),
        );
        await paced.bench.effects.enqueue(deliverMessage, { ...ids, deliveryId: id ?? "" });
      }
      await paced.bench.work();
      expect(paced.standing(INES.chat).length).toBeGreaterThanOrEqual(12);
      expect([paced.connector.throttled, paced.connector.problems]).toEqual([0, []]);
    } finally {
      await paced.close();
    }
  });
});
