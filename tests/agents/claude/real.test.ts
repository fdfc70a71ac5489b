/** `npm run test:claude`: the contract on the real API. It costs money, so `npm test` never runs it. */
import { describe, expect, it } from "vitest";
import { DEFAULT_MODEL, openClaude } from "../../../src/agents/claude.ts";
import { readConfig } from "../../../src/config.ts";
import { modelContract } from "../../contracts/model.ts";
import { memoryLedger } from "./claude-on.ts";

// Vitest's mode, given on the command line: a key in the environment alone spends nothing.
const asked = process.env.MODE === "claude";
const claude = asked ? readConfig().claude : null;

if (claude) {
  const { ledger } = memoryLedger();
  const model = openClaude({
    ...claude,
    model: claude.model ?? DEFAULT_MODEL,
    ledger,
    workspaceId: "contract",
    timeouts: { request: 90_000, answer: 170_000 },
  });
  // A real mind may miss twice now and then; more often would be a prompt to mend.
  modelContract(`${model.name}, the real one`, () => model, {
    mostFallbacks: 2,
    timeoutMs: 400_000,
  });
} else {
  describe("the real Claude", () => {
    const plainly = "is asked by npm run test:claude alone, with ANTHROPIC_API_KEY set";
    if (asked) it.skip(plainly, () => undefined);
    else it(plainly, () => expect(claude).toBeNull());
  });
}
