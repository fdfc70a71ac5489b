import { createRemoteJWKSet, errors, jwtVerify } from "jose";
import { z } from "zod";
import { CoachError } from "../../errors.ts";
import type { Database } from "../../store/database.ts";
import { connectionOutside } from "../../store/directory.ts";
import { personBehind } from "../../store/identities.ts";
import { hasLeft, type PersonRow } from "../../store/people.ts";
import { TEAMS } from "./world.ts";

/** Who looks at the personal tab. */
export interface TabVisitor {
  workspaceId: string;
  person: PersonRow;
}

/** What the library says when it could not load the keys, which is no verdict on a token. */
const NO_KEYS = new Set(["ERR_JOSE_GENERIC", "ERR_JWKS_TIMEOUT", "ERR_JWKS_INVALID"]);

const claims = z.object({ oid: z.string().min(1), tid: z.string().min(1), iss: z.string() });

/**
 * Reads the token Teams gives a tab for whoever has it open: signed by their tenant, for this app alone.
 * @returns who it is; `forbidden` when it is not believed or nobody of ours, `unavailable` without keys
 */
export function tabVisitors(
  database: Database,
  registration: { appId: string; tenantId: string },
  options: { host: string; keysUrl?: string },
): (token: string) => Promise<TabVisitor> {
  const { appId, tenantId } = registration;
  const login = `https://login.microsoftonline.com/${tenantId}`;
  const keys = createRemoteJWKSet(new URL(options.keysUrl ?? `${login}/discovery/v2.0/keys`));
  const issuer = [`${login}/v2.0`, `https://sts.windows.net/${tenantId}/`];
  const audience = [appId, `api://${options.host}/${appId}`, `api://${appId}`];
  return async (token) => {
    const { payload } = await jwtVerify(token, keys, {
      ...{ issuer, audience, algorithms: ["RS256"], requiredClaims: ["exp"] },
    }).catch((cause: unknown) => {
      const isToken = cause instanceof errors.JOSEError && !NO_KEYS.has(cause.code);
      throw isToken
        ? new CoachError("forbidden", "Teams' word for who you are was not believed.", { cause })
        : new CoachError("unavailable", "Microsoft could not be asked who you are.", { cause });
    });
    const read = claims.safeParse(payload);
    if (!read.success || read.data.tid !== tenantId) throw unknown();
    const tenant = await connectionOutside(database, TEAMS, tenantId);
    if (!tenant) throw unknown();
    const { workspaceId } = tenant;
    const person = await database.inWorkspace(workspaceId, (tx) =>
      personBehind(tx, TEAMS, read.data.oid),
    );
    if (!person || hasLeft(person, new Date())) throw unknown();
    return { workspaceId, person };
  };
}

const unknown = () =>
  new CoachError(
    "forbidden",
    "I don't know you here yet. Write to me in the chat beside this tab.",
  );
