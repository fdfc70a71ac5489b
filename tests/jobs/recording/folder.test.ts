import { mkdir, mkdtemp, rm, symlink, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sweepRows } from "../../../src/jobs/sweep.ts";
import { call, DEFAULT_WORKSPACE, inbound } from "../../../src/store/schema.ts";
import { type TestDatabase, testDatabase } from "../../database.ts";
import { invoiceCall } from "../../e2e/transcripts.ts";
import { openBench } from "../effects.ts";

let store: TestDatabase;
let watched: string;

beforeEach(async () => {
  store = await testDatabase();
  watched = await mkdtemp(join(tmpdir(), "coach-watched-"));
});
afterEach(async () => {
  await store.drop();
  await rm(watched, { recursive: true, force: true });
});

describe("a watched folder", () => {
  it("gives each file that has settled once, and none that is hidden, half there or elsewhere", async () => {
    const bench = openBench(store, { environment: { folder: { path: watched } } });
    await bench.effects.intake.adopt();
    const old = new Date(bench.clock.now.getTime() - 60_000);
    const put = async (name: string, at = old) => {
      await writeFile(
        join(watched, name),
        invoiceCall({ rep: "Ines Falk", buyer: "Hollis Grant", mark: name }),
      );
      await utimes(join(watched, name), at, at);
    };
    await mkdir(join(watched, "november"));
    for (const name of ["call.vtt", "november/other.vtt", ".hidden.vtt", "half.vtt.part"])
      await put(name);
    await put("still-coming.vtt", bench.clock.now);
    await symlink("/etc/hostname", join(watched, "outside.txt"));
    for (let round = 0; round < 3; round += 1) {
      await sweepRows(bench.effects, new Date(0), `round-${round}`);
      await bench.work();
    }
    const parked = await store.database.inWorkspace(DEFAULT_WORKSPACE, (tx) =>
      tx.select().from(inbound),
    );
    expect(parked.map(({ title, status }) => [title, status]).sort()).toEqual([
      ["call.vtt", "done"],
      ["november/other.vtt", "done"],
    ]);
    const calls = await store.database.inWorkspace(DEFAULT_WORKSPACE, (tx) =>
      tx.select().from(call),
    );
    expect(calls).toHaveLength(2);
    await put("still-coming.vtt");
    await sweepRows(bench.effects, new Date(0), "later");
    await bench.work();
    expect(
      await store.database.inWorkspace(DEFAULT_WORKSPACE, (tx) => tx.select().from(call)),
    ).toHaveLength(3);
  });
});
