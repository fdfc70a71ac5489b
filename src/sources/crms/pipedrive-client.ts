import { Rejected } from "../../errors.ts";
import { refreshed } from "../oauth.ts";
import { type Fields, fields, list } from "../payload.ts";
import { permitted, type Reach } from "../request.ts";
import { askJson, textOf } from "./answers.ts";
import type { CrmAccess, CrmKeys } from "./crm.ts";

const API = "https://api.pipedrive.com";
/** Rows of a page, of at most 500. */
export const PAGE = 200;

/** Everything behind an address, page by page. */
export async function pages(access: CrmAccess, path: string): Promise<Fields[]> {
  const all: Fields[] = [];
  let cursor: string | null = "";
  while (cursor !== null) {
    const joined: string = `${path}${path.includes("?") ? "&" : "?"}limit=${PAGE}${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ""}`;
    const page = fields(await get(access, joined));
    all.push(...list(page.data));
    cursor = textOf(fields(page.additional_data).next_cursor);
  }
  return all;
}

/** One answer. */
export async function get(access: CrmAccess, path: string): Promise<unknown> {
  return await send(access, "GET", path);
}

/** One question under the API token, or under what signing in gave; a new one of that when it has ended. */
export async function send(
  access: CrmAccess,
  method: "GET" | "POST" | "PATCH" | "DELETE",
  path: string,
  json?: unknown,
): Promise<unknown> {
  const { keys } = access;
  const attempt = async () => {
    const reach = reachOf(keys);
    const question = { method, headers: proofOf(keys), ...(json === undefined ? {} : { json }) };
    return (await askJson(reach, `${reach.base}${path}`, question)).body;
  };
  if (keys.token) return await attempt();
  // It ends after an hour, or without notice. The first new one may be another process's, and over too.
  for (let renewals = keys.accessToken ? 0 : 1; ; renewals += 1) {
    if (!keys.accessToken) await renewToken(access);
    try {
      return await attempt();
    } catch (error) {
      const over = error instanceof Rejected && /no longer accepts/.test(error.message);
      if (!over || renewals === 2) throw error;
      await renewToken(access);
    }
  }
}

/** A new access token, and the refresh token that comes with it: the old one may be over from then on. */
async function renewToken({ renew }: CrmAccess): Promise<void> {
  await renew(async ({ clientId, clientSecret, refreshToken, url }) => {
    if (!clientId || !clientSecret || !refreshToken) {
      throw new Rejected(
        "Pipedrive is connected without a token. Enter an API token, or connect by signing in.",
      );
    }
    const granted = await refreshed(pipedriveOAuth({ clientId, clientSecret }, url), refreshToken);
    const apiDomain = textOf(granted.rest.api_domain);
    return {
      accessToken: granted.accessToken,
      ...(granted.refreshToken ? { refreshToken: granted.refreshToken } : {}),
      ...(apiDomain ? { apiDomain } : {}),
    };
  });
}

const proofOf = (keys: CrmKeys): Record<string, string> =>
  keys.token
    ? { "x-api-token": keys.token }
    : { Authorization: `Bearer ${keys.accessToken ?? ""}` };

/** The company's own address where signing in said it; never a host that is not Pipedrive's. */
function reachOf(keys: CrmKeys): Reach {
  const known = keys.url?.replace(/\/+$/, "") ?? API;
  const reach: Reach = { vendor: "Pipedrive", base: known, hosts: ["pipedrive.com"] };
  const own = keys.token ? undefined : keys.apiDomain?.replace(/\/+$/, "");
  return own ? { ...reach, base: permitted(reach, own).origin } : reach;
}

/** Signing in at Pipedrive. What the app may do is chosen where the app is made, and not asked for here. */
export function pipedriveOAuth(keys: { clientId: string; clientSecret: string }, url?: string) {
  const base = url?.replace(/\/+$/, "") ?? "https://oauth.pipedrive.com";
  return {
    vendor: "Pipedrive",
    authorizeUrl: `${base}/oauth/authorize`,
    tokenUrl: `${base}/oauth/token`,
    scopes: [],
    proves: "basic" as const,
    ...keys,
  };
}

/** Whose token it is, and the company's id; `null` for what Pipedrive does not say. */
export async function pipedriveUser(
  keys: CrmKeys,
): Promise<{ company: string | null; user: string | null }> {
  const access = { keys, now: () => new Date(), renew: async () => undefined };
  const me = await get(access, "/api/v1/users/me").catch(() => null);
  const data = fields(fields(me).data);
  return { company: textOf(data.company_id), user: textOf(data.id) };
}
