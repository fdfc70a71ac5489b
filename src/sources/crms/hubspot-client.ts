import { Client } from "@hubspot/api-client";
import { Rejected } from "../../errors.ts";
import { Later, retryAfterMs } from "../later.ts";
import { refreshed } from "../oauth.ts";
import { fields, json } from "../payload.ts";
import { textOf } from "./answers.ts";
import type { CrmAccess, CrmKeys } from "./crm.ts";

const HUBSPOT = {
  api: "https://api.hubapi.com",
  authorize: "https://app.hubspot.com/oauth/authorize",
};

/** What the app asks for when somebody connects it: deals and what hangs on them, nothing else. */
const HUBSPOT_SCOPES = [
  "crm.objects.deals.read",
  "crm.objects.deals.write",
  "crm.objects.contacts.read",
  "crm.objects.contacts.write",
  "crm.objects.companies.read",
  "crm.objects.owners.read",
  "sales-email-read",
] as const;

/** Signing in at HubSpot. */
export function hubspotOAuth(keys: { clientId: string; clientSecret: string }, api = HUBSPOT.api) {
  return {
    vendor: "HubSpot",
    authorizeUrl: api === HUBSPOT.api ? HUBSPOT.authorize : `${api}/oauth/authorize`,
    tokenUrl: `${api}/oauth/v1/token`,
    scopes: HUBSPOT_SCOPES,
    // Accounts without goals could not agree if these were asked of everybody.
    extra: { optional_scope: "crm.objects.goals.read" },
    ...keys,
  };
}

interface Asked {
  method?: "GET" | "POST" | "PATCH" | "PUT" | "DELETE";
  path: string;
  body?: unknown;
  /** Statuses that are an answer and no failure. */
  allowed?: readonly number[];
}

/** One question to HubSpot's API through its own client: 429 and 5xx come back as `Later`. */
export async function askHubspot(access: CrmAccess, asked: Asked): Promise<unknown> {
  const token = await tokenOf(access);
  const client = new Client({ accessToken: token, basePath: apiOf(access.keys) });
  const { method = "GET", path, body: sent, allowed = [] } = asked;
  let response: Awaited<ReturnType<Client["apiRequest"]>>;
  try {
    response = await client.apiRequest({
      method,
      path,
      ...(sent === undefined ? {} : { body: sent }),
    });
  } catch {
    throw new Later("busy", "HubSpot could not be reached.");
  }
  const { status } = response;
  if (status === 429 || status >= 500) {
    const after = retryAfterMs(response.headers.get("retry-after"), Date.now());
    throw new Later(
      "busy",
      status === 429
        ? "HubSpot asks to slow down."
        : `HubSpot has trouble of its own (status ${status}).`,
      after,
    );
  }
  const body = json(Buffer.from(await response.arrayBuffer()));
  if (status < 300 || allowed.includes(status)) return body;
  throw refused(status, textOf(fields(body).message));
}

function refused(status: number, said: string | null): Rejected {
  if (status === 401) {
    return new Rejected("HubSpot no longer accepts the key. Connect it again.", {
      code: "forbidden",
    });
  }
  if (status === 403) {
    return new Rejected(
      `HubSpot does not allow this: ${said ?? "a scope is missing"}. Add the scope to the app and connect it again.`,
      { code: "forbidden" },
    );
  }
  return new Rejected(
    `HubSpot answered with status ${status}${said ? `: ${said.slice(0, 200)}` : ""}.`,
  );
}

/** A private app's token as it is, or a new one for the refresh token. */
async function tokenOf({ keys, renew, now }: CrmAccess): Promise<string> {
  if (keys.token) return keys.token;
  const fresh = () =>
    keys.accessToken && Date.parse(keys.expiresAt ?? "") - 60_000 > now().getTime()
      ? keys.accessToken
      : null;
  // The first new one may be another process's, and over by now too.
  for (let renewals = 0; renewals < 2 && !fresh(); renewals += 1) await renewed();
  return fresh() ?? keys.accessToken ?? "";

  async function renewed() {
    await renew(async ({ refreshToken, clientId, clientSecret }) => {
      if (!refreshToken || !clientId || !clientSecret) {
        throw new Rejected(
          "HubSpot is connected without a token. Enter a private app's, or connect by signing in.",
        );
      }
      const client = hubspotOAuth({ clientId, clientSecret }, apiOf(keys));
      const granted = await refreshed(client, refreshToken);
      return {
        accessToken: granted.accessToken,
        expiresAt: new Date(now().getTime() + (granted.expiresIn ?? 1800) * 1000).toISOString(),
        ...(granted.refreshToken ? { refreshToken: granted.refreshToken } : {}),
      };
    });
  }
}

const apiOf = (keys: CrmKeys) => keys.url?.replace(/\/+$/, "") ?? HUBSPOT.api;

/** The account a token is for; `null` where HubSpot does not say. */
export async function hubAccount(accessToken: string, url?: string): Promise<string | null> {
  const keys = { token: accessToken, url };
  const access = { keys, now: () => new Date(), renew: async () => undefined };
  try {
    const path = `/oauth/v1/access-tokens/${encodeURIComponent(accessToken)}`;
    return textOf(fields(await askHubspot(access, { path })).hub_id);
  } catch {
    return null;
  }
}
