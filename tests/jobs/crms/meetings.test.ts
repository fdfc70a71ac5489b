import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { syncCalendars } from "../../../src/jobs/calendars/sync-calendars.ts";
import { tick } from "../../../src/jobs/tick.ts";
import type { Calendar } from "../../../src/sources/calendars/calendar.ts";
import { addConnection } from "../../../src/store/connections.ts";
import { meeting, person, workspace } from "../../../src/store/schema.ts";
import { one } from "../effects.ts";
import { changed, connectHubspot, crmFloor, hubspotHook } from "./floor.ts";

const floor = crmFloor();
let crm: Awaited<ReturnType<typeof connectHubspot>>["crm"];
let id: string;

beforeEach(async () => {
  ({ crm, id } = await connectHubspot(floor));
  floor.bench.clock.now = new Date("2026-11-23T12:00:00Z");
  meets("2026-11-23T14:00:00Z");
  await hubspotHook(floor, id, [changed("11")]);
  await floor.work();
});

const meets = (start: string, more: object = {}) =>
  crm.meetings.set("31", {
    ...{ hs_meeting_title: "Kestrel demo", hs_meeting_start_time: start },
    ...{ hs_meeting_outcome: "SCHEDULED", ...more },
  });
/** Ten minutes' round: calendars and near meetings are read, then what is due goes out. */
async function at(time: string) {
  floor.bench.clock.now = new Date(time);
  await floor.bench.effects.enqueue(syncCalendars, { occurrence: time });
  await floor.work();
  await floor.bench.effects.enqueue(tick, { occurrence: time });
  await floor.work();
}
const preps = async () =>
  (await floor.team.inbox(floor.team.ines, "meeting-prep")).map(({ text }) => text);
const words = async () =>
  (await floor.team.inbox(floor.team.ines, "meeting-word")).map(({ text }) => text);

describe("a meeting logged in the CRM", () => {
  it("that is moved takes its prep along, without any webhook, and is told once the prep is out", async () => {
    meets("2026-11-23T15:30:00Z");
    for (const time of ["12:50", "13:05", "14:20"]) await at(`2026-11-23T${time}:00Z`);
    expect(await preps()).toEqual([]);
    await at("2026-11-23T14:31:00Z");
    expect(one(await preps())).toMatch(/^In an hour, 15:30: Kestrel demo · with Hollis Grant/);
    meets("2026-11-23T16:30:00Z");
    for (const time of ["14:40", "14:50", "15:31"]) await at(`2026-11-23T${time}:00Z`);
    expect(await preps()).toHaveLength(1);
    expect(await words()).toEqual(["“Kestrel demo” is at 16:30 now. What I wrote still stands."]);
  });

  it.each([
    ["cancelled", () => meets("2026-11-23T14:00:00Z", { hs_meeting_outcome: "CANCELED" })],
    ["deleted", () => crm.meetings.delete("31")],
    ["moved into the past", () => meets("2026-11-23T09:00:00Z")],
    ["with nobody from elsewhere any more", () => crm.guests.set("31", [])],
    ["on a deal that is deleted", () => crm.deals.delete("11")],
  ])("that is %s brings no prep", async (_, change) => {
    change();
    for (const time of ["12:30", "13:00", "13:30"]) await at(`2026-11-23T${time}:00Z`);
    expect(await preps()).toEqual([]);
    expect(await words()).toEqual([]);
  });

  it("that is off after its prep is told so, once", async () => {
    await at("2026-11-23T13:00:00Z");
    expect(await preps()).toHaveLength(1);
    crm.meetings.delete("31");
    for (const time of ["13:10", "13:20"]) await at(`2026-11-23T${time}:00Z`);
    expect(await words()).toEqual([
      "“Kestrel demo” is off, or no longer in the calendar. What I wrote keeps for the next time.",
    ]);
  });

  it("is not with people of ours, whatever the CRM lists them as", async () => {
    crm.contacts.set("22", { firstname: "Paul", lastname: "Renner", email: "paul@ours.example" });
    crm.guests.set("31", ["22"]);
    await at("2026-11-23T13:00:00Z");
    expect(await preps()).toEqual([]);
    crm.guests.set("31", ["21", "22"]);
    await at("2026-11-23T13:10:00Z");
    expect(one(await preps())).toMatch(/with Hollis Grant\b(?!.*Paul)/);
  });

  it("comes as long before as the team has set, also over midnight and when the clocks change", async () => {
    await floor.team.within(async (tx) => {
      await tx.update(workspace).set({ settings: { prepMinutes: 90 } });
      await tx
        .update(person)
        .set({ timeZone: "Europe/London" })
        .where(eq(person.id, floor.team.ines));
    });
    floor.bench.clock.now = new Date("2026-10-24T12:00:00Z");
    // Clocks go back from 02:00 to 01:00 on 25 October: a quarter past one comes twice, this is the later.
    meets("2026-10-25T01:15:00Z");
    crm.meetings.set("32", {
      hs_meeting_title: "Kestrel at night",
      hs_meeting_start_time: "2026-10-24T23:30:00Z",
    });
    await hubspotHook(floor, id, [changed("11")]);
    for (const time of ["24T21:00", "24T21:59"]) await at(`2026-10-${time}:00Z`);
    expect(await preps()).toEqual([]);
    await at("2026-10-24T22:00:00Z");
    expect(one(await preps())).toMatch(/^At 00:30 on Sunday 25 October: Kestrel at night/);
    await at("2026-10-24T23:44:00Z");
    expect(await preps()).toHaveLength(1);
    await at("2026-10-24T23:45:00Z");
    expect((await preps())[1]).toMatch(/^At 01:15: Kestrel demo/);
  });

  it("that a calendar tells of too is one meeting with one prep, whichever was known first", async () => {
    const told: Calendar = {
      ...{ provider: "ics" as const, name: "test", reads: "one" as const },
      read: async () => ({
        problems: [],
        meetings: [
          {
            ...{ uid: "demo@ours", title: "Demo for Kestrel", cancelled: false, allDay: false },
            startsAt: new Date("2026-11-23T14:05:00Z"),
            endsAt: new Date("2026-11-23T15:00:00Z"),
            organizer: null,
            attendees: [
              { name: "Ines", email: "ines@ours.example", declined: false },
              { name: "Hollis Grant", email: "hollis@kestrel.example", declined: false },
            ],
          },
        ],
      }),
    };
    const { effects } = floor.bench;
    effects.calendars = [told];
    await floor.team.within((tx) =>
      addConnection(tx, effects.sealing, {
        ...{ kind: "calendar", provider: "ics", label: "mine" },
        settings: { personId: floor.team.ines },
      }),
    );
    for (const time of ["12:50", "13:00", "13:06", "13:20"]) await at(`2026-11-23T${time}:00Z`);
    expect(one(await preps())).toMatch(/^In an hour, 14:05: Demo for Kestrel/);
    const rows = await floor.team.within((tx) => tx.select().from(meeting));
    expect(rows.map(({ uid, cancelledAt }) => [uid, cancelledAt !== null]).sort()).toEqual([
      ["demo@ours", false],
      ["hubspot-meetings-31", true],
    ]);
    expect(await words()).toEqual([]);
  });
});
