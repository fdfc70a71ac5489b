import { setTimeout as sleep } from "node:timers/promises";
import { v7 } from "uuid";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { escapeMarkdown } from "../../../src/bots/slack/markdown.ts";
import { deliverMessage } from "../../../src/jobs/deliver-message.ts";
import { begin, findDelivery, post, written } from "../../../src/store/deliveries.ts";
import { said as saidTable } from "../../../src/store/schema.ts";
import { openSlackStand, REP, type SlackStand } from "./stand.ts";

let stand: SlackStand;
let channel: string;
beforeAll(async () => {
  stand = await openSlackStand();
  channel = await stand.direct(REP);
});
afterAll(() => stand?.close());

const within = <T>(run: Parameters<typeof stand.effects.database.inWorkspace<T>>[1]) =>
  stand.effects.database.inWorkspace(stand.workspaceId, run);
const methods = (from: number) => stand.standIn.calls.slice(from).map(({ method }) => method);
const FINAL = { summary: "Done", blocks: [{ type: "text" as const, text: ["The whole answer."] }] };

/** An answer that is begun under something the rep wrote. */
async function begun() {
  const { ts } = await stand.say(REP, channel, `a question ${v7()}`);
  const rows = await within((tx) => tx.select().from(saidTable));
  const said = rows.find(({ externalRef }) => externalRef === `${channel}:${ts}`);
  const personId = stand.people[REP] ?? "";
  const row = await within((tx) =>
    begin(tx, {
      ...{ kind: "answer-shown", subjectId: said?.id ?? "", recipient: `dm:${personId}` },
      ...{ personId, threadId: said?.id ?? "" },
    }),
  );
  if (!row) throw new Error("It was begun already.");
  return { row, ts };
}
const finished = async (id: string) => {
  const row = await within((tx) => written(tx, id, FINAL, new Date(Date.now() + 60_000)));
  if (!row) throw new Error("It was written already.");
  return row;
};
const inThread = async (ts: string) =>
  (await stand.history(channel)).filter((one) => one.thread_ts === ts && one.ts !== ts);
const shown = (what: string, from: number) =>
  vi.waitFor(() => expect(methods(from)).toContain(what), { timeout: 5_000, interval: 50 });

