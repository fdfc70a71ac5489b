import { isDeepStrictEqual } from "node:util";
import { v7 } from "uuid";
import { before, type Chosen, chosenFrom, NEW_REP, wordsWith } from "../../deals/crm/mapping.ts";
import { newRehearsal, type Rehearsed } from "../../deals/crm/rehearsal.ts";
import type { CrmShape } from "../../deals/crm/shape.ts";
import { type Understanding, understanding } from "../../deals/crm/understanding.ts";
import { wordKey } from "../../deals/import/corrections.ts";
import { CoachError } from "../../errors.ts";
import type { ConnectionRow } from "../../store/connections.ts";
import {
  type CrmSetupRow,
  changeSetup,
  findSetup,
  lockSetup,
  mappingIn,
  noteSetup,
} from "../../store/crm-setup.ts";
import { unknownOwners } from "../../store/crm-words.ts";
import type { Transaction } from "../../store/database.ts";
import { rewordStages } from "../../store/imports/stage-words.ts";
import { listPeople, ownWorkspace } from "../../store/people.ts";
import { keptCorrections } from "../../store/pipeline-settings.ts";
import type { CrmSync } from "../../store/schema.ts";
import type { Effects } from "../effects.ts";
import { applyChosen } from "./apply-chosen.ts";
import type { ConnectedCrm } from "./crms.ts";
import { reconcileCrm } from "./reconcile-crm.ts";
import { rehearseCrm } from "./rehearse-crm.ts";

/** What the set-up page shows. */
export interface SetupView {
  connection: ConnectionRow;
  name: string;
  /** `null` while the CRM has never said how it is made. */
  understanding: Understanding | null;
  shapeAt: Date | null;
  shapeProblems: string[];
  /** Why the CRM could not be asked just now. */
  refused: string | null;
  people: { id: string; name: string }[];
  currency: string;
  /** Filled in and not saved. */
  isDraft: boolean;
  canUndo: boolean;
  savedAt: Date | null;
  rehearsal: Rehearsed | null;
  sync: CrmSync | null;
}

/** So long what an account is made of is not asked for again. */
const FRESH_MS = 10 * 60_000;

/** How an account is understood, as it is now; `again` asks the CRM even if it was asked a moment ago. */
export async function setupView(
  effects: Effects,
  workspaceId: string,
  connectionId: string,
  { again = false }: { again?: boolean } = {},
): Promise<SetupView> {
  const connected = await connectedIn(effects, workspaceId, connectionId);
  const refused = await look(effects, connected, again);
  return await effects.database.inWorkspace(workspaceId, async (tx) => {
    const row = await findSetup(tx, connectionId);
    const people = await listPeople(tx);
    const { settings } = await ownWorkspace(tx);
    const corrections = await keptCorrections(tx);
    return {
      ...{ connection: connected.connection, name: connected.crm.name, refused },
      understanding: row?.shape ? await understood(tx, row, row.shape) : null,
      shapeAt: row?.shapeAt ?? null,
      shapeProblems: row?.shape?.problems ?? [],
      people: people.map(({ id, name }) => ({ id, name })),
      currency: corrections.currency ?? (settings as { currency?: string }).currency ?? "USD",
      ...{ isDraft: row?.draft != null, canUndo: row?.before != null },
      savedAt: row?.savedAt ?? null,
      rehearsal: row?.rehearsal ?? null,
      sync: row?.sync ?? null,
    };
  });
}

/** What is still missing of a connection's set-up; `null` while its account was never looked at. */
export async function missingIn(tx: Transaction, connectionId: string): Promise<string[] | null> {
  const row = await findSetup(tx, connectionId);
  return row?.shape ? (await understood(tx, row, row.shape)).missing : null;
}

async function understood(
  tx: Transaction,
  row: CrmSetupRow,
  shape: CrmShape,
): Promise<Understanding> {
  const kept = await keptCorrections(tx);
  const { draft } = row;
  const owners = Object.entries(draft?.owners ?? {});
  return understanding(shape, {
    corrections: draft ? wordsWith(kept, draft) : kept,
    mapping: draft?.mapping ?? mappingIn(row),
    people: await listPeople(tx),
    strays: new Map((await unknownOwners(tx)).map((one) => [wordKey(one.name), one.deals])),
    newReps: owners.flatMap(([key, value]) => (value === NEW_REP ? [key] : [])),
  });
}

/** Asks how the account is made unless that is known; returns why not, when the CRM refuses. */
async function look(
  effects: Effects,
  { crm, access, connection, workspaceId }: ConnectedCrm,
  again: boolean,
): Promise<string | null> {
  const known = await effects.database.inWorkspace(workspaceId, (tx) =>
    findSetup(tx, connection.id),
  );
  const at = effects.now();
  if (!again && known?.shapeAt && at.getTime() - known.shapeAt.getTime() < FRESH_MS) return null;
  try {
    const shape = await crm.shape(access);
    await effects.database.inWorkspace(workspaceId, (tx) =>
      changeSetup(tx, connection.id, { shape, shapeAt: at }),
    );
    return null;
  } catch (error) {
    if (!(error instanceof CoachError)) throw error;
    return error.message;
  }
}

