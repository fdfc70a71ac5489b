import { sql } from "drizzle-orm";
import { type Corrections, correctionsFrom } from "../deals/import/corrections.ts";
import type { Transaction } from "./database.ts";
import { ownWorkspace } from "./people.ts";

/** What a team has set for its pipeline; raw, each reader makes sense of its own part. */
export async function pipelineSettings(tx: Transaction): Promise<Record<string, unknown>> {
  const { settings } = await ownWorkspace(tx);
  const pipeline = (settings as { pipeline?: unknown }).pipeline;
  return typeof pipeline === "object" && pipeline !== null
    ? (pipeline as Record<string, unknown>)
    : {};
}

/** Replaces one part and leaves the others alone, also those written by somebody else meanwhile. */
export async function setPipeline(tx: Transaction, part: string, value: unknown): Promise<void> {
  await tx.execute(sql`
    update workspace set settings = jsonb_set(settings, '{pipeline}',
      coalesce(settings->'pipeline', '{}'::jsonb) || jsonb_build_object(${part}::text, ${JSON.stringify(value)}::jsonb))`);
}

/** What people said files mean, for the next file. */
export async function keptCorrections(tx: Transaction): Promise<Corrections> {
  return correctionsFrom((await pipelineSettings(tx)).import);
}
