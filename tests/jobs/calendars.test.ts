import { eq } from "drizzle-orm";
import { v7 } from "uuid";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { syncCalendars } from "../../src/jobs/calendars/sync-calendars.ts";
import { tick } from "../../src/jobs/tick.ts";
import { feedCalendar } from "../../src/sources/calendars/feed.ts";
import { listConnections } from "../../src/store/connections.ts";
import { account, call, contact, person } from "../../src/store/schema.ts";
import { type TestDatabase, testDatabase } from "../database.ts";
import { type FeedEvent, feedOf } from "../sources/calendars/calendar-text.ts";
import { type StandIn, standIn } from "../sources/stand-in.ts";
import { type Bench, one, openBench, openTeam, type Team } from "./effects.ts";

let store: TestDatabase;
let feed: StandIn;
let events: FeedEvent[] = [];
let broken = false;
let bench: Bench;
let team: Team;

beforeAll(async () => {
  store = await testDatabase();
  feed = await standIn(() =>
    broken
      ? { status: 404 }
      : { body: feedOf(events), headers: { "content-type": "text/calendar" } },
  );
});
afterAll(async () => {
  await feed?.close();
  await store?.drop();
});

/** Monday 23 November 2026, 12:00 in London. */
const NOON = new Date("2026-11-23T12:00:00Z");
const minutes = (count: number) => new Date(NOON.getTime() + count * 60_000);

beforeEach(async () => {
  bench = openBench(store);
  bench.effects.calendars = [feedCalendar({ local: true })];
  team = await openTeam(bench, { timeZone: "Europe/London" });
  bench.clock.now = new Date("2026-11-20T09:00:00Z");
  await team.bring(team.ines, `calendar ${v7()}`);
  await team.within(async (tx) => {
    await tx.update(person).set({ email: "ines@ours.example" }).where(eq(person.id, team.ines));
    const id = v7();
    await tx.insert(account).values({ id, name: "Kestrel Freight", domain: "kestrel.example" });
    await tx
      .insert(contact)
      .values({ accountId: id, name: "Hollis Grant", email: "hollis@gmail.com" });
    await tx.update(call).set({ accountId: id }).where(eq(call.repId, team.ines));
  });
  broken = false;
  events = [meeting("20261123T140000Z")];
  bench.clock.now = NOON;
});

const meeting = (start: string, more: Partial<FeedEvent> = {}): FeedEvent => ({
  uid: "demo@ours",
  title: "Kestrel demo",
  start: `:${start}`,
  with: ["ines@ours.example", "sam@kestrel.example"],
  ...more,
});

async function connect(): Promise<void> {
  await team.say(team.ines, v7(), "my calendar");
  const offer = (await team.inbox(team.ines, "calendars"))[0];
  await team.press(team.ines, offer?.id ?? "", "calendar-add", "", {
    address: `${feed.url}/secret.ics`,
  });
}
async function at(when: Date): Promise<void> {
  bench.clock.now = when;
  await bench.effects.enqueue(syncCalendars, { occurrence: String(when.getTime()) });
  await bench.work();
  await bench.effects.enqueue(tick, { occurrence: String(when.getTime()) });
  await bench.work();
}
const preps = () => team.inbox(team.ines, "meeting-prep");
const words = async () => (await team.inbox(team.ines, "meeting-word")).map(({ text }) => text);

describe("a connected calendar", () => {
  it("brings one prep an hour before a meeting with people from elsewhere, however often it is read", async () => {
    await connect();
    await at(minutes(50));
    expect(await preps()).toEqual([]);
    for (const minute of [60, 61, 75, 119]) await at(minutes(minute));
    const prep = one(await preps());
    expect(prep.text).toMatch(/^In an hour, 14:00: Kestrel demo · with sam/);
    expect(prep.text).toContain("Kestrel Freight");
  });

  it("sends it at once when the meeting is heard of late, and not after it has begun", async () => {
    events = [meeting("20261123T122000Z")];
    await connect();
    await at(minutes(1));
    expect(one(await preps()).text).toMatch(/^In 19 minutes, 12:20/);
    events = [...events, meeting("20261123T120500Z", { uid: "past" })];
    await at(minutes(10));
    expect(await preps()).toHaveLength(1);
  });

  it("follows a meeting that is moved before the prep, and only says so after it", async () => {
    await connect();
    events = [meeting("20261123T160000Z")];
    await at(minutes(70));
    expect(await preps()).toEqual([]);
    await at(minutes(180));
    expect(await preps()).toHaveLength(1);
    events = [meeting("20261124T093000Z")];
    await at(minutes(190));
    await at(minutes(200));
    expect(await words()).toEqual([
      "“Kestrel demo” is at 09:30 on Tuesday 24 November now. What I wrote still stands.",
    ]);
    await at(new Date("2026-11-24T08:45:00Z"));
    expect(await preps()).toHaveLength(1);
  });

  it("sends nothing for a meeting that is off, gone from the feed, among ourselves, or all day", async () => {
    events = [
      meeting("20261123T140000Z", { uid: "off", lines: ["STATUS:CANCELLED"] }),
      meeting("20261123T141000Z", { uid: "gone" }),
      meeting("20261123T142000Z", {
        uid: "ours",
        with: ["ines@ours.example", "paul@ours.example"],
      }),
      { ...meeting(""), uid: "day", start: ";VALUE=DATE:20261123", end: ";VALUE=DATE:20261124" },
      meeting("20261123T143000Z", { uid: "strangers", title: "Demo", with: ["x@nowhere.example"] }),
    ];
    await connect();
    events = events.filter(({ uid }) => uid !== "gone");
    for (const minute of [55, 65, 75, 85, 110]) await at(minutes(minute));
    expect(await preps()).toEqual([]);
  });

  it("says that a prepared meeting is off, once", async () => {
    await connect();
    await at(minutes(60));
    events = [];
    await at(minutes(70));
    await at(minutes(80));
    expect(await words()).toEqual([
      "“Kestrel demo” is off, or no longer in the calendar. What I wrote keeps for the next time.",
    ]);
  });

  it("keeps what it told while it cannot be read, and says what is wrong", async () => {
    await connect();
    broken = true;
    await at(minutes(60));
    expect(await preps()).toHaveLength(1);
    const [connection] = await team.within((tx) => listConnections(tx, "calendar"));
    expect(connection).toMatchObject({ status: "broken" });
    expect(connection?.problem).toMatch(/Copy the secret address again/);
    broken = false;
    await at(minutes(70));
    const [mended] = await team.within((tx) => listConnections(tx, "calendar"));
    expect(mended).toMatchObject({ status: "active", problem: null });
  });

  it("that does not answer is not kept, and its owner hears why and nobody else does", async () => {
    broken = true;
    await connect();
    const told = (await team.inbox(team.ines, "calendars")).at(-1);
    expect(told?.text).toMatch(
      /^Your calendar was not added\. The calendar's address no longer works/,
    );
    expect(await team.within((tx) => listConnections(tx, "calendar"))).toEqual([]);
    expect(await team.inbox(team.dora, "calendars")).toEqual([]);
  });

  it("once removed tells nothing more, and its meetings are off", async () => {
    await connect();
    await team.say(team.ines, v7(), "calendar");
    const list = (await team.inbox(team.ines, "calendars")).findLast(({ buttons }) =>
      buttons.includes("calendar-remove"),
    );
    const [connection] = await team.within((tx) => listConnections(tx, "calendar"));
    await team.press(team.ines, list?.id ?? "", "calendar-remove", connection?.id);
    for (const minute of [60, 70]) await at(minutes(minute));
    expect(await preps()).toEqual([]);
  });
});
