import { sql } from "drizzle-orm";
import type { Transaction } from "./database.ts";

/** A stage as the deals here are in, and how many are open in it. */
export interface StageWord {
  word: string;
  deals: number;
}

/** An owner's name that is nobody of ours, with how many deals stand under it. */
export interface UnknownOwner {
  name: string;
  deals: number;
}

export async function stageWords(tx: Transaction): Promise<StageWord[]> {
  const { rows } = await tx.execute<{ word: string; deals: number }>(
    sql`select stage as word, count(*)::int as deals from deal group by 1 order by 2 desc, 1`,
  );
  return rows;
}

export async function unknownOwners(tx: Transaction): Promise<UnknownOwner[]> {
  const { rows } = await tx.execute<{ name: string; deals: number }>(
    sql`select owner_name as name, count(*)::int as deals from deal
      where owner_id is null and owner_name is not null group by 1 order by 2 desc, 1`,
  );
  return rows;
}
