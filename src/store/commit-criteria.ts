import { and, eq } from "drizzle-orm";
import { v7 } from "uuid";
import { type CommitStandards, standardsFrom } from "../deals/commitment.ts";
import type { Transaction } from "./database.ts";
import type { Editor } from "./deal-edits.ts";
import { pipelineSettings, setPipeline } from "./pipeline-settings.ts";
import { audit, workspace } from "./schema.ts";

const CHANGED = "commit-criteria-changed";

/** What has to be true where, and whether the team has set any of it itself. */
export async function criteriaOf(
  tx: Transaction,
): Promise<{ standards: CommitStandards; own: boolean; raw: unknown }> {
  const raw = (await pipelineSettings(tx)).commit ?? null;
  return { standards: standardsFrom(raw), own: raw !== null, raw };
}

/** Sets the criteria (`null`: the defaults) and keeps who did and what was there. Returns the way back. */
export async function setCriteria(
  tx: Transaction,
  standards: CommitStandards | null,
  editor: Editor,
): Promise<string> {
  await tx.select({ id: workspace.id }).from(workspace).for("update");
  const { raw } = await criteriaOf(tx);
  await setPipeline(tx, "commit", standards);
  const id = v7();
  await tx.insert(audit).values({
    ...{ id, personId: editor.personId, action: CHANGED, subject: "commit-criteria" },
    detail: { before: raw, after: standards, by: editor.by },
    at: editor.at,
  });
  return id;
}

/** Takes a change back while nothing was changed since. Returns false when something was. */
export async function undoCriteria(tx: Transaction, id: string, editor: Editor): Promise<boolean> {
  const [row] = await tx
    .select()
    .from(audit)
    .where(and(eq(audit.id, id), eq(audit.action, CHANGED)));
  if (!row) return false;
  const { before, after } = row.detail as { before: unknown; after: unknown };
  const { raw } = await criteriaOf(tx);
  if (JSON.stringify(standardsFrom(raw)) !== JSON.stringify(standardsFrom(after))) return false;
  await setCriteria(tx, before === null ? null : standardsFrom(before), editor);
  return true;
}
