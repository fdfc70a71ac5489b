import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Ajv from "ajv-draft-04";
import addFormats from "ajv-formats";
import { strFromU8, unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { appArchive } from "../../../src/bots/teams/app-package/archive.ts";
import {
  type AppFacts,
  botCommands,
  MANIFEST_VERSION,
  manifest,
} from "../../../src/bots/teams/app-package/manifest.ts";
import { coach } from "../../commands/coach.ts";
import { APP_ID, TENANT } from "./signing.ts";

const FACTS: AppFacts = {
  appId: APP_ID,
  version: "0.1.0",
  publicUrl: "https://coach.example.com",
};

const schemaFile = new URL(
  `../../fixtures/teams/MicrosoftTeams-${MANIFEST_VERSION}.schema.json`,
  import.meta.url,
);
const schema = JSON.parse((await readFile(schemaFile, "utf8")).replace(/^\uFEFF/, "")) as object;

/** What Microsoft's own schema says against a manifest. */
const problems = (() => {
  const ajv = new Ajv.default({ strict: false, allErrors: true });
  addFormats.default(ajv);
  const validate = ajv.compile(schema);
  return (candidate: unknown) =>
    validate(candidate) ? [] : (validate.errors ?? []).map(({ instancePath }) => instancePath);
})();

/** Width and height of a PNG, from its header. */
function pictureOf(png: Uint8Array | undefined) {
  const header = Buffer.from(png ?? []);
  return { width: header.readUInt32BE(16), height: header.readUInt32BE(20) };
}

describe("the app's manifest", () => {
  it("is what Microsoft's schema of its version asks for", () => {
    expect(problems(manifest(FACTS))).toEqual([]);
    const told = { website: "https://fern.example", privacy: "https://fern.example/privacy" };
    expect(problems(manifest({ ...FACTS, ...told }))).toEqual([]);
  });

  it("would be found wrong by it", () => {
    expect(problems({ ...manifest(FACTS), id: "coach" })).toEqual(["/id"]);
    expect(problems({ ...manifest(FACTS), developer: undefined })).not.toEqual([]);
  });

  it("offers at most twelve commands in each place, each by words of its own", () => {
    const titles = botCommands().map(({ title }) => title);
    expect(titles.length).toBeLessThanOrEqual(12);
    expect(new Set(titles).size).toBe(titles.length);
    expect(titles).toContain("pipeline review");
    const [bot] = manifest(FACTS).bots as { commandLists: { scopes: string[] }[] }[];
    expect(bot?.commandLists.map(({ scopes }) => scopes)).toEqual([
      ["personal"],
      ["team"],
      ["groupChat"],
    ]);
  });
});

describe("the app's package", () => {
  it("holds the manifest and both icons in the sizes Teams asks for", () => {
    const files = unzipSync(appArchive(FACTS));
    expect(Object.keys(files)).toEqual(["manifest.json", "color.png", "outline.png"]);
    expect(JSON.parse(strFromU8(files["manifest.json"] ?? new Uint8Array()))).toEqual(
      JSON.parse(JSON.stringify(manifest(FACTS))),
    );
    expect(pictureOf(files["color.png"])).toEqual({ width: 192, height: 192 });
    expect(pictureOf(files["outline.png"])).toEqual({ width: 32, height: 32 });
  });

  it("is the same, byte for byte, for the same installation", () => {
    expect(appArchive(FACTS)).toEqual(appArchive(FACTS));
  });

  it("is not made for pages Teams would not open", () => {
    expect(() => appArchive({ ...FACTS, publicUrl: "http://localhost:3000" })).toThrow(
      /PUBLIC_URL.*https/,
    );
  });

  it("is written by the command, which says what is missing first", {
    timeout: 60_000,
  }, async () => {
    const folder = await mkdtemp(join(tmpdir(), "coach-package-"));
    try {
      const out = join(folder, "app.zip");
      const bare = await coach(["teams-package", "--out", out]);
      expect([bare.code, bare.stderr]).toEqual([2, expect.stringMatching(/^MICROSOFT_APP_ID/)]);
      const made = await coach(["teams-package", "--out", out], {
        MICROSOFT_APP_ID: APP_ID,
        MICROSOFT_APP_TENANT_ID: TENANT,
        MICROSOFT_APP_TYPE: "UserAssignedMSI",
        PUBLIC_URL: FACTS.publicUrl,
      });
      expect([made.stderr, made.code]).toEqual(["", 0]);
      const { version } = createRequire(import.meta.url)("../../../package.json") as AppFacts;
      const files = unzipSync(await readFile(out));
      const written = JSON.parse(strFromU8(files["manifest.json"] ?? new Uint8Array()));
      expect(written).toMatchObject({ id: APP_ID, version });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
