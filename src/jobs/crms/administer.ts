import { CoachError } from "../../errors.ts";
import type { Crm, CrmAccess } from "../../sources/crms/crm.ts";
import { permitted } from "../../sources/request.ts";
import {
  changeConnection,
  findConnection,
  markProblem,
  markSeen,
  openSecrets,
  removeConnection,
} from "../../store/connections.ts";
import { freeLine } from "../../store/crm-lines.ts";
import { waitAgain } from "../../store/crm-overview.ts";
import type { Effects } from "../effects.ts";
import { FROM_ENVIRONMENT } from "../recording/intake.ts";
import { connectCrm } from "./connect-crm.ts";
import { syncDeals } from "./sync-deals.ts";

/** What somebody filled in, by the key of the field. */
type Filled = Readonly<Record<string, string | undefined>>;

/**
 * Connects a CRM by its keys, or connects its account again, once the keys work.
 * @param trusted whoever runs the server: they may name another address to ask
 * @throws CoachError `bad-input` that names what is missing, or the CRM's own refusal
 */
export async function connectByKeys(
  effects: Effects,
  workspaceId: string,
  provider: string,
  filled: Filled,
  { trusted = false }: { trusted?: boolean } = {},
): Promise<{ connectionId: string; again: boolean; sentence: string }> {
  const crm = effects.crms.all.find((one) => one.provider === provider);
  if (!crm) throw new CoachError("bad-input", "There is no such CRM to connect here.");
  const given = valuesOf(crm, filled, true);
  const settings = {
    ...(trusted && filled.url ? { url: filled.url } : {}),
    ...valuesOf(crm, filled, false),
  };
  const [first] = crm.fields;
  if (Object.keys({ ...settings, ...given }).length === 0)
    throw new CoachError("bad-input", `Fill in at least the ${first?.label} of ${crm.name}.`);
  // What does not work is not kept: the next try begins clean.
  const keys: Record<string, string | undefined> = { ...settings, ...given };
  const renew: CrmAccess["renew"] = async (ask) => void Object.assign(keys, await ask(keys));
  const sentence = await crm.check({ keys, now: effects.now, renew });
  const { accessToken, refreshToken } = keys;
  const secrets = {
    ...given,
    ...(accessToken && { accessToken }),
    ...(refreshToken && { refreshToken }),
  };
  const connected = await connectCrm(effects, workspaceId, {
    ...{ crm, account: null, settings, secrets },
  });
  return { ...connected, sentence };
}

/** Puts new keys in the place of those that are filled in, and tries them; what waited is then taken. */
export async function reconnectCrm(
  effects: Effects,
  workspaceId: string,
  connectionId: string,
  filled: Filled,
): Promise<string> {
  const { crm } = await own(effects, workspaceId, connectionId);
  const [settings, secrets] = [valuesOf(crm, filled, false), valuesOf(crm, filled, true)];
  if (Object.keys({ ...settings, ...secrets }).length === 0)
    throw new CoachError("bad-input", "Fill in the keys that are new; the others stay.");
  const before = await effects.database.inWorkspace(workspaceId, async (tx) => {
    const row = await findConnection(tx, connectionId);
    const kept = await openSecrets(tx, effects.sealing, connectionId);
    await changeConnection(tx, effects.sealing, connectionId, {
      settings: { ...row?.settings, ...settings },
      // A token made of the old keys would go on being refused.
      secrets: { ...without(kept, ["accessToken", "expiresAt"]), ...secrets },
    });
    return { settings: row?.settings ?? {}, secrets: kept };
  });
  const { works, sentence } = await tryCrm(effects, workspaceId, connectionId);
  if (!works) {
    await effects.database.inWorkspace(workspaceId, (tx) =>
      changeConnection(tx, effects.sealing, connectionId, before),
    );
    throw new CoachError("bad-input", `${sentence} The keys from before were kept.`);
  }
  await effects.database.inWorkspace(workspaceId, (tx) => freeLine(tx, connectionId));
  await replayCrm(effects, workspaceId, connectionId);
  return sentence;
}

/** Tries the keys now; the sentence is for whoever pressed the button. */
export async function tryCrm(
  effects: Effects,
  workspaceId: string,
  connectionId: string,
): Promise<{ works: boolean; sentence: string }> {
  const { crm, access } = await own(effects, workspaceId, connectionId);
  const now = effects.now();
  try {
    const sentence = await crm.check(access);
    await effects.database.inWorkspace(workspaceId, (tx) => markSeen(tx, connectionId, now));
    return { works: true, sentence };
  } catch (error) {
    if (!(error instanceof CoachError)) throw error;
    await effects.database.inWorkspace(workspaceId, (tx) =>
      markProblem(tx, connectionId, error.message, now),
    );
    return { works: false, sentence: error.message };
  }
}

/** Has what failed or waits taken now. Returns how many words of change that is. */
export async function replayCrm(
  effects: Effects,
  workspaceId: string,
  connectionId: string,
): Promise<number> {
  await own(effects, workspaceId, connectionId);
  const waiting = await effects.database.inWorkspace(workspaceId, (tx) =>
    waitAgain(tx, connectionId),
  );
  const again = `replay-${effects.now().getTime()}`;
  if (waiting > 0) await effects.enqueue(syncDeals, { workspaceId, connectionId, again });
  return waiting;
}

/** Takes the keys out of the store; deals that came by it stay. */
export async function disconnectCrm(
  effects: Effects,
  workspaceId: string,
  connectionId: string,
): Promise<void> {
  const { connection } = await own(effects, workspaceId, connectionId);
  if (connection.externalId === FROM_ENVIRONMENT) {
    throw new CoachError("bad-input", "Its keys are variables of the server: unset them there.");
  }
  await effects.database.inWorkspace(workspaceId, (tx) => removeConnection(tx, connectionId));
}

async function own(effects: Effects, workspaceId: string, connectionId: string) {
  const connected = await effects.crms.connected(connectionId);
  if (connected.workspaceId !== workspaceId)
    throw new CoachError("not-found", "That CRM is no longer connected.");
  return connected;
}

function valuesOf(crm: Crm, filled: Filled, secret: boolean): Record<string, string> {
  return Object.fromEntries(
    crm.fields.flatMap((field) => {
      const value = filled[field.key]?.trim();
      // Refused now: nobody shall make this server knock at doors inside its network.
      if (value && field.hosts)
        permitted(
          { vendor: crm.name, base: `https://${field.hosts[0]}`, hosts: field.hosts },
          value,
        );
      return field.secret === secret && value ? [[field.key, value]] : [];
    }),
  );
}

const without = (all: Record<string, string>, keys: readonly string[]) =>
  Object.fromEntries(Object.entries(all).filter(([key]) => !keys.includes(key)));
