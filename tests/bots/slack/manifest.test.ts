import { readdirSync, readFileSync } from "node:fs";
import { App, type Receiver } from "@slack/bolt";
import { describe, expect, it } from "vitest";
import { CHAT_COMMANDS } from "../../../src/bots/commands.ts";
import { registerAll } from "../../../src/bots/slack/listeners/index.ts";
import { EXAMPLE_URL, manifestFile, slackManifest } from "../../../src/bots/slack/manifest.ts";
import { MOST_PROMPTS, promptsFor } from "../../../src/bots/slack/prompts.ts";
import { COACH_ME } from "../../../src/bots/slack/shortcut-names.ts";

const FOLDER = new URL("../../../src/bots/slack/", import.meta.url);
const SOURCES = readdirSync(FOLDER, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts"))
  .map((name) => readFileSync(new URL(name, FOLDER), "utf8"))
  .join("\n");

interface Manifest {
  display_information: Record<string, string>;
  features: {
    slash_commands: { command: string; description: string; url?: string }[];
    shortcuts: { callback_id: string }[];
    agent_view: {
      agent_description: string;
      suggested_prompts: { title: string; message: string }[];
    };
  };
  oauth_config: { scopes: { bot: string[] } };
  settings: { event_subscriptions: { bot_events: string[]; request_url?: string } };
}

const manifest = slackManifest(EXAMPLE_URL) as unknown as Manifest;

/** What the listeners really listen to, told by an app that only takes note. */
function listenedTo() {
  const events: string[] = [];
  const commands: string[] = [];
  const shortcuts: string[] = [];
  const receiver: Receiver = {
    init: () => undefined,
    start: async () => undefined,
    stop: async () => undefined,
  };
  const app = new App({ receiver, authorize: async () => ({}), convoStore: false });
  app.event = ((name: string) => void events.push(name)) as never;
  app.command = ((name: string) => void commands.push(name)) as never;
  app.shortcut = ((named: { callback_id: string }) =>
    void shortcuts.push(named.callback_id)) as never;
  registerAll(app, {} as never);
  return { events, commands, shortcuts };
}

/** Each scope with the words in our sources that need it; docs.slack.dev/reference/scopes. */
const NEEDED_BY: Record<string, RegExp> = {
  "app_mentions:read": /app\.event\("app_mention"/,
  "assistant:write": /assistant\.threads\.setStatus/,
  "channels:history": /conversations\.history/,
  "channels:read": /"channel_archive"/,
  "chat:write": /chat\.postMessage/,
  commands: /app\.command\(/,
  "files:read": /files\.info/,
  "files:write": /files\.getUploadURLExternal/,
  "groups:history": /conversations\.replies/,
  "groups:read": /"group_archive"/,
  "im:history": /app\.event\("message"/,
  "im:write": /conversations\.open/,
  "users:read": /users\.list/,
  "users:read.email": /profile\?\.email/,
};

/** What each Web API method and event of ours asks for. */
const METHOD_SCOPES: Record<string, string[]> = {
  "auth.test": [],
  "assistant.threads.setStatus": ["assistant:write"],
  "assistant.threads.setSuggestedPrompts": ["assistant:write"],
  "chat.appendStream": ["chat:write"],
  "chat.delete": ["chat:write"],
  "chat.postEphemeral": ["chat:write"],
  "chat.postMessage": ["chat:write"],
  "chat.startStream": ["chat:write"],
  "chat.stopStream": ["chat:write"],
  "chat.update": ["chat:write"],
  "conversations.history": ["channels:history", "groups:history", "im:history"],
  "conversations.open": ["im:write"],
  "conversations.replies": ["channels:history", "groups:history", "im:history"],
  "files.completeUploadExternal": ["files:write"],
  "files.getUploadURLExternal": ["files:write"],
  "files.info": ["files:read"],
  "users.info": ["users:read"],
  "users.list": ["users:read"],
  "views.open": [],
  "views.publish": [],
};

describe("the Slack manifest", () => {
  it("is the file that lies in the project, with an example's address", () => {
    const file = readFileSync(new URL("../../../slack-manifest.yaml", import.meta.url), "utf8");
    expect(file).toBe(manifestFile(EXAMPLE_URL));
  });

  it("asks for every scope that is used, and for none that is not", () => {
    const { bot } = manifest.oauth_config.scopes;
    expect([...bot].sort()).toEqual(Object.keys(NEEDED_BY).sort());
    for (const [scope, words] of Object.entries(NEEDED_BY)) {
      expect(words.test(SOURCES), `${scope} is used`).toBe(true);
    }
    const called = [
      ...SOURCES.replace(/\n\s*\./g, ".").matchAll(
        /client(?:\(\w+\))?\.((?:assistant\.threads|auth|chat|conversations|files|users|views)\.\w+)\(/g,
      ),
    ].map(([, method = ""]) => method);
    expect(new Set(called)).toEqual(new Set(Object.keys(METHOD_SCOPES)));
    for (const scope of called.flatMap((method) => METHOD_SCOPES[method] ?? []))
      expect(bot).toContain(scope);
  });

  it("declares every event, command and shortcut that is listened to, and no other", () => {
    const { events, commands, shortcuts } = listenedTo();
    const declared = manifest.settings.event_subscriptions.bot_events.map((name) =>
      name.replace(/^message\..*/, "message"),
    );
    expect([...events].sort()).toEqual([...declared].sort());
    expect(commands).toEqual(manifest.features.slash_commands.map(({ command }) => command));
    expect(commands).toEqual(CHAT_COMMANDS.map(({ name }) => `/${name}`));
    expect(shortcuts).toEqual([COACH_ME]);
    expect(manifest.features.shortcuts.map(({ callback_id }) => callback_id)).toEqual([COACH_ME]);
  });

  it("keeps to Slack's lengths", () => {
    const { display_information: shown, features } = manifest;
    expect(shown.name?.length).toBeLessThanOrEqual(35);
    expect(shown.description?.length).toBeLessThanOrEqual(140);
    expect(shown.long_description?.length).toBeGreaterThanOrEqual(174);
    expect(shown.long_description?.length).toBeLessThanOrEqual(4000);
    expect(features.agent_view.agent_description.length).toBeLessThanOrEqual(300);
    expect(features.agent_view.suggested_prompts.length).toBeLessThanOrEqual(MOST_PROMPTS);
    expect(promptsFor({ role: "manager" }).length).toBeLessThanOrEqual(MOST_PROMPTS);
    for (const { command, description } of features.slash_commands) {
      expect(command).toMatch(/^\/[a-z-]{1,31}$/);
      expect(description.length).toBeLessThanOrEqual(2000);
    }
  });

  it("names no address where a socket needs none", () => {
    const socket = slackManifest(EXAMPLE_URL, { socket: true });
    expect(JSON.stringify(socket)).not.toContain(EXAMPLE_URL);
    expect(socket.settings).toMatchObject({ socket_mode_enabled: true });
  });
});
