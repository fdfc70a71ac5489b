import { CHAT_COMMANDS } from "../../commands.ts";

/** Where the manifest's rules are; the newest with twelve commands a list that all tenants take. */
export const MANIFEST_VERSION = "1.24";
/** The message action's name between the manifest and the listener. */
export const COACH_ME = "coach-me-on-this";

/** What of an installation stands in its manifest. */
export interface AppFacts {
  appId: string;
  /** Of this project, e.g. `0.1.0`: Teams takes a package only when it is newer. */
  version: string;
  /** Where people's browsers reach the pages; https, or Teams shows no tab. */
  publicUrl: string;
  /** Pages about the operator; the public address when there are none. */
  website?: string | undefined;
  privacy?: string | undefined;
  terms?: string | undefined;
}

interface BotCommand {
  title: string;
  description: string;
}

/** Teams shows this many commands of a list. */
const MOST_COMMANDS = 12;
/** What people see when they click into the box: commands are words, and work when typed as well. */
export function botCommands(): BotCommand[] {
  return CHAT_COMMANDS.slice(0, MOST_COMMANDS).map(({ name, description, hint }) => ({
    title: name.replaceAll("-", " "),
    description: hint ? `${description}: ${hint}` : description,
  }));
}

/** The app as Teams is told of it. */
export function manifest(facts: AppFacts): Record<string, unknown> {
  const { appId, version, publicUrl } = facts;
  const website = facts.website ?? publicUrl;
  const tab = `${publicUrl}/teams/tab`;
  const { host, hostname } = new URL(publicUrl);
  return {
    $schema: `https://developer.microsoft.com/en-us/json-schemas/teams/v${MANIFEST_VERSION}/MicrosoftTeams.schema.json`,
    manifestVersion: MANIFEST_VERSION,
    version,
    id: appId,
    developer: {
      name: "coaching-os",
      websiteUrl: website,
      privacyUrl: facts.privacy ?? website,
      termsOfUseUrl: facts.terms ?? website,
    },
    name: { short: "Coach", full: "Coach for sales conversations" },
    description: {
      short: "One question about one moment of a customer call, and what to try next.",
      full: "The coach reads recorded customer calls. When one is worth talking about it asks one question, with the speaker, the time and the words it is about. It prepares the next call, drafts coaching plans and one-on-ones, reviews a pipeline deal by deal, and tells a team once a week what it heard. Drop a transcript into its chat to begin.",
    },
    icons: { color: "color.png", outline: "outline.png" },
    accentColor: "#12454B",
    bots: [
      {
        botId: appId,
        scopes: ["personal", "team", "groupChat"],
        supportsFiles: true,
        commandLists: (["personal", "team", "groupChat"] as const).map((scope) => ({
          scopes: [scope],
          commands: botCommands(),
        })),
      },
    ],
    composeExtensions: [
      {
        botId: appId,
        commands: [
          {
            id: COACH_ME,
            type: "action",
            title: "Coach me on this",
            description: "Ask the coach about this message, for you alone",
            context: ["message"],
            fetchTask: true,
          },
        ],
      },
    ],
    staticTabs: [
      { entityId: "conversations", scopes: ["personal"] },
      {
        entityId: "hub",
        name: "My coaching",
        contentUrl: tab,
        websiteUrl: `${publicUrl}/hub`,
        scopes: ["personal"],
      },
    ],
    permissions: ["identity", "messageTeamMembers"],
    validDomains: [hostname],
    // Tells the tab who looks at it, once the app registration exposes it under this name.
    webApplicationInfo: { id: appId, resource: `api://${host}/${appId}` },
    defaultInstallScope: "personal",
  };
}
