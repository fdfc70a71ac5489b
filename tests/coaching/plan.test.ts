import { describe, expect, it } from "vitest";
import { chooseFocuses, isHabit, turned } from "../../src/coaching/focuses.ts";
import { competencesOf } from "../../src/coaching/levels.ts";
import { performanceOf } from "../../src/coaching/performance.ts";
import { tooFewCalls } from "../../src/coaching/rep-record.ts";
import { tenureOf } from "../../src/coaching/tenure.ts";
import type { Look, Track } from "../../src/coaching/tracks.ts";
import { tracksOf } from "../../src/coaching/tracks.ts";
import { ASKED, DATED_END, DEFENDED, deal, plannedCall, recordOf, TODAY } from "./rep-calls.ts";

const look = (met: boolean, at: number, given: Partial<Look> = {}): Look => ({
  ...{
    callId: `call-${at}`,
    call: `Orchard, day ${at}`,
    on: `2026-05-${10 + at}`,
    met,
    value: null,
  },
  shown: {
    ...{ callId: `call-${at}`, call: `Orchard, day ${at}`, turn: 3, atMs: 60_000 },
    ...{ quote: "It is far too expensive for us.", speaker: "Ada Brook" },
  },
  ...{ response: null, strength: 1 },
  ...given,
});
const track = (id: Track["id"], competency: Track["competency"], ...met: boolean[]): Track => ({
  // Each behaviour has its own place on a call.
  looks: met.map((one, at) => {
    const shown = look(one, at).shown;
    return look(one, at, { shown: shown && { ...shown, turn: id.length } });
  }),
  ...{ id, competency },
  met: met.filter(Boolean).length,
});
const EXPERIENCED = tenureOf("2020-01-01", TODAY);
const NEW = tenureOf("2026-05-01", TODAY);
const levels = (tracks: Track[]) =>
  Object.fromEntries(competencesOf(tracks, "at90").map(({ id, level }) => [id, level]));

describe("levels", () => {
  it("are the share of chances that were taken, in fifths", () => {
    const all = Array.from({ length: 12 }, () => true);
    expect(levels([track("ask-before-answering", "objections", ...all)]).objections).toBe(5);
    const none = all.map(() => false);
    expect(levels([track("ask-before-answering", "objections", ...none)]).objections).toBe(1);
  });

  it("are not told from few chances, or where the counts fit nearly any level", () => {
    expect(levels([track("ask-before-answering", "objections", true, true)]).objections).toBeNull();
    const half = [true, false, true, false];
    expect(levels([track("ask-before-answering", "objections", ...half)]).objections).toBeNull();
  });

  it("name all six, also those that nothing asked for", () => {
    expect(competencesOf([], null).map(({ level, expected }) => [level, expected])).toEqual(
      Array.from({ length: 6 }, () => [null, null]),
    );
  });
});

describe("tenure", () => {
  it.each([
    [null, null, null, "unknown"],
    ["2026-06-15", "at30", "at30", "new"],
    ["2026-03-12", "at90", "at180", "new"],
    ["2025-12-01", "at180", "at365", "settled"],
    ["2018-01-01", "at365", "at365", "experienced"],
    ["2026-12-01", "at30", "at30", "new"],
  ])("from %s holds against %s and aims at %s", (startedOn, mark, next, kind) => {
    expect(tenureOf(startedOn, TODAY)).toMatchObject({ mark, next, kind });
  });
});

