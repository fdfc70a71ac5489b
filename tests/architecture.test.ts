import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { COMMON, LAW, type SourceFile, violationsIn } from "./law.ts";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

function sources(): SourceFile[] {
  return readdirSync(`${ROOT}src`, { recursive: true, encoding: "utf8" })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => ({ path, text: readFileSync(`${ROOT}src/${path}`, "utf8") }));
}

describe("the architecture", () => {
  it("has no file that breaks the law", () => {
    expect(violationsIn(sources())).toEqual([]);
  });

  it("names each vendor's package in one folder", () => {
    const homes = new Map<string, Set<string>>();
    for (const [name, { packages }] of Object.entries(LAW)) {
      for (const vendor of packages.filter((one) => !COMMON.includes(one))) {
        homes.set(vendor, (homes.get(vendor) ?? new Set()).add(name.split("/")[0] ?? name));
      }
    }
    const several = [...homes].filter(([, folders]) => folders.size > 1).map(([vendor]) => vendor);
    // One server, two mounts of routes: the playground owns its page, web the rest. And one standard,
    // signed tokens, in which both a recorder and a tab say who they are.
    expect(several.sort()).toEqual(["express", "jose", "multer"]);
  });

  it.each([
    ["a pure folder that reaches up", "coaching/plan.ts", 'import { x } from "../store/calls.ts";'],
    ["a type that reaches up", "calls/call.ts", 'import type { X } from "../coaching/plan.ts";'],
    ["a re-export over several lines", "deals/deal.ts", 'export {\n  x,\n} from "../web/page.ts";'],
    ["a job that knows a platform", "jobs/x.ts", 'const x = await import("../bots/chat.ts");'],
    ["a dynamic import of no fixed name", "parts.ts", "await import(name);"],
    ["anything that starts the server", "cli.ts", 'await import("./main.ts");'],
    ["a vendor away from its folder", "jobs/sweep.ts", 'import { Queue } from "bullmq";'],
    ["a vendor nobody has approved", "web/page.ts", 'import x from "@some/vendor/part";'],
    ["a package in a pure folder", "calls/talk.ts", 'import { DateTime } from "luxon";'],
    ["input and output in a pure folder", "messages/x.ts", 'import "node:fs";'],
    ["the clock in a pure folder", "coaching/plan.ts", "const now = Date.now();"],
    ["a server's file in the browser", "bots/playground/client/x.ts", 'import "../routes.ts";'],
    ["SQL away from the store", "jobs/sweep.ts", "tx.execute(sql<Row>`select 1`);"],
    ["the environment read anywhere", "store/x.ts", "const url = process.env.DATABASE_URL;"],
    ["a folder without a row", "tools/x.ts", ""],
    ["a name that says nothing", "web/date-utils.ts", ""],
    ["a file nobody reads to its end", "web/page.ts", "//\n".repeat(351)],
  ])("refuses %s", (_what, path, text) => {
    expect(violationsIn([{ path, text }])).toHaveLength(1);
  });

  it("lets through what only looks like a breach", () => {
    const text =
      '/** As `import("x")` would; process.env is not read. */\nimport "./other.ts";\n// sql``\n';
    expect(violationsIn([{ path: "web/page.ts", text }])).toEqual([]);
  });

  it("has a line in .env.example for every variable that is read, and for no other", () => {
    const names = (path: string, line: RegExp) =>
      [...readFileSync(ROOT + path, "utf8").matchAll(line)].map(([, name]) => name);
    const read = [
      ...names("src/config.ts", /^ {2}([A-Z][A-Z_]+):/gm),
      ...names("src/config/recorders.ts", /: "([A-Z][A-Z_]+)"/g),
      ...names("src/config/crms.ts", /: "([A-Z][A-Z_]+)"/g),
    ];
    expect(read).toEqual(expect.arrayContaining(["DATABASE_URL", "ZOOM_WEBHOOK_SECRET"]));
    expect(names(".env.example", /^([A-Z_]+)=/gm).sort()).toEqual(read.sort());
  });

  it.skipIf(!existsSync(`${ROOT}.git`))("names nobody's machine in any file that is kept", () => {
    // Spelled so that this file does not name them either.
    const traces = ["work", "root"]
      .map((name) => `/${name}/`)
      .concat(["registry.", "npmjs"].join(""));
    const kept = execFileSync(
      "git",
      ["ls-files", "-z", "--cached", "--others", "--exclude-standard"],
      { cwd: ROOT, encoding: "utf8" },
    );
    const telling = kept
      .split("\0")
      .filter((path) => path !== "" && existsSync(ROOT + path))
      .flatMap((path) => {
        const text = readFileSync(ROOT + path, "utf8");
        return traces.filter((trace) => text.includes(trace)).map((trace) => `${path}: ${trace}`);
      });
    expect(telling).toEqual([]);
  });
});
