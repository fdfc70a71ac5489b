import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PlaygroundItem } from "../../src/bots/playground/host.ts";
import { findCall, uploadOf } from "../../src/store/calls.ts";
import { SAMPLE_WORKSPACE } from "../../src/store/current-workspace.ts";
import { openStand, type Stand, until } from "./stand.ts";
import { GERMAN_CALL, invoiceCall, undecidedCall } from "./transcripts.ts";
import { buttonsOf, people, type Visitor, visit } from "./visitor.ts";

let stand: Stand;
let maya: Visitor;
let tom: Visitor;

beforeAll(async () => {
  stand = await openStand({ floor: true });
  [maya, tom] = await Promise.all([visit(stand.url, "Maya"), visit(stand.url, "Tom")]);
});
afterAll(async () => {
  maya?.leave();
  tom?.leave();
  await stand?.stop();
});

const callRow = (id: string) =>
  stand.store.database.inWorkspace(SAMPLE_WORKSPACE, (tx) => findCall(tx, id));

const statusOf = (id: string, status: string) =>
  until(`the call to be ${status}`, async () => (await callRow(id))?.status === status);

/** Drops Maya's call and waits for the question about it. */
async function debriefOf(visitor: Visitor, mark: string) {
  const buyer = `Hollis Grant ${mark}`;
  const callId = await visitor.drop(
    `${mark}.vtt`,
    invoiceCall({ rep: visitor.person.name, buyer, mark }),
  );
  const debrief = await visitor.message(`the debrief of ${mark}`, (item) => isAbout(item, mark));
  return { callId, debrief };
}

/** What to do on the next call, and until when: told only once it is asked for. */
const PRACTICE = /on your next call[\s\S]*back on \w+day \d+ \w+/i;

/** Word for word; a quote may begin with a capital and end cut short. */
const wasSaid = (quote: string, text: string) =>
  quote !== "" && text.toLowerCase().includes(quote.replace(/…$/, "").trim().toLowerCase());

const isAbout = (item: PlaygroundItem, mark: string) =>
  item.threadId === null &&
  item.text.includes(mark) &&
  buttonsOf(item).some(({ id }) => id === "just-tell-me");

