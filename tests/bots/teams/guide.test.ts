import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { manifest } from "../../../src/bots/teams/app-package/manifest.ts";
import { APP_ID } from "./signing.ts";

const ROOT = new URL("../../../", import.meta.url);
const read = (path: string) => readFile(new URL(path, ROOT), "utf8");
const guide = await read("docs/teams.md");
const written = manifest({
  ...{ appId: APP_ID, version: "1.0.0", publicUrl: "https://coach.example.com" },
}) as {
  bots: { scopes: string[] }[];
  composeExtensions: { commands: { id: string }[] }[];
  staticTabs: { entityId: string; contentUrl?: string }[];
  validDomains: string[];
};

describe("docs/teams.md", () => {
  it("takes an admin there in ten steps", () => {
    const steps = [...guide.matchAll(/^(\d+)\. \*\*/gm)].map(([, number]) => Number(number));
    expect(steps).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it("names every variable Teams needs, and none that is not read", async () => {
    const known = [...(await read(".env.example")).matchAll(/^([A-Z_]+)=/gm)].map(
      ([, name]) => name,
    );
    const named = new Set(
      [...guide.matchAll(/`(?:[^`]*\b)?([A-Z]{3,}_[A-Z_]+)\b/g)].map(([, name]) => name),
    );
    for (const name of named) expect(known).toContain(name);
    for (const name of known.filter((one) => one?.startsWith("MICROSOFT_")))
      expect(named).toContain(name);
  });

  it("says of the manifest what is in it", () => {
    const table = guide.slice(guide.indexOf("## What the manifest says"));
    for (const key of Object.keys(written))
      if (
        ["bots", "composeExtensions", "staticTabs", "webApplicationInfo", "validDomains"].includes(
          key,
        )
      )
        expect(table).toContain(`\`${key}\``);
    for (const scope of written.bots[0]?.scopes ?? []) expect(table).toContain(`\`${scope}\``);
    expect(table).toContain(`\`${written.composeExtensions[0]?.commands[0]?.id}\``);
    const tab = written.staticTabs.find(({ entityId }) => entityId === "hub");
    expect(table).toContain(`PUBLIC_URL${new URL(tab?.contentUrl ?? "").pathname}`);
    expect(written.validDomains).toEqual(["coach.example.com"]);
  });

  it("names commands and files that are there", async () => {
    const { scripts } = JSON.parse(await read("package.json")) as { scripts: object };
    for (const [, script = ""] of guide.matchAll(/npm run (?:-s )?([\w:]+)/g))
      expect(Object.keys(scripts)).toContain(script);
    for (const [, path = ""] of guide.matchAll(/`((?:src|tests)\/[\w/.-]+\.ts)`/g))
      await expect(read(path)).resolves.toBeTruthy();
  });

  it("is right that botbuilder is known by two files", async () => {
    const { readdir } = await import("node:fs/promises");
    const files = (await readdir(new URL("src/", ROOT), { recursive: true })).filter((path) =>
      /\.tsx?$/.test(path),
    );
    const knowing: string[] = [];
    for (const path of files)
      if (/from "botbuilder"/.test(await read(`src/${path}`))) knowing.push(path);
    expect(knowing.sort()).toEqual(["bots/teams/adapter.ts", "bots/teams/authentication.ts"]);
  });
});
