import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { runAgent } from "../../../src/agents/run.ts";
import { fenced, shown } from "../../anthropic-stand-in/messages.ts";
import { anthropicStandIn, behaviours, type StandIn } from "../../anthropic-stand-in.ts";
import { callDebrief, callWith, inputFor } from "./asked.ts";
import { claudeOn } from "./claude-on.ts";

const DID_NOT_MATCH = /did not match the call/;
const OUT_OF_REACH = /out of reach/;
const input = inputFor(callWith());

let standIn: StandIn;
beforeAll(async () => {
  standIn = await anthropicStandIn();
});
afterEach(() => {
  expect(standIn.problems).toEqual([]);
  standIn.reset();
});
afterAll(() => standIn.close());

const ask = (settings: Parameters<typeof claudeOn>[1] = {}) =>
  runAgent(callDebrief, input, claudeOn(standIn, settings).model);

describe("an answer from Claude", () => {
  it("reaches the person when it passes the guards", async () => {
    const { mind, note, output } = await ask();
    expect([mind, note]).toEqual(["claude-sonnet-5-5", null]);
    expect(output.question.text).toContain("Piet Vos said “");
    expect(standIn.requests).toHaveLength(1);
  });

  it("is asked for with persona, knowledge and transcript kept in the cache, in that order", async () => {
    await ask();
    const [request] = standIn.requests;
    expect(request?.system?.[0]?.text).toContain("# Discovery Coach: what it knows");
    const [transcript, question] = request?.messages[0]?.content ?? [];
    expect(transcript?.cache_control).toEqual({ type: "ephemeral" });
    expect(transcript?.text).toContain("[1] 00:07 Piet Vos (buyer): Two people retype");
    expect(question?.cache_control).toBeUndefined();
    expect(fenced(request ?? never(), "facts")).not.toContain("approvals look on a phone");
    expect(request?.output_config?.format?.type).toBe("json_schema");
  });

  it("is asked of an older model without what only newer ones know", async () => {
    expect((await ask({ model: "claude-haiku-4-5" })).mind).toBe("claude-haiku-4-5");
    expect(standIn.requests[0]?.output_config?.effort).toBeUndefined();
  });

  it("may look things up first, and is given what the call holds", async () => {
    standIn.script(
      behaviours.looksUp("search_transcript", { text: "ninety", from: "00:00", to: "01:00" }),
      behaviours.looksUp("read_measures", {}),
      behaviours.looksUp("read_moments", {}),
    );
    const { mind } = await ask();
    expect(mind).toBe("claude-sonnet-5-5");
    expect(standIn.requests).toHaveLength(4);
    const last = standIn.requests.at(-1);
    const results = last?.messages.flatMap(({ content }) =>
      content.filter((block) => block.type === "tool_result").map((block) => block.content),
    );
    expect(results?.[0]).toMatch(/^<lookup-[0-9a-f]{20}>\n\[1\] 00:07 Piet Vos/);
    expect(results?.[1]).toContain('"talkRatio"');
    expect(results?.[2]).toContain('"disclosure-left-alone"');
  });

  it("is told when a look-up makes no sense, and can go on", async () => {
    standIn.script(
      behaviours.looksUp("send_message", { to: "everyone" }),
      behaviours.looksUp("search_transcript", { from: "noon" }),
    );
    expect((await ask()).mind).toBe("claude-sonnet-5-5");
    expect(shown(standIn.requests.at(-1) ?? never())).toMatch(
      /There is no tool send_message[\s\S]*from: Invalid string/,
    );
  });

  it("is given up when it only ever looks things up", async () => {
    standIn.script(...Array.from({ length: 9 }, () => behaviours.looksUp("read_measures", {})));
    expect(await ask()).toMatchObject({ mind: "local", note: expect.stringMatching(OUT_OF_REACH) });
    expect(standIn.requests).toHaveLength(6);
    expect(shown(standIn.requests.at(-1) ?? never())).toContain("That was the last look-up.");
  });
});

