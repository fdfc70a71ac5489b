import { mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { playgroundBundle } from "../../../src/bots/playground/bundle.ts";

const made: string[] = [];
async function directory(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), "bundle-"));
  made.push(path);
  return path;
}
afterEach(async () => {
  for (const path of made.splice(0)) await rm(path, { recursive: true, force: true });
});

describe("playgroundBundle", () => {
  it("builds once for all who ask at the same time and keeps the two files, whole", async () => {
    const path = await directory();
    const load = playgroundBundle(path);
    const [first, second] = await Promise.all([load(), load()]);
    expect(first).toBe(second);
    expect((await readdir(path)).sort()).toEqual([`${first.hash}.css`, `${first.hash}.js`]);
  });

  it("finds what an earlier start has built", async () => {
    const path = await directory();
    const { hash } = await playgroundBundle(path)();
    const before = await stat(join(path, `${hash}.js`));
    const again = await playgroundBundle(path)();
    expect(again.script.length).toBe(before.size);
    expect((await stat(join(path, `${hash}.js`))).mtimeMs).toBe(before.mtimeMs);
  });

  it("still serves the page when nothing can be kept on disk", async () => {
    const file = join(await directory(), "a-file");
    await writeFile(file, "");
    const { script } = await playgroundBundle(join(file, "below"))();
    expect(script.length).toBeGreaterThan(10_000);
  });
});
