import { describe, expect, it } from "vitest";
import type { CommitmentMoment, Moment, QualificationSlot } from "../../src/calls/moment.ts";
import { readCommitment, standardsFrom } from "../../src/deals/commitment.ts";
import { categoryStep, type DealEdit, editWords } from "../../src/deals/edits.ts";
import type { DealCall } from "../../src/deals/evidence.ts";
import { happyEars } from "../../src/deals/happy-ears.ts";
import { inspect } from "../../src/deals/inspection.ts";
import { normsFrom } from "../../src/deals/norms.ts";
import {
  advanceReview,
  editsOf,
  type ReviewEvent,
  type ReviewItem,
  type ReviewProgress,
  wishIn,
  writersOf,
} from "../../src/deals/review.ts";
import { whoseReview } from "../../src/deals/review-command.ts";
import { wantedFrom } from "../../src/messages/deal-form.ts";
import { changeOf, dealOf, fileOf } from "./deal-of.ts";

const TODAY = "2026-05-20";
const NORMS = normsFrom({ stays: [], decided: [] });
const base = { turn: 4, atMs: 62_000, speaker: "b", side: "buyer" as const, confidence: 0.9 };
const slot = (name: QualificationSlot, quote: string): Moment => ({
  ...base,
  kind: "qualification",
  slot: name,
  quote,
});
const promise = (given: Partial<CommitmentMoment> = {}): Moment => ({
  ...base,
  kind: "commitment",
  who: "Nell",
  what: "send the list",
  due: "2026-05-28",
  firm: true,
  quote: "I'll send you the list",
  ...given,
});
const callOf = (moments: Moment[], on = "2026-05-12"): DealCall => ({
  callId: `call-${on}`,
  kind: "demo",
  on,
  moments,
  names: { b: "Nell Frost" },
  buyers: ["Nell Frost"],
});

describe("commit discipline", () => {
  const whole = [
    slot("economic-buyer", "the director signs it"),
    slot("decision-process", "then it goes to the board"),
    promise(),
  ];

  it("asks for evidence of each condition and cites it", () => {
    const reading = readCommitment(fileOf(dealOf(), { calls: [callOf(whole)] }), TODAY);
    expect(reading).toMatchObject({ category: "commit", missing: [], carries: "commit" });
    expect(reading.conditions[0]?.fact).toMatchObject({
      source: "call",
      text: "the director signs it",
      who: "Nell Frost",
      on: "2026-05-12",
      place: "01:02",
      turn: 4,
    });
  });

  it("names what nothing shows, and does not take a guess, a maybe or a moved date for it", () => {
    const deal = dealOf();
    const calls = [
      callOf([
        { ...slot("economic-buyer", "she might"), confidence: 0.4 },
        promise({ firm: false }),
      ]),
    ];
    const changes = [changeOf(deal, "2026-04-01", "closeOn", "2026-05-30", "2026-06-30")];
    const reading = readCommitment(fileOf(deal, { calls, changes }), TODAY);
    expect(reading.missing).toEqual([
      "economic-buyer",
      "decision-process",
      "buyer-act",
      "next-step",
      "date-held",
    ]);
    expect(reading.carries).toBe("pipeline");
  });

  it("commits nothing before an offer is on the table", () => {
    const file = fileOf(dealOf({ stage: "Discovery", category: "pipeline" }), {
      calls: [callOf([...whole, slot("identified-pain", "it costs us a day")])],
    });
    expect(readCommitment(file, TODAY).carries).toBe("upside");
  });

  it("can be set by the team; what is no criterion is left out", () => {
    const own = standardsFrom({
      commit: ["champion", "good feeling"],
      stages: { demo: ["metrics"], nowhere: ["metrics"] },
    });
    expect(own.commit).toEqual(["champion"]);
    expect(own.stages.demo).toEqual(["metrics"]);
    expect(own.upside.length).toBeGreaterThan(0);
  });
});

