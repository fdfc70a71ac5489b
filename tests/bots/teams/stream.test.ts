import { v7 } from "uuid";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Message } from "../../../src/messages/message.ts";
import { begin, type DeliveryRow, written } from "../../../src/store/deliveries.ts";
import { DEFAULT_WORKSPACE } from "../../../src/store/schema.ts";
import { DORA, INES, openTeamsStand, SALES, type TeamsStand } from "./stand.ts";

let stand: TeamsStand;
beforeAll(async () => {
  stand = await openTeamsStand();
  await stand.post(stand.activity(INES, { type: "installationUpdate", action: "add" }));
  await stand.post(stand.inChannel(DORA, { type: "installationUpdate", action: "add" }));
  await stand.bench.work();
});
afterAll(() => stand?.close());
beforeEach(() => {
  stand.connector.taken.length = 0;
  stand.connector.problems.length = 0;
});

const MESSAGE: Message = {
  summary: "They named the rework twice.",
  blocks: [
    { type: "text", text: ["They named the rework twice."] },
    { type: "quote", text: "We live with it.", speaker: "Hollis", at: "14:22" },
  ],
};

async function begun(recipient = `dm:${stand.ines}`): Promise<DeliveryRow> {
  const personId = recipient.startsWith("dm:") ? stand.ines : null;
  const row = await stand.store.database.inWorkspace(DEFAULT_WORKSPACE, (tx) =>
    begin(tx, { kind: "answer", subjectId: v7(), recipient, personId }),
  );
  if (!row) throw new Error("not begun");
  return row;
}
const finished = async (row: DeliveryRow) =>
  (await stand.store.database.inWorkspace(DEFAULT_WORKSPACE, (tx) =>
    written(tx, row.id, MESSAGE, new Date(Date.now() + 60_000)),
  )) as DeliveryRow;
const all = () => stand.connector.taken.map(({ text, card }) => ({ text, card: card !== null }));

describe("an answer that is written before its reader's eyes", () => {
  it("shows what is done, then words that only grow, and in the end the card in their place", async () => {
    const row = await begun();
    const writing = stand.bench.effects.streaming(row);
    writing.status("Reading two calls");
    await expect.poll(all).toEqual([{ text: "Reading two calls", card: false }]);
    writing.status("Reading call 2 of 2");
    writing.append("They named the rework twice.");
    writing.append("Once at the start.");
    await expect
      .poll(all, { timeout: 10_000 })
      .toEqual([{ text: "They named the rework twice.\n\nOnce at the start.", card: false }]);
    const sent = await writing.finish(await finished(row));
    expect(all()).toEqual([{ text: "", card: true }]);
    expect(sent.externalRef).toBe(stand.connector.taken[0]?.id);
    expect(stand.connector.problems).toEqual([]);
  });

  it("takes away what was shown when there will be no answer", async () => {
    const writing = stand.bench.effects.streaming(await begun());
    writing.status("Reading two calls");
    await expect.poll(all).toHaveLength(1);
    await writing.abandon();
    expect([all(), stand.connector.problems]).toEqual([[], []]);
  });

  it("simply arrives where Teams shows no writing: in channels, or when it was stopped", async () => {
    const inChannel = await begun("channel:team");
    const writing = stand.bench.effects.streaming(inChannel);
    writing.status("Reading two calls");
    await writing.finish(await finished(inChannel));
    expect(stand.standing(SALES)).toHaveLength(1);

    const row = await begun();
    stand.connector.fail({ status: 403, code: "ContentStreamNotAllowed" });
    const stopped = stand.bench.effects.streaming(row);
    stopped.status("Reading two calls");
    stopped.append("They named the rework twice.");
    await stopped.finish(await finished(row));
    expect(stand.standing(INES.chat).map(({ card }) => card !== null)).toEqual([true]);
    expect(stand.connector.problems).toEqual([]);
  });

  it("is the card at once when it was ready before anything was shown", async () => {
    const row = await begun();
    await stand.bench.effects.streaming(row).finish(await finished(row));
    expect(all()).toEqual([{ text: "", card: true }]);
  });
});
