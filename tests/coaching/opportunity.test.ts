import { describe, expect, it } from "vitest";
import {
  BAR,
  type Candidate,
  CREDITED_KINDS,
  type CreditedKind,
  chooseOpportunity,
  MISSED_KINDS,
  type MissedKind,
} from "../../src/coaching/opportunity.ts";
import { skillOf } from "../../src/coaching/skill.ts";

let turn = 0;
const shared = (confidence: number) => {
  turn += 3;
  return {
    spot: { turn, atMs: turn * 1000, quote: "words", speaker: "B", side: "buyer" as const },
    response: null,
    returned: null,
    hooks: {},
    flavour: null,
    confidence,
    because: "",
    source: null,
  };
};
const missed = (kind: MissedKind, confidence = 0.8): Candidate => ({
  ...shared(confidence),
  credited: false,
  kind,
});
const credited = (kind: CreditedKind, confidence = 0.8): Candidate => ({
  ...shared(confidence),
  credited: true,
  kind,
});

describe("which moment is worth a question", () => {
  it("takes what costs most first, in whatever order it was found", () => {
    const all = MISSED_KINDS.map((kind) => missed(kind)).reverse();
    const { ranked, opportunity } = chooseOpportunity(all);
    expect(ranked.map(({ kind }) => kind)).toEqual([...MISSED_KINDS]);
    expect(opportunity?.kind).toBe("disclosure-left-alone");
  });

  it("says nothing below the bar", () => {
    const choice = chooseOpportunity([
      missed("disclosure-left-alone", BAR - 0.01),
      credited("asked-brave-question", BAR - 0.01),
    ]);
    expect(choice).toEqual({ opening: null, opportunity: null, wentWell: [], ranked: [] });
  });

  it("has nothing to say about nothing", () => {
    expect(chooseOpportunity([]).opening).toBeNull();
  });

  it("moves what the rep is working on up, but not past a clearly costlier miss", () => {
    const candidates = MISSED_KINDS.map((kind) => missed(kind));
    const working = (focus: MissedKind) =>
      chooseOpportunity(candidates, { focusKinds: [focus] }).opportunity?.kind;
    expect(working("signal-talked-over")).not.toBe("process-left-unasked");
    expect(working("process-left-unasked")).toBe("process-left-unasked");
    expect(working("next-step-open")).toBe("disclosure-left-alone");
  });

  it("prefers what the buyer came back to among misses of one kind", () => {
    const plain = missed("disclosure-left-alone", 0.75);
    const again = missed("disclosure-left-alone", 0.7);
    const { opportunity } = chooseOpportunity([
      plain,
      { ...again, returned: again.spot },
    ] as Candidate[]);
    expect(opportunity?.returned).not.toBeNull();
  });

  it("opens with credit at least as often as with a miss over a rep's history", () => {
    const history: ("credited" | "missed")[] = [];
    for (let call = 0; call < 40; call += 1) {
      const { opening } = chooseOpportunity(
        [missed("disclosure-left-alone", 0.9), credited("dated-next-step", 0.6)],
        { recentOpenings: history },
      );
      history.push(opening?.credited ? "credited" : "missed");
      const credits = history.filter((each) => each === "credited").length;
      expect(credits * 2).toBeGreaterThanOrEqual(history.length - 1);
    }
  });

  it("keeps the opportunity when a credited moment opens", () => {
    const choice = chooseOpportunity([
      missed("process-left-unasked", 0.6),
      credited("asked-brave-question", 0.9),
    ]);
    expect(choice.opening?.credited).toBe(true);
    expect(choice.opportunity?.kind).toBe("process-left-unasked");
  });

  it("names at most two things that went well, of different kinds", () => {
    const { wentWell } = chooseOpportunity([
      credited("asked-for-process", 0.9),
      credited("asked-for-process", 0.89),
      credited("dated-next-step", 0.8),
      credited("upfront-contract", 0.8),
    ]);
    expect(wentWell).toHaveLength(2);
    expect(new Set(wentWell.map(({ kind }) => kind)).size).toBe(2);
  });

  it("lets how hard something is decide between equals", () => {
    const [easy, hard] = [credited("upfront-contract", 0.8), credited("qualified-out", 0.8)];
    expect(chooseOpportunity([easy, hard]).opening?.kind).toBe("qualified-out");
  });

  it("has a skill for each kind, in constant words", () => {
    for (const kind of [...MISSED_KINDS, ...CREDITED_KINDS]) {
      const skill = skillOf({ kind, flavour: null } as Candidate);
      expect(skill.practice.split(" ").length).toBeLessThanOrEqual(35);
      expect(skill.lookFor).not.toMatch(/[.?]$/);
    }
  });
});
