import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import type { Agent } from "../../../src/agents/agent.ts";
import { checkQuotes, checkVoice } from "../../../src/agents/guards.ts";
import { localModel } from "../../../src/agents/local.ts";
import { streamAgent } from "../../../src/agents/run.ts";
import type { Call } from "../../../src/calls/call.ts";
import {
  anthropicStandIn,
  type Behaviour,
  behaviours,
  type StandIn,
} from "../../anthropic-stand-in.ts";
import { callWith } from "./asked.ts";
import { claudeOn } from "./claude-on.ts";

interface Question {
  call: Call;
  asked: string;
}

const freeQuestion: Agent<Question, string> = {
  name: "free-question",
  schema: z.string(),
  prompt: ({ asked }) => ({
    persona: "discovery-coach",
    task: "Answer the question from the transcript.",
    facts: JSON.stringify({ asked }),
  }),
  compose: () => "I have nothing on that.",
  guard: ({ call }, text) => [...checkQuotes(call, text), ...checkVoice(text)],
};

const input = { call: callWith(), asked: "What did Piet say about cost?" };
const GOOD =
  "Once, early on.\n\nHe said “it costs us about ninety thousand a year”.\n\nNobody asked more.";

let standIn: StandIn;
beforeAll(async () => {
  standIn = await anthropicStandIn();
});
afterAll(() => standIn.close());

async function ask(...script: Behaviour[]) {
  standIn.reset();
  standIn.script(...script);
  const heard: string[] = [];
  const { model, spent } = claudeOn(standIn);
  const answer = await streamAgent(freeQuestion, input, model, (one) => heard.push(one));
  expect(standIn.problems).toEqual([]);
  return { heard, spent, ...answer };
}

describe("an answer a person waits for", () => {
  it("is heard paragraph by paragraph, and as a whole at the end", async () => {
    const { heard, output, mind, note, spent } = await ask(behaviours.slow(2, GOOD));
    expect(heard).toEqual(GOOD.split("\n\n"));
    expect([output, mind, note]).toEqual([GOOD, "claude-sonnet-5-5", null]);
    expect(standIn.requests[0]).toMatchObject({ stream: true });
    expect(spent).toHaveLength(1);
  });

  it("may look things up before it speaks", async () => {
    const { heard } = await ask(
      behaviours.looksUp("search_transcript", { text: "year" }),
      behaviours.says(GOOD),
    );
    expect(heard).toHaveLength(3);
  });

  it("stops before the paragraph that was not said on the call", async () => {
    const { heard, note, spent } = await ask(
      behaviours.says("Once, early on.\n\nHe said “we are thrilled”.\n\nAnd more."),
    );
    expect(heard).toEqual(["Once, early on."]);
    // What was begun is paid for, whether or not it is heard.
    expect(spent).toHaveLength(1);
    expect(note).toMatch(/stopped there/);
  });

  it("comes from the local coach when nothing could be said", async () => {
    for (const [behaviour, reason] of [
      [behaviours.says("He said “we are thrilled”."), /did not match/],
      [behaviours.refuses, /declined/],
      [behaviours.refusesKey, /out of reach/],
      [behaviours.cut(3, GOOD), /out of reach/],
    ] as const) {
      const { heard, mind, note } = await ask(behaviour);
      expect([heard, mind]).toEqual([["I have nothing on that."], "local"]);
      expect(note).toMatch(reason);
    }
  });

  it("ends where the connection was cut, and says so", async () => {
    const { heard, note, mind } = await ask(behaviours.cut(6, GOOD));
    expect(heard).toEqual([GOOD.split("\n\n")[0]]);
    expect([mind, note]).toEqual(["claude-sonnet-5-5", expect.stringMatching(/stopped there/)]);
  });

  it("is said in one piece by a mind that does not stream", async () => {
    const heard: string[] = [];
    const answer = await streamAgent(freeQuestion, input, localModel, (one) => heard.push(one));
    expect(heard).toEqual([answer.output]);
  });
});
