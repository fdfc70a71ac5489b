import { CHAT_COMMANDS } from "../commands.ts";
import { promptsFor } from "./prompts.ts";
import { BOT_SCOPES, EVENTS } from "./scopes.ts";
import { COACH_ME } from "./shortcut-names.ts";

/** The address in slack-manifest.yaml, which nobody has. */
export const EXAMPLE_URL = "https://coach.example.com";

const PREAMBLE = [
  "For https://api.slack.com/apps → Create New App → From a manifest. With your own address in it:",
  "npm run -s coach -- slack-manifest https://coach.your-company.com",
  "Written from the code; a test holds the two together.",
];

/** The app as Slack is told of it, in the shape of its manifest's version 2. */
export function slackManifest(publicUrl: string, { socket = false } = {}): Record<string, unknown> {
  const url = `${publicUrl}/slack/events`;
  const asked = socket ? {} : { url };
  return {
    _metadata: { major_version: 2, minor_version: 1 },
    display_information: {
      name: "Coach",
      description: "Asks each rep one question about one moment of their recorded customer calls.",
      long_description:
        "Coach reads a sales team's recorded customer calls and asks the rep one question about one moment, at most once a day. It prepares calls, briefs one-on-ones, walks through the pipeline deal by deal and remembers what works for whom. Every claim carries the speaker, the time and the words. Scores are for nobody: reps see a debrief of their call before anyone else may, and can correct, dispute and erase what is remembered about them.",
      background_color: "#0b3b3b",
    },
    features: {
      app_home: {
        home_tab_enabled: true,
        messages_tab_enabled: true,
        messages_tab_read_only_enabled: false,
      },
      bot_user: { display_name: "coach", always_online: true },
      agent_view: {
        agent_description:
          "Asks one question about one moment of your customer calls, prepares the next, and keeps to what it can show.",
        suggested_prompts: promptsFor({ role: "rep" }).map((one) => ({ ...one })),
      },
      shortcuts: [
        {
          name: "Coach me on this",
          type: "message",
          callback_id: COACH_ME,
          description: "One question about this message, for your eyes only",
        },
      ],
      slash_commands: CHAT_COMMANDS.map(({ name, description, hint }) => ({
        command: `/${name}`,
        description,
        ...(hint && { usage_hint: hint }),
        ...asked,
        // Mentions come with their ids: a name alone may be several people's.
        should_escape: true,
      })),
    },
    oauth_config: {
      ...(socket ? {} : { redirect_urls: [`${publicUrl}/slack/oauth_redirect`] }),
      scopes: { bot: BOT_SCOPES },
    },
    settings: {
      event_subscriptions: { ...(socket ? {} : { request_url: url }), bot_events: [...EVENTS] },
      interactivity: { is_enabled: true, ...(socket ? {} : { request_url: url }) },
      org_deploy_enabled: false,
      socket_mode_enabled: socket,
      token_rotation_enabled: false,
    },
  };
}

/** The manifest as the file an admin pastes. */
export function manifestFile(publicUrl: string, options: { socket?: boolean } = {}): string {
  const head = PREAMBLE.map((line) => `# ${line}\n`).join("");
  return `${head}${yaml(slackManifest(publicUrl, options), 0)}\n`;
}

/** YAML of plain data: text in quotes as JSON writes it, which YAML reads the same. */
function yaml(value: unknown, depth: number): string {
  const indent = "  ".repeat(depth);
  if (Array.isArray(value)) {
    return value
      .map((one) =>
        isPlain(one)
          ? `${indent}- ${JSON.stringify(one)}`
          : `${indent}- ${yaml(one, depth + 1).trimStart()}`,
      )
      .join("\n");
  }
  return Object.entries(value as Record<string, unknown>)
    .map(([key, one]) =>
      isPlain(one)
        ? `${indent}${key}: ${JSON.stringify(one)}`
        : `${indent}${key}:\n${yaml(one, depth + 1)}`,
    )
    .join("\n");
}

const isPlain = (value: unknown) => typeof value !== "object" || value === null;
