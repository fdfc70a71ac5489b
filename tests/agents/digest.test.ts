import { describe, expect, it } from "vitest";
import { type DigestInput, digestAgent } from "../../src/agents/digest.ts";
import { hidesEverybody } from "../../src/agents/preparing/themes.ts";
import { runAgent } from "../../src/agents/run.ts";
import { digestMessage } from "../../src/messages/digest.ts";
import { plainText } from "../../src/messages/plain-text.ts";
import { heldCall, OPEN_CALL } from "./held-call.ts";

const call = (rep: string, day: number) =>
  heldCall({
    ...{ id: `${rep}-${day}`, on: `2026-03-0${day}`, rep, buyer: "Gwen Pryce" },
    ...{ account: `Account of ${rep}`, said: OPEN_CALL },
  });
const REPS = ["Nadia Brook", "Will Tanner", "Iris Falk"];
const input = (some: Partial<DigestInput> = {}): DigestInput => ({
  period: "this week",
  calls: REPS.flatMap((rep) => [call(rep, 3), call(rep, 4)]),
  team: 3,
  names: [...REPS, "Nadia", "Will", "Iris", "Gwen", "Gwen Pryce"],
  competitors: [],
  ...{ season: [], shared: [], fresh: 6, today: "2026-03-04" },
  ...some,
});

const crowd = (withIt: string[], without: string[]) => ({
  withIt: new Set(withIt),
  without: new Set(without),
});

describe("a digest", () => {
  it.each([
    ["three people on one side, nobody on the other", crowd(["a", "b", "c"], []), 3, true],
    ["two on each side", crowd(["a", "b"], ["a", "c"]), 4, true],
    ["one person who did it", crowd(["a"], ["b", "c"]), 4, false],
    ["one person who did not", crowd(["b", "c"], ["a"]), 4, false],
    ["two people in all, on a small team", crowd(["a", "b"], []), 3, false],
    ["two people in all, among many", crowd(["a", "b"], []), 12, true],
    ["one person on a team of one", crowd(["a"], []), 1, false],
  ])("%s: may stand in the channel or not", (_what, people, team, may) => {
    expect(hidesEverybody(people, team)).toBe(may);
  });

  it("gives themes with their base, one thing to try, and says that the numbers are small", async () => {
    const { output } = await runAgent(digestAgent, input());
    expect(output.themes[0]?.line).toBe("Price was questioned on 6 of 6 calls.");
    expect(output.tryThis).toMatch(/^before answering a question about price/);
    expect(output.notes[0]).toBe("Small numbers: what happened, not yet a pattern.");
    const page = plainText(digestMessage(output, { note: null, picture: null }));
    expect(page).toMatch(/^What we heard this week · 6 calls/);
    expect(page).not.toMatch(/Nadia|Tanner|Iris|Gwen|Account of|“[^N]/);
  });

  it("says nothing rather than point at somebody", async () => {
    const alone = input({ calls: [call("Nadia Brook", 3), call("Nadia Brook", 4)] });
    const { output } = await runAgent(digestAgent, alone);
    expect(output).toMatchObject({ themes: [], tryThis: null });
    expect(output.notes).toEqual([
      "2 calls from a team of 3: anything I could say would point at somebody, so I say nothing.",
    ]);
    const none = await runAgent(digestAgent, input({ calls: [] }));
    expect(none.output.notes).toEqual(["No call that I may speak about yet."]);
  });

  it("does not leave with a name, or with a count nobody made", () => {
    const good = digestAgent.compose(input());
    expect(digestAgent.guard(input(), good)).toEqual([]);
    const named = { ...good, tryThis: "ask Nadia how she does it." };
    expect(digestAgent.guard(input(), named).join()).toContain("Nadia must not be named");
    const themes = good.themes.map((one) => ({ ...one, on: 5 }));
    expect(digestAgent.guard(input(), { ...good, themes }).join()).toContain("not counted so");
  });

  it("puts no word of any call before a model", () => {
    expect(digestAgent.prompt(input()).facts).not.toMatch(/cold store|Gwen|Nadia/);
  });
});
