import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { callDebrief } from "../../src/agents/call-debrief.ts";
import { type Review, reviewCall } from "../../src/agents/review-call.ts";
import { MISSED_WORDING } from "../../src/agents/wording/missed/index.ts";
import { SHARPER } from "../../src/agents/wording/missed/sharper.ts";
import type { Call } from "../../src/calls/call.ts";
import type { EarlierCall } from "../../src/coaching/pattern.ts";
import type { Tenure } from "../../src/coaching/tenure.ts";
import { readCall } from "../../src/commands/read-call.ts";
import { evidenceMessage } from "../../src/messages/call-debrief.ts";
import { plainText } from "../../src/messages/plain-text.ts";

const FILE = join(import.meta.dirname, "../../samples/calls/03-fernhill-demo.vtt");
const scene = {
  ...{ title: "Fernhill", minutes: 30, audience: "only you see this", note: null },
  linkTo: () => "#",
};

let call: Call;
beforeAll(async () => {
  ({ call } = await readCall(FILE, { rep: "Maya Okafor" }));
});

const spot = {
  turn: 3,
  atMs: null,
  quote: "It goes to Geoff",
  speaker: "b",
  side: "buyer" as const,
};
const earlier = (credited: boolean, confidence = 0.7): EarlierCall => ({
  ranked: [
    {
      ...{ credited, confidence, flavour: null, spot },
      kind: credited ? "asked-for-process" : "process-left-unasked",
    },
  ],
  setAside: null,
});

const reviewed = (tenure: Tenure["kind"], before: EarlierCall[] = []) =>
  reviewCall({ call, seed: "fernhill", today: "2026-03-02", tenure, earlier: before });

const idsAsked = ({ debrief }: Review) =>
  debrief?.wordings.filter((id) => /^qx?-process/.test(id)) ?? [];
const told = ({ debrief }: Review) =>
  debrief ? plainText(evidenceMessage(debrief, scene, null)) : "";

describe("a debrief by how long its rep has done this", () => {
  it("names the skill for somebody new, asks plainly and gives words to try", async () => {
    const done = await reviewed("new", [earlier(false), earlier(false)]);
    expect(idsAsked(done)[0]).toMatch(/^q-process/);
    expect(told(done)).toContain("The move has a name: ask how a decision step works");
    expect(told(done)).toContain("Words to try:");
    expect(told(done)).not.toContain("of your last");
  });

  it("tells somebody experienced the pattern over their own calls, after a sharper question", async () => {
    const done = await reviewed("experienced", [earlier(false), earlier(true), earlier(false)]);
    expect(idsAsked(done)[0]).toMatch(/^qx-process/);
    expect(told(done)).toContain(
      "on 3 of your last 4 calls where it came up, a step of their decision",
    );
    expect(told(done)).not.toContain("The move has a name");
    expect(done.debrief?.question.text).not.toContain("of your last");
  });

  it("counts no reading that the rep called unfair, and tells no pattern from two calls", async () => {
    const unfair = { ...earlier(false), setAside: spot.turn };
    const done = await reviewed("experienced", [unfair, earlier(false)]);
    expect(told(done)).not.toContain("of your last");
  });

  it("makes no pattern of faint readings, nor of a call on which it was done as well", async () => {
    const faint = [earlier(false, 0.58), earlier(false, 0.6)];
    expect(told(await reviewed("experienced", faint))).not.toContain("of your last");
    const both = { ranked: [...earlier(false).ranked, ...earlier(true).ranked], setAside: null };
    const done = await reviewed("experienced", [both, both, earlier(false)]);
    expect(told(done)).toContain("on 2 of your last 4 calls");
  });

  it("asks as before where the first day is not known", async () => {
    const done = await reviewed("unknown", [earlier(false), earlier(false)]);
    expect(idsAsked(done)[0]).toMatch(/^q-process/);
    expect(done.debrief?.byTenure ?? null).toBeNull();
  });

  it("refuses a count that was not counted, wherever a mind puts it", async () => {
    const before = [earlier(false), earlier(false)];
    const { analysis, choice, debrief } = await reviewed("experienced", before);
    if (!debrief?.opportunity) throw new Error("no opportunity");
    const input = {
      ...{ call, measures: analysis.measures, choice, seed: "s", recentWordings: [] },
      ...{ followUpOn: "2026-03-09", tenure: "experienced" as const },
      pattern: { behaviour: debrief.behaviour, left: 3, of: 3 },
    };
    const claiming = (whyItMatters: string) => ({
      ...debrief,
      opportunity: debrief.opportunity && { ...debrief.opportunity, whyItMatters },
    });
    const right = claiming("On 3 of your last 3 calls the step was left.");
    const wrong = claiming("On 5 of your last 6 calls the step was left.");
    expect(callDebrief.guard(input, right).join()).not.toContain("counted");
    expect(callDebrief.guard(input, wrong).join()).toContain("was not counted");
  });

  it("says so to the far mind too, and lets code write the count", async () => {
    const before = [earlier(false), earlier(false)];
    const { analysis, choice, debrief } = await reviewed("experienced", before);
    if (!debrief) throw new Error("no debrief");
    const input = {
      ...{ call, measures: analysis.measures, choice, seed: "s", recentWordings: [] },
      ...{ followUpOn: "2026-03-09", tenure: "experienced" as const },
      pattern: { behaviour: debrief.behaviour, left: 3, of: 3 },
    };
    expect(callDebrief.prompt(input).task).toContain("do not explain the skill");
    expect(callDebrief.prompt({ ...input, tenure: "new" }).task).toContain("The rep is new");
    const settled = callDebrief.settle?.(input, {
      ...debrief,
      byTenure: "On 9 of your last 9 calls.",
    });
    expect(settled?.byTenure).toContain("3 of your last 3 calls");
  });

  it("has for every kind of miss a question that no newcomer is asked", () => {
    for (const kind of Object.keys(SHARPER) as (keyof typeof SHARPER)[]) {
      const plain = new Set(MISSED_WORDING[kind].questions.map(({ id }) => id));
      expect(SHARPER[kind].length).toBeGreaterThanOrEqual(3);
      expect(SHARPER[kind].filter(({ id }) => plain.has(id))).toEqual([]);
    }
  });
});
