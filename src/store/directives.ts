import { and, asc, eq, isNull, or, sql } from "drizzle-orm";
import type { CallDebrief } from "../coaching/call-debrief.ts";
import type { Directive } from "../coaching/directives.ts";
import type { Transaction } from "./database.ts";
import { debrief, directive, person } from "./schema.ts";

/** A lesson with who gave it and when, for the people who manage them. */
export interface DirectiveRow extends Directive {
  personId: string;
  personName: string;
  at: Date;
}

/** Keeps what a manager changed, refused or told. */
export async function keepDirective(
  tx: Transaction,
  row: { id: string; debriefId: string | null; personId: string; before: string; after: string },
): Promise<void> {
  await tx.insert(directive).values(row).onConflictDoNothing();
}

/** What holds for a rep, oldest first: what their manager said, and what an admin said. */
export async function directivesFor(
  tx: Transaction,
  rep: { id: string; managerId: string | null },
): Promise<DirectiveRow[]> {
  return await living(
    tx,
    or(
      eq(person.role, "admin"),
      eq(directive.personId, rep.managerId ?? rep.id),
      eq(directive.personId, rep.id),
    ),
  );
}

/** What one person may manage: their own lessons; an admin all of them. */
export async function directivesOf(
  tx: Transaction,
  by: { id: string; role: string },
): Promise<DirectiveRow[]> {
  return await living(tx, by.role === "admin" ? undefined : eq(directive.personId, by.id));
}

/** Takes a lesson out of use, or puts it back; returns its words, `null` when it is not theirs. */
export async function retireDirective(
  tx: Transaction,
  id: string,
  by: { id: string; role: string },
  retiredAt: Date | null,
): Promise<string | null> {
  const mine = by.role === "admin" ? undefined : eq(directive.personId, by.id);
  const [row] = await tx
    .update(directive)
    .set({ retiredAt })
    .where(and(eq(directive.id, id), mine))
    .returning({ after: directive.after });
  return row?.after ?? null;
}

async function living(tx: Transaction, which: ReturnType<typeof or>): Promise<DirectiveRow[]> {
  const rows = await tx
    .select({
      id: directive.id,
      before: directive.before,
      after: directive.after,
      at: directive.at,
      personId: directive.personId,
      personName: person.name,
      output: sql<Partial<CallDebrief> | null>`${debrief.output}`,
    })
    .from(directive)
    .innerJoin(person, eq(person.id, directive.personId))
    .leftJoin(debrief, eq(debrief.id, directive.debriefId))
    .where(and(isNull(directive.retiredAt), which))
    .orderBy(asc(directive.at), asc(directive.id));
  return rows.map(({ output, ...row }) => ({ ...row, wordings: output?.wordings ?? [] }));
}
