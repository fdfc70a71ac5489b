import { Rejected } from "../../errors.ts";
import { refreshed } from "../oauth.ts";
import { type Fields, fields, list } from "../payload.ts";
import type { Reach } from "../request.ts";
import { askJson, textOf } from "./answers.ts";
import type { CrmAccess, CrmKeys } from "./crm.ts";

const VERSION = "v62.0";
/** Where the data is, below an instance's address. */
export const DATA = `/services/data/${VERSION}`;
const LOGIN = "https://login.salesforce.com";
const HOSTS = ["salesforce.com", "force.com"];

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
export async function query(access: CrmAccess, soql: string): Promise<Fields[]> {
  const all: Fields[] = [];
  let path: string | null = `query?q=${encodeURIComponent(soql)}`;
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
  const base = instanceOf(access.keys);
  const reach: Reach = { vendor: "Salesforce", base, hosts: HOSTS };
  const attempt = async (token: string) =>
    await askJson(reach, `${base}${DATA}/${path}`, {
      method,
      headers: { Authorization: `Bearer ${token}` },
      ...(json === undefined ? {} : { json }),
    });
  const { accessToken } = access.keys;
  if (accessToken) {
    try {
      return (await attempt(accessToken)).body;
    } catch (error) {
      // It ends without notice; with a new one the same question may do.
      if (!(error instanceof Rejected) || !/no longer accepts/.test(error.message)) throw error;
    }
  }
  return (await attempt(await newToken(access))).body;
}

async function newToken(access: CrmAccess): Promise<string> {
  const { clientId, clientSecret, refreshToken, loginUrl } = access.keys;
  if (!clientId || !clientSecret || !refreshToken) {
    throw new Rejected("Salesforce is connected without its keys. Connect it again.");
  }
  const client = salesforceOAuth({ clientId, clientSecret }, loginUrl ?? LOGIN);
  const { accessToken } = await refreshed(client, refreshToken);
  await access.renewed({ accessToken });
  return accessToken;
}

function instanceOf(keys: CrmKeys): string {
  const base = (keys.instanceUrl ?? "").replace(/\/+$/, "");
  if (!base)
    throw new Rejected("Salesforce is connected without its instance address. Connect it again.");
  return base;
}
