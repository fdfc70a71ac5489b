import { Rejected } from "../../errors.ts";
import { type Fields, fields, list } from "../payload.ts";
import type { Reach } from "../request.ts";
import { askJson, textOf } from "./answers.ts";
import type { CrmAccess } from "./crm.ts";

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

/** One question under the connection's token. */
export async function send(
  { keys }: CrmAccess,
  method: "GET" | "POST" | "PATCH" | "DELETE",
  path: string,
  json?: unknown,
): Promise<unknown> {
  if (!keys.token)
    throw new Rejected("Pipedrive is connected without an API token. Add it to the connection.");
  const base = keys.url?.replace(/\/+$/, "") ?? API;
  const reach: Reach = { vendor: "Pipedrive", base, hosts: ["pipedrive.com"] };
  const { body } = await askJson(reach, `${base}${path}`, {
    method,
    headers: { "x-api-token": keys.token },
    ...(json === undefined ? {} : { json }),
  });
  return body;
}