describe("focuses", () => {
  const many = [
    track("ask-before-answering", "objections", false, false, false),
    track("compare-before-price", "objections", false, false),
    track("day-and-owner", "closing", false, true, false),
    track("get-to-power", "presence", false, false),
    track("ask-what-could-stop-it", "forecast", false, false, false),
    track("stay-one-question-longer", "discovery", false, false),
  ];
  const chosen = (tracks: readonly Track[], tenure = NEW, most = 3) =>
    chooseFocuses(tracks, { tenure, today: TODAY, most }).map(({ behaviour }) => behaviour);

  it("are three at most, each of another competency", () => {
    const found = chooseFocuses(many, { tenure: NEW, today: TODAY, most: 9 });
    expect(found).toHaveLength(3);
    expect(new Set(found.map(({ track: { competency } }) => competency)).size).toBe(3);
  });

  it("come one after the other, thirty days each, never on a weekend", () => {
    const dates = chooseFocuses(many, { tenure: NEW, today: TODAY, most: 3 }).map(
      ({ targetOn }) => targetOn,
    );
    expect(dates).toEqual(["2026-07-15", "2026-08-14", "2026-09-14"]);
  });

  it("differ between somebody new and somebody long in the job", () => {
    const two = [
      track("hold-the-pitch", "discovery", false, false, false),
      track("get-to-power", "presence", false, false, false),
    ];
    expect(chosen(two, NEW, 1)).toEqual(["hold-the-pitch"]);
    expect(chosen(two, EXPERIENCED, 1)).toEqual(["get-to-power"]);
  });

  it("leave alone what was missing once, or came by itself on the last two calls", () => {
    expect(chosen([track("day-and-owner", "closing", false, true)])).toEqual([]);
    const late = track("day-and-owner", "closing", false, false, true, true);
    expect(chosen([late])).toEqual([]);
    expect(turned([late])).toEqual([late]);
    expect(isHabit(late)).toBe(false);
    expect(isHabit(track("day-and-owner", "closing", false, true, true, true))).toBe(true);
  });

  it("do not speak of the same moment twice", () => {
    const first = track("ask-before-answering", "objections", false, false, false);
    const second = track("day-and-owner", "closing", false, false);
    const same = { ...second, looks: first.looks.slice(1) };
    expect(chosen([first, same])).toEqual(["ask-before-answering"]);
  });

  it("go where a competency is furthest behind what is expected", () => {
    const two = [
      track("get-to-power", "presence", false, false),
      track("commit-both-ways", "closing", false, false),
    ];
    const most = { tenure: tenureOf("2025-12-01", TODAY), today: TODAY, most: 1 };
    const behind = competencesOf([], "at365").map((one) =>
      one.id === "closing" ? { ...one, level: 1 } : one,
    );
    expect(chooseFocuses(two, most)[0]?.behaviour).toBe("get-to-power");
    expect(chooseFocuses(two, { ...most, competences: behind })[0]?.behaviour).toBe(
      "commit-both-ways",
    );
  });

  it("need words that show what was missing", () => {
    const silent = track("day-and-owner", "closing", false, false);
    const bare = { ...silent, looks: silent.looks.map((one) => ({ ...one, shown: null })) };
    expect(chosen([bare])).toEqual([]);
  });
});

describe("tracks", () => {
  it("hold every look with verbatim words of that call, and what the rep said next", () => {
    const calls = [
      plannedCall("2026-05-04", DEFENDED),
      plannedCall("2026-05-11", [...ASKED, ...DATED_END]),
    ];
    const objections = tracksOf(calls).find(({ id }) => id === "ask-before-answering");
    expect(objections?.looks.map(({ met }) => met)).toEqual([false, true]);
    const [missed] = objections?.looks ?? [];
    const turns = calls[0]?.call.turns ?? [];
    expect(turns[missed?.shown?.turn ?? -1]?.text).toContain(missed?.shown?.quote);
    expect(missed?.response?.quote).toContain("worth every cent");
  });
});

describe("performance", () => {
  const figures = (...args: Parameters<typeof performanceOf>) =>
    Object.fromEntries(performanceOf(...args).map(({ label, value }) => [label, value]));

  it("says that one decided deal is too few, and that no quota is known", () => {
    const won = deal({ status: "won", closedOn: "2026-05-20" });
    expect(figures([won], [], TODAY)).toMatchObject({
      "Win rate": "1 won of 1 decided, too few for a rate",
      "Average deal": "€10k over 1 won deal, too few to average",
      Quota: "none known for Q2, so no attainment and no coverage",
    });
  });

  it("keeps currencies apart, and the quota's own one in the coverage", () => {
    const quotas = [
      { ownerId: "rep-1", quarter: "2026-Q2", amountMinor: 5_000_000, currency: "EUR" },
    ];
    const deals = [
      deal({ status: "won", closedOn: "2026-05-20" }),
      deal({ id: "d2", amountMinor: 8_000_000 }),
      deal({ id: "d3", amountMinor: 9_000_000, currency: "SEK" }),
      deal({ id: "d4", amountMinor: null }),
    ];
    expect(figures(deals, quotas, TODAY)).toMatchObject({
      "Quota, Q2": "€10k of €50k won (20 %)",
      Coverage: "2 to 1: €80k open for €40k left; SEK 90k in other money aside",
    });
  });

  it("leaves out deals decided more than a year ago", () => {
    const old = deal({ status: "lost", closedOn: "2024-01-01" });
    expect(figures([old], [], TODAY)["Win rate"]).toBe("no decided deal yet");
  });
});

describe("too few calls", () => {
  const calls = [plannedCall("2026-05-04", DEFENDED), plannedCall("2026-05-11", ASKED)];

  it("is one honest line, with what only the rep may see yet", () => {
    expect(tooFewCalls(recordOf([]), "a plan")).toBe(
      "No calls so far; a plan needs five, and a first draft three.",
    );
    expect(tooFewCalls(recordOf(calls.slice(0, 1)), "a plan")).toMatch(/^One call so far/);
    expect(tooFewCalls(recordOf(calls, { withheld: 1 }), "a plan")).toMatch(
      /One more call is Nia's alone/,
    );
    expect(tooFewCalls(recordOf(calls, { withheld: 1, reader: "rep" }), "a plan")).not.toMatch(
      /alone/,
    );
  });
});
