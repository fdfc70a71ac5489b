import { v7 } from "uuid";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { heard } from "../../src/bots/conversation.ts";
import { replyToPerson } from "../../src/jobs/reply-to-person.ts";
import { hear } from "../../src/store/said.ts";
import { pendingDeliveries } from "../../src/store/sending.ts";
import { type TestDatabase, testDatabase } from "../database.ts";
import { type Bench, one, openBench, openTeam, type Team } from "./effects.ts";

let store: TestDatabase;
let bench: Bench;
let team: Team;

beforeAll(async () => {
  store = await testDatabase();
  bench = openBench(store);
  team = await openTeam(bench, { shadowDebriefs: 0 });
  await team.bring(null, "the call");
});
afterAll(async () => await store?.drop());

async function spoken(text: string, place = `dm:${team.ines}`) {
  const id = v7();
  const words = { id, place, threadId: null, personId: team.ines, text, eventKey: id };
  await team.within((tx) => hear(tx, words));
  return { workspaceId: team.id, saidId: id };
}
const answers = () => team.inbox(team.ines, "answer");

describe("an answer that somebody waits for", () => {
  it("says what is being done, and then stands where that was said", async () => {
    bench.drafts.length = 0;
    const words = { personId: team.ines, place: `dm:${team.ines}`, threadId: null };
    await heard(bench.effects, team.id, { ...words, text: "what did Hollis say about invoices?" });
    await bench.work();
    const answer = one(await answers());
    expect(bench.drafts.map(({ status }) => status)).toContain("Reading one call");
    expect(new Set(bench.drafts.map(({ deliveryId }) => deliveryId))).toEqual(new Set([answer.id]));
    expect(answer.text).toContain("invoices");
  });

  it("is taken up on the same message after a crash, and nobody is sent what is half written", async () => {
    const before = (await answers()).length;
    const data = await spoken("what did Hollis say about rework?");
    const gone = () => {
      throw new Error("the process ends here");
    };
    const crashing = { ...bench.effects, model: { ...bench.effects.model, for: gone } };
    await expect(replyToPerson.run(data, crashing)).rejects.toThrow("ends here");
    expect(bench.drafts.at(-1)?.over).toBe(true);
    expect(
      await team.within((tx) => pendingDeliveries(tx, new Date("2100-01-01"), new Date())),
    ).toEqual([]);
    expect(await answers()).toHaveLength(before);
    const begun = bench.drafts.at(-1)?.deliveryId;
    await replyToPerson.run(data, bench.effects);
    expect((await answers()).at(-1)?.id).toBe(begun);
  });

  it("goes the way of any other message when its draft cannot be finished", async () => {
    const before = (await answers()).length;
    const data = await spoken("what did Hollis say about Fridays?");
    const { streaming } = bench.effects;
    bench.effects.streaming = (delivery) => ({
      ...streaming(delivery),
      finish: () => Promise.reject(new Error("the platform is away")),
    });
    await replyToPerson.run(data, bench.effects);
    bench.effects.streaming = streaming;
    expect(await answers()).toHaveLength(before);
    await bench.work();
    expect(await answers()).toHaveLength(before + 1);
  });

  it("is shown to the person alone, also when they asked in a channel", async () => {
    bench.drafts.length = 0;
    await replyToPerson.run(
      await spoken("what did Hollis say about invoices?", "channel:team"),
      bench.effects,
    );
    await bench.work();
    expect(bench.drafts.length).toBeGreaterThan(0);
    expect(bench.drafts.every(({ recipient }) => recipient === `dm:${team.ines}`)).toBe(true);
  });
});