describe("an answer from Claude that must not leave", () => {
  const broken = {
    "a quote nobody said": behaviours.debriefBut((debrief) => {
      debrief.question.moment.quote = "we would sign today";
    }),
    "invented words inside a sentence": behaviours.debriefBut((debrief) => {
      if (debrief.opportunity)
        debrief.opportunity.whatHappened = "He said “we love it”, and you left.";
    }),
    "a wrong number": behaviours.debriefBut((debrief) => {
      debrief.practice = "You spoke 93 % of the time; ask one question more.";
    }),
    "the wrong speaker": behaviours.debriefBut((debrief) => {
      debrief.question.moment.speaker = "Ana Ruiz";
    }),
    "a moment of its own finding": behaviours.debriefBut((debrief) => {
      const turn = input.call.turns[3];
      debrief.question.moment = {
        ...debrief.question.moment,
        ...{ turn: 3, atMs: turn?.startMs ?? null, quote: "Sure.", speaker: "Piet Vos" },
      };
    }),
    "a telling instead of a question": behaviours.debriefBut((debrief) => {
      debrief.question.text = "You should have asked about the ninety thousand.";
    }),
    "no JSON": behaviours.malformed,
    "another shape": behaviours.says('{"debrief": "fine"}'),
    "half an answer": behaviours.runsOut,
    "nothing at all": behaviours.says(""),
    "a link": behaviours.debriefBut((debrief) => {
      debrief.practice = "Read https://pay.example/now before your next call.";
    }),
  };

  it.each(Object.entries(broken))("%s: is sent back once, then replaced", async (_, behaviour) => {
    standIn.script(behaviour, behaviour);
    expect(await ask()).toMatchObject({
      mind: "local",
      note: expect.stringMatching(DID_NOT_MATCH),
    });
    expect(standIn.requests).toHaveLength(2);
    expect(fenced(standIn.requests[1] ?? never(), "reasons")).toMatch(/^- \S+/);
  });

  it.each(Object.entries(broken))("%s: is used once mended", async (_, behaviour) => {
    standIn.script(behaviour);
    expect(await ask()).toMatchObject({ mind: "claude-sonnet-5-5", note: null });
  });
});

describe("Claude out of reach", () => {
  it("is waited for as long as it asks, and asked again", async () => {
    standIn.script(behaviours.rateLimited("0.2"), behaviours.overloaded);
    expect((await ask()).mind).toBe("claude-sonnet-5-5");
    expect(standIn.requests).toHaveLength(3);
  });

  it.each([
    ["overloaded for good", [1, 2, 3, 4].map(() => behaviours.overloaded), OUT_OF_REACH, 4],
    ["without a valid key", [behaviours.refusesKey], OUT_OF_REACH, 1],
    ["unwilling", [behaviours.refuses], /declined/, 1],
    ["cut off in the middle", [behaviours.cut(40)], OUT_OF_REACH, 1],
  ] as const)("when it is %s, the local coach answers", async (_, script, note, requests) => {
    standIn.script(...script);
    expect(await ask()).toMatchObject({ mind: "local", note: expect.stringMatching(note) });
    expect(standIn.requests).toHaveLength(requests);
  });

  it("is not waited for beyond the deadline, however long it asks for", async () => {
    standIn.script(behaviours.rateLimited("3600"));
    const late = { timeouts: { request: 5_000, answer: 300 } };
    expect(await ask(late)).toMatchObject({
      mind: "local",
      note: expect.stringMatching(OUT_OF_REACH),
    });
  });

  it("is not waited for when it says nothing", async () => {
    standIn.script(...[1, 2, 3, 4].map(() => behaviours.slow(2_000, "{}")));
    const late = { timeouts: { request: 100, answer: 400 } };
    expect((await ask(late)).mind).toBe("local");
  });

  it("is not missed when nothing listens at its address", async () => {
    const gone = { baseUrl: "http://127.0.0.1:1", timeouts: { request: 500, answer: 400 } };
    expect((await ask(gone)).mind).toBe("local");
  });
});

function never(): never {
  throw new Error("nothing was asked");
}
