import { readFileSync } from "node:fs";

const MEETING = JSON.parse(
  readFileSync(new URL("../../tests/fixtures/fathom/meeting.json", import.meta.url), "utf8"),
) as Record<string, unknown>;

/** One in so many is a call with a customer, which is read to its debrief; the others are our own. */
export const CUSTOMER_EVERY = 50;
/** Further apart than two recordings of one conversation could be. */
const APART_MS = 5 * 3600_000;
const LONG_MS = 323_000;
const FIRST_KEY = 1_000_000;

/** Whom the fixture's meeting, and ours, are held by. */
export const HOST = { name: "Ines Falk", email: "ines.falk@fern.example" };
const COLLEAGUE = { name: "Paul Renner", email: "paul.renner@fern.example" };

/** The recorder's id of a meeting. */
export const keyOf = (number: number) => String(FIRST_KEY + number);

/** As many of the first `count` meetings are with a customer. */
export const customersAmong = (count: number) => Math.ceil(count / CUSTOMER_EVERY);

/** A meeting of its own as the recorder tells it: another key, another hour, its number among the words. */
export function payload(number: number): string {
  const start = Date.parse("2016-01-01T00:00:00Z") + number * APART_MS;
  const about = {
    title: `Meeting ${number}`,
    recording_id: FIRST_KEY + number,
    recording_start_time: new Date(start).toISOString(),
    recording_end_time: new Date(start + LONG_MS).toISOString(),
  };
  return JSON.stringify({ ...(number % CUSTOMER_EVERY === 0 ? MEETING : ours(number)), ...about });
}

/** A few words among ourselves: opened as a call, and then set aside unread, as the rule has it. */
function ours(number: number): Record<string, unknown> {
  const turn = ({ name, email }: typeof HOST, timestamp: string, text: string) => ({
    speaker: { display_name: name, matched_calendar_invitee_email: email },
    text,
    timestamp,
  });
  return {
    share_url: `https://fathom.video/share/${keyOf(number)}`,
    transcript: [
      turn(HOST, "00:00:00", "Good morning, shall we go through the board before the others come?"),
      turn(COLLEAGUE, "00:00:06", `Yes, let us begin with ticket ${number}, which is still open.`),
      turn(HOST, "00:00:12", "I will look at it this afternoon, and tell you what I have found."),
      turn(COLLEAGUE, "00:00:18", "Thank you, that is all from me, so we can stop here."),
    ],
    calendar_invitees: [HOST, COLLEAGUE],
    recorded_by: HOST,
  };
}
