import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readConfig } from "../../src/config.ts";
import { openParts } from "../../src/parts.ts";
import { loadSampleFloor } from "../../src/sample-floor.ts";
import { type TestDatabase, testDatabase } from "../database.ts";
import { removeData } from "../e2e/server-process.ts";
import { closedFolder } from "../e2e/stand.ts";
import { invoiceCall } from "../e2e/transcripts.ts";
import { coach, documents } from "./coach.ts";

let store: TestDatabase;
let folder: string;

beforeAll(async () => {
  store = await testDatabase();
  folder = await mkdtemp(join(tmpdir(), "coach-import-"));
  const parts = await openParts(readConfig({ DATABASE_URL: store.url }), { workers: false });
  await loadSampleFloor(parts.effects);
  await parts.close();
});
afterAll(async () => {
  await store?.drop();
  await rm(folder, { recursive: true, force: true });
});

describe("coach, on the store", { timeout: 60_000 }, () => {
  it("lists people and deals, one JSON document a line", async () => {
    const environment = { DATABASE_URL: store.url };
    const [people, deals] = await Promise.all([
      coach(["people", "--json"], environment),
      coach(["deals", "--json"], environment),
    ]);
    expect([people.code, people.stderr, deals.code, deals.stderr]).toEqual([0, "", 0, ""]);
    expect(documents(people.stdout).map(({ name, role }) => [name, role])).toContainEqual([
      "Maya Okafor",
      "rep",
    ]);
    const [deal] = documents(deals.stdout);
    expect(deal).toMatchObject({
      name: expect.any(String),
      status: expect.stringMatching(/^(open|won|lost)$/),
      currency: expect.stringMatching(/^[A-Z]{3}$/),
    });
  });

  it("imports a folder on a machine that never ran it, waits for the end, and takes each file once", async () => {
    const dataDir = await closedFolder();
    const calls = join(folder, "calls");
    await mkdir(join(calls, "older"), { recursive: true });
    const call = (mark: string) => invoiceCall({ rep: "Ada Lind", buyer: "Hollis Grant", mark });
    await writeFile(join(calls, "a.vtt"), call("a"));
    await writeFile(join(calls, "older", "b.vtt"), call("b"));
    await writeFile(join(calls, "older", "same as a.vtt"), call("a"));
    await writeFile(join(calls, "empty.vtt"), "");
    try {
      const { code, stdout } = await coach(["import", calls, "--json"], { DATA_DIR: dataDir });
      expect(code).toBe(2);
      const byFile = new Map(
        documents(stdout).map((one) => [String(one.file).slice(calls.length + 1), one]),
      );
      expect([...byFile.keys()].sort()).toEqual([
        "a.vtt",
        "empty.vtt",
        "older/b.vtt",
        "older/same as a.vtt",
      ]);
      expect(byFile.get("empty.vtt")).toMatchObject({
        status: "failed",
        failure: expect.stringMatching(/empty/),
      });
      for (const name of ["a.vtt", "older/b.vtt"])
        expect(byFile.get(name)).toMatchObject({ status: "debriefed" });
      expect(byFile.get("older/same as a.vtt")?.callId).toBe(byFile.get("a.vtt")?.callId);

      const doctor = await coach(["doctor", "--json"], { DATA_DIR: dataDir });
      expect(doctor.code).toBe(0);
      expect(documents(doctor.stdout)).toContainEqual({
        part: "database",
        state: "embedded",
        detail: expect.stringContaining(dataDir),
      });
    } finally {
      await removeData(dataDir);
    }
  });

  it("names the variable that is wrong, and where there is nothing to reach", async () => {
    const [wrong, missing] = await Promise.all([
      coach(["doctor"], { DATABASE_URL: "mysql://x" }),
      coach(["people"], { DATABASE_URL: "postgres://x:y@127.0.0.1:1/z" }),
    ]);
    expect([wrong.code, wrong.stderr]).toEqual([
      2,
      expect.stringMatching(/^DATABASE_URL .*postgres/),
    ]);
    expect([missing.code, missing.stdout]).toEqual([1, ""]);
    expect(missing.stderr.trimEnd().split("\n")).toEqual([
      expect.stringMatching(/database does not answer/i),
    ]);
  });
});
