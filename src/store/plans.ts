import { desc, eq } from "drizzle-orm";
import type { PlanState } from "../coaching/plan.ts";
import type { Transaction } from "./database.ts";
import { coachingPlan, debrief, rampYes } from "./schema.ts";

export type CoachingPlanRow = typeof coachingPlan.$inferSelect;
export type RampYesRow = typeof rampYes.$inferSelect;

/** A rep's newest plan. */
export async function planOf(tx: Transaction, repId: string): Promise<CoachingPlanRow | null> {
  const [row] = await tx
    .select()
    .from(coachingPlan)
    .where(eq(coachingPlan.repId, repId))
    .orderBy(desc(coachingPlan.createdAt))
    .limit(1);
  return row ?? null;
}

/** Keeps a draft: the one that is not talked through yet is written over, else there is a new one. */
export async function draftPlan(
  tx: Transaction,
  repId: string,
  focuses: CoachingPlanRow["focuses"],
): Promise<string> {
  const known = await planOf(tx, repId);
  if (known?.state === "drafted") {
    await tx.update(coachingPlan).set({ focuses }).where(eq(coachingPlan.id, known.id));
    return known.id;
  }
  const [row] = await tx
    .insert(coachingPlan)
    .values({ repId, focuses })
    .returning({ id: coachingPlan.id });
  if (!row) throw new Error("a plan that was inserted has an id");
  return row.id;
}

/** Puts one focus in other words; the others stay. */
export async function changeFocus(
  tx: Transaction,
  { id, focuses }: Pick<CoachingPlanRow, "id" | "focuses">,
  changed: CoachingPlanRow["focuses"][number],
): Promise<void> {
  await tx
    .update(coachingPlan)
    .set({
      focuses: focuses.map((focus) =>
        focus.behaviour === changed.behaviour ? { ...focus, ...changed } : focus,
      ),
    })
    .where(eq(coachingPlan.id, id));
}

export async function lockPlan(tx: Transaction, id: string): Promise<CoachingPlanRow | null> {
  const [row] = await tx.select().from(coachingPlan).where(eq(coachingPlan.id, id)).for("update");
  return row ?? null;
}

/** The next state, by whom and when. */
export async function movePlan(
  tx: Transaction,
  id: string,
  state: Exclude<PlanState, "drafted">,
  by: { personId: string; at: Date },
): Promise<void> {
  const stamp =
    state === "approved"
      ? { approvedAt: by.at, approvedBy: by.personId }
      : { discussedAt: by.at, discussedBy: by.personId };
  await tx
    .update(coachingPlan)
    .set({ state, ...stamp })
    .where(eq(coachingPlan.id, id));
}

/** What a rep agreed to try after a debrief, oldest first: for the rep's own eyes. */
export async function agreedInDebriefs(
  tx: Transaction,
  repId: string,
): Promise<{ behaviour: string; on: string }[]> {
  const rows = await tx
    .select({ behaviour: debrief.behaviour, history: debrief.history })
    .from(debrief)
    .where(eq(debrief.repId, repId));
  return rows
    .flatMap(({ behaviour, history }) =>
      (history as { what?: string; at?: string }[]).flatMap(({ what, at }) =>
        behaviour && what === "try-it" && at ? [{ behaviour, on: at.slice(0, 10) }] : [],
      ),
    )
    .sort((a, b) => a.on.localeCompare(b.on));
}

export async function rampYesesOf(tx: Transaction, repId: string): Promise<RampYesRow[]> {
  return await tx.select().from(rampYes).where(eq(rampYes.repId, repId));
}

/** A person's yes to a milestone or gate; a second one changes nothing and returns false. */
export async function sayYes(
  tx: Transaction,
  row: Pick<RampYesRow, "repId" | "step" | "personId" | "on">,
): Promise<boolean> {
  const added = await tx
    .insert(rampYes)
    .values(row)
    .onConflictDoNothing()
    .returning({ step: rampYes.step });
  return added.length > 0;
}
