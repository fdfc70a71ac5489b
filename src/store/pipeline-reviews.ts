import { and, desc, eq, gte, isNotNull, ne } from "drizzle-orm";
import type { ReviewProgress } from "../deals/review.ts";
import type { Transaction } from "./database.ts";
import type { DeliveryRow } from "./deliveries.ts";
import { delivery, pipelineReview } from "./schema.ts";

export type PipelineReviewRow = typeof pipelineReview.$inferSelect;

export async function addReview(
  tx: Transaction,
  row: Pick<PipelineReviewRow, "id" | "repId" | "startedBy" | "items" | "observation" | "place">,
): Promise<void> {
  await tx.insert(pipelineReview).values(row);
}

export async function lockReview(tx: Transaction, id: string): Promise<PipelineReviewRow | null> {
  const [row] = await tx
    .select()
    .from(pipelineReview)
    .where(eq(pipelineReview.id, id))
    .for("update");
  return row ?? null;
}

/** A rep's review that is not done yet, the newest. */
export async function openReview(
  tx: Transaction,
  repId: string,
): Promise<PipelineReviewRow | null> {
  const [row] = await tx
    .select()
    .from(pipelineReview)
    .where(and(eq(pipelineReview.repId, repId), ne(pipelineReview.state, "done")))
    .orderBy(desc(pipelineReview.createdAt))
    .limit(1)
    .for("update");
  return row ?? null;
}

/** The day of a rep's last finished review. */
export async function lastReviewOn(tx: Transaction, repId: string): Promise<string | null> {
  const [row] = await tx
    .select({ at: pipelineReview.finishedAt })
    .from(pipelineReview)
    .where(and(eq(pipelineReview.repId, repId), isNotNull(pipelineReview.finishedAt)))
    .orderBy(desc(pipelineReview.finishedAt))
    .limit(1);
  return row?.at?.toISOString().slice(0, 10) ?? null;
}

/** What a rep's last finished review kept for the 1:1; `null` when it is older, or kept nothing. */
export async function lastObservation(
  tx: Transaction,
  repId: string,
  since: Date,
): Promise<{ text: string; question: string; on: string } | null> {
  const [row] = await tx
    .select({ observation: pipelineReview.observation, at: pipelineReview.finishedAt })
    .from(pipelineReview)
    .where(and(eq(pipelineReview.repId, repId), gte(pipelineReview.finishedAt, since)))
    .orderBy(desc(pipelineReview.finishedAt))
    .limit(1);
  if (!row?.observation || !row.at) return null;
  const [text = "", question = ""] = row.observation.split("\n");
  return { text, question, on: row.at.toISOString().slice(0, 10) };
}

export async function moveReview(
  tx: Transaction,
  id: string,
  progress: ReviewProgress,
  at: Date,
): Promise<void> {
  await tx
    .update(pipelineReview)
    .set({ ...progress, ...(progress.state === "done" ? { finishedAt: at } : {}) })
    .where(eq(pipelineReview.id, id));
}

/** The message of one kind that opened a review's thread. */
export async function reviewThread(
  tx: Transaction,
  reviewId: string,
  kind: string,
): Promise<DeliveryRow | null> {
  const [row] = await tx
    .select()
    .from(delivery)
    .where(and(eq(delivery.subjectId, reviewId), eq(delivery.kind, kind)))
    .limit(1);
  return row ?? null;
}

/** Ends a review that nobody finished; it counts for no "since the last review". */
export async function closeReview(tx: Transaction, id: string): Promise<void> {
  await tx.update(pipelineReview).set({ state: "done" }).where(eq(pipelineReview.id, id));
}