describe("the main job", { timeout: 60_000 }, () => {
  it("offers reps and their manager to be", async () => {
    const roles = (await people(stand.url)).map(({ role }) => role);
    expect(roles).toEqual(["rep", "rep", "rep", "manager"]);
  });

  it("turns a dropped transcript into one question about one moment, telling how far it is", async () => {
    const { callId, debrief } = await debriefOf(maya, "opening");
    const [title = "", question = ""] = debrief.text.split(/\n\s*\n/);
    expect(title).toContain("opening");
    // Who, when and in which words; and the words were said.
    const quote = /“([^”]+)”/.exec(question)?.[1] ?? "";
    expect(wasSaid(quote, invoiceCall({ rep: "a", buyer: "b" }))).toBe(true);
    expect(quote.length).toBeGreaterThan(10);
    expect(question).toMatch(/\b\d\d:\d\d\b/);
    const own = question.replace(/“[^”]*”/g, "");
    expect(own.match(/\?/g)).toHaveLength(1);
    expect(own.trimEnd()).toMatch(/\?$/);
    // Nothing is told before it is asked for.
    expect(debrief.text).not.toMatch(PRACTICE);
    expect(debrief.slack?.blocks.length).toBeGreaterThan(1);
    expect(debrief.teams).toMatchObject({ type: "AdaptiveCard" });
    const stages = await until("the last stage", async () => {
      const seen = maya.told.filter((one) => one.callId === callId).map(({ stage }) => stage);
      return seen.includes("done") && seen;
    });
    expect(new Set(stages)).toEqual(new Set(["received", "reading", "writing", "done"]));
    expect(maya.told.every((one) => one.type === "changed" || one.title)).toBe(true);
    // Nobody else hears of it.
    expect(tom.told.some((one) => one.callId === callId)).toBe(false);
  });

  it("answers an answer with what was seen, words to try and a practice", async () => {
    const { debrief } = await debriefOf(maya, "answered");
    const evidence = await maya.answerTo(debrief.id, () =>
      maya.say(debrief.id, "I wanted to get to the dashboard before the half hour was over."),
    );
    expect(evidence.text).toMatch(PRACTICE);
    expect(evidence.text).toMatch(/back on \w+day \d+ \w+/);
    expect(buttonsOf(evidence).map(({ id }) => id)).toContain("try-it");
    const said = (await maya.items()).find((item) => item.from.kind === "person");
    expect(said).toMatchObject({ threadId: debrief.id, from: { name: "Maya Okafor" } });
  });

  it("shows the moment, tells when asked, and says what went well", async () => {
    const { debrief } = await debriefOf(maya, "buttons");
    // It may begin with Maya's own words of an earlier talk.
    const quotes = [...debrief.text.matchAll(/“([^”]+)”/g)].map(([, words = ""]) => words);
    const quote =
      quotes.find((words) => wasSaid(words, invoiceCall({ rep: "a", buyer: "b" }))) ?? "";
    const moment = await maya.answerTo(debrief.id, () => maya.press(debrief.id, "show-moment"));
    expect(wasSaid(quote, moment.text)).toBe(true);
    expect(JSON.stringify(moment.slack)).toMatch(/\/calls\/[0-9a-f-]{36}#turn-\d+/);
    const evidence = await maya.answerTo(debrief.id, () => maya.press(debrief.id, "just-tell-me"));
    expect(evidence.text).toMatch(PRACTICE);
    const well = await maya.answerTo(debrief.id, () => maya.press(evidence.id, "went-well"));
    expect(well.text.length).toBeGreaterThan(40);
    const agreed = await maya.answerTo(debrief.id, () => maya.press(evidence.id, "try-it"));
    expect(agreed.text).toMatch(/To look for: /);
    const answered = (await maya.items()).find(({ id }) => id === evidence.id)?.answered;
    expect(answered).toBe("try-it");
  });

  it("practises: hears a line and says what it sees in it", async () => {
    const { debrief } = await debriefOf(maya, "practice");
    const drill = await maya.answerTo(debrief.id, () => maya.press(debrief.id, "practise"));
    expect(drill.text).toMatch(/Type what you would say/);
    const reading = await maya.answerTo(debrief.id, () =>
      maya.say(debrief.id, "What did that March cost you personally?"),
    );
    expect(reading.text).toMatch(/open question/);
    expect(buttonsOf(reading).map(({ id }) => id)).toContain("practise");
  });

  it("takes an idea of the rep's own", async () => {
    const { debrief } = await debriefOf(maya, "idea");
    const evidence = await maya.answerTo(debrief.id, () => maya.press(debrief.id, "just-tell-me"));
    const asked = await maya.answerTo(debrief.id, () => maya.press(evidence.id, "different-idea"));
    expect(asked.text).toMatch(/\?/);
    const reading = await maya.answerTo(debrief.id, () =>
      maya.say(debrief.id, "I would have told them about our other customers."),
    );
    expect(reading.text).toMatch(/tells rather than asks/);
  });

  it("sets a disputed reading aside and keeps what was wrong with it", async () => {
    const { debrief } = await debriefOf(maya, "dispute");
    const asked = await maya.answerTo(debrief.id, () => maya.press(debrief.id, "not-fair"));
    expect(asked.text).toMatch(/What did I get wrong\?/);
    const noted = await maya.answerTo(debrief.id, () =>
      maya.say(debrief.id, "We had talked about it before the recording."),
    );
    expect(noted.text).toMatch(/Noted/);
  });

  it("keeps a debrief between the coach and its rep", async () => {
    const { debrief } = await debriefOf(maya, "private");
    const before = (await maya.items()).length;
    const pressed = await tom.press(debrief.id, "just-tell-me");
    expect([pressed.status, ((await pressed.json()) as { error: string }).error]).toEqual([
      403,
      expect.stringMatching(/somebody else/),
    ]);
    expect((await tom.say(debrief.id, "Let me in.")).status).toBe(403);
    expect((await maya.press(debrief.id, "no-such-button")).status).toBe(400);
    expect((await maya.press(debrief.id, "just-tell-me", "smuggled")).status).toBe(400);
    expect((await maya.press("not-an-id", "just-tell-me")).status).toBe(404);
    expect((await maya.press("-".repeat(36), "just-tell-me")).status).toBe(404);
    expect(await maya.items()).toHaveLength(before);
    expect((await tom.items()).some(({ text }) => text.includes("Let me in"))).toBe(false);
  });

  it("asks who the rep is when nobody can tell, and reads the call once that is said", async () => {
    const callId = await maya.drop("undecided.txt", undecidedCall("Sasha Lind", "Robin Vale"));
    const asked = await maya.message("the question who sells", (item) =>
      buttonsOf(item).some(({ id }) => id === "rep-is"),
    );
    expect((await callRow(callId))?.status).toBe("quarantined");
    const button = buttonsOf(asked).find(({ label }) => label === "Robin Vale");
    expect((await tom.press(asked.id, "rep-is", button?.value)).status).toBe(403);
    expect((await maya.press(asked.id, "rep-is", button?.value)).status).toBe(202);
    // Pressed twice, as people do.
    await maya.press(asked.id, "rep-is", button?.value);
    await statusOf(callId, "debriefed");
    const sides = (await callRow(callId))?.transcript?.participants.map(({ name, side }) => [
      name,
      side,
    ]);
    expect(sides).toEqual(
      expect.arrayContaining([
        ["Robin Vale", "rep"],
        ["Sasha Lind", "buyer"],
      ]),
    );
    // A debrief, or the word that nothing on it is worth a question: one of the two, once.
    const answers = async () =>
      (await maya.items()).filter(
        (item) => item.threadId === null && item.id !== asked.id && /undecided/i.test(item.text),
      );
    await until("a word about that call", async () => (await answers()).length > 0);
    expect((await callRow(callId))?.revision).toBe(2);
    expect(await answers()).toHaveLength(1);
  });

  it("reads the same file once", async () => {
    const { callId } = await debriefOf(maya, "twice");
    const again = await maya.drop(
      "another name.vtt",
      invoiceCall({ rep: maya.person.name, buyer: "Hollis Grant twice", mark: "twice" }),
    );
    expect(again).toBe(callId);
    await until("the word that it was read", async () =>
      maya.told.some((one) => one.callId === callId && one.title === "another name.vtt"),
    );
    const debriefs = (await maya.items()).filter((item) => isAbout(item, "twice"));
    expect(debriefs).toHaveLength(1);
  });

  it("says in the conversation what is wrong with a file, and keeps the file", async () => {
    const bytes = new Uint8Array(3000).map((_, index) => (index * 7919) % 256);
    const callId = await maya.drop("recording.vtt", bytes);
    const said = await maya.message("what is wrong", ({ text }) => text.includes("recording.vtt"));
    expect(said.text).toMatch(/export|upload|send/i);
    const row = await callRow(callId);
    expect(row).toMatchObject({ status: "failed", failure: expect.stringMatching(/\w/) });
    const kept = await stand.store.database.inWorkspace(SAMPLE_WORKSPACE, (tx) =>
      uploadOf(tx, callId),
    );
    expect(Buffer.compare(kept?.bytes ?? Buffer.alloc(0), Buffer.from(bytes))).toBe(0);
  });

  it("says that a call is in a language it does not understand", async () => {
    const callId = await maya.drop("anruf.txt", GERMAN_CALL);
    const said = await maya.message("the language", ({ text }) => text.includes("German"));
    expect(said.text).toMatch(/I understand English calls/);
    expect((await callRow(callId))?.status).toBe("failed");
  });
});
