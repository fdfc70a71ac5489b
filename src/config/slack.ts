import { CoachError } from "../errors.ts";

/** How Slack reaches this server: `http` asks for a public address, `socket` for nothing but a token. */
export interface SlackConfig {
  /** The token of one Slack workspace; it belongs to the default workspace. `null`: installs by OAuth alone. */
  botToken: string | null;
  receive: { by: "http"; signingSecret: string } | { by: "socket"; appToken: string };
  /** For "Add to Slack" in many workspaces. */
  oauth: { clientId: string; clientSecret: string } | null;
  /** Where the Web API is; Slack's own when `null`. Ends in a slash. */
  apiUrl: string | null;
}

/** The variables as the environment has them; an empty one is `undefined`. */
export interface SlackVariables {
  SLACK_BOT_TOKEN?: string | undefined;
  SLACK_SIGNING_SECRET?: string | undefined;
  SLACK_APP_TOKEN?: string | undefined;
  SLACK_CLIENT_ID?: string | undefined;
  SLACK_CLIENT_SECRET?: string | undefined;
  SLACK_API_URL?: string | undefined;
}

const PAGE = "api.slack.com/apps → your app";

/**
 * What the variables together make of Slack; `null` when none is set.
 * @throws CoachError `bad-input` naming the one that is missing beside the others
 */
export function slackOf(values: SlackVariables): SlackConfig | null {
  const {
    SLACK_BOT_TOKEN: botToken = null,
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_APP_TOKEN: appToken,
    SLACK_CLIENT_ID: clientId,
    SLACK_CLIENT_SECRET: clientSecret,
  } = values;
  if (!botToken && !signingSecret && !appToken && !clientId && !clientSecret) return null;
  check(botToken === null || botToken.startsWith("xoxb-"), [
    "SLACK_BOT_TOKEN must start with xoxb-.",
    `${PAGE} → OAuth & Permissions shows it after the app was installed.`,
  ]);
  check(!appToken || appToken.startsWith("xapp-"), [
    "SLACK_APP_TOKEN must start with xapp-.",
    `Make one with the scope connections:write: ${PAGE} → Basic Information → App-Level Tokens.`,
  ]);
  check(Boolean(clientId) === Boolean(clientSecret), [
    `${clientId ? "SLACK_CLIENT_SECRET" : "SLACK_CLIENT_ID"} is missing beside the other.`,
    `Both stand under ${PAGE} → Basic Information → App Credentials.`,
  ]);
  check(botToken !== null || clientId !== undefined, [
    "SLACK_BOT_TOKEN is missing, or SLACK_CLIENT_ID and SLACK_CLIENT_SECRET for several workspaces.",
    `${PAGE} → OAuth & Permissions shows the token after the app was installed.`,
  ]);
  const oauth = clientId && clientSecret ? { clientId, clientSecret } : null;
  const apiUrl = values.SLACK_API_URL ? `${values.SLACK_API_URL.replace(/\/+$/, "")}/` : null;
  const shared = { botToken, oauth, apiUrl };
  if (signingSecret) return { ...shared, receive: { by: "http", signingSecret } };
  check(!oauth, [
    "SLACK_SIGNING_SECRET is missing: installing in several workspaces needs HTTP.",
    `It stands under ${PAGE} → Basic Information → App Credentials.`,
  ]);
  check(appToken !== undefined, [
    "SLACK_SIGNING_SECRET is missing, or SLACK_APP_TOKEN to try the app without a public address.",
    `Both stand under ${PAGE} → Basic Information.`,
  ]);
  return { ...shared, receive: { by: "socket", appToken: appToken as string } };
}

function check(holds: boolean, sentences: readonly string[]): void {
  if (!holds) throw new CoachError("bad-input", sentences.join(" "));
}
