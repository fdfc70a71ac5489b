import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CallDebrief } from "../../src/coaching/call-debrief.ts";
import { type TestDatabase, testDatabase } from "../database.ts";
import { invoiceCall } from "../e2e/transcripts.ts";
import { type Bench, INES, one, openBench, openTeam, type Team } from "./effects.ts";

let store: TestDatabase;
let bench: Bench;

beforeAll(async () => {
  store = await testDatabase();
  bench = openBench(store);
});
afterAll(async () => await store?.drop());

const STAYED = "What did losing that discount mean for you and the finance director?";

/** The same buyer a few days on; the rep takes up what was let out, or goes to the product again. */
function nextCall(mark: string, stays: boolean): string {
  const call = invoiceCall({ rep: INES, buyer: "Hollis Grant", mark });
  const answered = "It meant a morning with the auditors, and her not speaking to me until May.";
  const text = stays
    ? call.replace(/Okay, great\. So let me show you.*/, STAYED).replace("Right.", answered)
    : call;
  return text.replaceAll("Last March", "In April");
}

/** Days from now: rows are stamped by the database, whose clock is the real one. */
const TODAY = new Date();
const day = (ahead: number) => {
  bench.clock.now = new Date(TODAY.getTime() + ahead * 24 * 3600 * 1000);
};
const SPOKEN = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "long",
  timeZone: "UTC",
}).format(TODAY);
const outputOf = async (team: Team, callId: string) =>
  (await team.debrief(callId))?.output as CallDebrief;

/** Ines was told today to stay a question longer; with a press she said that she would. */
async function told(action: "try-it" | null): Promise<Team> {
  day(0);
  const team = await openTeam(bench, { shadowDebriefs: 0 });
  const callId = await team.bring(null, "the first call");
  expect((await outputOf(team, callId)).behaviour).toBe("stay-one-question-longer");
  const debrief = one(await team.inbox(team.ines, "debrief"));
  await team.press(team.ines, debrief.id, "just-tell-me");
  if (action) {
    const evidence = one(await team.inbox(team.ines, "debrief-evidence"));
    await team.press(team.ines, evidence.id, action);
  }
  return team;
}

describe("what a rep set out to do", () => {
  it("is credited on the next call that shows it, with the words and the day, once", async () => {
    const team = await told("try-it");
    day(2);
    await team.bring(null, "it is there", { text: nextCall("a", true) });
    const opened = (await team.inbox(team.ines, "debrief")).at(-1)?.text;
    expect(opened).toContain(`On ${SPOKEN} you set out to stay one question longer`);
    expect(opened).toContain(`“${STAYED}”`);
    day(3);
    const third = await team.bring(null, "again", { text: nextCall("b", true) });
    expect((await outputOf(team, third)).followedUp ?? null).toBeNull();
    expect((await team.inbox(team.ines, "debrief")).at(-1)?.text).not.toContain(SPOKEN);
  });

  it("is followed up when it could have been there and was not", async () => {
    const team = await told(null);
    day(2);
    const callId = await team.bring(null, "not there", { text: nextCall("c", false) });
    const output = await outputOf(team, callId);
    expect(output.followedUp).toMatchObject({ met: false, behaviour: "stay-one-question-longer" });
    const opened = (await team.inbox(team.ines, "debrief")).at(-1);
    await team.press(team.ines, opened?.id ?? "", "just-tell-me");
    const all = (await team.inbox(team.ines)).map(({ text }) => text).join("\n");
    // It was told, and not promised: the coach does not say that it was.
    expect(all).toContain(`On ${SPOKEN} we spoke about this: stay one question longer`);
    expect(all).not.toContain("you set out to");
  });

  it("is not looked for on a call that was held before, nor once the reading was disputed", async () => {
    const team = await told("try-it");
    const debrief = one(await team.inbox(team.ines, "debrief"));
    day(-1);
    const before = await team.bring(null, "held before", { text: nextCall("d", true) });
    expect((await outputOf(team, before)).followedUp).toBeNull();
    await team.press(team.ines, debrief.id, "not-fair");
    day(6);
    const after = await team.bring(null, "after", { text: nextCall("e", true) });
    expect((await outputOf(team, after)).followedUp).toBeNull();
  });

  it("stays open when nobody was told of it: a debrief that was not sent follows nothing up", async () => {
    const team = await told("try-it");
    day(2);
    const history = { text: nextCall("f", true), announce: false };
    const silent = await team.bring(null, "read only", history);
    expect((await outputOf(team, silent)).followedUp).toMatchObject({ met: true });
    day(3);
    await team.bring(null, "sent", { text: nextCall("g", true) });
    expect((await team.inbox(team.ines, "debrief")).at(-1)?.text).toContain(
      `On ${SPOKEN} you set out`,
    );
  });
});
