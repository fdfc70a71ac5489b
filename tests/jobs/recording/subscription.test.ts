import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { recentBackfills } from "../../../src/store/backfills.ts";
import { findConnection } from "../../../src/store/connections.ts";
import { DEFAULT_WORKSPACE } from "../../../src/store/schema.ts";
import { type TestDatabase, testDatabase } from "../../database.ts";
import { fixture } from "../../sources/recorders/stand-in.ts";
import { VENDORS, type Vendor } from "../../sources/recorders/vendors.ts";
import { type Floor, openFloor } from "./floor.ts";

const HOUR = 3600_000;
let store: TestDatabase;
let vendor: Vendor;
let floor: Floor;

beforeEach(async () => {
  store = await testDatabase();
  vendor = await VENDORS.graph();
  floor = await openFloor(store, [vendor]);
  await floor.later(1_000);
});
afterEach(async () => {
  await vendor.server.close();
  await store.drop();
});

const asked = (method: string) =>
  vendor.server.asked.filter((one) => one.method === method && one.path.includes("subscriptions"));

async function subscription() {
  const found = await floor.effects.intake.fromEnvironment("graph");
  const row = await store.database.inWorkspace(DEFAULT_WORKSPACE, (tx) =>
    findConnection(tx, found?.connection.id ?? ""),
  );
  return row?.settings.subscription as { id: string; expiresAt: string };
}

describe("Teams' subscription", () => {
  it("is made with both addresses, and renewed a day before it ends", async () => {
    expect(asked("POST").map((one) => one.json())).toMatchObject([
      {
        notificationUrl: "https://coach.fern.example/webhooks/graph",
        lifecycleNotificationUrl: "https://coach.fern.example/webhooks/graph",
        clientState: "CLIENT-STATE",
      },
    ]);
    const first = await subscription();
    await floor.later(20 * HOUR);
    expect(asked("PATCH")).toHaveLength(0);
    await floor.later(6 * HOUR);
    expect(asked("PATCH")).toHaveLength(1);
    const renewed = await subscription();
    expect(renewed.id).toBe(first.id);
    expect(Date.parse(renewed.expiresAt)).toBeGreaterThan(Date.parse(first.expiresAt));
  });

  it("is renewed when Graph asks for it, and made anew when Graph has removed it", async () => {
    await floor.tell(vendor, fixture("graph/lifecycle.json"));
    await floor.work();
    expect(asked("PATCH")).toHaveLength(1);
    const before = await subscription();
    await floor.tell(
      vendor,
      fixture("graph/lifecycle.json").replace("reauthorizationRequired", "subscriptionRemoved"),
    );
    await floor.work();
    expect(asked("POST")).toHaveLength(2);
    expect((await subscription()).id).not.toBe(before.id);
  });

  it("that missed something has the last two days looked through, and their calls asked about", async () => {
    await floor.tell(
      vendor,
      fixture("graph/lifecycle.json").replace("reauthorizationRequired", "missed"),
    );
    await floor.work();
    for (let round = 0; round < 12; round += 1) await floor.later(3_000);
    const [backfill] = await store.database.inWorkspace(DEFAULT_WORKSPACE, (tx) =>
      recentBackfills(tx, 1),
    );
    expect(backfill).toMatchObject({ status: "done", announce: true });
    expect(await floor.calls()).toMatchObject([{ status: "debriefed", announce: true }]);
  });

  it("answers the question whether the address is ours, in plain text and word for word", async () => {
    const token = 'Validation: <b>"Testing"</b>';
    const answer = await floor.send(
      "graph",
      { headers: {}, body: Buffer.alloc(0) },
      { validationToken: token },
    );
    expect(answer).toEqual({ status: 200, mediaType: "text/plain", body: token });
  });
});

describe("Zoom's question whether the address is ours", () => {
  it("is answered with the token under our secret, and only when it is signed", async () => {
    const zoom = await VENDORS.zoom();
    const other = await testDatabase();
    const own = await openFloor(other, [zoom]);
    const answer = await own.tell(zoom, fixture("zoom/url_validation.json"));
    const { plainToken, encryptedToken } = JSON.parse(answer.body) as Record<string, string>;
    expect([answer.status, plainToken]).toEqual([200, "q9ibPhGeRZ6ayx5WTrXjRw"]);
    expect(encryptedToken).toMatch(/^[0-9a-f]{64}$/);
    expect(await own.parked()).toEqual([]);
    await zoom.server.close();
    await other.drop();
  });
});
