import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { localMemory } from "../../src/memory/local.ts";
import type { MemoryBank } from "../../src/memory/memory.ts";
import { type TestDatabase, testDatabase } from "../database.ts";
import { type Bench, one, openBench, openTeam, type Team } from "./effects.ts";

let store: TestDatabase;
let bench: Bench;

beforeAll(async () => {
  store = await testDatabase();
  bench = openBench(store);
});
afterAll(async () => {
  await store.drop();
});

const DAY_MS = 24 * 3600_000;
const PROMISE = "Next time I would ask what that March cost them.";
const CITED =
  /^On \d+ \w+(?: \d{4})?, after .+, you said: “Next time I would ask what that March cost them\.”/m;

/** A team whose rep has answered the debrief of a first call, a day ago. */
async function looking(shadowDebriefs: number): Promise<{ team: Team; bank: MemoryBank }> {
  const team = await openTeam(bench, { shadowDebriefs });
  const bank = localMemory({ database: store.database, workspaceId: team.id });
  bench.clock.now = new Date(Date.now() - DAY_MS);
  await team.bring(team.ines, "first");
  if (shadowDebriefs > 0) {
    const held = one(await team.inbox(team.dora, "debrief-approval"));
    await team.press(team.dora, held.id, "approve");
  }
  const asked = one(await team.inbox(team.ines, "debrief"));
  expect(asked.text).not.toMatch(/you said/);
  await team.say(team.ines, asked.id, `I was in a hurry. ${PROMISE}`);
  bench.clock.now = new Date();
  return { team, bank };
}

const newestOf = async (team: Team, person: string, kind: string) =>
  (await team.inbox(person, kind)).at(-1)?.text ?? "";

describe("what a debrief begins with", () => {
  it("is what the rep said last time: verbatim, with the day and the call, and a way to remove it", async () => {
    const { team } = await looking(0);
    await team.bring(team.ines, "second");
    const debrief = await newestOf(team, team.ines, "debrief");
    expect(debrief).toMatch(CITED);
    expect(debrief).toMatch(/What do you remember about me\?/);
    // Asked right there, it is no answer to the debrief.
    const asked = (await team.inbox(team.ines, "debrief")).at(-1);
    await team.say(team.ines, asked?.id ?? "", "What do you remember about me?");
    expect(await newestOf(team, team.ines, "memory")).toContain(PROMISE);
    // The question still comes after it, and is the only one.
    expect(debrief.indexOf(PROMISE)).toBeLessThan(debrief.lastIndexOf("?"));
    // Once is enough.
    bench.clock.now = new Date(Date.now() + DAY_MS);
    await team.bring(team.ines, "third");
    expect(await newestOf(team, team.ines, "debrief")).not.toMatch(CITED);
  });

  it("is nothing once it was forgotten, disputed, or said by somebody else", async () => {
    const { team, bank } = await looking(0);
    const mine = one((await bank.about(team.ines, { limit: 50, kinds: ["reflection"] })).slice());
    await bank.forget({ documentId: mine.documentId }, { personId: team.ines });
    await team.bring(team.ines, "second");
    expect(await newestOf(team, team.ines, "debrief")).not.toMatch(/you said/);
    await team.bring(team.paul, "pauls", { rep: "Paul Renner" });
    expect(await newestOf(team, team.paul, "debrief")).not.toMatch(/March cost them|you said/);
  });

  it("is kept from a manager who reads debriefs first, and still reaches the rep", async () => {
    const { team } = await looking(5);
    await team.bring(team.ines, "second");
    const everything = (await team.inbox(team.dora)).map(({ text }) => text).join("\n");
    expect(everything).not.toMatch(/March cost them|you said/);
    const held = (await team.inbox(team.dora, "debrief-approval")).at(-1);
    await team.press(team.dora, held?.id ?? "", "approve");
    expect(await newestOf(team, team.ines, "debrief")).toMatch(CITED);
  });
});
