import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { callDebrief } from "../../src/agents/call-debrief.ts";
import type { Model } from "../../src/agents/model.ts";
import { type Review, reviewCall } from "../../src/agents/review-call.ts";
import type { Call } from "../../src/calls/call.ts";
import { readCall } from "../../src/commands/read-call.ts";

const FOLDER = join(import.meta.dirname, "../../samples/calls");
const REPS: [upTo: number, rep: string][] = [
  [4, "Maya Okafor"],
  [8, "Tom Brandt"],
  [12, "Ines Ferreira"],
];
const FILES = readdirSync(FOLDER)
  .filter((name) => /^\d\d-/.test(name))
  .sort();
const repOf = (file: string) =>
  REPS.find(([upTo]) => Number(file.slice(0, 2)) <= upTo)?.[1] ?? "Ines Ferreira";

const read = new Map<string, ReturnType<typeof readCall>>();
/** A sample call, parsed once for all tests. */
function callOf(file: string) {
  const known = read.get(file) ?? readCall(join(FOLDER, file), { rep: repOf(file) });
  read.set(file, known);
  return known;
}

async function review(file: string, model?: Model, recentWordings: string[] = []) {
  const { call } = await callOf(file);
  const input = { call, seed: file, today: "2026-03-02", recentWordings };
  return { call, review: await reviewCall(input, model) };
}

const inputOf = (call: Call, { analysis, choice }: Review) => ({
  call,
  measures: analysis.measures,
  choice,
  seed: "s",
  recentWordings: [],
  followUpOn: "2026-03-09",
});

describe.each(FILES)("the debrief of %s", (file) => {
  it("asks once about words that were said, and passes its own guards", async () => {
    const { call, review: done } = await review(file);
    const { debrief } = done;
    expect(debrief).not.toBeNull();
    if (!debrief) return;
    expect(callDebrief.guard(inputOf(call, done), debrief)).toEqual([]);
    expect(debrief.question.text.trimEnd().endsWith("?")).toBe(true);
    const cited = [
      debrief.question.moment,
      ...debrief.wentWell.map((well) => well.moment),
      ...(debrief.opportunity ? [debrief.opportunity.moment] : []),
    ];
    for (const moment of cited) expect(call.turns[moment.turn]?.text).toContain(moment.quote);
  });

  it("has one thing to try that can be said in a breath", async () => {
    const { debrief } = (await review(file)).review;
    const words = debrief?.opportunity?.tryInstead.split(" ").length ?? 0;
    expect(words).toBeLessThan(15);
  });
});

describe("the debriefs of one floor", () => {
  it("is worded the same way each time", async () => {
    const first = (await review("01-fernhill-discovery.vtt")).review.debrief;
    expect((await review("01-fernhill-discovery.vtt")).review.debrief).toEqual(first);
  });

  it("does not say to one person what it said the week before", async () => {
    const first = (await review("05-ostrava-demo.vtt")).review.debrief;
    const second = (await review("05-ostrava-demo.vtt", undefined, first?.wordings)).review.debrief;
    expect(second?.question.moment).toEqual(first?.question.moment);
    expect(second?.question.text).not.toBe(first?.question.text);
    expect(second?.opportunity?.tryInstead).not.toBe(first?.opportunity?.tryInstead);
  });

  it("guesses nobody's pronoun", async () => {
    for (const file of FILES) {
      const { debrief } = (await review(file)).review;
      const own = JSON.stringify([
        debrief?.question.text,
        debrief?.wentWell.map((well) => well.why),
        debrief?.opportunity?.whatHappened,
        debrief?.opportunity?.tryInstead,
        debrief?.opportunity?.whyItMatters,
      ]).replace(/“[^”]*”/g, "");
      expect(own).not.toMatch(/\b(?:he|she|his|her|him|hers)\b/i);
    }
  });
});

/** A mind that answers with what it is given, however often it is asked. */
function mindSaying(
  answer: (input: unknown) => unknown,
): Model & { asked: (string[] | undefined)[] } {
  const asked: (string[] | undefined)[] = [];
  return {
    name: "far",
    asked,
    async answer(_agent, input, reasons) {
      asked.push(reasons);
      return answer(input) as never;
    },
  };
}

describe("a language model's draft", () => {
  const file = "01-fernhill-discovery.vtt";

  it("goes out when it stands in the transcript", async () => {
    const local = (await review(file)).review.debrief;
    const { review: done } = await review(
      file,
      mindSaying(() => local),
    );
    expect(done).toMatchObject({ mind: "far", note: null });
  });

  it("is asked for once more with the reasons, then the local coach answers and says so", async () => {
    const local = (await review(file)).review.debrief;
    const model = mindSaying(() => ({
      ...local,
      question: {
        ...local?.question,
        text: "Priya said: “we will never buy this”. Why did you lose it? And when?",
      },
    }));
    const { review: done } = await review(file, model);
    expect(model.asked).toHaveLength(2);
    expect(model.asked[1]?.join(" ")).toMatch(/was not said on this call/);
    expect(model.asked[1]?.join(" ")).toMatch(/asks 2 questions/);
    expect(done.mind).toBe("local");
    expect(done.note).toMatch(/my own rules/);
    expect(done.debrief).toEqual(local);
  });

  it("may not bring a moment that was not ranked", async () => {
    const { review: done } = await review(file);
    const model = mindSaying(() => ({
      ...done.debrief,
      question: {
        text: "At 00:52 Priya said: “An actual parrot?” What did you make of it?",
        credited: false,
        moment: {
          turn: 7,
          atMs: done.analysis.talk.turns[7]?.startMs,
          quote: "An actual parrot?",
          speaker: "Priya Nair",
          side: "buyer",
        },
      },
    }));
    const second = (await review(file, model)).review;
    expect(model.asked[1]).toEqual(["the question is about a moment that was not ranked"]);
    expect(second.mind).toBe("local");
  });

  it("falls back quietly when it cannot be reached", async () => {
    const model = mindSaying(() => {
      throw new Error("socket closed");
    });
    const { review: done } = await review(file, model);
    expect(done.mind).toBe("local");
    expect(done.note).toBeTruthy();
    expect(done.debrief).not.toBeNull();
  });
});
