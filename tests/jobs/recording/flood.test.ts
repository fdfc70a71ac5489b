import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { sql } from "drizzle-orm";
import express from "express";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { takeInbound } from "../../../src/jobs/recording/take-inbound.ts";
import { openDatabase } from "../../../src/store/database.ts";
import { claimDue } from "../../../src/store/inbound.ts";
import { DEFAULT_WORKSPACE } from "../../../src/store/schema.ts";
import { webhookRoutes } from "../../../src/web/webhooks.ts";
import { type TestDatabase, testDatabase } from "../../database.ts";
import { VENDORS, type Vendor } from "../../sources/recorders/vendors.ts";
import { openBench } from "../effects.ts";
import { type Floor, openFloor } from "./floor.ts";

const SECOND = 1_000;
let store: TestDatabase;
let vendor: Vendor;
let floor: Floor;

beforeEach(async () => {
  store = await testDatabase();
  vendor = await VENDORS.gong();
  floor = await openFloor(store, [vendor]);
});
afterEach(async () => {
  vi.useRealTimers();
  await vendor.server.close();
  await store.drop();
});

const claim = (leaseMs: number) =>
  store.database.inWorkspace(DEFAULT_WORKSPACE, (tx) =>
    claimDue(tx, { now: floor.clock.now, limit: 6, leaseMs }),
  );

describe("what a worker has in hand", () => {
  it("when it is killed is taken up by another after a minute, by nobody before, and is one call", async () => {
    await floor.tell(vendor);
    expect(await claim(60 * SECOND)).toHaveLength(1);
    await floor.later(59 * SECOND);
    expect(await floor.parked()).toMatchObject([{ status: "received", attempts: 1 }]);
    await floor.later(1 * SECOND);
    expect(await floor.parked()).toMatchObject([{ status: "done", attempts: 2 }]);
    expect(await floor.calls()).toMatchObject([{ status: "debriefed" }]);
  });

  it("stays there for as long as it takes, however long that is", async () => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    let answer: () => void = () => undefined;
    const answered = new Promise<void>((resolve) => {
      answer = resolve;
    });
    vendor.server.hold(answered);
    await floor.tell(vendor);
    const data = { workspaceId: DEFAULT_WORKSPACE, occurrence: "slow" };
    const reading = takeInbound.run(data, floor.effects);
    await expect.poll(() => vendor.server.asked.length).toBe(1);
    for (let minute = 0; minute < 3; minute += 1) {
      for (let part = 0; part < 3; part += 1) {
        floor.clock.now = new Date(floor.clock.now.getTime() + 20 * SECOND);
        vi.advanceTimersByTime(20 * SECOND);
        const heldUntil = floor.clock.now.getTime() + 60 * SECOND;
        await expect.poll(async () => (await floor.parked())[0]?.nextAt.getTime()).toBe(heldUntil);
      }
      expect(await claim(1)).toEqual([]);
    }
    answer();
    await reading;
    expect(await floor.parked()).toMatchObject([{ status: "done", attempts: 1 }]);
    expect(await floor.calls()).toHaveLength(1);
  });
});

// Three bodies of 26 MB have to be sent and kept.
describe("more than the database can take", { timeout: 60_000 }, () => {
  it("is refused with when to come back, and is one call each when it does", async () => {
    const bench = openBench(store, { environment: { other: { webhookSecret: "a long secret" } } });
    await bench.effects.intake.adopt();
    const { effects } = bench;
    const nobody = { info: () => undefined, warn: () => undefined, error: () => undefined };
    const server = createServer(express().use("/webhooks", webhookRoutes(effects, nobody)));
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const large = "Ines: I would like to see it first.\n".repeat(750_000);
    const send = async (id: number) => {
      const response = await fetch(`http://127.0.0.1:${port}/webhooks/other?id=${id}`, {
        method: "POST",
        headers: { Authorization: "Bearer a long secret", "Content-Type": "text/plain" },
        body: large,
      });
      const { status, headers } = response;
      return { id, status, retryAfter: headers.get("retry-after"), said: await response.json() };
    };
    let all: ReturnType<typeof send>[] = [];
    let refused = 0;
    await store.database.asOwner(async (tx) => {
      await tx.execute(sql`lock table inbound in access exclusive mode`);
      all = [1, 2, 3].map(send);
      // Two of the three are as much as may wait, so that one is answered though nothing can be kept.
      const first = await Promise.race(all);
      expect(first).toMatchObject({
        ...{ status: 503, retryAfter: "5" },
        said: { error: "Too much comes in at once. Send it again in a moment." },
      });
      refused = first.id;
    });
    const kept = (await Promise.all(all)).filter(({ status }) => status === 200);
    expect(kept).toHaveLength(2);
    expect((await floor.parked()).map(({ key }) => Number(key))).not.toContain(refused);
    expect((await send(refused)).status).toBe(200);
    expect((await floor.parked()).map(({ key }) => key).sort()).toEqual(["1", "2", "3"]);
    server.closeAllConnections();
    server.close();
  });
});

describe("a database that is away", () => {
  it("has senders come back, and the call is there when they do", async () => {
    const { effects } = floor;
    const { database } = effects;
    // Known already, as after the first request of a day.
    await effects.intake.fromEnvironment("gong");
    const away = openDatabase("postgres://nobody@127.0.0.1:1/nothing");
    effects.database = away;
    expect(await floor.tell(vendor)).toMatchObject({ status: 503, retryAfterSeconds: 5 });
    expect(floor.log).toEqual([expect.stringMatching(/^a webhook could not be kept yet/)]);
    await away.close();
    effects.database = database;
    expect((await floor.tell(vendor)).status).toBe(200);
    await floor.work();
    expect(await floor.calls()).toMatchObject([{ status: "debriefed" }]);
  });
});
