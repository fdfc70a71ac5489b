import { CoachError } from "../../errors.ts";
import { recorderOf } from "../../sources/recorders/index.ts";
import type { Access, Recorder } from "../../sources/recorders/recorder.ts";
import { openTokens } from "../../sources/recorders/tokens.ts";
import type { Transcriber } from "../../sources/transcribers/transcriber.ts";
import {
  addConnection,
  type ConnectionRow,
  changeConnection,
  findConnection,
  listConnections,
  openSecrets,
} from "../../store/connections.ts";
import type { Database, Transaction } from "../../store/database.ts";
import { workspaceOfConnection } from "../../store/directory.ts";
import { DEFAULT_WORKSPACE } from "../../store/schema.ts";
import type { Sealing } from "../../store/sealing.ts";

/** Marks the row of a recorder whose keys are in the environment and not in the store. */
export const FROM_ENVIRONMENT = "environment";

/** One connected recorder with its keys open. */
export interface Connected {
  workspaceId: string;
  connection: ConnectionRow;
  recorder: Recorder;
  access: Access;
}

/** How calls come in by themselves: which recorders there are, and what may listen to recordings. */
export interface Intake {
  /** The recorder behind a connection; `not-found` when it is gone or no recorder. */
  connected(connectionId: string): Promise<Connected>;
  /** The one whose keys the environment has, `null` when there is none. */
  fromEnvironment(source: string): Promise<Connected | null>;
  /** Gives each recorder of the environment a row, so that what comes in by it has a place. */
  adopt(): Promise<void>;
  /** After keys or settings were changed in this process. */
  forget(connectionId: string): void;
  transcriber: Transcriber | null;
  /** Where recordings wait for their words. */
  spool: string;
}

/** Other processes' changes are seen after so long. */
const REMEMBERED_MS = 10_000;

export function openIntake(world: {
  database: Database;
  sealing: Sealing;
  now(): Date;
  /** Fields of each recorder the environment connects, by source. */
  environment: Readonly<Record<string, Readonly<Record<string, string>>>>;
  transcriber: Transcriber | null;
  spool: string;
}): Intake {
  const { database, sealing, environment } = world;
  const tokens = openTokens();
  const known = new Map<string, { until: number; found: Promise<Connected> }>();
  const byName = new Map<string, string>();

  async function look(connectionId: string): Promise<Connected> {
    const workspaceId = await workspaceOfConnection(database, connectionId);
    if (!workspaceId) throw gone();
    return await database.inWorkspace(workspaceId, async (tx) => {
      const connection = await findConnection(tx, connectionId);
      const recorder = connection?.kind === "recorder" ? recorderOf(connection.provider) : null;
      if (!connection || !recorder) throw gone();
      const trusted = connection.externalId === FROM_ENVIRONMENT;
      const values = trusted
        ? (environment[recorder.source] ?? {})
        : { ...texts(connection.settings), ...(await openSecrets(tx, sealing, connectionId)) };
      return {
        workspaceId,
        connection,
        recorder,
        access: { values, trusted, tokens, now: world.now },
      };
    });
  }

  const connected = async (connectionId: string): Promise<Connected> => {
    const now = Date.now();
    const held = known.get(connectionId);
    if (held && held.until > now) return await held.found;
    const found = look(connectionId);
    known.set(connectionId, { until: now + REMEMBERED_MS, found });
    found.catch(() => known.delete(connectionId));
    return await found;
  };

  return {
    connected,
    fromEnvironment: async (source) => {
      if (!environment[source]) return null;
      const id = byName.get(source) ?? (await rowOf(database, source));
      if (!id) return null;
      byName.set(source, id);
      return await connected(id);
    },
    adopt: () =>
      database.inWorkspace(DEFAULT_WORKSPACE, (tx) => adopt(tx, sealing, Object.keys(environment))),
    forget: (connectionId) => known.delete(connectionId),
    transcriber: world.transcriber,
    spool: world.spool,
  };
}

async function rowOf(database: Database, source: string): Promise<string | null> {
  return await database.inWorkspace(DEFAULT_WORKSPACE, async (tx) => {
    const rows = await listConnections(tx, "recorder");
    return rows.find((row) => isOwn(row) && row.provider === source)?.id ?? null;
  });
}

const isOwn = (row: ConnectionRow) => row.externalId === FROM_ENVIRONMENT;

async function adopt(tx: Transaction, sealing: Sealing, sources: string[]): Promise<void> {
  const rows = (await listConnections(tx, "recorder")).filter(isOwn);
  for (const source of sources) {
    const row = rows.find((one) => one.provider === source);
    if (!row) {
      const label = recorderOf(source)?.name ?? source;
      await addConnection(tx, sealing, {
        kind: "recorder",
        provider: source,
        label,
        externalId: FROM_ENVIRONMENT,
      });
    } else if (row.status === "revoked") {
      await changeConnection(tx, sealing, row.id, { status: "active" });
    }
  }
  // Its variables were taken away: what came in by it stays, and the page says why nothing more does.
  for (const row of rows) {
    if (sources.includes(row.provider) || row.status === "revoked") continue;
    await changeConnection(tx, sealing, row.id, { status: "revoked" });
  }
}

function texts(settings: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(settings).filter(
      (entry): entry is [string, string] => typeof entry[1] === "string",
    ),
  );
}

const gone = () => new CoachError("not-found", "That connection is no longer here.");
