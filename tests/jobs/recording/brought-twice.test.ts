import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Rejected } from "../../../src/errors.ts";
import { receiveRecordedBytes } from "../../../src/jobs/recording/receive-recording.ts";
import { Later } from "../../../src/sources/later.ts";
import { DEFAULT_WORKSPACE } from "../../../src/store/schema.ts";
import { type TestDatabase, testDatabase } from "../../database.ts";
import { invoiceCall } from "../../e2e/transcripts.ts";
import { type Floor, openFloor } from "./floor.ts";

let store: TestDatabase;
let floor: Floor;
const HOUR_MS = 3600_000;

/** What the transcriber does next. */
let answer: "not yet" | "refuses" | "words" = "words";

beforeAll(async () => {
  store = await testDatabase();
  const words = Buffer.from(invoiceCall({ rep: "Ines Falk", buyer: "Hollis Grant" }));
  floor = await openFloor(store, [], {
    transcriber: {
      name: "Ear",
      largest: 1_000_000,
      transcribe: async () => {
        if (answer === "refuses") throw new Rejected("Ear hears nothing.");
        return answer === "words"
          ? { done: true, bytes: words }
          : { done: false, ticket: "one", later: new Later("not-ready", "Ear listens.") };
      },
    },
  });
});
afterAll(async () => await store.drop());

const bring = async (sound: string) => {
  const { callId } = await receiveRecordedBytes(floor.effects, DEFAULT_WORKSPACE, {
    ...{ source: "upload", fileName: "call.wav", requestedBy: floor.ines, repName: null },
    bytes: Buffer.from(`RIFF    WAVEfmt ${sound}`),
  });
  return callId;
};
const call = async (id: string) => (await floor.calls()).find((one) => one.id === id);

describe("a recording that is brought a second time", () => {
  it("while it is being listened to is not taken away from under that", async () => {
    answer = "not yet";
    const first = await bring("one");
    await floor.later(0);
    expect(await bring("one")).toBe(first);
    answer = "words";
    await floor.later(HOUR_MS);
    expect(await call(first)).toMatchObject({ failure: null, status: "debriefed" });
  });

  it("after nobody could make words of it is listened to again", async () => {
    answer = "refuses";
    const first = await bring("two");
    await floor.later(0);
    expect(await call(first)).toMatchObject({ status: "failed", failure: "Ear hears nothing." });
    answer = "words";
    expect(await bring("two")).toBe(first);
    await floor.later(HOUR_MS);
    expect((await call(first))?.status).not.toBe("failed");
  });
});
