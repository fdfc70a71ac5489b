import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { analyzeCall } from "../../src/calls/analyze.ts";
import type { Call } from "../../src/calls/call.ts";
import { tellingsOfCall } from "../../src/memory/from-call.ts";
import {
  tellingOfPromise,
  tellingOfRampGate,
  tellingOfReflection,
} from "../../src/memory/from-coaching.ts";
import { tellingOfForecast, tellingOfOutcome } from "../../src/memory/from-deal.ts";
import { tellingsOfFollowUps } from "../../src/memory/from-follow-up.ts";
import { tellingsOfKnowledge } from "../../src/memory/knowledge.ts";
import { localMemory } from "../../src/memory/local.ts";
import type { MemoryBank } from "../../src/memory/memory.ts";
import { DEFAULT_WORKSPACE } from "../../src/store/schema.ts";
import { floor, MANAGER, OTHER_REP, REP } from "../contracts/memory.ts";
import type { TestDatabase } from "../database.ts";

let store: TestDatabase;
let bank: MemoryBank;

beforeAll(async () => {
  store = await floor();
  bank = localMemory({ database: store.database, workspaceId: DEFAULT_WORKSPACE });
});
afterAll(async () => {
  await store.drop();
});

/** A call of that number. */
const id = (number: number) => `00000000-0000-7000-8000-00000000000${number}`;
const day = (date: string) => new Date(`${date}T10:00:00Z`);
const grow = async () => {
  await bank.consolidate();
  return await bank.refreshModels();
};
/** Coached on the day before a call that showed it, or did not. */
const followUps = (calls: readonly [callId: string, shown: boolean, date: string][]) =>
  tellingsOfFollowUps(
    REP,
    calls.map(([callId, , date]) => ({
      ...{
        debriefId: `d-${callId}`,
        callId: "coached",
        behaviour: "waits",
        way: "practice" as const,
      },
      at: new Date(day(date).getTime() - 24 * 3600_000),
    })),
    calls.map(([callId, shown, date]) => ({
      ...{ callId, at: day(date), audience: "team" as const, source: {} },
      fact: { kind: "behaviour", subject: "waits", stance: shown ? "for" : "against" },
    })),
  );

const untimed = { startMs: null, endMs: null };
const call: Call = {
  title: "Fernside, first talk",
  startedAt: "2026-03-02T10:00:00Z",
  type: "discovery",
  participants: [
    { id: "r", name: "Sanna Vale", side: "rep" },
    { id: "b", name: "Rolf Anders", side: "buyer" },
  ],
  turns: [
    { ...untimed, speaker: "r", text: "What happens when the line stops on a weekend?" },
    {
      ...untimed,
      speaker: "b",
      text: "It costs us about nine thousand dollars, and the returns pile up. It is a real problem.",
    },
    { ...untimed, speaker: "r", text: "I'll send you the summary by Friday." },
    { ...untimed, speaker: "b", text: "Honestly your price looks too expensive for our budget." },
    { ...untimed, speaker: "r", text: "Right, so let me show you the dashboard." },
  ],
};

