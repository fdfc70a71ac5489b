import { describe, expect, it } from "vitest";
import {
  type Attendee,
  type CalendarMeeting,
  type MeetingWorld,
  understand,
} from "../../src/deals/meeting.ts";

const WORLD: MeetingWorld = {
  domains: ["ours.example"],
  people: [
    { id: "maya", email: "maya@ours.example", role: "rep" },
    { id: "tom", email: "tom@ours.example", role: "rep" },
    { id: "ruth", email: "Ruth@ours.example", role: "manager" },
  ],
  accounts: [
    { id: "fern", name: "Fernhill Dairies Ltd", domain: "fernhill.example" },
    { id: "kest", name: "Kestrel Freight", domain: null },
    { id: "mill", name: "The Mill", domain: "mill.example" },
  ],
  contacts: [{ accountId: "kest", email: "hollis@gmail.com", name: "Hollis" }],
  deals: [
    { id: "old", accountId: "fern", ownerId: "maya", open: false },
    { id: "deal", accountId: "fern", ownerId: "tom", open: true },
  ],
};

const who = (email: string, more: Partial<Attendee> = {}): Attendee => ({
  name: null,
  email,
  declined: false,
  ...more,
});
const meeting = (title: string, ...attendees: Attendee[]): CalendarMeeting => ({
  uid: "x",
  title,
  startsAt: new Date(0),
  endsAt: new Date(0),
  cancelled: false,
  allDay: false,
  organizer: who("maya@ours.example"),
  attendees,
});
const read = (...args: Parameters<typeof meeting>) => understand(meeting(...args), WORLD);

describe("an invitation", () => {
  it("is with those from elsewhere who come: no colleague, no room, nobody who declined, nobody twice", () => {
    const { external } = read(
      "Demo",
      who("priya@fernhill.example"),
      who("PRIYA@fernhill.example"),
      who("someone@new.ours.example"),
      who("tom@ours.example"),
      who("room-4@resource.calendar.google.com"),
      who("no@fernhill.example", { declined: true }),
    );
    expect(external.map(({ email }) => email)).toEqual([
      "priya@fernhill.example",
      "someone@new.ours.example",
    ]);
  });

  it("belongs to the account of a person we know, of their domain, or that its title names", () => {
    expect(read("Catch up", who("hollis@gmail.com")).accountId).toBe("kest");
    expect(read("Catch up", who("new@eu.fernhill.example")).accountId).toBe("fern");
    expect(read("Kestrel: pricing", who("x@elsewhere.example")).accountId).toBe("kest");
    expect(read("Fernhill Dairies weekly", who("x@gmail.com")).accountId).toBe("fern");
  });

  it("belongs to no account when that would be a guess", () => {
    expect(read("The weekly", who("x@gmail.com")).accountId).toBeNull();
    expect(read("Fernhill and Kestrel", who("x@elsewhere.example")).accountId).toBeNull();
    const both = [who("a@fernhill.example"), who("b@mill.example")];
    expect(read("Panel", ...both).accountId).toBeNull();
    expect(read("Fernhill internal", who("tom@ours.example")).accountId).toBeNull();
  });

  it("is prepared for the deal's owner when they come, else for the rep who invited, never for who is not there", () => {
    const priya = who("priya@fernhill.example");
    expect(read("Demo", priya, who("tom@ours.example"))).toMatchObject({
      dealId: "deal",
      ownerId: "tom",
    });
    expect(read("Demo", priya).ownerId).toBe("maya");
    expect(read("Demo", priya, who("tom@ours.example", { declined: true })).ownerId).toBe("maya");
    const byRuth = { ...meeting("Demo", priya), organizer: who("ruth@ours.example") };
    expect(understand(byRuth, WORLD).ownerId).toBe("ruth");
  });
});
