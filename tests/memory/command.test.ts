import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import {
  memoryExportCommand,
  memoryForgetCommand,
  memoryImportCommand,
  memoryRecallCommand,
} from "../../src/commands/memory.ts";
import { type Config, readConfig } from "../../src/config.ts";
import { localMemory } from "../../src/memory/local.ts";
import { DEFAULT_WORKSPACE } from "../../src/store/schema.ts";
import { type TestDatabase, testDatabase } from "../database.ts";

let store: TestDatabase;
let folder: string;

beforeAll(async () => {
  store = await testDatabase();
  folder = await mkdtemp(join(tmpdir(), "coach-memory-command-"));
});
afterAll(async () => {
  await store.drop();
  await rm(folder, { recursive: true, force: true });
});

/** Runs a command as cli.ts does, and gives back what it wrote. */
async function written(run: (config: Config) => Promise<number>): Promise<string> {
  const out = vi.spyOn(process.stdout, "write").mockImplementation(() => true);
  try {
    expect(await run(readConfig({ DATABASE_URL: store.url, DATA_DIR: folder }))).toBe(0);
    return out.mock.calls.map(([text]) => String(text)).join("");
  } finally {
    out.mockRestore();
  }
}

async function file(name: string, lines: unknown[]): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, lines.map((line) => JSON.stringify(line)).join("\n"));
  return path;
}

describe("the memory command", () => {
  it("imports, recalls, exports and forgets in a bank that is nobody's workspace bank", async () => {
    const memories = await file("memories.jsonl", [
      { id: "a", text: "Ada: The kiln runs at night.", at: "2026-03-02T10:00:00Z", tags: ["x"] },
      { id: "b", text: "Bo: Mornings are for glazing." },
    ]);
    const queries = await file("queries.jsonl", [
      { id: "q1", query: "When does the kiln run?" },
      { id: "q2", query: "zebra" },
    ]);
    const bank = "trial";
    const imported = await written((config) =>
      memoryImportCommand(config, memories, { bank, json: true }),
    );
    expect(JSON.parse(imported)).toEqual({
      ...{ bank: "trial", added: 2, replaced: 0, unchanged: 0 },
    });
    const recalled = await written((config) =>
      memoryRecallCommand(config, { bank, queries, k: 10 }),
    );
    const [first, second] = recalled
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(first).toEqual({ id: "q1", hits: [{ id: "a", score: expect.any(Number) }] });
    expect(second).toEqual({ id: "q2", hits: [] });
    const own = localMemory({ database: store.database, workspaceId: DEFAULT_WORKSPACE });
    expect(await own.recall("kiln", { reader: "everyone", limit: 5 })).toEqual([]);
    await written((config) => memoryForgetCommand(config, ["b"], { bank }));
    const exported = await written((config) => memoryExportCommand(config, { bank }));
    expect(JSON.parse(exported)).toEqual({
      ...{ id: "a", text: "Ada: The kiln runs at night." },
      ...{ at: "2026-03-02T10:00:00.000Z", tags: ["x"] },
    });
  });

  it("names the file, the line and what to do, and keeps nothing of a file with a bad line", async () => {
    const bad = await file("bad.jsonl", [{ id: "c", text: "Cinnabar is fine." }, { id: "d" }]);
    const bank = "refused";
    const refused = written((config) => memoryImportCommand(config, bad, { bank }));
    await expect(refused).rejects.toMatchObject({
      code: "bad-input",
      message: expect.stringMatching(/bad\.jsonl, line 2: text: /),
    });
    expect(await written((config) => memoryExportCommand(config, { bank }))).toBe("");
  });
});
