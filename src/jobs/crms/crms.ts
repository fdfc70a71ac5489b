import { type AccountMapping, fieldKeys } from "../../deals/crm/mapping.ts";
import { CoachError } from "../../errors.ts";
import type { Crm, CrmAccess } from "../../sources/crms/crm.ts";
import {
  addConnection,
  type ConnectionRow,
  changeConnection,
  findConnection,
  listConnections,
  lockKeys,
  openSecrets,
} from "../../store/connections.ts";
import { findSetup, mappingIn } from "../../store/crm-setup.ts";
import type { Database } from "../../store/database.ts";
import { workspaceOfConnection } from "../../store/directory.ts";
import { DEFAULT_WORKSPACE } from "../../store/schema.ts";
import type { Sealing } from "../../store/sealing.ts";
import { FROM_ENVIRONMENT } from "../recording/intake.ts";

/** One connected CRM with its keys open. */
export interface ConnectedCrm {
  workspaceId: string;
  connection: ConnectionRow;
  crm: Crm;
  access: CrmAccess;
}

/** The CRMs that are connected. */
export interface Crms {
  /**
   * @param mapping read with this instead of what was saved: a rehearsal
   * @throws CoachError `not-found` when it is gone, or no CRM
   */
  connected(connectionId: string, mapping?: AccountMapping): Promise<ConnectedCrm>;
  /** The one the environment's variables describe, `null` when there are none. */
  fromEnvironment(provider: string): Promise<ConnectedCrm | null>;
  /** Gives each CRM of the environment a row in the default workspace. */
  adopt(): Promise<void>;
  all: readonly Crm[];
}

export function openCrms(world: {
  database: Database;
  sealing: Sealing;
  now(): Date;
  all: readonly Crm[];
  /** Keys of each CRM the environment connects, by provider. */
  environment: Readonly<Record<string, Readonly<Record<string, string>>>>;
}): Crms {
  const { database, sealing, all, now } = world;
  // An app's id and secret alone connect nothing: with them people sign in.
  const environment = Object.fromEntries(
    Object.entries(world.environment).filter(([, keys]) => keys.token || keys.refreshToken),
  );

  const connected: Crms["connected"] = async (connectionId, mapping) => {
    const workspaceId = await workspaceOfConnection(database, connectionId);
    if (!workspaceId) throw gone();
    const { connection, secrets, setup } = await database.inWorkspace(workspaceId, async (tx) => ({
      connection: await findConnection(tx, connectionId),
      secrets: await openSecrets(tx, sealing, connectionId),
      setup: await findSetup(tx, connectionId),
    }));
    const crm =
      connection?.kind === "crm" && all.find((one) => one.provider === connection.provider);
    if (!connection || !crm) throw gone();
    const own = connection.externalId === FROM_ENVIRONMENT ? environment[crm.provider] : {};
    const keys: Record<string, string | undefined> = {
      ...textsIn(connection.settings),
      ...own,
      ...secrets,
      ...fieldKeys(mapping ?? mappingIn(setup)),
    };
    const access: CrmAccess = {
      keys,
      now,
      renew: (ask) =>
        database.inWorkspace(workspaceId, async (tx) => {
          await lockKeys(tx, connectionId);
          const kept = await openSecrets(tx, sealing, connectionId);
          // Somebody else was first, or an admin connected it again: those are the keys.
          if (kept.accessToken !== undefined && kept.accessToken !== keys.accessToken) {
            Object.assign(keys, kept);
            return;
          }
          const fresh = await ask(Object.assign(keys, kept));
          Object.assign(keys, fresh);
          await changeConnection(tx, sealing, connectionId, { secrets: { ...kept, ...fresh } });
        }),
    };
    return { workspaceId, connection, crm, access };
  };

  return {
    all,
    connected,
    fromEnvironment: async (provider) => {
      if (!environment[provider]) return null;
      const rows = await database.inWorkspace(DEFAULT_WORKSPACE, (tx) =>
        listConnections(tx, "crm"),
      );
      const own = rows.find((row) => isOwn(row) && row.provider === provider);
      return own ? await connected(own.id) : null;
    },
    adopt: () =>
      database.inWorkspace(DEFAULT_WORKSPACE, async (tx) => {
        const own = (await listConnections(tx, "crm")).filter(isOwn);
        for (const crm of all.filter(({ provider }) => environment[provider])) {
          const row = own.find(({ provider }) => provider === crm.provider);
          if (row?.status === "revoked") {
            await changeConnection(tx, sealing, row.id, { status: "active" });
          } else if (!row) {
            const { provider, name: label } = crm;
            await addConnection(tx, sealing, {
              ...{ kind: "crm", provider, label, externalId: FROM_ENVIRONMENT },
            });
          }
        }
        for (const row of own) {
          if (!environment[row.provider] && row.status !== "revoked")
            await changeConnection(tx, sealing, row.id, { status: "revoked" });
        }
      }),
  };
}

const isOwn = (row: ConnectionRow) => row.externalId === FROM_ENVIRONMENT;
const gone = () => new CoachError("not-found", "That CRM is no longer connected.");

function textsIn(settings: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(settings).filter(
      (entry): entry is [string, string] => typeof entry[1] === "string",
    ),
  );
}
