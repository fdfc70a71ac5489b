import type { Config } from "./config.ts";
import { syncCalendar } from "./jobs/calendars/sync-calendar.ts";
import { reconcileCrm } from "./jobs/crms/reconcile-crm.ts";
import type { Effects } from "./jobs/effects.ts";
import { GOOGLE, googleClient } from "./sources/calendars/google.ts";
import { hubspotOAuth } from "./sources/crms/hubspot-client.ts";
import { salesforceOAuth } from "./sources/crms/salesforce-client.ts";
import { agreeAt, type OAuthClient, tokensForCode } from "./sources/oauth.ts";
import { addConnection } from "./store/connections.ts";
import type { Connector } from "./web/connect.ts";

/** Everything that is connected by signing in at its vendor. A new one is a function and a line here. */
export function connectors(config: Config, effects: Effects): Connector[] {
  const { hubspot, salesforce } = config.crms;
  return [
    ...(config.google ? [googleConnector(config, config.google, effects)] : []),
    ...(hubspot?.clientId && hubspot.webhookSecret
      ? [
          crmConnector(effects, "hubspot", "HubSpot", {
            client: hubspotOAuth(
              { clientId: hubspot.clientId, clientSecret: hubspot.webhookSecret },
              hubspot.url,
            ),
            secrets: { webhookSecret: hubspot.webhookSecret },
          }),
        ]
      : []),
    ...(salesforce?.clientId && salesforce.clientSecret
      ? [
          crmConnector(effects, "salesforce", "Salesforce", {
            client: salesforceOAuth(
              { clientId: salesforce.clientId, clientSecret: salesforce.clientSecret },
              salesforce.loginUrl,
            ),
            secrets: {},
          }),
        ]
      : []),
  ];
}

/** A CRM an admin connects for the whole workspace; what is there comes in at once. */
function crmConnector(
  effects: Effects,
  provider: string,
  title: string,
  { client, secrets }: { client: OAuthClient; secrets: Record<string, string> },
): Connector {
  return {
    name: provider,
    title,
    for: "admin",
    agreeAt: (asked) => agreeAt(client, asked),
    connect: async (granted, { workspaceId }, within) => {
      const { accessToken, refreshToken, rest } = await tokensForCode(client, granted);
      const { clientId, clientSecret } = client;
      // Salesforce says with the tokens where the organisation lives, and which it is.
      const instanceUrl = typeof rest.instance_url === "string" ? rest.instance_url : undefined;
      const orgId = typeof rest.id === "string" ? rest.id.split("/").at(-2) : undefined;
      const connectionId = await within((tx) =>
        addConnection(tx, effects.sealing, {
          ...{ kind: "crm", provider, label: title },
          settings: { clientId, ...(instanceUrl && { instanceUrl }), ...(orgId && { orgId }) },
          secrets: { ...secrets, clientSecret, accessToken, refreshToken: refreshToken ?? "" },
        }),
      );
      await effects.enqueue(reconcileCrm, { workspaceId, connectionId, run: "first" });
      return `Its deals are being brought in. Its webhooks go to ${effects.publicUrl}/webhooks/${provider}/${connectionId}`;
    },
  };
}

function googleConnector(
  { googleApiUrl }: Config,
  keys: NonNullable<Config["google"]>,
  effects: Effects,
): Connector {
  const client = googleClient(
    keys,
    googleApiUrl
      ? {
          api: googleApiUrl,
          token: `${googleApiUrl}/token`,
          authorize: `${googleApiUrl}/authorize`,
        }
      : GOOGLE,
  );
  return {
    name: "google",
    title: "Google Calendar",
    for: "anyone",
    agreeAt: (asked) => agreeAt(client, asked),
    connect: async (granted, { workspaceId, person }, within) => {
      const { refreshToken } = await tokensForCode(client, granted);
      const connectionId = await within((tx) =>
        addConnection(tx, effects.sealing, {
          kind: "calendar",
          provider: "google",
          label: "Google Calendar",
          settings: { personId: person?.id ?? null },
          secrets: { ...keys, refreshToken: refreshToken ?? "" },
        }),
      );
      const occurrence = "first";
      await effects.enqueue(syncCalendar, { workspaceId, connectionId, occurrence });
      return "A prep comes before each meeting with people from elsewhere. The coach tells you when it has read the calendar.";
    },
  };
}
