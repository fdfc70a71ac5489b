import { afterEach, describe, expect, it } from "vitest";
import { Rejected } from "../../../src/errors.ts";
import { feedCalendar } from "../../../src/sources/calendars/feed.ts";
import { GOOGLE, googleCalendar } from "../../../src/sources/calendars/google.ts";
import { microsoftCalendar } from "../../../src/sources/calendars/microsoft.ts";
import { Later } from "../../../src/sources/later.ts";
import { type StandIn, standIn } from "../stand-in.ts";
import { feedOf } from "./calendar-text.ts";
import { googleStandIn, graphStandIn } from "./stand-ins.ts";

const SPAN = {
  from: new Date("2026-11-20T00:00:00Z"),
  to: new Date("2026-12-04T00:00:00Z"),
  zone: "Europe/London",
};
const open: StandIn[] = [];
const kept = <One extends StandIn>(one: One): One => {
  open.push(one);
  return one;
};
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});

const googleEvent = (id: string, more: object = {}) => ({
  id,
  iCalUID: `${id}@google.com`,
  status: "confirmed",
  summary: "Fernhill demo",
  start: { dateTime: "2026-11-24T14:00:00+01:00" },
  end: { dateTime: "2026-11-24T15:00:00+01:00" },
  organizer: { email: "maya@ours.example", displayName: "Maya" },
  attendees: [
    { email: "Priya@fernhill.example", displayName: "Priya", responseStatus: "accepted" },
    { email: "room-4@resource.calendar.google.com", resource: true },
  ],
  ...more,
});

const GOOGLE_KEYS = {
  clientId: "client",
  clientSecret: "client-secret",
  refreshToken: "refresh-1",
};

describe("Google Calendar", () => {
  const calendarAt = (url: string) =>
    googleCalendar({ ...GOOGLE, api: url, token: `${url}/token` });

  it("is read page by page, rooms left out and an occurrence told from its series", async () => {
    const events = [
      googleEvent("a"),
      googleEvent("b", {
        recurringEventId: "b",
        originalStartTime: { dateTime: "2026-11-24T13:00:00Z" },
      }),
      googleEvent("c", { status: "cancelled" }),
    ];
    const google = kept(await googleStandIn(() => events));
    const { meetings } = await calendarAt(google.url).read(GOOGLE_KEYS, SPAN, []);
    expect(meetings.map(({ uid, cancelled }) => [uid, cancelled])).toEqual([
      ["a@google.com", false],
      ["b@google.com/2026-11-24T13:00:00.000Z", false],
      ["c@google.com", true],
    ]);
    expect(meetings[0]).toMatchObject({
      startsAt: new Date("2026-11-24T13:00:00Z"),
      attendees: [{ name: "Priya", email: "priya@fernhill.example", declined: false }],
    });
  });

  it("says to connect again once it was revoked, and waits when asked to slow down", async () => {
    const google = kept(await googleStandIn(() => []));
    google.slowDown(1);
    const busy = await calendarAt(google.url)
      .read(GOOGLE_KEYS, SPAN, [])
      .catch((one: unknown) => one);
    expect(busy).toBeInstanceOf(Later);
    expect(busy).toMatchObject({ afterMs: 2000 });
    google.revoke();
    await expect(calendarAt(google.url).read(GOOGLE_KEYS, SPAN, [])).rejects.toThrow(
      /Connect it again/,
    );
  });
});

describe("Microsoft 365", () => {
  const KEYS = { tenantId: "tenant-1", clientId: "client", clientSecret: "client-secret" };
  const calendarAt = (url: string) => microsoftCalendar({ api: `${url}/v1.0`, signIn: url });
  const graphEvent = (id: string, more: object = {}) => ({
    id,
    iCalUId: `ical-${id}`,
    subject: "Fernhill demo",
    start: { dateTime: "2026-11-24T13:00:00.0000000", timeZone: "UTC" },
    end: { dateTime: "2026-11-24T14:00:00.0000000", timeZone: "UTC" },
    isAllDay: false,
    isCancelled: false,
    organizer: { emailAddress: { name: "Maya", address: "maya@ours.example" } },
    attendees: [
      {
        type: "required",
        status: { response: "declined" },
        emailAddress: { name: "Priya", address: "priya@fernhill.example" },
      },
      { type: "resource", emailAddress: { name: "Room", address: "room@ours.example" } },
    ],
    ...more,
  });

  it("is read for all of ours, page by page, in UTC", async () => {
    const graph = kept(
      await graphStandIn(() => ({
        "maya@ours.example": [
          graphEvent("1"),
          graphEvent("2"),
          graphEvent("3", { isCancelled: true }),
        ],
        "tom@ours.example": [],
      })),
    );
    const emails = ["maya@ours.example", "tom@ours.example"];
    const { meetings, problems } = await calendarAt(graph.url).read(KEYS, SPAN, emails);
    expect(problems).toEqual([]);
    expect(meetings.map(({ uid, cancelled }) => [uid, cancelled])).toEqual([
      ["ical-1", false],
      ["ical-2", false],
      ["ical-3", true],
    ]);
    expect(meetings[0]).toMatchObject({
      startsAt: new Date("2026-11-24T13:00:00Z"),
      attendees: [{ email: "priya@fernhill.example", declined: true }],
    });
  });

  it("names a mailbox that is not there and reads the others, and says which key is wrong", async () => {
    const graph = kept(await graphStandIn(() => ({ "maya@ours.example": [graphEvent("1")] })));
    const read = (keys: typeof KEYS) =>
      calendarAt(graph.url).read(keys, SPAN, ["gone@ours.example", "maya@ours.example"]);
    const { meetings, problems } = await read(KEYS);
    expect([meetings.length, problems]).toEqual([
      1,
      ["gone@ours.example has no mailbox in this tenant."],
    ]);
    await expect(read({ ...KEYS, clientSecret: "old" })).rejects.toThrow(
      /tenant id, client id and secret/,
    );
  });
});

describe("a calendar's secret address", () => {
  it("is read on this machine only where the whole installation is on this machine", async () => {
    const feed = kept(
      await standIn(() => ({
        body: feedOf([{ uid: "x", start: ":20261124T130000Z", with: ["priya@fernhill.example"] }]),
        headers: { "content-type": "text/calendar" },
      })),
    );
    const keys = { address: `${feed.url}/secret.ics` };
    const { meetings } = await feedCalendar({ local: true }).read(keys, SPAN, []);
    expect(meetings.map(({ uid }) => uid)).toEqual(["x"]);
    for (const address of [
      keys.address,
      keys.address.replace("http:", "https:"),
      "https://169.254.169.254/latest/meta-data",
      "https://[::1]/x.ics",
      "https://localhost/x.ics",
      "file:///etc/passwd",
      "not an address",
    ]) {
      await expect(
        feedCalendar({ local: false }).read({ address }, SPAN, []),
        address,
      ).rejects.toThrow(Rejected);
    }
  });

  it("that no longer works says so, with what to do", async () => {
    const feed = kept(await standIn(() => ({ status: 404 })));
    await expect(
      feedCalendar({ local: true }).read({ address: feed.url }, SPAN, []),
    ).rejects.toThrow(/Copy the secret address again/);
  });
});
