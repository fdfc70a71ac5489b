import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { heard, pressed } from "../../../src/bots/conversation.ts";
import { assess } from "../../../src/jobs/deliverables/assess.ts";
import type { Deliverable } from "../../../src/jobs/deliverables/deliverable.ts";
import { plan } from "../../../src/jobs/deliverables/plan.ts";
import { ramp } from "../../../src/jobs/deliverables/ramp.ts";
import { produce } from "../../../src/jobs/deliverables/run.ts";
import { winloss } from "../../../src/jobs/deliverables/winloss.ts";
import { plainText } from "../../../src/messages/plain-text.ts";
import { findDelivery } from "../../../src/store/deliveries.ts";
import { findPerson } from "../../../src/store/people.ts";
import { planOf, rampYesesOf } from "../../../src/store/plans.ts";
import { deal } from "../../../src/store/schema.ts";
import { type TestDatabase, testDatabase } from "../../database.ts";
import { type Bench, DORA, INES, one, openBench, openTeam, PAUL, type Team } from "../effects.ts";

const DAY_MS = 24 * 3600 * 1000;
let store: TestDatabase;
let bench: Bench;
let team: Team;

beforeAll(async () => {
  store = await testDatabase();
  bench = openBench(store);
  team = await openTeam(bench, { shadowDebriefs: 0 });
  for (const mark of ["a", "b", "c"]) await team.bring(team.ines, mark, { rep: INES });
  bench.clock.now = new Date(Date.now() + 2 * DAY_MS);
});
afterAll(async () => await store.drop());

async function make(deliverable: Deliverable, asker: string, about: string) {
  const person = await team.within((tx) => findPerson(tx, asker));
  return await produce(bench.effects, team.id, deliverable, person, about);
}
const text = async (...args: Parameters<typeof make>) => plainText((await make(...args)).message);
const ask = async (person: string, words: string) => {
  const place = `dm:${person}`;
  await heard(bench.effects, team.id, { personId: person, place, threadId: null, text: words });
  await bench.work();
};