/** Keeps what was filled in beside what holds, and has it tried out. */
export async function tryOut(
  effects: Effects,
  workspaceId: string,
  connectionId: string,
  filled: Readonly<Record<string, unknown>>,
): Promise<void> {
  await connectedIn(effects, workspaceId, connectionId);
  const turn = await effects.database.inWorkspace(workspaceId, async (tx) => {
    const row = await lockSetup(tx, connectionId);
    const draft = await chosenIn(tx, row, filled);
    const next = (row.rehearsal?.turn ?? 0) + 1;
    const rehearsal = newRehearsal(next, effects.now().toISOString());
    await changeSetup(tx, connectionId, { draft, rehearsal });
    return next;
  });
  await effects.enqueue(rehearseCrm, { workspaceId, connectionId, turn });
}

/** Makes what was filled in hold, and brings the deals in anew. */
export async function saveSetup(
  effects: Effects,
  workspaceId: string,
  connectionId: string,
  filled: Readonly<Record<string, unknown>>,
  by: string | null,
): Promise<void> {
  await connectedIn(effects, workspaceId, connectionId);
  await effects.database.inWorkspace(workspaceId, async (tx) => {
    const row = await lockSetup(tx, connectionId);
    const chosen = await chosenIn(tx, row, filled);
    const kept = await keptCorrections(tx);
    const was = before(kept, chosen, mappingIn(row));
    const people = await applyChosen(tx, connectionId, chosen);
    await rewordStages(tx, chosen.stages);
    const same =
      people === 0 &&
      isDeepStrictEqual(await keptCorrections(tx), kept) &&
      isDeepStrictEqual(chosen.mapping, mappingIn(row));
    // Pressed twice: what the first press changed is still what can be taken back.
    const undo = same ? {} : { before: was, savedAt: effects.now() };
    await changeSetup(tx, connectionId, { ...settled(row), ...undo });
    const detail = { chosen, people };
    await noteSetup(tx, connectionId, { action: "crm-setup-saved", by, detail, at: effects.now() });
  });
  await syncNow(effects, workspaceId, connectionId);
}

/** Puts back what the last save changed, and brings the deals in anew. Reps that came with it stay. */
export async function undoSetup(
  effects: Effects,
  workspaceId: string,
  connectionId: string,
  by: string | null,
): Promise<void> {
  await connectedIn(effects, workspaceId, connectionId);
  await effects.database.inWorkspace(workspaceId, async (tx) => {
    const row = await lockSetup(tx, connectionId);
    if (!row.before) throw new CoachError("conflict", "There is nothing left to take back.");
    await applyChosen(tx, connectionId, row.before);
    await rewordStages(tx, row.before.stages);
    await changeSetup(tx, connectionId, { ...settled(row), before: null });
    const detail = { to: row.before };
    await noteSetup(tx, connectionId, {
      action: "crm-setup-undone",
      by,
      detail,
      at: effects.now(),
    });
  });
  await syncNow(effects, workspaceId, connectionId);
}

/** Forgets what was filled in and not saved. */
export async function dropDraft(
  effects: Effects,
  workspaceId: string,
  connectionId: string,
): Promise<void> {
  await connectedIn(effects, workspaceId, connectionId);
  await effects.database.inWorkspace(workspaceId, async (tx) =>
    changeSetup(tx, connectionId, settled(await lockSetup(tx, connectionId))),
  );
}

/** Brings in everything there is, in the background. */
export async function syncNow(
  effects: Effects,
  workspaceId: string,
  connectionId: string,
): Promise<void> {
  await connectedIn(effects, workspaceId, connectionId);
  const begunAt = effects.now();
  await effects.database.inWorkspace(workspaceId, (tx) =>
    changeSetup(tx, connectionId, {
      sync: {
        ...{ state: "running", begunAt: begunAt.toISOString(), endedAt: null },
        ...{ deals: 0, changed: 0, gone: 0, quotas: 0, left: [], problem: null },
      },
    }),
  );
  const run = `whole-${v7()}`;
  await effects.enqueue(reconcileCrm, { workspaceId, connectionId, run, whole: true });
}

/** Without a draft, and with its rehearsal counted on, so that one under way knows it is over. */
const settled = ({ rehearsal }: CrmSetupRow): Pick<CrmSetupRow, "draft" | "rehearsal"> => ({
  draft: null,
  rehearsal: rehearsal && { ...newRehearsal(rehearsal.turn + 1, rehearsal.begunAt), state: "done" },
});

async function chosenIn(
  tx: Transaction,
  row: CrmSetupRow,
  filled: Readonly<Record<string, unknown>>,
): Promise<Chosen> {
  const { shape } = row;
  if (!shape) {
    throw new CoachError("conflict", "The CRM has not said yet what it is made of. Try again.");
  }
  return chosenFrom(filled, shape, { people: await listPeople(tx), kept: mappingIn(row) });
}

async function connectedIn(
  effects: Effects,
  workspaceId: string,
  connectionId: string,
): Promise<ConnectedCrm> {
  const connected = await effects.crms.connected(connectionId);
  // Another tenant's id is nobody's business, not even that it exists.
  if (connected.workspaceId !== workspaceId)
    throw new CoachError("not-found", "That CRM is no longer connected.");
  return connected;
}
