import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { analyzeCall } from "../../src/calls/analyze.ts";
import type { CallType } from "../../src/calls/call.ts";
import { resolveSides } from "../../src/calls/sides.ts";
import { parseTranscript } from "../../src/calls/transcript/index.ts";
import { GOOD_VALUES_SOURCE } from "../../src/coaching/behaviours/behaviour.ts";
import {
  BEHAVIOUR_BY_ID,
  BEHAVIOURS,
  type BehaviourId,
  observeBehaviours,
} from "../../src/coaching/behaviours.ts";
import { COMPETENCIES } from "../../src/coaching/competencies.ts";
import { CREDITED_KINDS, MISSED_KINDS } from "../../src/coaching/opportunity.ts";
import { skillOf } from "../../src/coaching/skill.ts";
import { callOf } from "../calls/talk-of.ts";
import { plain } from "./behaviour-examples.ts";

const SAMPLES = new URL("../../samples/", import.meta.url);
const read = (path: string) => readFileSync(new URL(path, SAMPLES));

interface Floor {
  company: { domain: string };
  people: { key: string; name: string; email: string }[];
  calls: { file: string; rep: string; type: CallType }[];
}

function sampleCalls() {
  const floor: Floor = JSON.parse(read("floor.json").toString("utf8"));
  return floor.calls.map(({ file, rep, type }) => {
    const { transcript } = parseTranscript(read(`calls/${file}`), { fileName: file });
    const { participants } = resolveSides(transcript, {
      roster: floor.people,
      ourDomains: [floor.company.domain],
      ...{ repName: floor.people.find(({ key }) => key === rep)?.name ?? rep },
    });
    return { file, call: { ...transcript, participants, type } };
  });
}

describe("the table of behaviours", () => {
  it("has about thirty leaves with unique ids, on all six competencies", () => {
    expect(BEHAVIOURS.length).toBeGreaterThanOrEqual(25);
    expect(new Set(BEHAVIOURS.map(({ id }) => id)).size).toBe(BEHAVIOURS.length);
    expect(new Set(BEHAVIOURS.map(({ name }) => name)).size).toBe(BEHAVIOURS.length);
    expect(new Set(BEHAVIOURS.map(({ competency }) => competency))).toEqual(
      new Set(Object.keys(COMPETENCIES)),
    );
  });

  it("says in one sentence what counts, and what good looks like at four times in the job", () => {
    for (const { name, definition, good } of BEHAVIOURS) {
      expect(definition).toMatch(/^[A-Z][^.]*\.$/);
      expect(name).not.toMatch(/[.!?]$/);
      const steps = [good.at30, good.at90, good.at180, good.at365];
      expect(new Set(steps).size).toBe(4);
      for (const step of steps) expect(step).not.toMatch(/^\s*$|!/);
    }
    expect(GOOD_VALUES_SOURCE).toContain("not research");
  });

  it("words each behaviour as the debriefs' skills do", () => {
    for (const kind of [...MISSED_KINDS, ...CREDITED_KINDS])
      for (const flavour of [null, "budget", "price-defended"]) {
        const skill = skillOf({ kind, flavour } as Parameters<typeof skillOf>[0]);
        if (skill.id === undefined) continue;
        const behaviour = BEHAVIOUR_BY_ID[skill.id as BehaviourId];
        expect(behaviour).toMatchObject({ competency: skill.competency, name: skill.behaviour });
      }
  });
});

describe("observing a call", () => {
  it("says nothing about anyone while the sides are unknown", () => {
    const call = callOf(plain(12), { sides: false, type: "discovery" });
    const found = observeBehaviours(analyzeCall(call));
    expect(found.filter(({ eligible, met }) => eligible || met !== null)).toEqual([]);
  });

  it("does not hold a fragment of a call against the rep", () => {
    const call = callOf(["R: Good morning.", "B: Hello there."], { type: "discovery" });
    const found = observeBehaviours(analyzeCall(call));
    expect(found.filter(({ met }) => met === false)).toEqual([]);
  });

  it("is less sure of what holds for a kind of call that it had to guess", () => {
    const lines = [...plain(10), "R: And what would a no look like for you?", "B: Under fifty."];
    const sure = (title: string, type: CallType | null) =>
      observeBehaviours(analyzeCall(callOf(lines, { title, type }))).find(
        ({ id }) => id === "agree-what-a-no-is",
      )?.confidence ?? 0;
    expect(sure("Discovery with Ines", null)).toBeLessThan(sure("Weekly", "discovery"));
    expect(sure("Weekly", null)).toBe(0);
  });

  it("stays true to the words whatever is said, and ends", () => {
    const said = fc.oneof(
      fc.string({ unit: "grapheme", maxLength: 60 }),
      fc.constantFrom(
        ...[
          "what if ".repeat(400),
          `${"so you said it ".repeat(300)}?`,
          "🙂".repeat(900),
          "a".repeat(9000),
        ],
        ...["مرحبا، ما هو السعر؟", "I don't think we're right for you.", "That's too expensive!"],
      ),
    );
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom("R: ", "B: "), said), { maxLength: 12 }),
        (turns) => {
          const call = callOf(
            turns.map(([who, text]) => who + text),
            { type: "discovery" },
          );
          for (const { evidence, value } of observeBehaviours(analyzeCall(call))) {
            for (const spot of evidence) expect(call.turns[spot.turn]?.text).toContain(spot.quote);
            expect(value === null || Number.isFinite(value)).toBe(true);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it("finds every quote of every sample call where it says it is, and only finite numbers", () => {
    for (const { call } of sampleCalls()) {
      for (const { evidence, value, confidence, met, because } of observeBehaviours(
        analyzeCall(call),
      )) {
        for (const spot of evidence) expect(call.turns[spot.turn]?.text).toContain(spot.quote);
        expect(value === null || Number.isFinite(value)).toBe(true);
        expect(confidence).toBeGreaterThanOrEqual(0);
        expect(confidence).toBeLessThanOrEqual(1);
        expect(because === null).toBe(met !== null);
      }
    }
  });

  it("tells the uneven sample calls apart as a person would", () => {
    const seen = new Map(
      sampleCalls().map(({ file, call }) => [
        file.slice(0, 2),
        new Map(observeBehaviours(analyzeCall(call)).map((found) => [found.id, found.met])),
      ]),
    );
    const met = (call: string, id: BehaviourId) => seen.get(call)?.get(id);
    // A product tour five minutes in, no day at the end.
    expect(met("01", "hold-the-pitch")).toBe(false);
    expect(met("01", "let-the-buyer-speak")).toBe(false);
    expect(met("01", "hand-words-back")).toBe(false);
    expect(met("01", "stay-one-question-longer")).toBe(false);
    expect(met("01", "day-and-owner")).toBe(false);
    // The same rep a month later.
    expect(met("04", "ask-what-prompted-the-call")).toBe(true);
    expect(met("04", "hand-words-back")).toBe(true);
    expect(met("04", "ask-what-if-nothing-changes")).toBe(true);
    expect(met("04", "day-and-owner")).toBe(true);
    // A price defended, then given away.
    expect(met("06", "compare-before-price")).toBe(false);
    expect(met("06", "day-and-owner")).toBe(false);
    // The best discovery of the floor.
    expect(met("09", "ask-who-decides")).toBe(true);
    expect(met("09", "agree-what-a-no-is")).toBe(true);
    expect(met("09", "commit-both-ways")).toBe(true);
    expect(met("09", "keep-turns-short")).toBe(true);
  });
});
