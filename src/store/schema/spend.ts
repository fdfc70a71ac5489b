import { sql } from "drizzle-orm";
import { bigint, check, index, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { id, instant, ownWorkspaceOnly } from "./columns.ts";
import { tenant } from "./people.ts";

/** What each request to a language model used, and what it cost at the price list of that day. */
export const modelSpend = pgTable(
  "model_spend",
  {
    workspaceId: tenant(),
    id: id(),
    at: instant("at").notNull(),
    agent: text("agent").notNull(),
    model: text("model").notNull(),
    inputTokens: integer("input_tokens").notNull(),
    outputTokens: integer("output_tokens").notNull(),
    cacheWriteTokens: integer("cache_write_tokens").notNull(),
    cacheReadTokens: integer("cache_read_tokens").notNull(),
    /** Millionths of a US dollar. */
    costMicros: bigint("cost_micros", { mode: "number" }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index("model_spend_at").on(t.workspaceId, t.at),
    check("model_spend_cost", sql`${t.costMicros} >= 0`),
    ownWorkspaceOnly(t.workspaceId),
  ],
);