describe("an inspection", () => {
  it("answers the six questions from evidence, and leaves open what nothing answers", () => {
    const deal = dealOf();
    const changes = [
      changeOf(deal, "2026-05-15", "closeOn", "2026-05-31", "2026-06-30"),
      changeOf(deal, "2026-03-01", "closeOn", "2026-04-30", "2026-05-31"),
    ];
    const found = inspect(
      fileOf(deal, {
        changes,
        calls: [callOf([slot("metrics", "from nine days to two"), promise()])],
        people: [{ name: "Ola Berg", title: null, role: null }],
      }),
      { today: TODAY, since: null, norms: NORMS },
    );
    expect(found.changed).toEqual([
      { field: "closeOn", before: "2026-05-31", after: "2026-06-30", on: "2026-05-15" },
    ]);
    expect(found.involved).toEqual({ onCalls: ["Nell Frost"], inCrm: ["Ola Berg"] });
    expect(found.businessCase.map(({ text }) => text)).toEqual(["from nine days to two"]);
    expect(found.decisionProcess).toEqual([]);
    expect(found.risks[0]).toMatchObject({
      kind: "date-keeps-moving",
      detail: "twice, 61 days in all",
    });
    expect(found.nextStep).toMatchObject({ due: "2026-05-28", owner: "Nell" });
    expect(found.gaps).toContain("economic-buyer");
  });

  it("takes for an undertaking what has a day or is work, and not what is said to be kind", () => {
    const acts = (moment: Moment) =>
      inspect(fileOf(dealOf(), { calls: [callOf([moment])] }), {
        ...{ today: TODAY, since: null, norms: NORMS },
      }).buyerActs.map(({ text }) => text);
    const undated = { due: null, what: "" };
    expect(acts(promise({ ...undated, quote: "I'll bear that in mind, Sam." }))).toEqual([]);
    expect(acts(promise({ ...undated, quote: "I'll go and stand by the window." }))).toEqual([]);
    expect(acts(promise({ ...undated, quote: "I'll ask our lawyer about clause four." }))).toEqual([
      "I'll ask our lawyer about clause four.",
    ]);
    expect(acts(promise({ what: "be there", quote: "We'll be there on the 28th." }))).toHaveLength(
      1,
    );
  });

  it("hears enthusiasm without commitment, and only that", () => {
    const warm: Moment = {
      ...base,
      kind: "buyer-signal",
      signal: "exactly",
      quote: "exactly, we love it",
    };
    expect(happyEars(fileOf(dealOf(), { calls: [callOf([warm])] }), TODAY)?.text).toBe(
      "exactly, we love it",
    );
    expect(
      happyEars(fileOf(dealOf(), { calls: [callOf([warm, promise({ due: null })])] }), TODAY),
    ).toBeNull();
    const nod: Moment = { ...warm, quote: "That's it." };
    expect(happyEars(fileOf(dealOf(), { calls: [callOf([nod])] }), TODAY)).toBeNull();
    expect(
      happyEars(fileOf(dealOf(), { calls: [callOf([warm]), callOf([], "2026-05-18")] }), TODAY),
    ).toBeNull();
  });
});