describe("a coaching plan on the store", () => {
  it("is the same for the rep and their manager, from the calls both may see", async () => {
    const [own, hers] = [await make(plan, team.ines, "me"), await make(plan, team.dora, INES)];
    expect(own.data).toMatchObject({
      rep: INES,
      state: "drafted",
      base: { calls: 3, draft: true },
    });
    const focuses = (made: typeof own) => (made.data as { focuses: { name: string }[] }).focuses;
    expect(focuses(own).map(({ name }) => name)).toEqual(focuses(hers).map(({ name }) => name));
    expect(focuses(own).length).toBeGreaterThan(0);
  });

  it("does not count what is still the rep's alone, and says so", async () => {
    const later = bench.clock.now;
    bench.clock.now = new Date();
    expect(await text(plan, team.dora, INES)).toBe(
      "No calls so far; a plan needs five, and a first draft three. Three more calls are Ines's alone until a day after the review.",
    );
    expect(await text(plan, team.ines, "me")).toContain(
      "Three more calls of yours join a day after",
    );
    bench.clock.now = later;
  });

  it("is nobody's but the rep's and their own manager's", async () => {
    await expect(make(plan, team.jon, INES)).rejects.toThrow(/between Ines, Ines's manager and me/);
    await expect(make(plan, team.paul, INES)).rejects.toThrow(/between Ines/);
  });

  it("has one honest line for somebody without calls, and for a manager's own", async () => {
    expect(await text(plan, team.dora, PAUL)).toMatch(/^No calls so far/);
    expect(await text(assess, team.dora, PAUL)).toMatch(/an assessment needs five/);
    expect(await text(plan, team.dora, DORA)).toMatch(/^No calls so far/);
    expect(await text(ramp, team.dora, INES)).toMatch(/first day in the job/);
  });

  it("goes from drafted to discussed to approved, and keeps what was agreed", async () => {
    await ask(team.ines, "plan me");
    const drafted = one(await team.inbox(team.ines, "plan"));
    const stored = await team.within((tx) => planOf(tx, team.ines));
    expect(stored?.state).toBe("drafted");
    await team.press(team.ines, drafted.id, "plan-discussed", stored?.id);
    const waiting = one(await team.inbox(team.dora, "plan-approval"));
    expect(waiting.buttons).toEqual(["plan-approve"]);
    await team.press(team.dora, waiting.id, "plan-approve", stored?.id);
    const approved = await team.within((tx) => planOf(tx, team.ines));
    expect(approved).toMatchObject({
      state: "approved",
      approvedBy: team.dora,
      discussedBy: team.ines,
    });
    const again = await make(plan, team.dora, INES);
    const focuses = (again.data as { state: string; focuses: { behaviour: string }[] }).focuses;
    expect((again.data as { state: string }).state).toBe("approved");
    expect(focuses.map(({ behaviour }) => behaviour)).toEqual(
      approved?.focuses.map(({ behaviour }) => behaviour),
    );
    // The same button once more: nothing moves.
    await team.press(team.ines, drafted.id, "plan-discussed", stored?.id);
    expect((await team.within((tx) => planOf(tx, team.ines)))?.state).toBe("approved");
  });
});

describe("a plan in other words", () => {
  const fields = {
    aim: "Two of the next four objections are met with a question.",
    actions: "- Ask before the answer on Tuesday's call\nRead the call with Paul",
    targetOn: "2099-01-15",
  };
  const shown = async (person: string) => {
    await ask(person, "coaching plan for Ines");
    const root = (await team.inbox(person, "plan")).at(-1);
    const row = await team.within((tx) => findDelivery(tx, root?.id ?? ""));
    const buttons = (row?.message.blocks ?? []).flatMap((block) =>
      block.type === "actions" ? block.actions : [],
    );
    return { id: root?.id ?? "", buttons };
  };
  const press = async (
    person: string,
    from: Awaited<ReturnType<typeof shown>>,
    action: string,
    filled: Record<string, string>,
  ) => {
    const value = from.buttons.find((one) => one.id === action)?.value ?? "";
    await pressed(bench.effects, team.id, {
      ...{ personId: person, deliveryId: from.id, actionId: action, value, fields: filled },
    });
    await bench.work();
  };

  it("is the manager's to word, stands from then on, and the rep is told", async () => {
    await press(team.dora, await shown(team.dora), "plan-edit", fields);
    expect((await team.inbox(team.dora, "plan-answer")).at(-1)?.text).toMatch(/^Saved: .*15 Jan/);
    const page = await text(plan, team.ines, "me");
    expect(page).toContain("Aim: Two of the next four objections");
    expect(page).toContain("- Ask before the answer on Tuesday's call");
    const told = one(await team.inbox(team.ines, "plan-changed"));
    expect(told.text).toMatch(/^Dora has changed your plan: /);
  });

  it("is not kept when it is too much, too harsh or of yesterday, and says so", async () => {
    const bad = { ...fields, actions: "Stop being lazy!\nb\nc\nd", targetOn: "2020-01-01" };
    await press(team.dora, await shown(team.dora), "plan-edit", bad);
    const answer = (await team.inbox(team.dora, "plan-answer")).at(-1)?.text;
    for (const reason of ["at most 3 actions", "exclamation", "lazy", "a day|one to come"])
      expect(answer).toMatch(new RegExp(reason));
    expect(await text(plan, team.ines, "me")).not.toContain("lazy");
  });

  it("goes to the manager in the rep's words when the rep would change something", async () => {
    const own = await shown(team.ines);
    expect(own.buttons.map(({ id }) => id)).not.toContain("plan-edit");
    await press(team.ines, own, "plan-remark", { remark: "I'd rather start with prices." });
    const remark = one(await team.inbox(team.dora, "plan-remark"));
    expect(remark.text).toContain("“I'd rather start with prices.”");
  });
});

describe("a ramp plan on the store", () => {
  it("opens a gate by the manager's press alone, once", async () => {
    await ask(team.dora, "ramp plan for Paul");
    const asked = one(await team.inbox(team.dora, "ramp"));
    expect(asked.text).toMatch(/first day/);
    await team.within(async (tx) => {
      const { person } = await import("../../../src/store/schema.ts");
      const { eq } = await import("drizzle-orm");
      const startedOn = new Date(Date.now() - 20 * DAY_MS).toISOString().slice(0, 10);
      await tx.update(person).set({ startedOn }).where(eq(person.id, team.paul));
    });
    await ask(team.dora, "ramp Paul");
    const ready = (await team.inbox(team.dora, "ramp")).at(-1);
    expect(ready?.buttons).toContain("ramp-yes");
    await team.press(team.dora, ready?.id ?? "", "ramp-yes", `${team.paul}/certified`);
    await team.press(team.dora, ready?.id ?? "", "ramp-yes", `${team.paul}/certified`);
    const yeses = await team.within((tx) => rampYesesOf(tx, team.paul));
    expect(yeses.map(({ step, personId }) => [step, personId])).toEqual([["certified", team.dora]]);
    expect(await text(ramp, team.dora, PAUL)).toContain("Dora said yes on");
    expect(await text(ramp, team.paul, "me")).not.toContain("[Yes:");
  });
});

describe("a win/loss debrief on the store", () => {
  it("waits until the deal is decided, then says what the CRM alone can tell", async () => {
    const row = { name: "Mill", stage: "Demo", currency: "SEK", amountMinor: 900_000 };
    await team.within((tx) =>
      tx.insert(deal).values([
        { ...row, ownerId: team.ines, status: "open" },
        { ...row, name: "Quarry", ownerId: team.ines, status: "lost", closedOn: "2026-01-05" },
        { ...row, name: "Gone", ownerName: "Uwe Past", status: "lost" },
      ]),
    );
    expect(await text(winloss, team.ines, "Mill")).toMatch(/still open/);
    const lost = await text(winloss, team.ines, "Quarry");
    expect(lost).toContain("Lost: Quarry, SEK 9k");
    expect(lost).toContain("The CRM gives no reason");
    await ask(team.ines, "why did we lose Quarry?");
    const page = one(await team.inbox(team.ines, "winloss"));
    await team.say(team.ines, page.id, "They never had the money, I think.");
    expect((await team.inbox(team.ines, "winloss-answer")).at(-1)?.text).toMatch(
      /^Kept with Quarry/,
    );
    expect(await text(winloss, team.dora, "Quarry")).toContain(
      "“They never had the money, I think.”",
    );
    await expect(make(winloss, team.dora, "Gone")).rejects.toThrow(/Nobody of ours owns that/);
  });
});
