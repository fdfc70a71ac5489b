import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { heard, pressed } from "../../src/bots/conversation.ts";
import { memoryAsked } from "../../src/jobs/remembering/asked.ts";
import { sweepRows } from "../../src/jobs/sweep.ts";
import { localMemory } from "../../src/memory/local.ts";
import type { MemoryBank } from "../../src/memory/memory.ts";
import { conversationOf } from "../../src/store/deliveries.ts";
import { type TestDatabase, testDatabase } from "../database.ts";
import { type Bench, one, openBench, openTeam, type Team } from "./effects.ts";

let store: TestDatabase;
let bench: Bench;
let team: Team;
let bank: MemoryBank;

beforeAll(async () => {
  store = await testDatabase();
  bench = openBench(store);
  team = await openTeam(bench, { shadowDebriefs: 0 });
  bank = localMemory({ database: store.database, workspaceId: team.id });
});
afterAll(async () => {
  await store.drop();
});

/** Says something to the coach and reads what came back. */
async function ask(person: string, text: string, place = `dm:${person}`) {
  await heard(bench.effects, team.id, { personId: person, place, threadId: null, text });
  await bench.work();
  return await newest(person);
}

async function newest(person: string) {
  const rows = await team.within((tx) => conversationOf(tx, `dm:${person}`));
  const row = rows.at(-1);
  if (!row) throw new Error("nothing was said");
  const buttons = row.message.blocks.flatMap((block) =>
    block.type === "actions" ? block.actions : [],
  );
  const text = (await team.inbox(person)).at(-1)?.text ?? "";
  return { id: row.id, text, buttons };
}

/** Presses the first button of that name under a message. */
async function press(
  person: string,
  from: Awaited<ReturnType<typeof newest>>,
  name: string,
  fields?: Record<string, string>,
) {
  const button = from.buttons.find(({ id }) => id.split(".")[0] === `memory-${name}`);
  if (!button) throw new Error(`there is no button ${name}: ${from.buttons.map(({ id }) => id)}`);
  await pressed(bench.effects, team.id, {
    ...{ personId: person, deliveryId: from.id, actionId: button.id, value: button.value ?? "" },
    ...(fields ? { fields } : {}),
  });
  await bench.work();
  return await newest(person);
}

const WORDS = "I want to ask about money sooner";
const ME = "What do you remember about me?";
const finds = async (person: string | null, question = "ask about money sooner") =>
  (
    await bank.recall(question, {
      reader: person === null ? "everyone" : { personId: person },
      limit: 20,
    })
  ).some(({ text }) => text.includes("money sooner"));

