import { sql } from "drizzle-orm";
import { v7 } from "uuid";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CallDebrief } from "../../src/coaching/call-debrief.ts";
import { pointsNowhere } from "../../src/coaching/shared-moment.ts";
import { digest } from "../../src/jobs/deliverables/digest.ts";
import { produce } from "../../src/jobs/deliverables/run.ts";
import { plainText } from "../../src/messages/plain-text.ts";
import { addPerson, findPerson } from "../../src/store/people.ts";
import { type TestDatabase, testDatabase } from "../database.ts";
import { type Bench, one, openBench, openTeam, type Team } from "./effects.ts";

let store: TestDatabase;
let bench: Bench;

beforeAll(async () => {
  store = await testDatabase();
  bench = openBench(store);
});
afterAll(async () => await store?.drop());

const QUOTE = "So the ledger is closed twice, and the second time is on a Sunday?";

/** Ines was asked about a moment of hers that went well, and has answered. */
async function praised(quote = QUOTE): Promise<{ team: Team; debriefId: string }> {
  bench.clock.now = new Date("2026-11-18T10:00:00Z");
  const team = await openTeam(bench, { shadowDebriefs: 0 });
  await team.within((tx) =>
    addPerson(tx, { id: v7(), name: "Noor Said", role: "rep", managerId: team.dora }),
  );
  const callId = await team.bring(team.ines, v7());
  const debrief = await team.debrief(callId);
  const output = debrief?.output as CallDebrief;
  const moment = { turn: 4, atMs: null, quote, speaker: "Ines Falk", side: "rep" as const };
  const changed = { ...output, question: { text: "?", moment, credited: true } };
  const ranked = [{ kind: "handed-words-back", credited: true, spot: { ...moment } }];
  await team.within(async (tx) => {
    await tx.execute(
      sql`update debrief set output = ${JSON.stringify(changed)}::jsonb, created_at = '2026-11-16'`,
    );
    await tx.execute(
      sql`update call set started_at = '2026-11-16', analysis = jsonb_set(analysis, '{ranked}', ${JSON.stringify(ranked)}::jsonb)`,
    );
  });
  const asked = one(await team.inbox(team.ines, "debrief"));
  await team.say(team.ines, asked.id, "I wanted to be sure I had it right.");
  return { team, debriefId: asked.id };
}

async function digestOf(team: Team): Promise<string> {
  const dora = await team.within((tx) => findPerson(tx, team.dora));
  const made = await produce(
    bench.effects,
    team.id,
    digest as Parameters<typeof produce>[2],
    dora,
    "",
  );
  return plainText(made.message);
}

const question = async (team: Team) => one(await team.inbox(team.ines, "share-moment"));

describe("a moment that went well", () => {
  it("is asked about once, in the same thread, and stands nowhere before there is a yes", async () => {
    const { team, debriefId } = await praised();
    const asked = await question(team);
    expect(asked.threadId).toBe(debriefId);
    expect(asked.text).toContain(`“${QUOTE}” Handed the buyer's own words back before going on.`);
    expect(asked.text).toContain("On a team of 3, people may guess whose it is.");
    expect(asked.buttons).toEqual(["share-named", "share-unnamed", "share-not"]);
    await team.press(team.ines, debriefId, "just-tell-me");
    await question(team);
    expect(await digestOf(team)).not.toContain("ledger");
  });

  it("is shown with a name, without one, or not at all, as its owner says last", async () => {
    const { team } = await praised();
    const { id } = await question(team);
    const value = await momentOf(team, id);
    await team.press(team.ines, id, "share-named", value);
    expect(await digestOf(team)).toContain(`Ines Falk: “${QUOTE}”`);
    await team.press(team.ines, id, "share-unnamed", value);
    const unnamed = await digestOf(team);
    expect(unnamed).toContain(`A colleague: “${QUOTE}”`);
    expect(unnamed).not.toContain("Ines");
    await team.press(team.ines, id, "share-not", value);
    expect(await digestOf(team)).not.toContain("ledger");
  });

  it("can be taken back, and says what a digest that was sent keeps", async () => {
    const { team } = await praised();
    const { id } = await question(team);
    const value = await momentOf(team, id);
    await team.press(team.ines, id, "share-named", value);
    const told = one(await team.inbox(team.ines, "share-answer"));
    expect(told.buttons).toEqual(["share-withdraw"]);
    await team.press(team.ines, told.id, "share-withdraw", value);
    const answers = await team.inbox(team.ines, "share-answer");
    expect(answers.at(-1)?.text).toBe("Taken back. Nobody has seen it.");
    expect(await digestOf(team)).not.toContain("ledger");
  });

  it("stands in the digests of one week", async () => {
    const { team } = await praised();
    const { id } = await question(team);
    await team.press(team.ines, id, "share-named", await momentOf(team, id));
    bench.clock.now = new Date("2026-11-26T10:00:00Z");
    expect(await digestOf(team)).not.toContain("ledger");
  });

  it("may be shared only with a name where its words lead back to the call", async () => {
    const { team } = await praised("So Hollis signs, once the twelve thousand are through?");
    expect((await question(team)).buttons).toEqual(["share-named", "share-not"]);
  });

  it("is nobody else's to give away", async () => {
    const { team } = await praised();
    const { id } = await question(team);
    await expect(
      team.press(team.dora, id, "share-named", await momentOf(team, id)),
    ).rejects.toMatchObject({ code: "forbidden" });
  });
});

async function momentOf(team: Team, deliveryId: string): Promise<string> {
  const { rows } = await team.within((tx) =>
    tx.execute<{ id: string }>(sql`select subject_id as id from delivery where id = ${deliveryId}`),
  );
  return one(rows).id;
}

describe("words without their owner's name", () => {
  it.each([
    ["What would that mean for the team?", true],
    ["What would that mean for Hollis?", false],
    ["What does Fern Dairy do then?", false],
    ["So it is about 40 a week?", false],
    ["So it is half a million a year?", false],
  ])("%s", (quote, may) => {
    expect(pointsNowhere(quote, ["Hollis Grant", "Hollis", "Grant", "Fern Dairy"])).toBe(may);
  });
});
