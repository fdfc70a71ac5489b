import { eq } from "drizzle-orm";
import { v7 } from "uuid";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Deliverable } from "../../../src/jobs/deliverables/deliverable.ts";
import { DELIVERABLES } from "../../../src/jobs/deliverables/index.ts";
import { produce } from "../../../src/jobs/deliverables/run.ts";
import { plainText } from "../../../src/messages/plain-text.ts";
import { addPerson, findPerson } from "../../../src/store/people.ts";
import { account, deal, person, quota } from "../../../src/store/schema.ts";
import { type TestDatabase, testDatabase } from "../../database.ts";
import { type Bench, DORA, INES, openBench, openTeam, PAUL, type Team } from "../effects.ts";

const DAY_MS = 24 * 3600 * 1000;
let store: TestDatabase;
let bench: Bench;
let team: Team;

beforeAll(async () => {
  store = await testDatabase();
  bench = openBench(store);
  team = await openTeam(bench, { shadowDebriefs: 0 });
  await team.bring(null, "only", { rep: INES, announce: false });
  bench.clock.now = new Date(Date.now() + 2 * DAY_MS);
  await team.within(async (tx) => {
    const [dry, mill] = [v7(), v7()];
    await tx.insert(account).values([
      { id: dry, name: "Dry Dock" },
      { id: mill, name: "Mill Lane" },
    ]);
    const row = { ownerId: team.ines, stage: "Demo", status: "open" as const };
    await tx.insert(deal).values([
      { ...row, accountId: dry, name: "Dock", currency: "SEK", amountMinor: 900_000 },
      { ...row, accountId: mill, name: "Mill", currency: "EUR", amountMinor: 500_000 },
    ]);
    await tx.insert(quota).values({
      ...{ personId: team.ines, quarter: "2030-Q1", amountMinor: 1_000_000, currency: "GBP" },
    });
    await addPerson(tx, { id: v7(), name: "Uma Solo", role: "rep" });
  });
});
afterAll(async () => await store.drop());

const named = (name: string): Deliverable => {
  const found = DELIVERABLES.find(({ command }) => command.name === name);
  if (!found) throw new Error(`no ${name}`);
  return found;
};
async function page(name: string, asker: string, about: string): Promise<string> {
  const who = await team.within((tx) => findPerson(tx, asker));
  const made = await produce(bench.effects, team.id, named(name), who, about).catch(
    (error: Error) => ({
      message: { summary: "", blocks: [{ type: "text" as const, text: [error.message] }] },
    }),
  );
  return plainText(made.message);
}
const line = async (name: string, asker: string, about: string) => {
  const text = await page(name, asker, about);
  expect(text.split("\n")).toHaveLength(1);
  expect(text.length).toBeLessThan(260);
  return text;
};

describe("asked for what cannot be made", () => {
  it.each(["plan", "assess", "one-on-one", "ramp"])(
    "%s has one line for somebody without a call",
    async (name) => {
      expect(await line(name, team.dora, PAUL)).toMatch(
        /^(?:No calls so far|I know no call of Paul's|I don't know Paul's first day)/,
      );
    },
  );

  it.each(["plan", "assess"])("%s has one line after one call", async (name) => {
    expect(await line(name, team.dora, INES)).toMatch(/^One call so far; an? .* needs five/);
  });

  it("has one line for a team's page without calls enough", async () => {
    expect(await line("synthesis", team.dora, "")).toMatch(/^One call of the team/);
    expect(await line("digest", team.jon, "")).toMatch(/nobody here reports|no call/i);
  });

  it("says so of a deal without contacts, and of one without calls", async () => {
    expect(await page("prep", team.ines, "Dry Dock")).toContain("The CRM has nobody on this deal.");
    expect(await line("evaluation-plan", team.ines, "Dry Dock")).toMatch(/^No call with Dry Dock/);
    expect(await line("winloss", team.ines, "Dry Dock")).toMatch(/^Dry Dock is still open/);
  });

  it("makes a plan for oneself only from one's own calls, and a manager's own is a line", async () => {
    expect(await line("plan", team.dora, DORA)).toMatch(/^No calls so far/);
    expect(await line("plan", team.ines, "me")).toMatch(/^One call so far/);
  });

  it("is between a rep and their own manager where there are two, and says so to the other", async () => {
    for (const name of ["plan", "assess", "one-on-one", "ramp"])
      expect(await line(name, team.jon, INES)).toBe("That is between Ines, Ines's manager and me.");
    await team.within((tx) =>
      tx.update(person).set({ managerId: team.jon }).where(eq(person.id, team.paul)),
    );
    expect(await line("plan", team.dora, PAUL)).toBe(
      "That is between Paul, Paul's manager and me.",
    );
    expect(await line("plan", team.jon, PAUL)).toMatch(/^No calls so far/);
    await team.within((tx) =>
      tx.update(person).set({ managerId: team.dora }).where(eq(person.id, team.paul)),
    );
  });

  it("adds nothing across currencies, and says when a quota is missing or in another one", async () => {
    for (const mark of ["b", "c", "d"])
      await team.bring(null, mark, { rep: INES, announce: false });
    bench.clock.now = new Date(Date.now() + 3 * DAY_MS);
    const missing = await page("plan", team.dora, INES);
    expect(missing).toMatch(/Quota.*(?:not|no )/);
    expect(missing).not.toContain("SEK 14k");
    expect(missing).not.toContain("€14k");
  });

  it("has one line for a rep who has left, and leaves them out of the team", async () => {
    await team.within((tx) =>
      tx.update(person).set({ leftOn: "2026-11-03" }).where(eq(person.id, team.paul)),
    );
    for (const name of ["plan", "assess", "one-on-one", "ramp"])
      expect(await line(name, team.dora, PAUL)).toMatch(/^Paul left on 3 Nov\./);
  });

  it("names who there is when nobody, or nothing, is called so", async () => {
    expect(await line("plan", team.dora, "Zed")).toMatch(/^I know no person.*I know: /);
    expect(await line("prep", team.ines, "Zed")).toMatch(/^I know no account.*Dry Dock/);
    expect(await line("winloss", team.ines, "Zed")).toMatch(/^I know no deal/);
  });
});
