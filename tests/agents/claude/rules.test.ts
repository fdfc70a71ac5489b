import { afterAll, beforeAll, expect, it } from "vitest";
import { runAgent } from "../../../src/agents/run.ts";
import { fenced } from "../../anthropic-stand-in/messages.ts";
import { anthropicStandIn, type StandIn } from "../../anthropic-stand-in.ts";
import { callDebrief, callWith, inputFor } from "./asked.ts";
import { claudeOn } from "./claude-on.ts";

let standIn: StandIn;
beforeAll(async () => {
  standIn = await anthropicStandIn();
});
afterAll(() => standIn.close());

const told = (after: string, before = "") => ({ id: after, before, after, wordings: [] });
const ask = async (directives: ReturnType<typeof told>[]) => {
  standIn.reset();
  const input = { ...inputFor(callWith()), directives };
  return await runAgent(callDebrief, input, claudeOn(standIn).model);
};

it("what managers taught is before Claude in their words, with what had been written", async () => {
  const { mind } = await ask([
    told("Ask what it means for her team.", "What were you weighing?"),
    told("Never mention Payvolt."),
  ]);
  expect(mind).toBe("claude-sonnet-5-5");
  const [request] = standIn.requests;
  if (!request) throw new Error("nothing was asked");
  expect(fenced(request, "rules").split("\n")).toEqual([
    "- You had written: What were you weighing?",
    "They answered: Ask what it means for her team.",
    "- Never mention Payvolt.",
  ]);
});

it("a draft that breaks a rule is sent back with the reason, and then left to the rules", async () => {
  const rule = told("Don't say “hoping to hear”.");
  const broken = await ask([rule]);
  expect(JSON.stringify(standIn.requests[1])).toContain("a manager asked not to say");
  expect([broken.mind, broken.note]).toEqual(["local", expect.stringMatching(/did not match/)]);
  expect(broken.output.question.text).not.toContain("hoping to hear");
});
