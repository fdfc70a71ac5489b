import { DEFAULT_MODEL, openClaude } from "../../src/agents/claude.ts";
import type { Spend } from "../../src/agents/ledger.ts";
import { readConfig } from "../../src/config.ts";
import { anthropicStandIn, behaviours } from "../../tests/anthropic-stand-in.ts";

/** What an answer of the far mind took, all its requests together. */
export interface Took {
  tokens: number;
  readTokens: number;
  costMicros: number;
}

/** Claude with a key, else as the tests' stand-in plays it. */
export type Far = Awaited<ReturnType<typeof openFar>>;

/** A mind of its own for each row, with an empty cache. */
export async function openFar() {
  const { claude: configured } = readConfig();
  const standIn = configured ? null : await anthropicStandIn();
  const spent: Spend[] = [];
  const model = configured?.model ?? DEFAULT_MODEL;
  const claude = openClaude({
    apiKey: configured?.apiKey ?? "bench",
    baseUrl: standIn?.url ?? configured?.baseUrl ?? null,
    model,
    monthlyBudget: Number.POSITIVE_INFINITY,
    callCeiling: 10,
    ledger: { spentThisMonth: async () => 0, record: async (_, spend) => void spent.push(spend) },
    workspaceId: "bench",
  });
  return {
    claude,
    name: standIn ? `${model} as the stand-in plays it` : model,
    /** Before an answer: with the stand-in, so many look-ups are made on the way to it. */
    prepare(lookUps: number): void {
      spent.length = 0;
      standIn?.reset();
      const looked = behaviours.looksUp("search_transcript", { turn: 10 });
      standIn?.script(...Array.from({ length: lookUps }, () => looked));
    },
    /** With the stand-in: the next answer, word for word. */
    says(answer: unknown): void {
      standIn?.script(behaviours.says(JSON.stringify(answer)));
    },
    /** After it. */
    took(): Took {
      const sum = (of: (spend: Spend) => number) =>
        spent.reduce((total, one) => total + of(one), 0);
      const readTokens = sum((one) => one.cacheReadTokens);
      return {
        tokens: sum((one) => one.inputTokens + one.cacheWriteTokens) + readTokens,
        readTokens,
        costMicros: sum((one) => one.costMicros),
      };
    },
    problems: () => standIn?.problems ?? [],
    close: async () => await standIn?.close(),
  };
}
