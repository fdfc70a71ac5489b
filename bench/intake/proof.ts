import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";

/** How far what was acknowledged has been worked off. */
export interface Progress {
  parked: number;
  /** Parked, and not a call yet. */
  unopened: number;
  /** Calls that are read to the end: to a debrief, or set aside by the rule. */
  read: number;
}

/** Waits until every webhook is a call read to its end, telling how far it is; at most until `deadline`. */
export async function drain(
  client: pg.Client,
  deadline: number,
  tell: (progress: Progress) => void,
): Promise<boolean> {
  for (let told = 0; ; ) {
    const progress = await progressOf(client);
    if (progress.unopened === 0 && progress.read >= progress.parked) return true;
    if (performance.now() > deadline) return false;
    if (performance.now() - told > TELL_EVERY_MS) {
      told = performance.now();
      tell(progress);
    }
    await sleep(LOOK_EVERY_MS);
  }
}

const TELL_EVERY_MS = 10_000;
/** Looking costs the machine something too. */
const LOOK_EVERY_MS = 2_000;

export async function progressOf(client: pg.Client): Promise<Progress> {
  const { rows } = await client.query<Progress>(
    `select (select count(*) from inbound where source = 'fathom')::int as parked,
            (select count(*) from inbound where source = 'fathom' and status in ('received', 'waiting'))::int as unopened,
            (select count(*) from call where source = 'fathom' and status in ('quarantined', 'debriefed'))::int as read`,
  );
  return rows[0] ?? { parked: 0, unopened: 0, read: 0 };
}

/** What became of the acknowledged webhooks; every number but the last two is to be 0. */
export interface Proof {
  /** Acknowledged, and no row keeps it. */
  lost: number;
  /** Rows beyond the first of a webhook. */
  parkedTwice: number;
  /** A row or a call that nobody was sent an acknowledgement for. */
  strangers: number;
  /** Acknowledged and parked, and without a call. */
  withoutCall: number;
  /** Calls beyond the first of a webhook. */
  calledTwice: number;
  /** Calls whose file is another meeting's, or none. */
  mistaken: number;
  /** Debriefs beyond the first of a call, and questions sent beyond the first. */
  debriefedTwice: number;
  failed: number;
  setAside: number;
  debriefed: number;
}

/** Compares the keys the sender has acknowledgements for with what the database holds, row by row. */
export async function prove(client: pg.Client, acknowledged: Set<string>): Promise<Proof> {
  const parked = await keysIn(
    client,
    "select key, null as inside from inbound where source = 'fathom'",
  );
  const calls = await keysIn(
    client,
    `select call.external_id as key,
            convert_from(upload.bytes, 'UTF8')::json ->> 'recording_id' as inside
       from call left join upload on upload.id = call.upload_id
      where call.source = 'fathom'`,
  );
  const distinct = (rows: { key: string }[]) => new Set(rows.map(({ key }) => key));
  const [parkedKeys, callKeys] = [distinct(parked), distinct(calls)];
  const without = (keys: Set<string>, others: Set<string>) =>
    [...keys].filter((key) => !others.has(key)).length;
  const { rows } = await client.query<
    Pick<Proof, "debriefedTwice" | "failed" | "setAside" | "debriefed">
  >(
    `select (select count(*) - count(distinct call_id) from debrief)::int
              + (select count(*) - count(distinct subject_id) from delivery where kind = 'debrief')::int
              as "debriefedTwice",
            (select count(*) from inbound where source = 'fathom' and status in ('failed', 'nothing'))::int
              + (select count(*) from call where source = 'fathom' and status in ('failed', 'discarded'))::int as failed,
            (select count(*) from call where source = 'fathom' and status = 'quarantined')::int as "setAside",
            (select count(*) from call where source = 'fathom' and status = 'debriefed')::int as debriefed`,
  );
  const [counts] = rows;
  if (!counts) throw new Error("a count always has a row");
  return {
    lost: without(acknowledged, parkedKeys),
    parkedTwice: parked.length - parkedKeys.size,
    strangers: without(parkedKeys, acknowledged) + without(callKeys, acknowledged),
    withoutCall: without(acknowledged, callKeys),
    calledTwice: calls.length - callKeys.size,
    mistaken: calls.filter(({ key, inside }) => key !== inside).length,
    ...counts,
  };
}

async function keysIn(client: pg.Client, statement: string) {
  return (await client.query<{ key: string; inside: string | null }>(statement)).rows;
}
