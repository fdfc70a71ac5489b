import { Rejected } from "../../errors.ts";
import { refreshed } from "../oauth.ts";
import { type Fields, fields, list } from "../payload.ts";
import type { Reach } from "../request.ts";
import { askJson, textOf } from "./answers.ts";
import type { CrmAccess, CrmKeys } from "./crm.ts";

export const VERSION = "v62.0";
/** Where the data is, below an instance's address. */
export const DATA = `/services/data/${VERSION}`;
const LOGIN = "https://login.salesforce.com";
/** Salesforce's own domains. */
export const SALESFORCE_HOSTS = ["salesforce.com", "force.com"];

/** Signing in at Salesforce, or at a sandbox or domain of one's own. */
export function salesforceOAuth(keys: { clientId: string; clientSecret: string }, login = LOGIN) {
  return {
    vendor: "Salesforce",
    authorizeUrl: `${login}/services/oauth2/authorize`,
    tokenUrl: `${login}/services/oauth2/token`,
    scopes: ["api", "refresh_token"],
    ...keys,
  };
}

/** Everything a query finds, page by page. */
export async function query(
  access: CrmAccess,
  soql: string,
  /** `queryAll` also finds what was deleted or archived. */
  by: "query" | "queryAll" = "query",
): Promise<Fields[]> {
  const all: Fields[] = [];
  let path: string | null = `${by}?q=${encodeURIComponent(soql)}`;
  while (path !== null) {
    const page: Fields = fields(await send(access, "GET", path));
    all.push(...list(page.records));
    path = pathOf(page.nextRecordsUrl);
  }
  return all;
}

/** The next page's path below the data address; never another place. */
export function pathOf(address: unknown): string | null {
  return (
    /\/services\/data\/v[\d.]+\/(query(?:All)?\/[\w-]+)$/.exec(textOf(address) ?? "")?.[1] ?? null
  );
}

/** A value inside a query: quotes and backslashes are escaped, as SOQL wants it. */
export const quoted = (value: string) => `'${value.replace(/[\\']/g, "\\$&")}'`;
/** Values inside a query's list. */
export const listed = (ids: readonly string[]) => ids.map(quoted).join(",");

/** One question under the connection's token; a new one when that has ended. */
export async function send(
  access: CrmAccess,
  method: "GET" | "POST" | "PATCH" | "DELETE",
  path: string,
  json?: unknown,
): Promise<unknown> {
  const reach = reachOf(access.keys);
  const attempt = async () =>
    await askJson(reach, `${reach.base}${DATA}/${path}`, {
      method,
      headers: { Authorization: `Bearer ${access.keys.accessToken}` },
      ...(json === undefined ? {} : { json }),
    });
  // It ends without notice. The first new one may be another process's, and over by now too.
  for (let renewals = access.keys.accessToken ? 0 : 1; ; renewals += 1) {
    if (!access.keys.accessToken) await renewToken(access);
    try {
      return (await attempt()).body;
    } catch (error) {
      const over = error instanceof Rejected && /no longer accepts/.test(error.message);
      if (!over || renewals === 2) throw error;
      await renewToken(access);
    }
  }
}

/** A new access token for the refresh token, which an organisation may let hold once only. */
export async function renewToken(access: CrmAccess): Promise<void> {
  await access.renew(async ({ clientId, clientSecret, refreshToken, loginUrl }) => {
    if (!clientId || !clientSecret || !refreshToken) {
      throw new Rejected("Salesforce is connected without its keys. Connect it again.");
    }
    const client = salesforceOAuth({ clientId, clientSecret }, loginUrl ?? LOGIN);
    const granted = await refreshed(client, refreshToken);
    return {
      accessToken: granted.accessToken,
      ...(granted.refreshToken ? { refreshToken: granted.refreshToken } : {}),
    };
  });
}

/** Where the organisation lives. */
export function reachOf(keys: CrmKeys): Reach {
  const base = (keys.instanceUrl ?? "").replace(/\/+$/, "");
  if (!base)
    throw new Rejected("Salesforce is connected without its instance address. Connect it again.");
  return { vendor: "Salesforce", base, hosts: SALESFORCE_HOSTS };
}
