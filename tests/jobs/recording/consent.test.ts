import { sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ConsentRule } from "../../../src/calls/consent.ts";
import { uploadOf } from "../../../src/store/calls.ts";
import { DEFAULT_WORKSPACE } from "../../../src/store/schema.ts";
import { type TestDatabase, testDatabase } from "../../database.ts";
import { VENDORS, type Vendor } from "../../sources/recorders/vendors.ts";
import { type Floor, openFloor } from "./floor.ts";

let store: TestDatabase;
let vendor: Vendor;
let floor: Floor;

beforeEach(async () => {
  store = await testDatabase();
  vendor = await VENDORS.fathom();
});
afterEach(async () => {
  await vendor.server.close();
  await store.drop();
});

/** A call comes in under a rule; what its host is asked. */
async function heldBy(consent: ConsentRule) {
  floor = await openFloor(store, [vendor], { settings: { consent } });
  await floor.tell(vendor);
  await floor.work();
  const [call] = await floor.calls();
  const [asked, ...more] = await floor.inbox(floor.ines);
  if (!call || !asked) throw new Error("nobody was asked");
  expect(more).toEqual([]);
  // Nothing of it was looked at but what the rule looks at, and none of its words are kept apart from the file.
  expect(call).toMatchObject({ status: "quarantined", transcript: null, analysis: null });
  return { call, asked };
}

describe("a rule about what may be read", () => {
  it.each([
    [{ keywords: ["security committee"] }, /“security committee” is said on it/],
    [{ keywords: ["invoices"] }, /“invoices” is in its title/],
    [{ everybodyAgreed: true }, /does not say whether everybody agreed/],
  ] satisfies [ConsentRule, RegExp][])(
    "%j sets a call aside and asks its host",
    async (rule, reason) => {
      const { asked } = await heldBy(rule);
      expect(asked).toMatchObject({ kind: "held-back", buttons: ["held-read", "held-delete"] });
      expect(asked.text).toMatch(reason);
      expect(asked.text).toMatch(/I have not read this call/);
    },
  );

  it("reads the call when its host says so, however often that is pressed", async () => {
    const { call, asked } = await heldBy({ keywords: ["discount"] });
    await floor.press(floor.ines, asked.id, "held-read", call.id);
    await floor.press(floor.ines, asked.id, "held-delete", call.id);
    expect(await floor.calls()).toMatchObject([
      { status: "debriefed", revision: 2, allowedBy: { personId: floor.ines } },
    ]);
    const kinds = (await floor.inbox(floor.ines)).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === "debrief")).toHaveLength(1);
    const said = (await floor.inbox(floor.ines)).filter(({ kind }) => kind === "held-back-answer");
    expect(said.map(({ text }) => text)).toEqual([
      expect.stringMatching(/^Reading it now/),
      expect.stringMatching(/^Reading it now/),
    ]);
  });

  it("deletes the call when its host says so, and knows it again without its words", async () => {
    const { call, asked } = await heldBy({ keywords: ["discount"] });
    await floor.press(floor.ines, asked.id, "held-delete", call.id);
    expect(await floor.calls()).toMatchObject([{ status: "discarded", title: null, invited: [] }]);
    const upload = await store.database.inWorkspace(DEFAULT_WORKSPACE, (tx) =>
      uploadOf(tx, call.id),
    );
    expect(upload?.bytes).toHaveLength(0);
    const { rows } = await store.database.asOwner((tx) =>
      tx.execute<{ left: string }>(sql`
        select 'inbound' as left from inbound where convert_from(coalesce(body, ''), 'UTF8') || reference::text || coalesce(title, '') ~ 'Hollis|Invoices'
        union select 'upload' from upload where convert_from(bytes, 'UTF8') ~ 'Hollis'
        union select 'call ' || call::text from call where call::text ~ 'Hollis'`),
    );
    expect(rows).toEqual([]);
    await floor.tell(vendor);
    await floor.later(60_000);
    expect(await floor.calls()).toMatchObject([{ status: "discarded" }]);
  });

  it("lets only an admin change what is blocked: the host may delete, not read", async () => {
    const { call, asked } = await heldBy({ blockedDomains: ["Grant-Supplies.example"] });
    expect(asked.buttons).toEqual(["held-delete"]);
    await expect(floor.press(floor.ines, asked.id, "held-read", call.id)).rejects.toThrow(
      /no such button/,
    );
    expect((await floor.calls())[0]?.status).toBe("quarantined");
  });

  it("lets nobody else decide", async () => {
    const { call, asked } = await heldBy({ keywords: ["discount"] });
    await expect(floor.press(floor.dora, asked.id, "held-read", call.id)).rejects.toThrow(
      /somebody else/,
    );
  });
});
