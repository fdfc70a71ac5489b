import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readConfig } from "../../src/config.ts";
import { SAMPLE_WORKSPACE } from "../../src/store/current-workspace.ts";
import { call } from "../../src/store/schema.ts";
import { anthropicStandIn, behaviours, type StandIn } from "../anthropic-stand-in.ts";
import { openStand, type Stand, until } from "./stand.ts";
import { invoiceCall } from "./transcripts.ts";
import { buttonsOf, type Visitor, visit } from "./visitor.ts";

let standIn: StandIn;
let stand: Stand;
let maya: Visitor;

beforeAll(async () => {
  standIn = await anthropicStandIn();
  const { claude } = readConfig({ ANTHROPIC_API_KEY: "test", ANTHROPIC_BASE_URL: standIn.url });
  stand = await openStand({ floor: true, settings: { claude } });
  // The floor's own calls are read first: a minute of them before ours would look like a failure.
  await until("the floor to be read", async () => (await unread()) === 0, 100_000);
  maya = await visit(stand.url, "Maya");
}, 120_000);
afterAll(async () => {
  maya?.leave();
  await stand?.stop();
  await standIn?.close();
});

const unread = () =>
  stand.store.database.inWorkspace(SAMPLE_WORKSPACE, async (tx) => {
    const calls = await tx.select({ status: call.status }).from(call);
    return calls.length === 0 ? 1 : calls.filter(({ status }) => status !== "debriefed").length;
  });

async function asked(mark: string) {
  const text = invoiceCall({ rep: maya.person.name, buyer: `Hollis Grant ${mark}`, mark });
  const callId = await maya.drop(`${mark}.vtt`, text);
  const debrief = await maya.message(
    `the debrief of ${mark}`,
    (item) => item.threadId === null && item.text.includes(mark),
  );
  return { callId, debrief };
}
const say = (id: string, text: string) => maya.answerTo(id, () => maya.say(id, text));
const press = (id: string, on: string, action: string) =>
  maya.answerTo(id, () => maya.press(on, action));

describe("a debrief that Claude writes, in the playground", { timeout: 60_000 }, () => {
  it("is seen coming by whoever dropped the call, then answered and agreed", async () => {
    const { callId, debrief } = await asked("answered");
    expect(debrief.text).toContain("What were you hoping to hear next?");
    const seen = maya.told.filter(({ type, callId: id }) => type === "progress" && id === callId);
    expect(seen.map(({ detail }) => detail).join("\n")).toContain("What were you hoping to hear");
    const evidence = await say(debrief.id, "I thought he was fine.");
    expect(evidence.text).toContain("What does that change for you?");
    const agreed = await press(debrief.id, evidence.id, "try-it");
    expect(agreed.text).toContain("what you set out to try");
  });

  it("is told at once on request, and disputed", async () => {
    const { debrief } = await asked("disputed");
    const told = await press(debrief.id, debrief.id, "just-tell-me");
    expect(told.text).toContain("To practise:");
    expect((await press(debrief.id, debrief.id, "not-fair")).text).toContain(
      "What did I get wrong?",
    );
    expect((await say(debrief.id, "She was joking.")).text).toContain("Noted, in your words");
  });

  it("answers a question while it is being written, and in its place when it is done", async () => {
    standIn.script(behaviours.looksUp("search_calls", { text: "auditor" }));
    const question = "what did Helen say about the auditors?";
    expect((await maya.say(null, question)).status).toBe(202);
    const answer = await maya.message("the answer", ({ text }) =>
      text.includes("Here is what I found"),
    );
    expect(answer.text).toMatch(/auditor/);
    const drafts = maya.told.filter(({ deliveryId }) => deliveryId === answer.id);
    expect(drafts.map(({ status }) => status)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^Searching one call$/)]),
    );
    expect(drafts.at(-1)?.text).toContain("Here is what I found on that.");
    expect(standIn.problems).toEqual([]);
  });

  it("shows nothing of an answer that quotes what nobody said, and answers from the rules", async () => {
    const invented = JSON.stringify({
      ...{ topic: "said", found: true, quotes: [], note: null, instead: [] },
      lines: ["Helen said “we love it and sign tomorrow”. That is all."],
    });
    standIn.script(behaviours.says(invented), behaviours.says(invented));
    await maya.say(null, "what did Helen say about invoices?");
    const answer = await maya.message("the answer", ({ text }) =>
      /did not match the call/.test(text),
    );
    const shown = maya.told.filter(({ deliveryId }) => deliveryId === answer.id);
    expect(JSON.stringify([shown, answer])).not.toContain("sign tomorrow");
    expect(buttonsOf(answer)).toEqual(expect.any(Array));
  });
});
