import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findCall } from "../../src/store/calls.ts";
import { SAMPLE_WORKSPACE } from "../../src/store/current-workspace.ts";
import { fixture, type StandIn, standIn } from "../sources/recorders/stand-in.ts";
import { openStand, type Stand, until } from "./stand.ts";
import { type Visitor, visit } from "./visitor.ts";

let vendor: StandIn;
let stand: Stand;
let deaf: Stand;
let maya: Visitor;

beforeAll(async () => {
  const words = fixture("deepgram/listen.json");
  vendor = await standIn(() => ({ body: words }));
  const transcriber = {
    provider: "deepgram" as const,
    apiKey: "key",
    url: vendor.url,
    model: null,
  };
  stand = await openStand({ floor: true, settings: { transcriber } });
  deaf = await openStand();
  maya = await visit(stand.url, "Maya");
});
afterAll(async () => {
  maya?.leave();
  await stand?.stop();
  await deaf?.stop();
  await vendor?.close();
});

function sound(mark: number, size = 20_000): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(3 + size).fill(mark);
  bytes.set(Buffer.from("ID3"));
  return bytes;
}
const row = (id: string) =>
  stand.store.database.inWorkspace(SAMPLE_WORKSPACE, (tx) => findCall(tx, id));

describe("a recording", { timeout: 60_000 }, () => {
  it("dropped in the chat becomes words and a debrief, telling how far it is", async () => {
    const callId = await maya.drop("friday.mp3", sound(1));
    await until("the debrief", async () => (await row(callId))?.status === "debriefed");
    expect((await row(callId))?.transcript?.participants.map(({ name }) => name)).toEqual([
      "Speaker 0",
      "Speaker 1",
    ]);
    const stages = () =>
      new Set(maya.told.filter((one) => one.callId === callId).map(({ stage }) => stage));
    await until("the word that it is done", async () => stages().has("done"));
    expect(stages()).toEqual(new Set(["received", "reading", "writing", "done"]));
    // The same sound again is the same call, and is not paid for again.
    const heard = vendor.asked.length;
    expect(await maya.drop("again.mp3", sound(1))).toBe(callId);
    expect(vendor.asked).toHaveLength(heard);
  });

  it("larger than any transcript goes to disk, by multipart and as a body, and is removed when heard", async () => {
    const form = new FormData();
    form.append("file", new Blob([sound(2, 60 * 1024 * 1024)]), "long.mp3");
    const sent = [
      await fetch(`${stand.url}/api/calls?rep=Speaker%200`, { method: "POST", body: form }),
      await fetch(`${stand.url}/api/calls?rep=Speaker%200&name=short.mp3`, {
        method: "POST",
        headers: { "Content-Type": "audio/mpeg" },
        body: sound(3),
      }),
    ];
    for (const response of sent) {
      expect(response.status).toBe(202);
      const { callId } = (await response.json()) as { callId: string };
      await until("the debrief", async () => (await row(callId))?.status === "debriefed");
    }
    expect(vendor.asked.some(({ body }) => body.length > 60 * 1024 * 1024)).toBe(true);
    const left = await readdir(join(stand.dataDir, "recordings"));
    expect(left).toEqual([]);
  });

  it("of which no words can be made is told to whoever brought it", async () => {
    vendor.next({ status: 400, body: "no speech in it" });
    const callId = await maya.drop("noise.mp3", sound(9));
    const said = await maya.message("the failure", ({ text }) => text.includes("noise.mp3"));
    expect(said.text).toMatch(/could not make words of the recording/);
    expect((await row(callId))?.status).toBe("failed");
  });

  it("is refused with what to do where nobody can listen", async () => {
    const response = await fetch(`${deaf.url}/api/calls`, { method: "POST", body: sound(4) });
    const { callId } = (await response.json()) as { callId: string };
    const call = await until("the refusal", async () => {
      const found = await (await fetch(`${deaf.url}/api/calls/${callId}`)).json();
      return (found as { status: string }).status === "failed" && (found as { failure: string });
    });
    expect(call.failure).toMatch(/this is a recording, not a transcript; connect a transcriber/);
  });
});
