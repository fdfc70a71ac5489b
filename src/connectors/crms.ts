import { randomBytes } from "node:crypto";
import type { Config } from "../config.ts";
import { CoachError } from "../errors.ts";
import { connectCrm } from "../jobs/crms/connect-crm.ts";
import type { Effects } from "../jobs/effects.ts";
import type { Crm } from "../sources/crms/crm.ts";
import { hubAccount, hubspotOAuth } from "../sources/crms/hubspot-client.ts";
import { pipedriveOAuth, pipedriveUser } from "../sources/crms/pipedrive-client.ts";
import { salesforceOAuth } from "../sources/crms/salesforce-client.ts";
import { agreeAt, type Granted, type OAuthClient, tokensForCode } from "../sources/oauth.ts";
import { fields } from "../sources/payload.ts";
import { sameText } from "../sources/signatures.ts";
import {
  changeConnection,
  findConnection,
  markProblem,
  openSecrets,
} from "../store/connections.ts";
import { connectionsOutside } from "../store/directory.ts";
import type { Connector } from "../web/connect.ts";

/** What differs between CRMs where people sign in. */
interface SigningIn {
  provider: Crm["provider"];
  client: OAuthClient;
  secrets?: Record<string, string>;
  /** Kept with the connection, of what the server's own variables say. */
  settings?: Record<string, string | undefined>;
  /** The account, in the CRM's own name for it, and what is to be kept of it. */
  account(
    granted: Granted,
  ): Promise<{ account: string | null; settings: Record<string, string | undefined> }>;
  /** Whose connection ended at the vendor's; `null` when it is not the vendor who says so. */
  ended?(told: { authorization: string | undefined; body: unknown }): {
    account: string;
    userId: string;
  } | null;
}

/** The CRMs an admin connects by signing in; those whose app's id and secret the server has. */
export function crmConnectors({ crms }: Config, effects: Effects): Connector[] {
  return [...hubspot(crms), ...salesforce(crms), ...pipedrive(crms)].map((one) =>
    connectorOf(effects, one),
  );
}

function hubspot({ hubspot: keys }: Config["crms"]): SigningIn[] {
  if (!keys?.clientId || !keys.webhookSecret) return [];
  const { clientId, webhookSecret, url } = keys;
  return [
    {
      provider: "hubspot",
      client: hubspotOAuth({ clientId, clientSecret: webhookSecret }, url),
      secrets: { webhookSecret },
      settings: { url },
      account: async ({ accessToken }) => ({
        account: await hubAccount(accessToken, url),
        settings: {},
      }),
    },
  ];
}

function salesforce({ salesforce: keys }: Config["crms"]): SigningIn[] {
  if (!keys?.clientId || !keys.clientSecret) return [];
  const { clientId, clientSecret, loginUrl } = keys;
  return [
    {
      provider: "salesforce",
      client: salesforceOAuth({ clientId, clientSecret }, loginUrl),
      // A sandbox's tokens are renewed where they were given.
      settings: { loginUrl },
      // Salesforce says with the tokens where the organisation lives, and which it is.
      account: async ({ rest }) => {
        const orgId = textIn(rest.id)?.split("/").at(-2);
        const instanceUrl = textIn(rest.instance_url);
        return { account: orgId ?? null, settings: { orgId, instanceUrl } };
      },
    },
  ];
}

function pipedrive({ pipedrive: keys }: Config["crms"]): SigningIn[] {
  if (!keys?.clientId || !keys.clientSecret) return [];
  const { clientId, clientSecret, url } = keys;
  return [
    {
      provider: "pipedrive",
      client: pipedriveOAuth({ clientId, clientSecret }, url),
      settings: { url },
      // Each company has an address of its own, which comes with the tokens.
      account: async ({ rest, accessToken }) => {
        const apiDomain = textIn(rest.api_domain);
        const { company, user } = await pipedriveUser({ accessToken, apiDomain, url });
        const settings = { apiDomain, userId: user ?? undefined };
        return { account: company ?? apiDomain ?? null, settings };
      },
      ended: ({ authorization, body }) => {
        const proof = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString("base64")}`;
        if (!sameText(authorization ?? "", proof)) return null;
        const { company_id, user_id } = fields(body);
        return { account: String(company_id), userId: String(user_id) };
      },
    },
  ];
}

/** A CRM an admin connects for the whole workspace; what is there comes in at once. */
function connectorOf(effects: Effects, one: SigningIn): Connector {
  const { provider, client } = one;
  const crm = effects.crms.all.find((crm) => crm.provider === provider);
  if (!crm) throw new CoachError("not-found", `There is no CRM “${provider}” here.`);
  return {
    name: provider,
    title: crm.name,
    for: "admin",
    agreeAt: (asked) => agreeAt(client, asked),
    connect: async (code, { workspaceId }) => {
      const granted = await tokensForCode(client, code);
      const { account, settings } = await one.account(granted);
      const { clientId, clientSecret } = client;
      const { connectionId, again } = await connectCrm(effects, workspaceId, {
        ...{ crm, account },
        settings: told({ ...one.settings, ...settings, clientId }),
        secrets: {
          ...one.secrets,
          ...{ clientSecret, accessToken: granted.accessToken },
          ...(granted.refreshToken ? { refreshToken: granted.refreshToken } : {}),
        },
      });
      const begun = again ? "It goes on where it stopped." : "Its deals are being brought in.";
      return `${begun} ${await webhookLine(effects, crm, connectionId)}`;
    },
    ...(one.ended && {
      ended: async (told) => {
        const who = one.ended?.(told);
        if (!who) return false;
        const all = await connectionsOutside(effects.database, provider, who.account);
        for (const found of all) await markEnded(effects, crm, found, who.userId);
        return true;
      },
    }),
  };
}

/** Another user of the company may have the app as well: theirs is not the one that is connected. */
async function markEnded(
  effects: Effects,
  { name }: Crm,
  { workspaceId, connectionId }: { workspaceId: string; connectionId: string },
  userId: string,
): Promise<void> {
  await effects.database.inWorkspace(workspaceId, async (tx) => {
    const row = await findConnection(tx, connectionId);
    if (row?.settings.userId !== userId) return;
    const problem = `The app was removed in ${name}. Connect it again, and it goes on where it stopped.`;
    await markProblem(tx, connectionId, problem, effects.now(), "broken");
  });
}

/** Has the CRM call us where it lets itself be told so; otherwise says where its webhooks go. */
async function webhookLine(effects: Effects, crm: Crm, connectionId: string): Promise<string> {
  const address = `${effects.publicUrl}/webhooks/${crm.provider}/${connectionId}`;
  if (!crm.subscribe) return `Its webhooks go to ${address}`;
  const { access, workspaceId } = await effects.crms.connected(connectionId);
  const user = access.keys.webhookUser ?? "coach";
  const password = access.keys.webhookPassword ?? randomBytes(24).toString("base64url");
  await effects.database.inWorkspace(workspaceId, async (tx) => {
    const kept = await openSecrets(tx, effects.sealing, connectionId);
    const secrets = { ...kept, webhookUser: user, webhookPassword: password };
    await changeConnection(tx, effects.sealing, connectionId, { secrets });
  });
  try {
    await crm.subscribe(access, { address, user, password });
    return "Its changes come by themselves from now on.";
  } catch (error) {
    if (!(error instanceof CoachError)) throw error;
    return `Its webhooks could not be made (${error.message}) Until they are, changes come at night. Once that is mended, connect it again.`;
  }
}

const textIn = (value: unknown) => (typeof value === "string" && value !== "" ? value : undefined);

function told(values: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
