import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { DateTime } from "luxon";
import { v7 } from "uuid";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { importCommand } from "../../src/commands/floor.ts";
import { readConfig } from "../../src/config.ts";
import { recentCalls } from "../../src/store/calls.ts";
import { addPerson } from "../../src/store/people.ts";
import { DEFAULT_WORKSPACE, delivery } from "../../src/store/schema.ts";
import { type TestDatabase, testDatabase } from "../database.ts";
import { invoiceCall } from "../e2e/transcripts.ts";
import { type Bench, DORA, INES, one, openBench, openTeam, PAUL } from "./effects.ts";

let store: TestDatabase;
let bench: Bench;

beforeAll(async () => {
  store = await testDatabase();
  bench = openBench(store);
});
afterAll(async () => await store?.drop());

/** Nothing that happens on it is worth a question. */
const QUIET = [
  `${INES}: Hello, can you hear me all right?`,
  "Hollis Grant: Yes, I can hear you well, thank you.",
  `${INES}: Good. I only wanted to tell you that the papers have arrived here.`,
  "Hollis Grant: Thanks for telling me, that is kind of you.",
  `${INES}: You are welcome. Have a good weekend.`,
  "Hollis Grant: You too, goodbye.",
].join("\n");

describe("in shadow mode", () => {
  it("shows a call that came in by itself to the manager, and the rep sees nothing", async () => {
    const team = await openTeam(bench);
    const callId = await team.bring(null, "recorded");
    const asked = one(await team.inbox(team.dora));
    expect(asked.kind).toBe("debrief-approval");
    expect(asked.buttons).toEqual(["approve", "edit", "reject"]);
    expect(asked.text).toContain("Only you see this; Ines is told that you read it first.");
    expect(asked.text).toContain("19 more of these");
    expect(await team.outbox()).toHaveLength(1);
    expect(await team.debrief(callId)).toMatchObject({ state: "held", repId: team.ines });
  });

  it("tells a rep who dropped the file one line, without the question and without a promise", async () => {
    const team = await openTeam(bench);
    await team.bring(team.ines, "dropped");
    const held = one(await team.inbox(team.ines));
    expect(held).toMatchObject({ kind: "debrief-held", buttons: [] });
    expect(held.text).toContain(`${DORA} looks at my first questions`);
    expect(held.text).toContain("what you answer stays between us");
    expect(held.text).not.toMatch(/[“?]/);
    const asked = one(await team.inbox(team.dora));
    expect(asked.text).toMatch(/“[^”]+”/);
  });

  it("answers a manager's file with the debrief to look at, and with nothing that is not true yet", async () => {
    const team = await openTeam(bench);
    await team.bring(team.dora, "by the manager");
    expect((await team.inbox(team.dora)).map(({ kind }) => kind)).toEqual(["debrief-approval"]);
    expect(await team.inbox(team.ines)).toEqual([]);
  });

  it("tells anybody else who brought the file whom it waits for, and not what is asked", async () => {
    const team = await openTeam(bench);
    await team.bring(team.jon, "by another");
    const told = one(await team.inbox(team.jon));
    expect(told.text).toContain(`its question is for ${INES}. ${DORA} looks at it first`);
    expect(told.text).not.toMatch(/[“?]|\/calls\//);
    expect(await team.inbox(team.ines)).toEqual([]);
  });

  it("ends after as many as are set: then the rep is asked directly", async () => {
    const team = await openTeam(bench, { shadowDebriefs: 2 });
    await team.bring(team.ines, "first");
    await team.bring(team.paul, "second", { rep: PAUL });
    const desk = async () => await team.inbox(team.dora, "debrief-approval");
    const [first, second] = await desk();
    expect(first?.text).toContain("One more of these");
    await team.press(team.dora, first?.id ?? "", "reject");
    await team.bring(team.ines, "undecided");
    expect((await desk()).at(-1)?.text).toContain("This is the last of these");
    await team.press(team.dora, second?.id ?? "", "approve");
    await team.bring(team.ines, "third");
    expect(await desk()).toHaveLength(3);
    const debrief = one(await team.inbox(team.ines, "debrief"));
    expect(debrief.text).toContain("third");
    expect(debrief.text).toContain("only you see this until tomorrow");
  });

  it.each([
    ["in the sample workspace", { sample: true }],
    ["where it is switched off", { shadowDebriefs: 0 }],
  ])("is not %s", async (_, options) => {
    const team = await openTeam(bench, options);
    await team.bring(null, "direct");
    expect(one(await team.outbox()).kind).toBe("debrief");
  });

  it("does not hold a call on which nobody of ours speaks: whoever brought it is asked", async () => {
    const team = await openTeam(bench);
    await team.within((tx) =>
      tx.execute(sql`update person set manager_id = ${team.jon} where id = ${team.dora}`),
    );
    const callId = await team.bring(team.dora, "elsewhere", { rep: "Sam Outside" });
    expect(await team.call(callId)).toMatchObject({ repId: null, repName: "Sam Outside" });
    expect(one(await team.outbox())).toMatchObject({ kind: "debrief" });
    one(await team.inbox(team.dora));
  });
});

describe("without shadow mode", () => {
  const open = () => openTeam(bench, { shadowDebriefs: 0 });

  it("tells a manager who drops a call that the debrief is with the rep, and nothing of it", async () => {
    const team = await open();
    await team.bring(team.dora, "dropped");
    const told = one(await team.inbox(team.dora));
    expect(told).toMatchObject({ kind: "call-with-rep", buttons: [] });
    expect(told.text).toContain(`the debrief is with ${INES}. It is theirs alone until tomorrow.`);
    expect(told.text).not.toMatch(/[“?]|\/calls\//);
    const debrief = one(await team.inbox(team.ines));
    expect(debrief.text).toContain("only you see this until tomorrow");
  });

  it("asks one question a day, and writes the other debrief all the same", async () => {
    const team = await open();
    const [first, second] = [await team.bring(null, "one"), await team.bring(null, "two")];
    const debrief = one(await team.inbox(team.ines));
    expect(debrief.text).toContain("one");
    for (const id of [first, second]) {
      expect((await team.call(id))?.status).toBe("debriefed");
      expect((await team.debrief(id))?.output).toMatchObject({ question: {} });
    }
  });

  it("asks one question a day even when two calls are read at the same moment", async () => {
    const team = await open();
    for (const mark of ["a", "b", "c", "d"]) await team.bring(null, mark, { later: true });
    await bench.work(true);
    one(await team.inbox(team.ines, "debrief"));
  });

  it("asks at once about a file the rep drops, however many there were today", async () => {
    const team = await open();
    await team.bring(null, "recorded");
    await team.bring(team.ines, "dropped");
    await team.bring(team.ines, "dropped too");
    expect(await team.inbox(team.ines, "debrief")).toHaveLength(3);
  });

  it("begins a new day at midnight where the rep is, not a day after the last question", async () => {
    const zone = "Pacific/Auckland";
    const team = await openTeam(bench, { shadowDebriefs: 0, timeZone: zone });
    await team.bring(null, "late");
    const morning = DateTime.fromJSDate(bench.clock.now).setZone(zone).startOf("day");
    await team.within((tx) =>
      tx.execute(sql`update delivery set created_at = ${morning.minus({ minutes: 5 }).toJSDate()}`),
    );
    await team.bring(null, "early");
    expect(await team.inbox(team.ines, "debrief")).toHaveLength(2);
  });

  it("says nothing about a call that came in by itself and has nothing to ask", async () => {
    const team = await open();
    const callId = await team.bring(null, "quiet", { text: QUIET });
    expect(await team.debrief(callId)).toMatchObject({ state: "silent" });
    expect(await team.outbox()).toEqual([]);
  });

  it("tells whoever dropped such a call, and nobody else", async () => {
    const team = await open();
    await team.bring(team.dora, "quiet", { text: QUIET });
    expect(one(await team.outbox())).toMatchObject({ kind: "call-quiet" });
    one(await team.inbox(team.dora));
  });
});

describe("with several calls a day in shadow mode", () => {
  it("puts one of a rep's calls before the manager, as the rep would be asked one", async () => {
    const team = await openTeam(bench);
    for (const mark of ["a", "b", "c"]) await team.bring(null, mark);
    await team.bring(null, "d", { rep: PAUL });
    const about = (await team.inbox(team.dora)).map(({ text }) => text.includes("Ask Paul"));
    expect(about).toEqual([false, true]);
  });
});

describe("history", () => {
  it("is read and written down, and nobody hears of it", async () => {
    for (const shadowDebriefs of [0, 20]) {
      const team = await openTeam(bench, { shadowDebriefs });
      const callId = await team.bring(null, "past", { announce: false });
      await team.bring(null, "quiet past", { announce: false, text: QUIET });
      await team.bring(null, "empty past", { announce: false, text: "  " });
      expect(await team.call(callId)).toMatchObject({ status: "debriefed", repId: team.ines });
      expect(await team.outbox()).toEqual([]);
      // It is not today's one question either.
      await team.bring(null, "today");
      expect(await team.outbox()).toHaveLength(1);
    }
  });

  it("is what `import --history` brings, through the real queue; without it the manager is asked", async () => {
    const own = await testDatabase();
    const folder = await mkdtemp(join(tmpdir(), "coach-history-"));
    const config = readConfig({ DATABASE_URL: own.url, DATA_DIR: folder, LOG_LEVEL: "silent" });
    const outbox = () =>
      own.database.inWorkspace(DEFAULT_WORKSPACE, (tx) => tx.select().from(delivery));
    try {
      await own.database.inWorkspace(DEFAULT_WORKSPACE, async (tx) => {
        const dora = v7();
        await addPerson(tx, { id: dora, name: DORA, role: "manager" });
        await addPerson(tx, { id: v7(), name: INES, role: "rep", managerId: dora });
      });
      const files = ["past", "present"].map((mark) => join(folder, `${mark}.vtt`));
      for (const file of files)
        await writeFile(file, invoiceCall({ rep: INES, buyer: "Hollis Grant", mark: file }));
      expect(await importCommand(config, files.slice(0, 1), { history: true })).toBe(0);
      const read = await own.database.inWorkspace(DEFAULT_WORKSPACE, (tx) =>
        recentCalls(tx, { limit: 9 }),
      );
      expect(one(read)).toMatchObject({ status: "debriefed", repId: expect.any(String) });
      expect(await outbox()).toEqual([]);
      expect(await importCommand(config, files.slice(1), {})).toBe(0);
      const [welcome, asked, ...more] = await outbox();
      expect(welcome).toMatchObject({ kind: "welcome", status: "sent" });
      expect(asked).toMatchObject({ kind: "debrief-approval", status: "sent" });
      expect(more).toEqual([]);
    } finally {
      await own.drop();
      await rm(folder, { recursive: true, force: true });
    }
  });
});
