import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { EXAMPLE_URL, slackManifest } from "../../../src/bots/slack/manifest.ts";

const page = readFileSync(new URL("../../../docs/slack.md", import.meta.url), "utf8");
const manifest = slackManifest(EXAMPLE_URL) as unknown as {
  display_information: { name: string };
  features: {
    slash_commands: { command: string }[];
    shortcuts: { name: string }[];
    bot_user: { display_name: string };
  };
  oauth_config: { redirect_urls: string[]; scopes: { bot: string[] } };
  settings: { event_subscriptions: { bot_events: string[]; request_url: string } };
};
const inTicks = [...page.matchAll(/`([^`\n]+)`/g)].map(([, words = ""]) => words);

describe("docs/slack.md", () => {
  it("has ten steps, in order", () => {
    const steps = [...page.matchAll(/^(\d+)\. \*\*/gm)].map(([, number]) => Number(number));
    expect(steps).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it("explains every scope of the manifest, and no other", () => {
    const named = inTicks.filter((words) =>
      /^[a-z_]+:(?:read|write|history)(?:\.email)?$/.test(words),
    );
    const scopes = manifest.oauth_config.scopes.bot.filter((scope) => scope !== "commands");
    // `connections:write` is of the app-level token, not of the bot's.
    expect(new Set(named)).toEqual(new Set([...scopes, "connections:write"]));
    expect(page).toContain("| `commands` |");
  });

  it("names every command and shortcut of the manifest, and no other", () => {
    const named = inTicks.flatMap((words) => /^\/(?!invite|slack)[a-z-]+/.exec(words)?.[0] ?? []);
    const commands = manifest.features.slash_commands.map(({ command }) => command);
    expect(new Set(named)).toEqual(new Set(commands));
    for (const { name } of manifest.features.shortcuts) expect(page).toContain(`| ${name} |`);
  });

  it("keeps its word that no channel's messages are subscribed to", () => {
    expect(page).toMatch(/subscribes to no message in any channel/);
    const { bot_events } = manifest.settings.event_subscriptions;
    expect(bot_events.filter((event) => event.startsWith("message."))).toEqual(["message.im"]);
  });

  it("names only variables and commands that there are", () => {
    const variables = readFileSync(new URL("../../../.env.example", import.meta.url), "utf8");
    for (const name of inTicks.filter((words) => /^[A-Z][A-Z_]+$/.test(words)))
      expect(variables).toContain(`\n${name}=`);
    expect(page).toContain(`@${manifest.features.bot_user.display_name}`);
    const cli = readFileSync(new URL("../../../src/cli.ts", import.meta.url), "utf8");
    for (const [, command = ""] of page.matchAll(/npm run -s coach -- ([a-z-]+)/g))
      expect(cli).toContain(`"${command}`);
  });
});