describe("the coach's memory in a chat", () => {
  it("tells an asking line from a note, and both from a question about calls", () => {
    const types = (text: string) => memoryAsked(text)?.type ?? null;
    for (const line of [
      ME,
      "what do you remember about me",
      "/remember",
      "Memory",
      "what have you kept",
    ])
      expect([line, types(line)]).toEqual([line, "about-me"]);
    for (const line of [
      "remember that I like short calls",
      "/remember Fernhill pays late",
      "Note: two calls",
    ])
      expect([line, types(line)]).toEqual([line, "note"]);
    for (const line of ["playbook", "Discovery Playbook", "show me the themes", "/themes"])
      expect([line, types(line)]).toEqual([line, "model"]);
    expect(memoryAsked("what do you remember about Paul?")).toEqual({
      type: "about",
      name: "Paul",
    });
    for (const line of [
      "Do you remember when Hollis named the budget?",
      "remember when she said it was too expensive",
      "remember that she asked for a discount?",
      "What did Hollis say about the invoices?",
      "prep for Fernhill",
    ])
      expect([line, types(line)]).toEqual([line, null]);
  });

  it("says honestly that there is nothing yet, and how it begins", async () => {
    expect((await ask(team.paul, ME)).text).toMatch(/nothing about you yet[\s\S]*remember that/);
  });

  it("keeps a note for its person alone, once, and lists it first with its source and its buttons", async () => {
    const kept = await ask(team.ines, `remember that ${WORDS}`);
    expect(kept.text).toMatch(/for your eyes only/);
    await team.bring(team.ines, "call");
    const list = await ask(team.ines, ME);
    expect(list.text).toMatch(/I remember \d+ things about you/);
    expect(list.text.indexOf(WORDS)).toBeGreaterThan(0);
    expect(list.text).toMatch(/You asked me to keep this on \d+ \w+ \d{4} · only you see it/);
    expect(list.text).toMatch(/Seen on a call on .+ · only you see it today/);
    const names = list.buttons.map(({ id }) => id.split(".")[0]);
    for (const name of ["correct", "dispute", "forget", "share", "more", "forget-all"])
      expect(names).toContain(`memory-${name}`);
    // Under each memory a button of its own: one that is pressed does not answer for the others.
    expect(new Set(list.buttons.map(({ id }) => id)).size).toBe(list.buttons.length);
    expect([await finds(team.ines), await finds(team.dora), await finds(team.paul)]).toEqual([
      ...[true, false, false],
    ]);
    const next = await press(team.ines, list, "more");
    expect(next.text).toMatch(/6 to 10 of/);
  });

  it("answers in private wherever it was asked", async () => {
    const before = (await team.outbox()).length;
    await ask(team.ines, ME, "channel:sales");
    const written = (await team.outbox()).slice(before);
    const rows = await team.within((tx) => conversationOf(tx, "channel:sales"));
    expect(JSON.stringify(rows)).not.toContain("money sooner");
    expect(written.length).toBeGreaterThan(0);
  });

  it("shares a memory with the manager and takes it back, at its person's word alone", async () => {
    const list = await ask(team.ines, ME);
    expect((await press(team.ines, list, "share")).text).toMatch(/Dora can see this one now/);
    expect([await finds(team.dora), await finds(team.paul), await finds(null)]).toEqual([
      ...[true, false, false],
    ]);
    await expect(
      pressed(bench.effects, team.id, {
        ...{ personId: team.dora, deliveryId: list.id, actionId: "memory-share.0", value: "" },
      }),
    ).rejects.toMatchObject({ code: "forbidden" });
    const again = await ask(team.ines, ME);
    expect((await press(team.ines, again, "unshare")).text).toMatch(/Only you/);
    expect(await finds(team.dora)).toBe(false);
  });

  it("puts a person's own words in its place, sets it aside, and takes it up again", async () => {
    const kept = await ask(team.paul, "remember that I rush the opening");
    const list = await ask(team.paul, ME);
    const corrected = await press(team.paul, list, "correct", { text: "I open slowly now." });
    expect(corrected.text).toMatch(/Kept in your words: “I open slowly now\.”/);
    const after = await ask(team.paul, ME);
    expect(after.text).toMatch(/I open slowly now\.[\s\S]*In your own words/);
    expect(after.text).not.toContain("rush the opening");
    await press(team.paul, after, "dispute");
    const recall = async () =>
      await bank.recall("open slowly", { reader: { personId: team.paul }, limit: 5 });
    expect((await recall()).filter(({ kind }) => kind === "note")).toEqual([]);
    const disputed = await ask(team.paul, ME);
    expect(disputed.text).toMatch(/set aside/);
    await press(team.paul, disputed, "accept");
    expect((await recall()).filter(({ kind }) => kind === "note")).toHaveLength(1);
    expect(kept.text).toBeTruthy();
  });

  it("forgets at a press, brings back within the hour, and never after it", async () => {
    bench.clock.now = new Date();
    const list = await ask(team.ines, ME);
    const gone = await press(team.ines, list, "forget");
    expect(gone.text).toMatch(/Forgotten[\s\S]*hour/);
    expect(await finds(team.ines)).toBe(false);
    expect((await ask(team.ines, ME)).text).not.toContain(WORDS);
    // Pressed again on the old list, it is as forgotten, and can still be taken back.
    expect((await press(team.ines, list, "forget")).text).toMatch(/Forgotten/);
    // Nothing is left there to be corrected.
    expect((await press(team.ines, list, "correct", { text: "What?" })).text).toMatch(/no longer/);
    const back = await press(team.ines, gone, "undo");
    expect(back.text).toMatch(/It is back/);
    expect(await finds(team.ines)).toBe(true);
    expect(await finds(team.dora)).toBe(false);
    const again = await press(team.ines, await ask(team.ines, ME), "forget");
    bench.clock.now = new Date(Date.now() + 61 * 60_000);
    await sweepRows(bench.effects, new Date(0), "an-hour-later");
    await bench.work();
    expect((await press(team.ines, again, "undo")).text).toMatch(/gone for good/);
    const tables = await store.database.asOwner((tx) => tx.query.memoryForgotten.findMany());
    expect(JSON.stringify(tables)).not.toContain("money");
  });

  it("lets a manager hear what a report's calls show, and nobody else anything", async () => {
    bench.clock.now = new Date(Date.now() + 25 * 3600_000);
    await sweepRows(bench.effects, new Date(0), "a-day-later");
    await bench.work();
    const told = await ask(team.dora, "What do you remember about Ines?");
    expect(told.text).toMatch(/What Ines's calls have shown[\s\S]*done on \d of \d calls/);
    expect(told.text).not.toContain("money sooner");
    for (const other of [team.paul, team.jon]) {
      const answer = await ask(other, "What do you remember about Ines?");
      expect(answer.text).toMatch(/between Ines and me/);
    }
  });

  it("shows both mental models with the calls they rest on", async () => {
    const playbook = await ask(team.dora, "playbook");
    expect(playbook.text).toMatch(/Discovery Playbook[\s\S]*Questions that opened things up/);
    const themes = await ask(team.ines, "coaching themes");
    expect(themes.text).toMatch(/Coaching Themes[\s\S]*What shows on calls/);
    const row = (await team.within((tx) => conversationOf(tx, `dm:${team.ines}`))).at(-1);
    expect(JSON.stringify(row?.message)).toMatch(/\/calls\/[0-9a-f-]{36}#turn-\d+/);
  });

  it("forgets everything about a person, once they said so twice, and keeps nothing of it again", async () => {
    const asked = await press(team.ines, await ask(team.ines, ME), "forget-all");
    expect(asked.text).toMatch(/Shall I forget all \d+ things/);
    expect((await press(team.ines, asked, "forget-all")).text).toMatch(/Forgotten, all \d+/);
    expect(await bank.about(team.ines, { limit: 5 })).toEqual([]);
    await sweepRows(bench.effects, new Date(0), "after-all");
    await bench.work();
    expect(await bank.about(team.ines, { limit: 5 })).toEqual([]);
    expect(one([(await ask(team.ines, ME)).text])).toMatch(/nothing about you yet/);
  });
});
