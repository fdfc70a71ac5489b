import { ModelFailure } from "../failure.ts";
import type { Ledger, Usage } from "../ledger.ts";
import { costOf, type Price } from "./prices.ts";

/** What one answer may cost, and who is told what it did cost. */
export interface Account {
  ledger: Ledger;
  workspaceId: string;
  /** Millionths of a US dollar a calendar month. */
  monthlyBudget: number;
  /** Millionths of a US dollar an answer, all its requests together. */
  ceiling: number;
}

/** Tokens are not known before they are sent: three characters each is more than English needs. */
const CHARACTERS_PER_TOKEN = 3;

/** The purse of one answer: asked before each request, charged after it. */
export interface Purse {
  /** Throws `over-budget` or `over-ceiling` when the worst case of this request does not fit. */
  allow(request: unknown, mostOutputTokens: number): Promise<void>;
  charge(usage: Usage): Promise<void>;
}

/**
 * Opens the purse. Answers that run at the same time do not see each other's cost, so a month can end
 * over its budget by at most a ceiling for each of them.
 */
export function openPurse(account: Account, price: Price, agent: string, model: string): Purse {
  let spent = 0;
  return {
    allow: async (request, mostOutputTokens) => {
      const worst = costOf(price, {
        inputTokens: 0,
        cacheWriteTokens: Math.ceil(JSON.stringify(request).length / CHARACTERS_PER_TOKEN),
        cacheReadTokens: 0,
        outputTokens: mostOutputTokens,
      });
      if (spent + worst > account.ceiling) {
        throw new ModelFailure(
          "over-ceiling",
          `${agent} could cost ${dollars(spent + worst)}, a single answer may cost ${dollars(account.ceiling)}. Raise COACH_CALL_CEILING to allow it.`,
        );
      }
      const month = await account.ledger.spentThisMonth(account.workspaceId);
      if (month + worst > account.monthlyBudget) {
        throw new ModelFailure(
          "over-budget",
          `${dollars(month)} of this month's ${dollars(account.monthlyBudget)} are spent. Raise COACH_MONTHLY_BUDGET to go on.`,
        );
      }
    },
    charge: async (usage) => {
      const costMicros = costOf(price, usage);
      spent += costMicros;
      await account.ledger.record(account.workspaceId, { ...usage, agent, model, costMicros });
    },
  };
}

const dollars = (micros: number) => `$${(micros / 1_000_000).toFixed(2)}`;
