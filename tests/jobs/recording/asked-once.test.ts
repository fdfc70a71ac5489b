import { sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type TestDatabase, testDatabase } from "../../database.ts";
import { VENDORS, type Vendor } from "../../sources/recorders/vendors.ts";
import { type Floor, openFloor } from "./floor.ts";

let store: TestDatabase;
let vendors: Vendor[];
let floor: Floor;

beforeEach(async () => {
  store = await testDatabase();
  vendors = await Promise.all([VENDORS.fathom(), VENDORS.zoom(), VENDORS.gong()]);
  floor = await openFloor(store, vendors, { settings: { consent: { keywords: ["discount"] } } });
});
afterEach(async () => {
  await Promise.all(vendors.map(({ server }) => server.close()));
  await store.drop();
});

async function tell(source: string): Promise<void> {
  const vendor = vendors.find((one) => one.source === source);
  if (!vendor) throw new Error(`no ${source} here`);
  await floor.tell(vendor);
  await floor.later(1_000);
}
const letters = async (kind: string) =>
  (await floor.inbox(floor.ines)).filter((one) => one.kind === kind);
const statuses = async () => (await floor.calls()).map(({ status }) => status);

/** Two recorders bring one conversation that its host is to decide about. */
async function held() {
  await tell("fathom");
  await tell("zoom");
  const [asked, ...more] = await letters("held-back");
  const [first, second] = await floor.calls();
  if (!asked || !first || !second) throw new Error("nobody was asked");
  expect(more).toEqual([]);
  expect(await statuses()).toEqual(["quarantined", "quarantined"]);
  expect(second).toMatchObject({
    transcript: null,
    failure: "Another recording of it waits for its host's word, which will be for both.",
  });
  return { asked, first };
}

describe("the host of a call that two recorders bring", () => {
  it("is asked once whether it may be read, and once about what was said on it", async () => {
    const { asked, first } = await held();
    await floor.press(floor.ines, asked.id, "held-read", first.id);
    await floor.later(60_000);
    expect((await statuses()).sort()).toEqual(["debriefed", "discarded"]);
    expect(await letters("debrief")).toHaveLength(1);
    expect(await letters("held-back")).toHaveLength(1);
  });

  it("is not asked again when a third comes after they let it be read", async () => {
    const { asked, first } = await held();
    await floor.press(floor.ines, asked.id, "held-read", first.id);
    await floor.later(60_000);
    await tell("gong");
    expect((await statuses()).sort()).toEqual(["debriefed", "discarded", "discarded"]);
    expect(await letters("held-back")).toHaveLength(1);
  });

  it("deletes all of them with one word, and one that comes afterwards is set aside in silence", async () => {
    const { asked, first } = await held();
    await floor.press(floor.ines, asked.id, "held-delete", first.id);
    expect(await statuses()).toEqual(["discarded", "discarded"]);
    const { rows } = await store.database.asOwner((tx) =>
      tx.execute(sql`
        select id from upload where convert_from(bytes, 'UTF8') ~ 'Hollis'
        union select id from call where call::text ~ 'Hollis'
        union select id from inbound where convert_from(coalesce(body, ''), 'UTF8') ~ 'Hollis'`),
    );
    expect(rows).toEqual([]);
    await tell("gong");
    expect((await floor.calls()).at(-1)).toMatchObject({
      status: "quarantined",
      transcript: null,
      failure: "Its host deleted another recording of this call.",
    });
    expect(await letters("held-back")).toHaveLength(1);
  });
});
