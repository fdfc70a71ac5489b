import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { anthropicStandIn, behaviours, type StandIn } from "../anthropic-stand-in.ts";
import { invoiceCall } from "../e2e/transcripts.ts";
import { coach } from "./coach.ts";

let folder: string;
let standIn: StandIn;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "coach-talk-"));
  standIn = await anthropicStandIn();
  await writeFile(
    join(folder, "call.vtt"),
    invoiceCall({ rep: "Ada Lind", buyer: "Hollis Grant" }),
  );
});
afterAll(async () => {
  await standIn.close();
  await rm(folder, { recursive: true, force: true });
});

const minds = [
  ["the local coach", {}],
  ["Claude", { key: "test-key" }],
] as const;

/** Types the lines, one after the other, and returns what was read. */
async function talk({ key }: { key?: string }, ...lines: string[]): Promise<string> {
  const claude = key ? { ANTHROPIC_API_KEY: key, ANTHROPIC_BASE_URL: standIn.url } : {};
  const { code, stdout, stderr } = await coach(
    ["debrief", join(folder, "call.vtt"), "--rep", "Ada Lind", "--talk"],
    { DATA_DIR: join(folder, "data"), ...claude },
    lines.map((line) => `${line}\n`).join(""),
  );
  expect([code, stderr]).toEqual([0, ""]);
  return stdout;
}

describe("a debrief talked through in the terminal", { timeout: 60_000 }, () => {
  it.each(minds)("with %s: answered, practised and agreed", async (_, mind) => {
    const read = await talk(
      mind,
      "I thought he was fine with it",
      "2",
      "What did that cost you?",
      "1",
      "He had told me so before.",
    );
    expect(read).toMatch(/Thanks, that's how it looked.*To practise: /s);
    expect(read).toMatch(/You are back in the call.*One open question, short enough/s);
    expect(read).toMatch(/I've kept it as what you set out to try.*“He had told me so before”/s);
    expect(read).not.toContain("I let it go");
  });

  it.each(minds)("with %s: just told, and asked about the call", async (_, mind) => {
    const read = await talk(mind, "just tell me", "what did Hollis say about invoices?");
    expect(read).toMatch(/Words to try: .*Hollis Grant: “[^”]*an invoice is/s);
  });

  it.each(minds)("with %s: disputed", async (_, mind) => {
    const read = await talk(mind, "4", "He was joking.");
    expect(read).toMatch(/What did I get wrong\?.*Noted, in your words/s);
    expect(read).not.toContain("Words to try");
  });

  it.each(minds)("with %s: ignored, and let go", async (_, mind) => {
    const read = await talk(mind, "", "quit");
    expect(read).toMatch(/No answer, so I let it go/);
    expect(read).not.toContain("Words to try");
  });

  it("is written by Claude where there is a key, its cost kept beside the data; by the rules when it is away", async () => {
    standIn.reset();
    const asked = [join(folder, "call.vtt"), "--rep", "Ada Lind"];
    const data = { DATA_DIR: join(folder, "paid") };
    const claude = { ...data, ANTHROPIC_API_KEY: "test-key", ANTHROPIC_BASE_URL: standIn.url };
    const far = await coach(["debrief", ...asked], claude);
    expect(far.stdout).toContain("What were you hoping to hear next?");
    expect(standIn.problems).toEqual([]);
    const spent = (await readFile(join(folder, "paid", "spend.jsonl"), "utf8")).trim().split("\n");
    expect(spent.map((line) => JSON.parse(line).costMicros > 0)).toEqual([true]);
    standIn.script(behaviours.refusesKey);
    const near = await coach(["debrief", ...asked], claude);
    expect(near.stdout).toMatch(/The language model was out of reach, so I wrote this one/);
    const poor = await coach(["debrief", ...asked], { ...claude, COACH_MONTHLY_BUDGET: "0.01" });
    expect(poor.stdout).toMatch(/This month's budget for the language model is used up/);
  });

  it("is about one file, in words", async () => {
    const { code, stderr } = await coach(["debrief", "a.vtt", "b.vtt", "--talk"]);
    expect([code, stderr]).toEqual([2, expect.stringMatching(/--talk is about one call/)]);
  });
});
