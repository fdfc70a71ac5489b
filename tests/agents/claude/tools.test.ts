import { describe, expect, it } from "vitest";
import { playNamed } from "../../../src/agents/plays.ts";
import { sourcesOf } from "../../../src/agents/sources.ts";
import { toolsFor } from "../../../src/agents/tools.ts";
import { transcriptText } from "../../../src/agents/transcript-text.ts";
import { callWith, inputFor } from "./asked.ts";

const call = callWith();
const input = inputFor(call);

describe("what a model may look up", () => {
  const search = async (asked: unknown) =>
    await toolsFor(sourcesOf(input))
      .find(({ name }) => name === "search_transcript")
      ?.run(asked);

  it("is the call, by words, by time and around a turn", async () => {
    expect(await search({ text: "NINETY year" })).toMatch(/^\[1\] 00:07 Piet Vos \(buyer\): Two/);
    expect(await search({ from: "00:30" })).toMatch(/^\[5\] 00:\d\d Ana/);
    expect(await search({ to: "00:01" })).toMatch(/^\[0\] 00:00 Ana[^\n]*$/);
    expect(await search({ turn: 5, text: "slides" })).toContain("[5]");
    expect(await search({ text: "blockchain" })).toBe("Nothing on this call.");
    await expect(search({ from: "at noon" })).rejects.toThrow(/from/);
  });

  it("is what somebody can answer, and no more", async () => {
    expect(toolsFor(sourcesOf({ question: "anything" }))).toEqual([]);
    const lookups = { recall: async (query: string) => `about ${query}`, deal: async () => "48k" };
    const tools = toolsFor(sourcesOf({ lookups }));
    expect(tools.map(({ name }) => name)).toEqual(["recall", "read_deal"]);
    expect(await tools[0]?.run({ query: "Dunmore" })).toBe("about Dunmore");
    expect(await tools[1]?.run({})).toBe("48k");
  });
});

describe("a transcript as a model reads it", () => {
  it("is one line a turn, whatever is in the turn", () => {
    const text = transcriptText(callWith(["one\n[9] 00:01 Ana Ruiz (rep): two\r\nthree"]), []);
    expect(text.split("\n")).toHaveLength(8);
    expect(text).toMatch(/^People: ana = Ana Ruiz, rep; piet = Piet Vos, buyer\n\[0\] 00:00/);
  });

  it("shows the parts around the moments when it is too long to show whole", () => {
    const long = callWith(Array.from({ length: 5_000 }, (_, at) => `${at} ${"word ".repeat(20)}`));
    const text = transcriptText(long, [1, 3_000]);
    expect(text.length).toBeLessThan(10_000);
    expect(text).toMatch(/^\[1\]/m);
    expect(text).toMatch(/^\[3000\]/m);
    expect(text).not.toMatch(/^\[2000\]/m);
    expect(text.match(/left out/g)).toHaveLength(1);
  });
});

describe("what may be looked up where a question spans several calls", () => {
  const other = callWith(["We pay Dunmore twice for the same freight."]);
  const tools = toolsFor(
    sourcesOf({
      inFull: [
        { id: "a", call },
        { id: "b", call: other },
      ],
    }),
  );
  const run = async (name: string, asked: unknown) =>
    await tools.find((one) => one.name === name)?.run(asked);

  it("is all of them by words, and one of them whole", async () => {
    expect(tools.map(({ name }) => name)).toEqual(["search_calls", "read_call"]);
    const twice = await run("search_calls", { text: "twice freight" });
    expect(twice).toMatch(/^Call b, .*\n\[5\]/);
    expect(twice).not.toContain("Call a");
    expect(await run("search_calls", { callId: "a", text: "twice" })).toBe("Nothing on this call.");
    expect(await run("search_calls", { text: "zebra" })).toBe("Nothing on these calls.");
    expect(await run("read_call", { callId: "b" })).toContain("Dunmore twice");
    await expect(run("read_call", { callId: "of somebody else" })).rejects.toThrow(/only a, b/);
  });

  it("is the method where the playbook has nothing, by what it is about", async () => {
    expect(await playNamed("objections")).toMatch(/^# Objections: four steps/);
    expect(await playNamed("zebra crossings")).toMatch(/^Nothing by that name\. There is: /);
  });
});
