import { sql } from "drizzle-orm";
import { wordKey } from "../../deals/import/corrections.ts";
import { bareStage, type StageKey, stageWord } from "../../deals/stages.ts";
import type { Transaction } from "../database.ts";

/**
 * Gives the stages that are in the store already the reading somebody gave their word by hand, in deals
 * and in their history: a correction is no change of stage. `null` takes a reading back.
 */
export async function rewordStages(
  tx: Transaction,
  stages: Readonly<Record<string, StageKey | null>>,
): Promise<void> {
  if (Object.keys(stages).length === 0) return;
  const { rows } = await tx.execute<{ word: string }>(sql`
    select stage as word from deal
    union select before from deal_change where field = 'stage' and before is not null
    union select after from deal_change where field = 'stage' and after is not null`);
  for (const { word } of rows) {
    const key = stages[wordKey(bareStage(word))];
    const fresh = key ? stageWord(word, key) : key === null ? bareStage(word) : word;
    if (fresh === word) continue;
    await tx.execute(sql`update deal set stage = ${fresh} where stage = ${word}`);
    for (const column of ["before", "after"] as const)
      await tx.execute(
        sql`update deal_change set ${sql.raw(column)} = ${fresh} where field = 'stage' and ${sql.raw(column)} = ${word}`,
      );
  }
}