describe("an answer that is seen being written", () => {
  it("shows what is done, then a streamed draft, then the message in the draft's place", async () => {
    const { row, ts } = await begun();
    const from = stand.standIn.calls.length;
    const writing = stand.slack.chat.stream?.(row);
    writing?.status("Reading three calls");
    await shown("assistant.threads.setStatus", from);
    writing?.append("First, what they said.");
    await shown("chat.startStream", from);
    writing?.append("Then, what they meant.");
    await shown("chat.appendStream", from);
    const sent = await writing?.finish(await finished(row.id));
    const replies = await inThread(ts);
    expect(replies).toHaveLength(1);
    expect(JSON.stringify(replies[0]?.blocks)).toContain("The whole answer.");
    expect(replies[0]?.metadata?.event_payload?.delivery_id).toBe(row.id);
    expect(sent?.externalRef).toBe(`${channel}:${replies[0]?.ts}`);
  });

  it("goes on by updates when Slack ends the stream, and loses nothing", async () => {
    const { row, ts } = await begun();
    const writing = stand.slack.chat.stream?.(row);
    const from = stand.standIn.calls.length;
    writing?.append("First.");
    await shown("chat.startStream", from);
    stand.standIn.streamMs = 0;
    await sleep(5);
    writing?.append("Second.");
    await shown("chat.update", from);
    stand.standIn.streamMs = 300_000;
    const [draft] = await inThread(ts);
    expect(draft?.text).toMatch(/First.*Second/s);
    await writing?.finish(await finished(row.id));
    expect(await inThread(ts)).toHaveLength(1);
  });

  it("leaves the stream before its fourth minute is over, and goes on in the same message", async () => {
    const { row, ts } = await begun();
    const from = stand.standIn.calls.length;
    const { now } = stand.effects;
    const begin = Date.now();
    const clockAt = (ms: number) => {
      stand.effects.now = () => new Date(begin + ms);
    };
    clockAt(0);
    const writing = stand.slack.chat.stream?.(row);
    writing?.append("First.");
    await shown("chat.startStream", from);
    clockAt(4 * 60_000 - 1);
    writing?.append("Second.");
    await shown("chat.appendStream", from);
    clockAt(4 * 60_000);
    writing?.append("Third.");
    await shown("chat.update", from);
    const written = methods(from).filter((method) => /Stream|update/.test(method));
    expect(written).toEqual([
      ...["chat.startStream", "chat.appendStream", "chat.stopStream", "chat.update"],
    ]);
    const [draft, ...others] = await inThread(ts);
    expect(others).toEqual([]);
    expect(draft?.text).toMatch(/First.*Second.*Third/s);
    stand.effects.now = now;
    await writing?.finish(await finished(row.id));
    const [answer] = await inThread(ts);
    expect(answer?.ts).toBe(draft?.ts);
    expect(JSON.stringify(answer?.blocks)).toContain("The whole answer.");
  });

  it("takes away what was shown when there will be no message", async () => {
    const { row, ts } = await begun();
    const from = stand.standIn.calls.length;
    const writing = stand.slack.chat.stream?.(row);
    writing?.append("This will be nothing.");
    await shown("chat.startStream", from);
    await writing?.abandon();
    expect(await inThread(ts)).toEqual([]);
    expect((await within((tx) => findDelivery(tx, row.id)))?.externalRef).toBeNull();
  });

  it("after a crash is finished in the message that was begun, not in another", async () => {
    const { row, ts } = await begun();
    const from = stand.standIn.calls.length;
    stand.slack.chat.stream?.(row).append("Half of an answer");
    await shown("chat.startStream", from);
    await vi.waitFor(async () =>
      expect((await within((tx) => findDelivery(tx, row.id)))?.externalRef).not.toBeNull(),
    );
    // The process is gone; the sweep sends what was written since.
    await within((tx) => written(tx, row.id, FINAL, new Date(Date.now() - 1)));
    await deliverMessage.run({ workspaceId: stand.workspaceId, deliveryId: row.id }, stand.effects);
    const replies = await inThread(ts);
    expect(replies).toHaveLength(1);
    expect(JSON.stringify(replies[0]?.blocks)).toContain("The whole answer.");
  });

  it("shows words as they are, whatever signs are in them", () => {
    expect(escapeMarkdown("*5* [a](b) <@U1> _x_ `y`")).not.toMatch(/(?<!\\)[*_`[\]]|<|@U1/);
  });
});

describe("messages to one place", { timeout: 40_000 }, () => {
  it("keep Slack's pace of about one a second, in their order, and none is lost", async () => {
    const paced = await openSlackStand({ gapMs: 1_050 });
    try {
      const direct = await paced.direct(REP);
      const personId = paced.people[REP] ?? "";
      const ids: string[] = [];
      for (let number = 1; number <= 6; number += 1) {
        const id = await paced.effects.database.inWorkspace(paced.workspaceId, (tx) =>
          post(tx, {
            ...{
              kind: "paced",
              subjectId: v7(),
              recipient: `dm:${personId}`,
              personId,
              asked: true,
            },
            message: { summary: `Number ${number}`, blocks: [] },
          }),
        );
        ids.push(id ?? "");
      }
      // All at once, as a queue does.
      await Promise.all(
        ids.map((deliveryId) =>
          deliverMessage.run({ workspaceId: paced.workspaceId, deliveryId }, paced.effects),
        ),
      );
      await paced.work();
      const arrived = (await paced.history(direct)).filter((one) => one.text.startsWith("Number"));
      expect(arrived.map(({ text }) => text).toSorted()).toEqual(
        Array.from({ length: 6 }, (_, at) => `Number ${at + 1}`),
      );
      // The stand-in answers 429 to two messages within 600 ms.
      expect(paced.standIn.problems).toEqual([]);
    } finally {
      await paced.close();
    }
  });
});

it("nothing was refused", () => {
  expect(stand.standIn.problems).toEqual([]);
});
