import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { storedLedger } from "../../../src/agents/ledger.ts";
import { localModel } from "../../../src/agents/local.ts";
import { runAgent } from "../../../src/agents/run.ts";
import { readConfig } from "../../../src/config.ts";
import { openParts } from "../../../src/parts.ts";
import { DEFAULT_WORKSPACE } from "../../../src/store/schema.ts";
import { anthropicStandIn, type StandIn } from "../../anthropic-stand-in.ts";
import { type TestDatabase, testDatabase } from "../../database.ts";
import { callDebrief, callWith, inputFor } from "./asked.ts";

let standIn: StandIn;
let store: TestDatabase;
let folder: string;
beforeAll(async () => {
  standIn = await anthropicStandIn();
  store = await testDatabase();
  folder = await mkdtemp(join(tmpdir(), "coach-parts-"));
});
afterAll(async () => {
  await standIn.close();
  await store.drop();
  await rm(folder, { recursive: true });
});

async function partsWith(environment: Record<string, string>) {
  const known = { DATABASE_URL: store.url, DATA_DIR: folder, LOG_LEVEL: "silent" };
  return await openParts(readConfig({ ...known, ...environment }), { workers: false });
}

describe("the mind the parts are opened with", () => {
  it("is the local one without a key", async () => {
    const parts = await partsWith({ ANTHROPIC_API_KEY: "", COACH_MODEL: "claude-opus-5" });
    expect(parts.effects.model).toBe(localModel);
    await parts.close();
  });

  it("is Claude with one, by the configured name, and its cost is in the store", async () => {
    const parts = await partsWith({
      ANTHROPIC_API_KEY: "test-key",
      ANTHROPIC_BASE_URL: `${standIn.url}/`,
      COACH_MODEL: "claude-opus-5-5",
    });
    const { mind } = await runAgent(callDebrief, inputFor(callWith()), parts.effects.model);
    const ledger = storedLedger(parts.database, () => new Date());
    expect(mind).toBe("claude-opus-5-5");
    expect(await ledger.spentThisMonth(DEFAULT_WORKSPACE)).toBeGreaterThan(10_000);
    await parts.close();
  });

  it("may spend nothing when the budget is 0, and needs amounts it can read", async () => {
    const none = readConfig({ ANTHROPIC_API_KEY: "test-key", COACH_MONTHLY_BUDGET: "0" });
    expect(none.claude).toMatchObject({ monthlyBudget: 0, callCeiling: 0.5, model: null });
    const wrong = () =>
      readConfig({ COACH_MONTHLY_BUDGET: "ten", COACH_CALL_CEILING: "-1", COACH_MODEL: "a b" });
    expect(wrong).toThrow(/COACH_MODEL[\s\S]*COACH_MONTHLY_BUDGET[\s\S]*COACH_CALL_CEILING/);
  });
});
