import { and, desc, eq, inArray } from "drizzle-orm";
import type { CallDebrief } from "../coaching/call-debrief.ts";
import type { Transaction } from "./database.ts";
import { debrief } from "./schema.ts";

/** What a rep was last given to practise, once they have heard it; `null` before any such conversation. */
export async function openFocus(
  tx: Transaction,
  repId: string,
): Promise<{ behaviour: string; practice: string } | null> {
  const [row] = await tx
    .select({ output: debrief.output })
    .from(debrief)
    .where(
      and(
        eq(debrief.repId, repId),
        // Before the question is answered, the practice would be telling before asking.
        inArray(debrief.state, ["told", "practising", "released", "closed"]),
      ),
    )
    .orderBy(desc(debrief.createdAt))
    .limit(1);
  const output = row?.output as Partial<CallDebrief> | undefined;
  return output?.behaviour && output.practice
    ? { behaviour: output.behaviour, practice: output.practice }
    : null;
}
