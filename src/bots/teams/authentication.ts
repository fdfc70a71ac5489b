import {
  ConfigurationBotFrameworkAuthentication,
  ConfigurationServiceClientCredentialFactory,
} from "botbuilder";

/** How the bot is registered with Microsoft. */
export interface Registration {
  appId: string;
  tenantId: string;
  /** `null`: a user-assigned managed identity, which needs none. */
  password: string | null;
}

/** The far end of the Bot Framework, when it is not Microsoft's own. */
export interface Authority {
  /** Where the keys are found with which the channel signs its requests. */
  openIdUrl?: string;
  /** Where a tenant's keys are found, with which it signs who looks at a tab. */
  tabKeysUrl?: string;
  /** A token for the connector, without a way to Microsoft's login. */
  token?: () => Promise<string>;
}

/** What checks a request of the channel, and what a request of ours carries. */
export interface Authentication {
  incoming: ConfigurationBotFrameworkAuthentication;
  /** The bearer token of requests to the connector; `null` without a registration. */
  token(): Promise<string | null>;
}

// As Microsoft documents them for the public cloud.
const SCOPE = "https://api.botframework.com";
const ISSUER = "https://api.botframework.com";
const LOGIN = "https://login.microsoftonline.com/botframework.com";
const OPEN_ID = "https://login.botframework.com/v1/.well-known/openidconfiguration";
const EMULATOR_OPEN_ID =
  "https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration";

/**
 * Authentication of a single-tenant bot or a managed identity; without a registration none at all, which
 * is for this machine alone.
 */
export function authenticationFor(
  registration: Registration | null,
  authority: Authority = {},
): Authentication {
  const credentials = credentialsFor(registration);
  const incoming = new ConfigurationBotFrameworkAuthentication(
    {
      ToChannelFromBotLoginUrl: LOGIN,
      ToChannelFromBotOAuthScope: SCOPE,
      ToBotFromChannelTokenIssuer: ISSUER,
      OAuthUrl: SCOPE,
      ToBotFromChannelOpenIdMetadataUrl: authority.openIdUrl ?? OPEN_ID,
      ToBotFromEmulatorOpenIdMetadataUrl: EMULATOR_OPEN_ID,
      CallerId: "urn:botframework:azure",
    },
    credentials,
  );
  const ask = authority.token ?? (() => tokenFrom(credentials, registration?.appId ?? ""));
  return { incoming, token: async () => (registration ? await ask() : null) };
}

function credentialsFor(
  registration: Registration | null,
): ConfigurationServiceClientCredentialFactory {
  if (!registration) return new ConfigurationServiceClientCredentialFactory({});
  const { appId, tenantId, password } = registration;
  return new ConfigurationServiceClientCredentialFactory({
    MicrosoftAppId: appId,
    MicrosoftAppTenantId: tenantId,
    ...(password === null
      ? { MicrosoftAppType: "UserAssignedMsi" }
      : { MicrosoftAppType: "SingleTenant", MicrosoftAppPassword: password }),
  });
}

/** Kept and renewed by the library; asked for before each request. */
async function tokenFrom(
  credentials: ConfigurationServiceClientCredentialFactory,
  appId: string,
): Promise<string> {
  const granted = await credentials.createCredentials(appId, SCOPE, LOGIN, true);
  if (!("getToken" in granted) || typeof granted.getToken !== "function") {
    throw new Error("these credentials give no token");
  }
  return String(await granted.getToken());
}
