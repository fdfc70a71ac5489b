import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { heard } from "../../src/bots/conversation.ts";
import { RULE_RESTORE, RULE_RETIRE } from "../../src/messages/rules.ts";
import { type TestDatabase, testDatabase } from "../database.ts";
import { type Bench, one, openBench, openTeam, type Team } from "./effects.ts";

let store: TestDatabase;
let bench: Bench;

beforeAll(async () => {
  store = await testDatabase();
  bench = openBench(store);
});
afterAll(async () => await store?.drop());

async function write(team: Team, personId: string, text: string, place = `dm:${personId}`) {
  await heard(bench.effects, team.id, { personId, place, threadId: null, text });
  await bench.work();
  const rules = await team.inbox(personId, "rules");
  return rules.at(-1);
}
/** What Ines is asked about a call brought by nobody. */
async function askedOf(team: Team, mark: string) {
  const callId = await team.bring(null, mark);
  return await team.debrief(callId);
}

describe("rules of a manager", () => {
  it("come from a refusal with its reason, and the next debrief keeps to them", async () => {
    const team = await openTeam(bench, { shadowDebriefs: 1 });
    await team.bring(team.ines, "first");
    const held = one(await team.inbox(team.dora, "debrief-approval"));
    const before = JSON.stringify((await askedOf(team, "as it was"))?.output);
    expect(before).toMatch(/discount|forty thousand/);
    await team.press(team.dora, held.id, "reject");
    await team.say(team.dora, held.id, "Never mention the forty thousand, she knows.");
    expect((await team.inbox(team.dora)).at(-1)?.text).toMatch(/I don't speak of “forty thousand”/);
    const after = JSON.stringify((await askedOf(team, "with the rule"))?.output);
    expect(after).not.toMatch(/forty thousand/);
    expect(after).toContain("question");
  });

  it("are told in plain words, listed, retired and put back", async () => {
    const team = await openTeam(bench, { shadowDebriefs: 0 });
    expect((await write(team, team.dora, "rules"))?.text).toMatch(/no rules yet/);
    const kept = await write(
      team,
      team.dora,
      "Rule: don't ask about what they let out, fears and the like",
    );
    expect(kept?.text).toMatch(/^Kept: don't ask/);
    const first = await askedOf(team, "kept");
    const listed = await write(team, team.dora, "show me the rules");
    expect(listed?.buttons).toEqual([RULE_RETIRE]);
    const id = one(await team.directives()).id;
    await team.press(team.dora, listed?.id ?? "", RULE_RETIRE, id);
    expect((await write(team, team.dora, "rules"))?.text).toMatch(/no rules yet/);
    const second = await askedOf(team, "retired");
    expect(second?.behaviour).not.toBe(first?.behaviour);
    const retired = (await team.inbox(team.dora, "rules")).find(({ buttons }) =>
      buttons.includes(RULE_RESTORE),
    );
    await team.press(team.dora, retired?.id ?? "", RULE_RESTORE, id);
    expect((await askedOf(team, "back"))?.behaviour).toBe(first?.behaviour);
    expect((await write(team, team.dora, "retire rule 1"))?.text).toMatch(/^Retired/);
  });

  it("hold for the reps of the manager who gave them, and nobody else can take them away", async () => {
    const team = await openTeam(bench, { shadowDebriefs: 0 });
    await write(team, team.jon, "rule: don't ask about fears");
    expect((await askedOf(team, "another manager's rule"))?.behaviour).toBe(
      "stay-one-question-longer",
    );
    await write(team, team.dora, "rule: don't ask about fears");
    expect((await askedOf(team, "her own manager's"))?.behaviour).not.toBe(
      "stay-one-question-longer",
    );
    expect((await write(team, team.jon, "retire rule 2"))?.text).toMatch(/no longer here/);
    expect((await write(team, team.ines, "rules"))?.text).toMatch(
      /One rule I keep to when I write/,
    );
    expect((await write(team, team.ines, "rule: only praise"))?.text).toMatch(/manager's to give/);
    expect(await team.directives()).toHaveLength(2);
  });

  it("asked for in a channel are told to the manager alone", async () => {
    const team = await openTeam(bench, { shadowDebriefs: 0 });
    await write(team, team.dora, "rules", "channel:team");
    expect(await team.inbox(team.dora, "rules")).toHaveLength(1);
    expect((await team.outbox()).map(({ threadId }) => threadId)).toEqual([null]);
  });
});
