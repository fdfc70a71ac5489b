import { unusualLine } from "../coaching/outlier-words.ts";
import type { Outliers } from "../coaching/outliers.ts";
import type { DebriefScene } from "../messages/call-debrief.ts";
import type { CallRow } from "../store/calls.ts";
import type { Transaction } from "../store/database.ts";
import { accountName } from "../store/people.ts";

/** "Fernhill Dairies, discovery" where the account is known, else the transcript's own title. */
export function titleOf(row: Pick<CallRow, "title" | "type">, account: string | null): string {
  if (account) return row.type ? `${account}, ${row.type}` : account;
  return row.title?.replace(/\.(vtt|srt|sbv|txt|json)$/i, "") ?? "Your call";
}

/** What a debrief's messages need to know about their call. */
export function sceneOf(
  row: Pick<CallRow, "id" | "title" | "type" | "recordingUrl">,
  account: string | null,
  durationMs: number | null,
  publicUrl: string,
  note: string | null,
): DebriefScene {
  return {
    title: titleOf(row, account),
    minutes: durationMs === null ? null : Math.max(1, Math.round(durationMs / 60_000)),
    audience: "only you see this until tomorrow",
    note,
    linkTo: (spot) => linkTo(row, publicUrl, spot),
    callLink: (callId) => `${publicUrl}/calls/${callId}`,
  };
}

/** A call's length as it was measured, in milliseconds; `null` without times. */
export function durationOf(row: Pick<CallRow, "analysis">): number | null {
  const analysis = row.analysis as { measures?: { durationMs?: number | null } } | null;
  return analysis?.measures?.durationMs ?? null;
}

/** The same, read from the store. */
export async function sceneOfCall(
  tx: Transaction,
  row: CallRow,
  publicUrl: string,
  note: string | null,
): Promise<DebriefScene> {
  const account = row.accountId ? await accountName(tx, row.accountId) : null;
  const analysis = row.analysis as { outliers?: Outliers } | null;
  const unusual = unusualLine(analysis?.outliers);
  return { ...sceneOf(row, account, durationOf(row), publicUrl, note), unusual };
}

/** Opens the recording at the moment where the recorder's link knows how, else the transcript page. */
function linkTo(
  row: Pick<CallRow, "id" | "recordingUrl">,
  publicUrl: string,
  spot: { turn: number; atMs: number | null },
): string {
  if (row.recordingUrl && spot.atMs !== null) {
    const seconds = Math.max(0, Math.floor(spot.atMs / 1000));
    if (row.recordingUrl.includes("{seconds}"))
      return row.recordingUrl
        .replaceAll("{seconds}", String(seconds))
        .replaceAll("{until}", String(seconds + 30));
  }
  return `${publicUrl}/calls/${row.id}#turn-${spot.turn}`;
}