describe("a review", () => {
  const item = (dealId: string): ReviewItem => ({
    dealId,
    title: dealId,
    amountMinor: 1,
    currency: "EUR",
    category: "commit",
    closeOn: null,
    facts: "",
    missing: "",
    question: "?",
    whatBringsItBack: "",
    whoToAsk: "",
    known: [],
    actions: ["review-they-did", "review-to-upside", "review-unknown"],
    answer: null,
  });
  const started: ReviewProgress = { state: "asking", position: 0, items: [item("a"), item("b")] };
  const who = { by: "Sam Ito", at: "2026-05-20T10:00:00Z" };
  const downgrade = (dealId: string): ReviewEvent => ({
    ...{ type: "wrote", dealId, undo: "edit-1", by: "button", words: null },
    edits: [{ field: "category", before: "commit", after: "upside" }],
  });

  it("goes on after an answer, waits for words where they were announced, and ends", () => {
    const told = advanceReview(
      started,
      { type: "pressed", action: "review-they-did", dealId: "a" },
      who,
    );
    expect(told).toMatchObject({
      askWhat: true,
      answered: null,
      progress: { state: "telling", position: 0 },
    });
    const next = advanceReview(
      told.progress,
      { type: "replied", text: "Nell sent the list." },
      who,
    );
    expect(next).toMatchObject({
      answered: {
        dealId: "a",
        answer: { kind: "told", words: "Nell sent the list.", by: "Sam Ito" },
      },
      progress: { state: "asking", position: 1 },
    });
    const last = advanceReview(next.progress, downgrade("b"), who);
    expect(last).toMatchObject({
      answered: { answer: { kind: "moved", to: "upside" } },
      progress: { state: "done", position: 2 },
    });
  });

  it("takes a later change of mind about an earlier deal without losing its place", () => {
    const next = advanceReview(started, { type: "replied", text: "don't know" }, who);
    expect(next.answered?.answer?.kind).toBe("unknown");
    const changed = advanceReview(next.progress, downgrade("a"), who);
    expect(changed).toMatchObject({
      correction: true,
      progress: { position: 1 },
      answered: { dealId: "a", answer: { to: "upside" } },
    });
  });

  it("waits for an answer again when what was written is taken back, and keeps its place", () => {
    const next = advanceReview(started, downgrade("a"), who);
    const back = advanceReview(next.progress, { type: "undid", dealId: "a", undo: "edit-1" }, who);
    expect(back.answered).toBeNull();
    expect(back.progress).toMatchObject({ position: 1, items: [{ answer: null }, {}] });
  });

  it("keeps what two people wrote about a deal apart, and takes back one without the other", () => {
    const first = advanceReview(started, downgrade("a"), who);
    const second = advanceReview(
      first.progress,
      {
        ...{ type: "wrote", dealId: "a", undo: "edit-2", by: "form", words: null },
        edits: [{ field: "closeOn", before: "2026-06-30", after: "2026-07-31" }],
      },
      { ...who, by: "Ada Roy" },
    );
    const both = second.answered?.answer;
    expect(editsOf(both).map(({ field }) => field)).toEqual(["category", "closeOn"]);
    expect(writersOf(both)).toEqual(["Sam Ito", "Ada Roy"]);
    const back = advanceReview(
      second.progress,
      { type: "undid", dealId: "a", undo: "edit-1" },
      who,
    );
    const left = back.progress.items[0]?.answer;
    expect(editsOf(left).map(({ field }) => field)).toEqual(["closeOn"]);
    expect(writersOf(left)).toEqual(["Ada Roy"]);
  });

  it.each([
    ["move it to upside", "upside"],
    ["Take this out", "omitted"],
    ["They moved the meeting, there is real upside here", null],
  ])("hears in the reply “%s” the wish for %s", (text, wish) => {
    expect(wishIn(text)).toBe(wish);
  });

  it("takes “not sure yet” for an answer too", () => {
    const { answered } = advanceReview(started, { type: "replied", text: "Not sure yet" }, who);
    expect(answered?.answer).toMatchObject({ kind: "unknown", words: null });
  });

  it.each([
    ["/pipeline-review", ""],
    ["pipeline review @Tom", "Tom"],
    ["Pipeline review of Tom Brandt", "Tom Brandt"],
    ["/pipeline-review Tom's", "Tom"],
    ["let's go through Tom Brandt’s pipeline", "Tom Brandt"],
    ["Can we review my pipeline?", ""],
    ["pipeline review was useful, thanks", null],
    ["look at this", null],
    ["How does a pipeline review work?", null],
  ])("is started by “%s” for %j", (text, name) => {
    expect(whoseReview(text)).toBe(name);
  });
});

describe("what was changed in a review", () => {
  const edits: DealEdit[] = [
    { field: "category", before: "commit", after: "upside" },
    { field: "closeOn", before: "2026-11-27", after: "2026-12-18" },
    { field: "nextStep", before: null, after: "Walk legal through the terms" },
    { field: "nextStepOn", before: null, after: "2026-12-03" },
    { field: "signs", before: null, after: "Helen Stannard" },
  ];

  it("is said in one line, and the way down is told from the way up", () => {
    expect(editWords(edits).join(", ")).toBe(
      "upside instead of commit, closes 18 Dec instead of 27 Nov, next “Walk legal through the terms” on 3 Dec, Helen Stannard signs",
    );
    expect(categoryStep(edits)).toBeLessThan(0);
    expect(categoryStep([{ field: "category", before: "upside", after: "commit" }])).toBe(1);
    expect(categoryStep(edits.slice(1))).toBe(0);
  });

  it("is only what differs from what the form showed", () => {
    const shown = { category: "commit", closeOn: "2026-11-27", nextStep: null } as ReviewItem;
    expect(
      wantedFrom(shown, { category: "commit", closeOn: "2026-12-18", nextStep: "", signs: " " }),
    ).toEqual({ closeOn: "2026-12-18" });
    expect(wantedFrom(shown, { category: "", closeOn: "" })).toEqual({ closeOn: null });
  });
});
