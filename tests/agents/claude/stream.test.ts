import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { proseInJson } from "../../../src/agents/claude/prose-in-json.ts";
import { runAgent } from "../../../src/agents/run.ts";
import type { Watched } from "../../../src/agents/watched.ts";
import {
  anthropicStandIn,
  type Behaviour,
  behaviours,
  type StandIn,
} from "../../anthropic-stand-in.ts";
import { callDebrief, callWith, inputFor } from "./asked.ts";
import { claudeOn } from "./claude-on.ts";

let standIn: StandIn;
beforeAll(async () => {
  standIn = await anthropicStandIn();
});
afterAll(() => standIn.close());

/** A debrief somebody waits for: what they saw on the way, and what they got. */
async function wait(...script: Behaviour[]) {
  standIn.reset();
  standIn.script(...script);
  const said: string[] = [];
  const status: string[] = [];
  const watched: Watched = { status: (line) => status.push(line), say: (one) => said.push(one) };
  const { model } = claudeOn(standIn);
  const answer = await runAgent(callDebrief, inputFor(callWith()), model, watched);
  expect(standIn.problems).toEqual([]);
  return { said, status, ...answer };
}

const INVENTED: Behaviour = behaviours.debriefBut((debrief) => {
  debrief.question.text =
    "Piet said it plainly. He added “we are thrilled about it”. It went on from there. What did you hear?";
});

describe("an answer a person waits for", () => {
  it("is seen sentence by sentence, and is the same in the end", async () => {
    const { said, output, mind } = await wait();
    expect(said.length).toBeGreaterThan(1);
    expect(said.join(" ")).toBe(output.question.text);
    expect(mind).toBe("claude-sonnet-5-5");
    expect(standIn.requests[0]).toMatchObject({ stream: true });
  });

  it("stops being shown before the sentence that does not hold; the second draft is not shown beside it", async () => {
    const { said, status, output } = await wait(INVENTED);
    expect(said).toEqual(["Piet said it plainly."]);
    expect(status).toContain("Putting it right");
    expect(output.question.text).not.toContain("thrilled");
  });

  it("is the local coach's when both drafts fail, whatever was shown of the first", async () => {
    const { said, output, mind, note } = await wait(INVENTED, INVENTED);
    expect(said).toEqual(["Piet said it plainly."]);
    expect([mind, note]).toEqual(["local", expect.stringMatching(/did not match/)]);
    expect(output.question.text).not.toContain("plainly");
  });

  it("tells what is looked up in our words, not in the model's", async () => {
    const { status } = await wait(
      behaviours.looksUp("search_transcript", { text: "click http://evil.example" }),
    );
    expect(status).toEqual(["Searching the call"]);
  });

  it.each([
    ["refuses", behaviours.refuses, /declined/],
    ["is cut", behaviours.cut(4, '{"question"'), /out of reach/],
    ["has no key", behaviours.refusesKey, /out of reach/],
  ])("comes from the local coach when the far one %s", async (_, behaviour, reason) => {
    const { mind, note } = await wait(behaviour);
    expect([mind, note]).toEqual(["local", expect.stringMatching(reason)]);
  });
});

describe("prose read out of JSON while it arrives", () => {
  const read = (text: string, ...paths: string[]) => {
    const said: string[] = [];
    const reading = proseInJson(new Set(paths), (sentence) => said.push(sentence));
    for (const letter of text) reading.add(letter);
    return said;
  };

  it("is what stands at the paths, whole sentences, escapes undone", () => {
    const json = JSON.stringify({
      topic: "said. not this",
      lines: ["One. Two “a. b” here.\nThree", 'Caf\u00e9 \\ "x"'],
      quotes: [{ lines: "nested. no" }],
      question: { text: "Why?", moment: { text: "no" } },
    });
    expect(read(json, "lines", "question.text")).toEqual([
      "One.",
      "Two “a. b” here.",
      "Three",
      'Café \\ "x"',
      "Why?",
    ]);
    expect(read('{"lines":["\\u00e9t\\u00e9. X"]}', "lines")).toEqual(["été.", "X"]);
  });

  it("ends silently with what is cut or no JSON at all", () => {
    expect(read('{"lines":["One. Tw', "lines")).toEqual(["One."]);
    expect(read("Sorry, I cannot. }]}", "lines")).toEqual([]);
  });
});
