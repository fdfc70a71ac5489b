import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { keepMemory } from "../../src/jobs/keep-memory.ts";
import { sweepRows } from "../../src/jobs/sweep.ts";
import { localMemory } from "../../src/memory/local.ts";
import type { Memory, MemoryBank } from "../../src/memory/memory.ts";
import { call, deal, memoryTold, person, rampYes } from "../../src/store/schema.ts";
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

const DAY_MS = 24 * 3600_000;
const kinds = (memories: readonly Memory[]) =>
  [...new Set(memories.map(({ kind }) => kind))].sort();
const seenBy = async (personId: string | null, question: string) =>
  await bank.recall(question, {
    reader: personId === null ? "everyone" : { personId },
    limit: 50,
  });
const sweep = async () => {
  await sweepRows(bench.effects, new Date(0), `test-${bench.clock.now.getTime()}`);
  await bench.work();
};
const COST = "What happens on those bad days when invoices pile up?";

describe("what memory keeps of the work", () => {
  it("keeps what a call showed for its rep alone on the first day, and for the team after it", async () => {
    await team.bring(team.ines, "first");
    const mine = await bank.about(team.ines, { limit: 200 });
    expect(kinds(mine)).toEqual(expect.arrayContaining(["behaviour", "question"]));
    expect(new Set(mine.map(({ audience }) => audience))).toEqual(new Set(["private"]));
    for (const other of [team.dora, team.paul, null]) {
      expect((await seenBy(other, COST)).filter(({ callId }) => callId !== null)).toEqual([]);
    }
    bench.clock.now = new Date(Date.now() + DAY_MS + 1000);
    await sweep();
    const later = await bank.about(team.ines, { limit: 200 });
    expect(new Set(later.map(({ audience }) => audience))).toEqual(new Set(["team"]));
    const learned = (await seenBy(team.paul, COST)).filter(({ kind }) => kind === "question");
    expect(learned[0]).toMatchObject({ personId: null, audience: "workspace" });
    expect(learned[0]?.text).toContain("What happens on those bad days?");
    const shown = await bank.observations({ reader: { personId: team.dora }, personId: team.ines });
    expect(shown.length).toBeGreaterThan(0);
    expect(
      await bank.observations({ reader: { personId: team.paul }, personId: team.ines }),
    ).toEqual([]);
  });

  it("keeps an answer, a practised line and an intention for their person alone, by what they are", async () => {
    bench.clock.now = new Date();
    await team.bring(team.paul, "reflecting", { rep: "Paul Renner" });
    const asked = one(await team.inbox(team.paul, "debrief"));
    await team.say(team.paul, asked.id, "Next time I would ask what that March cost them.");
    await team.press(team.paul, asked.id, "practise");
    await team.say(team.paul, asked.id, "What did that do to you?");
    const evidence = (await team.inbox(team.paul, "debrief-drill-looked-at")).at(-1);
    await team.press(team.paul, evidence?.id ?? "", "try-it");
    const kept = (await bank.about(team.paul, { limit: 200 })).filter(({ kind }) =>
      ["reflection", "practice", "intention"].includes(kind),
    );
    expect(kinds(kept)).toEqual(["intention", "practice", "reflection"]);
    expect(new Set(kept.map(({ audience }) => audience))).toEqual(new Set(["private"]));
    const words = "ask what that March cost";
    expect((await seenBy(team.paul, words))[0]?.kind).toBe("reflection");
    for (const other of [team.dora, team.ines, team.jon, null]) {
      const found = (await seenBy(other, words)).map(({ documentId }) => documentId);
      expect(found.filter((id) => kept.some(({ documentId }) => documentId === id))).toEqual([]);
    }
  });

  it("says what coaching did once a later call shows it, and which way of coaching it was", async () => {
    await team.bring(team.paul, "after", { rep: "Paul Renner" });
    const about = await bank.about(team.paul, { limit: 400 });
    const [coaching] = about.filter(({ kind }) => kind === "coaching");
    expect(coaching?.text).toMatch(
      /^After coaching on .+, the next call (?:showed|did not show) it/,
    );
    expect(about.find(({ kind }) => kind === "way")).toMatchObject({
      audience: "private",
      fact: { subject: "practice" },
    });
    const themes = await bank.model("coaching-themes", { personId: team.paul });
    expect(themes.markdown).toMatch(/Practised in the chat, the next call showed it \d of 1 times/);
  });

  it("keeps how deals ended, whether the forecast held and how quickly a ramp went", async () => {
    const [won, lost] = [crypto.randomUUID(), crypto.randomUUID()];
    await team.within(async (tx) => {
      const common = {
        ownerId: team.ines,
        stage: "Closed",
        category: "Commit",
        openedOn: "2026-01-05",
      };
      await tx.insert(deal).values([
        { ...common, id: won, name: "Harrow Steel", status: "won", closedOn: "2026-05-04" },
        {
          ...common,
          ...{ id: lost, name: "Quince Foods", status: "lost", closedOn: "2026-05-05" },
          lossReason: "No decision",
        },
      ]);
      await tx.update(person).set({ startedOn: "2026-04-01" });
      await tx
        .insert(rampYes)
        .values({ repId: team.ines, step: "certified", personId: team.dora, on: "2026-04-21" });
    });
    await sweep();
    const reader = { personId: team.dora };
    const said = (await bank.observations({ reader })).map(({ statement }) => statement).join("\n");
    expect(said).toMatch(/Forecasts: came true 1 of 2 times/);
    expect(said).toMatch(/“No decision” as the reason for a lost deal: once/);
    expect(said).toMatch(/Ramp, certified on the product: reached/);
    expect((await seenBy(team.dora, "certified on the product"))[0]?.text).toMatch(/by day 20/);
    // Open again, it was never lost.
    await team.within(async (tx) => {
      await tx.update(deal).set({ status: "open", closedOn: null }).where(eq(deal.id, lost));
    });
    await sweep();
    expect(await seenBy(team.dora, "Quince Foods")).toEqual([]);
  });

  it("knows what the coaches know, a section each", async () => {
    const hits = await bank.recall("How to open a discovery call?", {
      reader: "everyone",
      limit: 5,
      within: { kinds: ["knowledge"] },
    });
    expect(hits.length).toBeGreaterThan(0);
  });

  it("changes nothing when it runs again, twice at once, or after it was cut off before the end", async () => {
    const all = async () => {
      const found: unknown[] = [];
      for await (const { id, documentId, text } of bank.export({ personId: team.ines }))
        found.push([id, documentId, text]);
      return found;
    };
    const before = await all();
    expect(before.length).toBeGreaterThan(20);
    // As if no run had ever come to its end.
    await team.within((tx) => tx.delete(memoryTold));
    const run = () => keepMemory.run({ workspaceId: team.id, cause: "again" }, bench.effects);
    await Promise.all([run(), run()]);
    expect(await all()).toEqual(before);
  });

  it("leaves alone what its person corrected, disputed or had forgotten, when the call is read again", async () => {
    const mine = (await bank.about(team.ines, { limit: 50 })).filter(
      ({ kind }) => kind === "behaviour",
    );
    const [corrected, disputed, forgotten] = mine.map(({ documentId }) => documentId);
    const by = { personId: team.ines };
    await bank.correct(corrected ?? "", "I did that, off the record.", by);
    await bank.dispute(disputed ?? "", by, true);
    await bank.forget({ documentId: forgotten ?? "" }, by);
    await team.within((tx) => tx.delete(memoryTold));
    await sweep();
    const left = new Map(
      (await bank.about(team.ines, { limit: 200 })).map((row) => [row.documentId, row]),
    );
    expect(left.get(corrected ?? "")?.text).toBe("I did that, off the record.");
    expect(left.get(disputed ?? "")?.disputed).toBe(true);
    expect(left.has(forgotten ?? "")).toBe(false);
  });

  it("lets nothing wait for a call that cannot be read, and says so", async () => {
    const callId = await team.bring(team.ines, "broken");
    const fine = await team.bring(team.ines, "fine");
    await team.within(async (tx) => {
      await tx.delete(memoryTold);
      await tx
        .update(call)
        .set({ analysis: { moments: null } })
        .where(eq(call.id, callId));
    });
    const run = () => keepMemory.run({ workspaceId: team.id, cause: "broken" }, bench.effects);
    await expect(run()).rejects.toThrow();
    const told = await team.within((tx) => tx.select().from(memoryTold));
    const subjects = told.map(({ subject }) => subject);
    expect(subjects).toContain(`call/${fine}`);
    expect(subjects).not.toContain(`call/${callId}`);
  });
});
