import { readFile, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { appArchive } from "../bots/teams/app-package/archive.ts";
import { readConfig } from "../config.ts";
import { CoachError } from "../errors.ts";
import { explain, print } from "./output.ts";

/** `teams-package`: the zip an admin uploads to Teams, made for this installation. */
export async function teamsPackageCommand(options: {
  out: string;
  website?: string;
  privacy?: string;
  terms?: string;
}): Promise<number> {
  try {
    const { teams, publicUrl } = readConfig();
    if (!teams) {
      throw new CoachError(
        "bad-input",
        "MICROSOFT_APP_ID is not set. Make an Azure Bot first; docs/teams.md says how.",
      );
    }
    if (!publicUrl) {
      throw new CoachError(
        "bad-input",
        "PUBLIC_URL is not set. It is the https address people's browsers and Teams reach, e.g. https://coach.example.com",
      );
    }
    const { out, ...pages } = options;
    const version = await projectVersion();
    const path = resolve(out);
    await writeFile(path, appArchive({ appId: teams.appId, version, publicUrl, ...pages }));
    print(`${path}: version ${version} of the app. Upload it in the Teams admin center.`);
    return 0;
  } catch (error) {
    process.stderr.write(`${explain(error)}\n`);
    return error instanceof CoachError && error.code === "bad-input" ? 2 : 1;
  }
}

async function projectVersion(): Promise<string> {
  const text = await readFile(new URL("../../package.json", import.meta.url), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}
