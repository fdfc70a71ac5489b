import { EXAMPLE_URL, manifestFile } from "../bots/slack/manifest.ts";
import { readConfig } from "../config.ts";

/** `slack-manifest`: what an admin pastes into Slack to make the app, with this installation's address. */
export function slackManifestCommand(
  given: string | undefined,
  { socket = false }: { socket?: boolean },
): number {
  const url = given ?? publicUrl() ?? (socket ? EXAMPLE_URL : null);
  if (!url || !/^https:\/\/[^/]+/.test(url)) {
    process.stderr.write(
      "Slack needs an https address that it can reach: slack-manifest https://coach.your-company.com, or --socket to try it without one.\n",
    );
    return 2;
  }
  process.stdout.write(manifestFile(url.replace(/\/+$/, ""), { socket }));
  return 0;
}

function publicUrl(): string | null {
  try {
    return readConfig().publicUrl;
  } catch {
    // The manifest comes first: what else is set may be half done.
    return null;
  }
}
