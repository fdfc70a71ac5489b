import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { heard } from "../../src/bots/conversation.ts";
import { keepMemory } from "../../src/jobs/keep-memory.ts";
import { sweepRows } from "../../src/jobs/sweep.ts";
import { conversationOf } from "../../src/store/deliveries.ts";
import { changeSettings } from "../../src/store/people.ts";
import { type TestDatabase, testDatabase } from "../database.ts";
import { type Bench, one, openBench, openTeam, type Team } from "./effects.ts";

let store: TestDatabase;
let bench: Bench;
let team: Team;

beforeAll(async () => {
  store = await testDatabase();
  bench = openBench(store);
  // Rows bear the database's own time: a forenoon of today, on whatever day that is.
  bench.clock.now = new Date(`${new Date().toISOString().slice(0, 10)}T10:00:00Z`);
  team = await openTeam(bench, { shadowDebriefs: 0 });
});
afterAll(async () => await store.drop());

const DAY_MS = 24 * 3600_000;

/** Every table of the workspace in which a text stands; raw files are bytes, and looked into as text. */
async function tablesWith(text: string): Promise<string[]> {
  return await team.within(async (tx) => {
    const { rows } = await tx.execute<{ name: string }>(
      sql`select table_name as name from information_schema.columns where table_schema = 'public' and column_name = 'workspace_id' order by 1`,
    );
    const found: string[] = [];
    for (const { name } of rows) {
      const { rows: hits } = await tx.execute(
        sql`select 1 from ${sql.identifier(name)} as one where to_jsonb(one)::text ilike ${`%${text}%`}
          or to_jsonb(one)::text ilike ${`%${Buffer.from(text).toString("hex")}%`}`,
      );
      if (hits.length > 0) found.push(name);
    }
    return found;
  });
}

const keep = async (cause: string) => {
  await bench.effects.enqueue(keepMemory, { workspaceId: team.id, cause });
  await bench.work();
};

const ask = async (text: string) => {
  await heard(bench.effects, team.id, {
    ...{ personId: team.paul, place: `dm:${team.paul}`, threadId: null, text },
  });
  await bench.work();
  return (await team.within((tx) => conversationOf(tx, `dm:${team.paul}`))).at(-1);
};

/** Presses the first button of the newest message that does this. */
async function press(name: string) {
  const row = (await team.within((tx) => conversationOf(tx, `dm:${team.paul}`))).findLast(
    ({ message }) => JSON.stringify(message).includes(`"memory-${name}`),
  );
  const action = row?.message.blocks
    .flatMap((block) => (block.type === "actions" ? block.actions : []))
    .find(({ id }) => id.startsWith(`memory-${name}`));
  await team.press(team.paul, row?.id ?? "", action?.id ?? "", action?.value);
}

it("leaves nothing of what a person told the coach and had forgotten, once there is no way back", async () => {
  await ask("remember that I sail a boat called Quillfeather at weekends");
  await keep("note");
  await ask("What do you remember about me?");
  expect(await tablesWith("Quillfeather")).toEqual(
    expect.arrayContaining(["delivery", "memory", "said"]),
  );
  await press("forget");
  await keep("forgotten");
  // As long as the undo works it is somewhere, and nowhere else than that promises.
  expect(await tablesWith("Quillfeather")).toContain("memory_forgotten");
  bench.clock.now = new Date(Date.now() + 2 * 3600_000);
  await keep("let go");
  expect(await tablesWith("Quillfeather")).toEqual([]);

  await ask("remember that my first customer was Brambleworth and Sons");
  await keep("another note");
  await ask("What do you remember about me?");
  await press("forget-all");
  await press("forget-all.yes");
  expect(await tablesWith("Brambleworth")).toEqual([]);
});

it("leaves nothing of what was said on a call that is older than the workspace keeps them", async () => {
  bench.clock.now = new Date(`${new Date().toISOString().slice(0, 10)}T10:00:00Z`);
  const callId = await team.bring(team.ines, "old");
  const opening = one(await team.inbox(team.ines, "debrief"));
  await team.say(team.ines, opening.id, "I never asked what late invoices cost them, Zanzibar.");
  await team.say(team.ines, opening.id, "What was said about money on that call?");
  for (const action of ["practise", "try-it"]) {
    const last = (await team.inbox(team.ines)).findLast(({ buttons }) => buttons.includes(action));
    if (last) await team.press(team.ines, last.id, action);
  }
  await heard(bench.effects, team.id, {
    ...{ personId: team.ines, place: `dm:${team.ines}`, threadId: null, text: "practice" },
  });
  await bench.work();
  bench.clock.now = new Date(bench.clock.now.getTime() + 2 * DAY_MS);
  await keep("first");
  const said = ["forty thousand", "security committee", "nine hundred", "Hollis"];
  for (const words of said) expect(await tablesWith(words)).toContain("call");
  expect(await tablesWith("forty thousand")).toEqual(
    expect.arrayContaining(["delivery", "memory", "memory_model"]),
  );
  await team.within((tx) => changeSettings(tx, { retentionDays: 30 }));
  bench.clock.now = new Date(bench.clock.now.getTime() + 40 * DAY_MS);
  await sweepRows(bench.effects, bench.clock.now, "erase");
  await bench.work();
  await keep("second");
  expect(await team.call(callId)).toMatchObject({ status: "discarded", transcript: null });
  for (const words of said) expect([words, await tablesWith(words)]).toEqual([words, []]);
  // What she said to the coach is hers, and hers to have forgotten.
  expect(await tablesWith("Zanzibar")).toEqual(expect.arrayContaining(["memory", "said"]));
});
