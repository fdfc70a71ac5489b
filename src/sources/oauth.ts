import { z } from "zod";
import { Rejected } from "../errors.ts";
import { ask } from "./request.ts";

/** A vendor people connect by signing in there (OAuth 2.0 authorization code, RFC 6749). */
export interface OAuthClient {
  vendor: string;
  /** Where people agree. */
  authorizeUrl: string;
  /** Where a code becomes tokens. */
  tokenUrl: string;
  scopes: readonly string[];
  clientId: string;
  clientSecret: string;
  /** Where the vendor wants id and secret: beside the other fields, unless told. */
  proves?: "fields" | "basic";
  /** What the vendor wants besides, e.g. Google's `access_type=offline`. */
  extra?: Readonly<Record<string, string>>;
}

/** What a vendor gave for a code or a refresh token. */
export interface Granted {
  accessToken: string;
  /** `null` where the vendor keeps the old one valid and sends none. */
  refreshToken: string | null;
  /** Seconds the access token lives; `null` when not said. */
  expiresIn: number | null;
  /** The vendor's other words: an instance's address, a company's domain. */
  rest: Record<string, unknown>;
}

const granted = z.looseObject({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1).optional(),
  expires_in: z.coerce.number().positive().optional(),
});

/** The page of the vendor where somebody agrees. */
export function agreeAt(
  client: OAuthClient,
  { redirectUri, state }: { redirectUri: string; state: string },
): string {
  const url = new URL(client.authorizeUrl);
  const query = {
    response_type: "code",
    client_id: client.clientId,
    redirect_uri: redirectUri,
    scope: client.scopes.join(" "),
    state,
    ...client.extra,
  };
  for (const [name, value] of Object.entries(query)) if (value) url.searchParams.set(name, value);
  return url.href;
}

/** Tokens for the code the vendor sent somebody back with. */
export async function tokensForCode(
  client: OAuthClient,
  { code, redirectUri }: { code: string; redirectUri: string },
): Promise<Granted> {
  return await tokens(client, {
    grant_type: "authorization_code",
    code,
    redirect_uri: redirectUri,
  });
}

/** A new access token; `Rejected` when the vendor no longer knows the connection. */
export async function refreshed(client: OAuthClient, refreshToken: string): Promise<Granted> {
  return await tokens(client, { grant_type: "refresh_token", refresh_token: refreshToken });
}

async function tokens(client: OAuthClient, fields: Record<string, string>): Promise<Granted> {
  const { tokenUrl, vendor, clientId, clientSecret, proves } = client;
  const basic = Buffer.from(`${clientId}:${clientSecret}`).toString("base64");
  const answer = await ask({ vendor, base: new URL(tokenUrl).origin, hosts: [] }, tokenUrl, {
    method: "POST",
    headers: {
      "Content-Type": "application/x-www-form-urlencoded",
      Accept: "application/json",
      ...(proves === "basic" ? { Authorization: `Basic ${basic}` } : {}),
    },
    body: new URLSearchParams({
      ...fields,
      ...(proves === "basic" ? {} : { client_id: clientId, client_secret: clientSecret }),
    }).toString(),
  });
  let body: unknown = null;
  try {
    body = JSON.parse(answer.bytes.toString("utf8"));
  } catch {
    // Judged below: what is no JSON holds no token.
  }
  const read = granted.safeParse(answer.status === 200 ? body : null);
  if (!read.success) {
    throw new Rejected(
      `${vendor} no longer accepts this connection: it was revoked, or has run out. Connect it again.`,
    );
  }
  const { access_token, refresh_token, expires_in, ...rest } = read.data;
  return {
    accessToken: access_token,
    refreshToken: refresh_token ?? null,
    expiresIn: expires_in ?? null,
    rest,
  };
}
