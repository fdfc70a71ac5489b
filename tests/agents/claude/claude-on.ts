import { type ClaudeSettings, DEFAULT_MODEL, openClaude } from "../../../src/agents/claude.ts";
import type { Ledger, Spend } from "../../../src/agents/ledger.ts";
import type { StandIn } from "../../anthropic-stand-in.ts";

/** A ledger in memory; `spent` is what was recorded, by workspace. */
export function memoryLedger() {
  const spent: (Spend & { workspaceId: string })[] = [];
  const ledger: Ledger = {
    spentThisMonth: async (workspaceId) =>
      spent
        .filter((one) => one.workspaceId === workspaceId)
        .reduce((sum, one) => sum + one.costMicros, 0),
    record: async (workspaceId, spend) => {
      spent.push({ ...spend, workspaceId });
    },
  };
  return { ledger, spent };
}

/** The real mind and the real SDK, talking to the stand-in. */
export function claudeOn(standIn: StandIn, settings: Partial<ClaudeSettings> = {}) {
  const { ledger, spent } = memoryLedger();
  const model = openClaude({
    apiKey: "test-key",
    baseUrl: standIn.url,
    model: DEFAULT_MODEL,
    monthlyBudget: 50,
    callCeiling: 0.5,
    ledger,
    workspaceId: "ours",
    ...settings,
  });
  return { model, spent };
}
