import type { Usage } from "../ledger.ts";

/** US dollars for a million tokens. */
export interface Price {
  input: number;
  output: number;
  /** Writing to the cache, kept five minutes. */
  cacheWrite: number;
  cacheRead: number;
}

/**
 * List prices as of 20 November 2026, by the start of the model's name, longest first. Sources: the
 * pricing and model pages of platform.claude.com; the cache read of Sonnet 5.5 was lowered on 7 October
 * 2026 (release notes of two price trackers, PromptFuel 1.0.23 and claudit 1.9.2; not seen on the page).
 * Where your contract says otherwise, this is the one place to change.
 */
const PRICES: readonly [start: string, price: Price][] = [
  ["claude-sonnet-5-5", { input: 2, output: 10, cacheWrite: 2.5, cacheRead: 0.1 }],
  ["claude-sonnet-5", { input: 2, output: 10, cacheWrite: 2.5, cacheRead: 0.2 }],
  ["claude-sonnet", { input: 3, output: 15, cacheWrite: 3.75, cacheRead: 0.3 }],
  ["claude-opus-5-5", { input: 4, output: 20, cacheWrite: 5, cacheRead: 0.2 }],
  ["claude-opus", { input: 5, output: 25, cacheWrite: 6.25, cacheRead: 0.5 }],
  // The price of prompts up to 100,000 tokens; a transcript is cut well below that.
  ["claude-haiku-5-5", { input: 0.1, output: 0.5, cacheWrite: 0.125, cacheRead: 0.01 }],
  ["claude-haiku", { input: 1, output: 5, cacheWrite: 1.25, cacheRead: 0.1 }],
];

/** An unknown model counts as the dearest on the list: a budget errs on the side that stops. */
const DEAREST: Price = { input: 10, output: 50, cacheWrite: 12.5, cacheRead: 1 };

/** What a model costs by its name. */
export function priceOf(model: string): Price {
  return PRICES.find(([start]) => model.startsWith(start))?.[1] ?? DEAREST;
}

/** Millionths of a dollar, rounded up: dollars for a million tokens are micro-dollars for one. */
export function costOf(price: Price, usage: Usage): number {
  return Math.ceil(
    usage.inputTokens * price.input +
      usage.outputTokens * price.output +
      usage.cacheWriteTokens * price.cacheWrite +
      usage.cacheReadTokens * price.cacheRead,
  );
}
