import type { ConsentRule } from "../../calls/consent.ts";
import { RECORDERS, recorderOf } from "../../sources/recorders/index.ts";
import type { Field, Recorder } from "../../sources/recorders/recorder.ts";
import { type BackfillRow, recentBackfills } from "../../store/backfills.ts";
import { type ConnectionRow, listConnections } from "../../store/connections.ts";
import { heldBackCalls } from "../../store/held-back-calls.ts";
import {
  countInbound,
  countOfBackfill,
  type InboundSummary,
  listInbound,
} from "../../store/inbound.ts";
import { ownWorkspace } from "../../store/people.ts";
import type { InboundStatus } from "../../store/schema.ts";
import type { Effects } from "../effects.ts";
import { hookPath } from "./hook-address.ts";
import { FROM_ENVIRONMENT } from "./intake.ts";

/** A connection as an admin sees it. */
export interface ConnectionView {
  id: string;
  source: string;
  /** "Zoom". */
  name: string;
  label: string;
  status: ConnectionRow["status"];
  /** Its keys are the server's variables and cannot be changed here. */
  fromEnvironment: boolean;
  problem: string | null;
  seenAt: Date | null;
  /** Where the vendor is to call; `null` for those that never do. */
  hook: { address: string; reachable: boolean } | null;
  /** What is not set, by what it takes to have it. */
  missing: { webhook: string[]; fetch: string[] };
  canBackfill: boolean;
  /** Of the last seven days. */
  counts: Partial<Record<InboundStatus, number>>;
  backfill: BackfillView | null;
}

/** How far past calls have been brought in. */
export interface BackfillView {
  id: string;
  status: BackfillRow["status"];
  reason: string | null;
  listed: boolean;
  days: number;
  counts: Partial<Record<InboundStatus, number>>;
}

/** A recorder that can be connected, with what it takes. */
export interface RecorderChoice {
  source: string;
  name: string;
  fields: readonly Field[];
}

/** Everything the page of connections shows. */
export interface Overview {
  connections: ConnectionView[];
  choices: RecorderChoice[];
  inbound: InboundSummary[];
  heldBack: Awaited<ReturnType<typeof heldBackCalls>>;
  rule: ConsentRule;
  transcriber: string | null;
}

const WEEK_MS = 7 * 24 * 3600_000;
const SHOWN = 60;

export async function overviewOf(effects: Effects, workspaceId: string): Promise<Overview> {
  const since = new Date(effects.now().getTime() - WEEK_MS);
  const { database, intake } = effects;
  const found = await database.inWorkspace(workspaceId, async (tx) => {
    const backfills = await recentBackfills(tx, 20);
    return {
      rows: await listConnections(tx, "recorder"),
      counted: await countInbound(tx, since),
      inbound: await listInbound(tx, { limit: SHOWN }),
      heldBack: await heldBackCalls(tx, SHOWN),
      settings: (await ownWorkspace(tx)).settings,
      backfills: await Promise.all(
        backfills.map(async (row) => ({ row, counts: await countOfBackfill(tx, row.id) })),
      ),
    };
  });
  const connections: ConnectionView[] = [];
  for (const row of found.rows) {
    const recorder = recorderOf(row.provider);
    if (!recorder) continue;
    const counts = Object.fromEntries(
      found.counted
        .filter((one) => one.connectionId === row.id)
        .map(({ status, count }) => [status, count]),
    );
    const backfill = found.backfills.find((one) => one.row.connectionId === row.id);
    const known = await intake.connected(row.id).catch(() => null);
    connections.push({
      ...shown(effects, row, recorder),
      missing: missingIn(recorder, known?.access.values ?? {}),
      counts,
      backfill: backfill ? viewOf(backfill.row, backfill.counts) : null,
    });
  }
  return {
    connections,
    // A folder is a path on the server: only whoever runs that may name it.
    choices: RECORDERS.filter((one) => one.source !== "folder").map(({ source, name, fields }) => ({
      source,
      name,
      fields: fields.filter((field) => field.key !== "loginUrl"),
    })),
    inbound: found.inbound,
    heldBack: found.heldBack,
    rule: found.settings.consent ?? {},
    transcriber: intake.transcriber?.name ?? null,
  };
}

function shown(effects: Effects, row: ConnectionRow, recorder: Recorder) {
  return {
    id: row.id,
    source: recorder.source,
    name: recorder.name,
    label: row.label,
    status: row.status,
    fromEnvironment: row.externalId === FROM_ENVIRONMENT,
    problem: row.problem,
    seenAt: row.seenAt,
    hook: recorder.read
      ? {
          address: `${effects.publicUrl}${hookPath(row)}`,
          reachable: effects.publicUrl.startsWith("https://"),
        }
      : null,
    canBackfill: recorder.list !== undefined && recorder.source !== "folder",
  };
}

/** Labels of what is not set; either of two keys is enough where one is optional. */
function missingIn(
  recorder: Recorder,
  values: Readonly<Record<string, string | undefined>>,
): ConnectionView["missing"] {
  const labels = (needed: Field["needed"]) =>
    recorder.fields
      .filter((field) => field.needed === needed && !values[field.key])
      .map((field) => field.label);
  return { webhook: values.urlKey ? [] : labels("webhook"), fetch: labels("fetch") };
}

function viewOf(row: BackfillRow, counts: BackfillView["counts"]): BackfillView {
  const days = Math.round((row.to.getTime() - row.from.getTime()) / (24 * 3600_000));
  const { id, status, reason, listed } = row;
  return { id, status, reason, listed, days, counts };
}
