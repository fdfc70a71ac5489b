import { and, desc, eq, inArray, sql } from "drizzle-orm";
import type { CallDebrief } from "../coaching/call-debrief.ts";
import type { Transaction } from "./database.ts";
import { planOf } from "./plans.ts";
import { debrief, delivery } from "./schema.ts";

/** What a rep was last given to practise, once they have heard it; `null` before any such conversation. */
export async function openFocus(
  tx: Transaction,
  repId: string,
): Promise<{ behaviour: string; practice: string } | null> {
  const row = await lastTold(tx, repId);
  const output = row?.output as Partial<CallDebrief> | undefined;
  return output?.behaviour && output.practice
    ? { behaviour: output.behaviour, practice: output.practice }
    : null;
}

/** Something that is to be looked for on the next call. */
export interface OpenResolution {
  key: string;
  behaviour: string;
  at: Date;
  /** They pressed that they would, or the plan was talked through with them. */
  agreed: boolean;
}

/**
 * What a rep set out to do and has not heard back about: in their last debrief, then in their plan. It
 * counts as heard once a debrief that spoke of it was on its way to them.
 */
export async function openResolutions(tx: Transaction, repId: string): Promise<OpenResolution[]> {
  const told = await lastTold(tx, repId);
  const plan = await planOf(tx, repId);
  const all: OpenResolution[] = [
    ...(told?.behaviour ? [{ ...agreedIn(told), key: told.id, behaviour: told.behaviour }] : []),
    ...(plan?.discussedAt ? plan.focuses : []).map(({ behaviour }) => ({
      ...{ key: `${plan?.id}/${behaviour}`, behaviour },
      ...{ at: plan?.discussedAt ?? new Date(), agreed: true },
    })),
  ];
  const heard = await heardBack(tx, repId);
  return all.filter(({ key }) => !heard.has(key));
}

type Told = typeof debrief.$inferSelect;

/** Before the question is answered the practice would be telling before asking; what was disputed is not theirs. */
async function lastTold(tx: Transaction, repId: string): Promise<Told | null> {
  const [row] = await tx
    .select()
    .from(debrief)
    .where(
      and(
        eq(debrief.repId, repId),
        inArray(debrief.state, ["answered", "told", "practising", "closed"]),
        sql`not ${debrief.history} @> '[{"what":"not-fair"}]'::jsonb`,
      ),
    )
    .orderBy(desc(debrief.createdAt))
    .limit(1);
  return row ?? null;
}

function agreedIn({ history, createdAt }: Told): Pick<OpenResolution, "at" | "agreed"> {
  const events = history as { what?: string; at?: string }[];
  const pressed = events.findLast(({ what }) => what === "try-it");
  const last = pressed ?? events.at(-1);
  return { at: last?.at ? new Date(last.at) : createdAt, agreed: pressed !== undefined };
}

/** What debriefs that went to this rep have already followed up. */
async function heardBack(tx: Transaction, repId: string): Promise<Set<string>> {
  const rows = await tx
    .select({ key: sql<string | null>`${debrief.output} #>> '{followedUp,key}'` })
    .from(debrief)
    .innerJoin(delivery, and(eq(delivery.subjectId, debrief.id), eq(delivery.kind, "debrief")))
    .where(eq(debrief.repId, repId));
  return new Set(rows.flatMap(({ key }) => key ?? []));
}
