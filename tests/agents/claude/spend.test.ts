import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { costOf, priceOf } from "../../../src/agents/claude/prices.ts";
import { storedLedger } from "../../../src/agents/ledger.ts";
import { runAgent } from "../../../src/agents/run.ts";
import { DEFAULT_WORKSPACE, workspace } from "../../../src/store/schema.ts";
import { anthropicStandIn, behaviours, type StandIn } from "../../anthropic-stand-in.ts";
import { type TestDatabase, testDatabase } from "../../database.ts";
import { callDebrief, callWith, inputFor } from "./asked.ts";
import { claudeOn } from "./claude-on.ts";

const OTHER = "00000000-0000-7000-8000-0000000000aa";
const input = inputFor(callWith());

let standIn: StandIn;
let store: TestDatabase;
beforeAll(async () => {
  standIn = await anthropicStandIn();
  store = await testDatabase();
  await store.database.inWorkspace(OTHER, (tx) =>
    tx.insert(workspace).values({ id: OTHER, name: "Other", slug: "other" }),
  );
});
afterAll(async () => {
  await standIn.close();
  await store.drop();
});

describe("what Claude costs", () => {
  it("is written down for each request, the failed ones too", async () => {
    standIn.reset();
    standIn.script(behaviours.looksUp("read_measures", {}), behaviours.runsOut);
    const { model, spent } = claudeOn(standIn);
    await runAgent(callDebrief, input, model);
    expect(spent).toHaveLength(3);
    expect(spent.map((one) => one.agent)).toEqual(Array(3).fill("call-debrief"));
    expect(spent[0]?.cacheWriteTokens).toBeGreaterThan(3_000);
    // The look-up and the second try read what the first request put into the cache.
    expect(spent[1]?.cacheReadTokens).toBeGreaterThan(3_000);
    expect(spent[2]?.cacheReadTokens).toBeGreaterThan(3_000);
    const [first] = spent;
    if (!first) throw new Error("nothing was spent");
    // Sonnet 5.5: 2, 10, 2.50 and 0.10 dollars for a million tokens.
    expect(first.costMicros).toBe(
      Math.ceil(
        first.inputTokens * 2 +
          first.outputTokens * 10 +
          first.cacheWriteTokens * 2.5 +
          first.cacheReadTokens * 0.1,
      ),
    );
  });

  it("is kept by workspace and by month", async () => {
    let today = new Date("2026-11-30T23:59:00Z");
    const ledger = storedLedger(store.database, () => today);
    standIn.reset();
    const { model } = claudeOn(standIn, { ledger, workspaceId: DEFAULT_WORKSPACE });
    await runAgent(callDebrief, input, model);
    const november = await ledger.spentThisMonth(DEFAULT_WORKSPACE);
    expect(november).toBeGreaterThan(1_000);
    await runAgent(callDebrief, input, model.for?.(OTHER));
    expect(await ledger.spentThisMonth(DEFAULT_WORKSPACE)).toBe(november);
    expect(await ledger.spentThisMonth(OTHER)).toBeGreaterThan(1_000);
    today = new Date("2026-12-01T00:00:00Z");
    expect(await ledger.spentThisMonth(DEFAULT_WORKSPACE)).toBe(0);
  });

  it("ends at the monthly budget: the local coach goes on and says so", async () => {
    standIn.reset();
    const { model } = claudeOn(standIn, { monthlyBudget: 0.1 });
    const notes: (string | null)[] = [];
    for (let answers = 0; answers < 6; answers += 1) {
      notes.push((await runAgent(callDebrief, input, model)).note);
    }
    expect(notes[0]).toBeNull();
    expect(notes.at(-1)).toMatch(/^This month's budget for the language model is used up/);
    expect(standIn.requests.length).toBeLessThan(6);
    // Another workspace has a budget of its own.
    expect((await runAgent(callDebrief, input, model.for?.("theirs"))).note).toBeNull();
  });

  it("is never risked beyond what one answer may cost, look-ups included", async () => {
    standIn.reset();
    const none = claudeOn(standIn, { callCeiling: 0.01 });
    const { note } = await runAgent(callDebrief, input, none.model);
    expect(note).toMatch(/more than a single answer may/);
    expect([standIn.requests.length, none.spent.length]).toEqual([0, 0]);

    standIn.script(...Array.from({ length: 5 }, () => behaviours.looksUp("read_measures", {})));
    const few = claudeOn(standIn, { callCeiling: 0.105 });
    await runAgent(callDebrief, input, few.model);
    const total = few.spent.reduce((sum, one) => sum + one.costMicros, 0);
    expect(few.spent.length).toBeGreaterThan(0);
    expect(total).toBeLessThan(105_000);
  });

  it("is counted at the dearest price for a model nobody has a price for", () => {
    const dearest = costOf(priceOf("claude-unheard-of"), MILLION);
    for (const known of [
      "claude-sonnet-5-5",
      "claude-sonnet-4-5",
      "claude-opus-5",
      "claude-haiku-4-5",
    ]) {
      expect(costOf(priceOf(known), MILLION)).toBeLessThan(dearest);
    }
    expect(costOf(priceOf("claude-sonnet-5-5"), MILLION)).toBe(14_600_000);
  });
});

const MILLION = {
  inputTokens: 1_000_000,
  outputTokens: 1_000_000,
  cacheWriteTokens: 1_000_000,
  cacheReadTokens: 1_000_000,
};
