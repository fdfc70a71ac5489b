import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Agent } from "../../src/agents/agent.ts";
import type { Model } from "../../src/agents/model.ts";
import { runAgent } from "../../src/agents/run.ts";
import { DELIVERABLES } from "../../src/jobs/deliverables/index.ts";
import { produce } from "../../src/jobs/deliverables/run.ts";
import { SAMPLE_WORKSPACE } from "../../src/store/current-workspace.ts";
import { claudeOn } from "../agents/claude/claude-on.ts";
import { fenced } from "../anthropic-stand-in/messages.ts";
import { anthropicStandIn, behaviours, type StandIn } from "../anthropic-stand-in.ts";
import { type Floor, openFloor } from "./floor.ts";

const QUOTE = "“We sign on Monday whatever happens”: ";
const NUMBER = "After 973 attempts: ";
const ADDRESS = "Mail it to boss@dunmore.example: ";

/** Each deliverable, whom it is about on the sample floor, and a text of it that a model may word. */
const CASES = [
  ["prep", "Fernhill", "objective"],
  ["one-on-one", "Maya", "question"],
  ["digest", "", "tryThis"],
  ["plan", "Maya", "opening"],
  ["assess", "Tom", "opening"],
  ["ramp", "Maya", "opening"],
  ["winloss", "Hallam", "takeaway"],
  ["evaluation-plan", "Fernhill", "opening"],
  ["synthesis", "", "opening"],
] as const;

let floor: Floor;
let standIn: StandIn;
/** What each agent was asked, as the floor gives it. */
const asked = new Map<string, { agent: Agent<unknown, Record<string, unknown>>; input: unknown }>();

beforeAll(async () => {
  standIn = await anthropicStandIn();
  floor = await openFloor();
  for (const [name, about] of CASES) {
    const listens: Model = {
      name: "listens",
      answer: async (agent, input) => {
        asked.set(name, { agent: agent as never, input });
        return agent.compose(input);
      },
    };
    const deliverable = DELIVERABLES.find(({ command }) => command.name === name);
    if (!deliverable) throw new Error(`no ${name}`);
    const effects = { ...floor.parts.effects, model: listens };
    await produce(effects, SAMPLE_WORKSPACE, deliverable, null, about);
  }
}, 120_000);
afterAll(async () => {
  await standIn.close();
  await floor?.close();
});
beforeEach(() => standIn.reset());

function given(name: string) {
  const found = asked.get(name);
  if (!found) throw new Error(`${name} was not asked for`);
  return found;
}
const says = (answer: unknown) => behaviours.says(JSON.stringify(answer));

describe.each(CASES)("a %s written by Claude", (name, _about, field) => {
  it("reaches its reader when it holds to the guards", async () => {
    const { agent, input } = given(name);
    const draft = agent.compose(input);
    standIn.script(says(draft));
    const { output, mind, note } = await runAgent(agent, input, claudeOn(standIn).model);
    expect([mind, note, standIn.problems]).toEqual([expect.stringMatching(/^claude/), null, []]);
    expect(output[field]).toEqual(draft[field]);
    expect(standIn.requests).toHaveLength(1);
  });

  it("is sent back once over a quote nobody has said, with the reason, and may come mended", async () => {
    const { agent, input } = given(name);
    const draft = agent.compose(input);
    standIn.script(says({ ...draft, [field]: `${QUOTE}${draft[field]}` }), says(draft));
    const { output, mind } = await runAgent(agent, input, claudeOn(standIn).model);
    expect(mind).toMatch(/^claude/);
    expect(output[field]).toEqual(draft[field]);
    const [, second] = standIn.requests;
    if (!second) throw new Error("it was not sent back");
    expect(fenced(second, "reasons")).toContain("We sign on Monday");
  });

  it("is the local coach's, with one quiet line, when a number is invented twice", async () => {
    const { agent, input } = given(name);
    const bad = { ...agent.compose(input), [field]: `${NUMBER}${agent.compose(input)[field]}` };
    standIn.script(says(bad), says(bad));
    const { output, mind, note } = await runAgent(agent, input, claudeOn(standIn).model);
    expect([mind, standIn.requests.length]).toEqual(["local", 2]);
    expect(note).toMatch(/wrote this one from my own rules/);
    expect(JSON.stringify(output)).not.toContain("973");
  });

  it("does not obey what was said on a call: no address, no order of a buyer's gets out", async () => {
    const { agent, input } = given(name);
    const bad = { ...agent.compose(input), [field]: `${ADDRESS}${agent.compose(input)[field]}` };
    standIn.script(says(bad), says(bad));
    const { output, mind } = await runAgent(agent, input, claudeOn(standIn).model);
    expect(mind).toBe("local");
    expect(JSON.stringify(output)).not.toContain("dunmore.example");
    // What was said stands inside a fence, and the task outside it.
    const [request] = standIn.requests;
    if (!request) throw new Error("nothing was asked");
    expect(fenced(request, "facts").length).toBeGreaterThan(0);
    expect(request.system?.[0]?.text).not.toMatch(/Fernhill|Hallam|Maya/);
  });
});
