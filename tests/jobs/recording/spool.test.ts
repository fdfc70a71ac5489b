import { readdir, rm, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { v7 } from "uuid";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Rejected } from "../../../src/errors.ts";
import { readAgain } from "../../../src/jobs/recording/administer.ts";
import { receiveRecordedBytes } from "../../../src/jobs/recording/receive-recording.ts";
import { DEFAULT_WORKSPACE } from "../../../src/store/schema.ts";
import { type TestDatabase, testDatabase } from "../../database.ts";
import { invoiceCall } from "../../e2e/transcripts.ts";
import { type Floor, openFloor } from "./floor.ts";

const DAY_MS = 24 * 3600_000;
let store: TestDatabase;
let floor: Floor;
let hears: boolean;

beforeEach(async () => {
  store = await testDatabase();
  hears = false;
  const words = Buffer.from(invoiceCall({ rep: "Ines Falk", buyer: "Hollis Grant" }));
  floor = await openFloor(store, [], {
    transcriber: {
      name: "Ear",
      largest: 1_000_000,
      transcribe: async () => {
        if (!hears) throw new Rejected("Ear does not accept the key.");
        return { done: true, bytes: words };
      },
    },
  });
  // The clock of the tests begins today, as files do.
  floor.clock.now = new Date();
  floor.clock.now.setUTCMinutes(17);
});
afterEach(async () => {
  await rm(floor.effects.intake.spool, { recursive: true, force: true });
  await store.drop();
});

const files = async () => (await readdir(floor.effects.intake.spool)).sort();

async function bringOneThatFails(): Promise<string> {
  await receiveRecordedBytes(floor.effects, DEFAULT_WORKSPACE, {
    ...{ source: "upload", fileName: "call.wav", requestedBy: floor.ines, repName: null },
    bytes: Buffer.from("RIFF    WAVEfmt one"),
  });
  await floor.work();
  const [row] = await floor.parked();
  expect(row).toMatchObject({ status: "failed", reason: "Ear does not accept the key." });
  return row?.id ?? "";
}

describe("a recording of which no words could be made", () => {
  it("is kept for a week, and read when what was wrong is mended", async () => {
    const inboundId = await bringOneThatFails();
    await floor.later(6 * DAY_MS);
    expect(await files()).toHaveLength(1);
    hears = true;
    await readAgain(floor.effects, DEFAULT_WORKSPACE, inboundId);
    await floor.later(0);
    expect(await floor.parked()).toMatchObject([{ status: "done" }]);
    expect(await files()).toEqual([]);
  });

  it("is removed after that, and whoever has it read again hears what to do", async () => {
    const inboundId = await bringOneThatFails();
    await floor.later(8 * DAY_MS);
    expect(await files()).toEqual([]);
    await readAgain(floor.effects, DEFAULT_WORKSPACE, inboundId);
    await floor.later(0);
    expect((await floor.parked())[0]?.reason).toMatch(
      /no longer on the server's disk. Bring it again/,
    );
  });
});

describe("what a crash left in the folder of recordings", () => {
  it("is removed after a day, and nothing that is young, waited for or not ours", async () => {
    await bringOneThatFails();
    const [waitedFor = ""] = await files();
    const fingerprint = "a".repeat(64);
    const left = [`${v7()}.part`, `${v7()}.${v7()}.part`, v7(), `${v7()}-${fingerprint}`];
    const young = `${v7()}.part`;
    const old = new Date(floor.clock.now.getTime() - 2 * DAY_MS);
    for (const name of [...left, young, "holiday.mp3", waitedFor]) {
      const path = join(floor.effects.intake.spool, name);
      if (name !== waitedFor) await writeFile(path, "sound");
      if (name !== young) await utimes(path, old, old);
    }
    await floor.later(0);
    expect(await files()).toEqual([young, "holiday.mp3", waitedFor].sort());
  });
});