describe("memory as calls come in", () => {
  it("keeps of a call what was asked for everybody, and of its rep what their manager may see", async () => {
    const { moments } = analyzeCall(call, {});
    const tellings = tellingsOfCall({
      ...{ callId: id(1), call, at: day("2026-03-02"), repId: REP },
      ...{ moments, behaviours: [] },
    });
    expect(
      new Set(tellings.map(({ kind, audience }) => `${kind} ${audience ?? "workspace"}`)),
    ).toEqual(new Set(["question workspace", "commitment team", "objection team"]));
    const open = tellings.filter(({ audience }) => audience === undefined);
    expect(JSON.stringify(open)).not.toMatch(/Sanna|0000000000a1/);
    await bank.retain(tellings);
    expect((await bank.retain(tellings)).unchanged).toBe(tellings.length);
    expect(await grow()).toContain("discovery-playbook");
    const { markdown } = await bank.model("discovery-playbook", { personId: OTHER_REP });
    expect(markdown).toContain("What happens when the line stops on a weekend?");
    expect(markdown).not.toContain("expensive");
  });

  it("counts what coaching did, with both sides, their dates and the direction", async () => {
    await bank.retain(
      followUps([
        [id(2), false, "2026-03-05"],
        [id(3), false, "2026-03-12"],
        [id(4), true, "2026-03-19"],
        [id(5), true, "2026-03-26"],
      ]),
    );
    await grow();
    const [observation] = (await bank.observations({ reader: { personId: MANAGER } })).filter(
      ({ kind }) => kind === "coaching",
    );
    expect(observation).toMatchObject({
      ...{ seen: 2, missed: 2, trend: "rising", personId: REP },
      ...{ firstSeen: day("2026-03-05"), lastSeen: day("2026-03-26") },
    });
    expect(observation?.sources.map(({ stance }) => stance)).toEqual([
      ...["for", "for", "against", "against"],
    ]);
    expect(observation?.statement).toMatch(/2 of 4 times, between 5 March 2026 and 26 March 2026/);
  });

  it("makes a new version of a mental model when its observations changed, and none otherwise", async () => {
    const reader = { personId: REP };
    const before = await bank.model("coaching-themes", reader);
    expect(await grow()).toEqual([]);
    expect((await bank.model("coaching-themes", reader)).version).toBe(before.version);
    await bank.retain([
      tellingOfPromise({
        ...{ documentId: "p", personId: REP, what: "send the summary", kept: true },
        at: day("2026-03-27"),
      }),
      tellingOfForecast({
        ...{ dealId: crypto.randomUUID(), personId: REP, name: "Fernside", category: "commit" },
        ...{ cameTrue: false, at: day("2026-03-30") },
      }),
      tellingOfRampGate({
        ...{ personId: REP, gate: "first call alone", reached: true, day: 30 },
        at: day("2026-03-30"),
      }),
    ]);
    expect(await grow()).toEqual(["coaching-themes"]);
    const after = await bank.model("coaching-themes", reader);
    expect(after.version).toBe(before.version + 1);
    expect(after.markdown).toMatch(
      /Commitments: kept 1 of 1[\s\S]*Forecasts: came true 0 of 1[\s\S]*first call alone: reached/,
    );
    const [newest, earlier] = await bank.modelHistory("coaching-themes", reader);
    expect(newest?.markdown).not.toBe(earlier?.markdown);
  });

  it("cites on which day somebody said what they would do", async () => {
    await bank.retain([
      tellingOfReflection({
        ...{ id: "r1", personId: REP, at: day("2026-03-03") },
        text: "Next time I would count to three before I answer a price question.",
      }),
    ]);
    const { answer } = await bank.reflect("What did I say I would do about price questions?", {
      reader: { personId: REP },
      now: day("2026-03-28"),
    });
    expect(answer).toMatch(/On 3 March 2026: "Next time I would count to three/);
  });

  it("forgets a deal with everything that named it", async () => {
    const dealId = crypto.randomUUID();
    await bank.retain([
      tellingOfOutcome({
        ...{ dealId, name: "Osprey Mills", won: false, reason: "No budget" },
        at: day("2026-03-31"),
      }),
    ]);
    await grow();
    expect((await bank.model("discovery-playbook", "everyone")).markdown).toContain(
      "“No budget” as the reason",
    );
    expect(await bank.forget({ dealId }, "system")).toBe(1);
    const left = await bank.model("discovery-playbook", "everyone");
    expect(left.markdown).not.toMatch(/Osprey|no budget/i);
  });

  it("takes a knowledge file in by its sections, and again only what changed", async () => {
    const path = new URL("../../knowledge/discovery-coach.md", import.meta.url);
    const markdown = await readFile(path, "utf8");
    const tellings = tellingsOfKnowledge("discovery-coach", markdown);
    expect(tellings.length).toBeGreaterThan(2);
    await bank.retain(tellings);
    const again = tellingsOfKnowledge("discovery-coach", `${markdown}\nOne more line.\n`);
    expect(await bank.retain(again)).toMatchObject({ added: 0, replaced: 1 });
  });

  it("keeps directives and shows them with each answer, the weightiest first", async () => {
    await bank.direct({ name: "no-ranking", content: "Never rank people.", priority: 5 });
    await bank.direct({ name: "dates", content: "Say the day.", priority: 1 });
    await bank.direct({ name: "dates", content: "Always say the day.", priority: 9 });
    const { directives } = await bank.reflect("price", { reader: "everyone" });
    expect(directives).toEqual(["Always say the day.", "Never rank people."]);
  });
});
