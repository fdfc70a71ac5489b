import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkSlack } from "../../src/bots/slack/block-kit.ts";
import { checkTeams } from "../../src/bots/teams/adaptive-card.ts";
import { parseTranscript } from "../../src/calls/transcript/index.ts";
import { GERMAN_CALL, invoiceCall, undecidedCall } from "../e2e/transcripts.ts";
import { coach, document } from "./coach.ts";

let folder: string;
const file = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "coach-commands-"));
  await writeFile(file("call.vtt"), invoiceCall({ rep: "Ada Lind", buyer: "Hollis Grant" }));
  await writeFile(file("undecided.txt"), undecidedCall("Sasha Lind", "Robin Vale"));
  await writeFile(file("german.txt"), GERMAN_CALL);
  await writeFile(file("noise.vtt"), Buffer.from([0, 1, 2, 3, 255, 254, 0, 9]));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const moment = {
  turn: expect.any(Number),
  atMs: expect.any(Number),
  quote: expect.stringMatching(/\w/),
  speaker: expect.stringMatching(/Ada Lind|Hollis Grant/),
};

describe("coach, on files alone", { timeout: 60_000 }, () => {
  it("prints nothing that a terminal would obey, whatever stands in names and titles", async () => {
    const people = [
      { id: "a", name: "Ada \u001b[31mLind" },
      { id: "b", name: "Hollis\u009b2J" },
    ];
    const turns = [
      { speaker: "a", text: "What happens on bad days?" },
      { speaker: "b", text: "They pile up \u001b]0;mine\u0007, and it costs us forty thousand." },
    ];
    await writeFile(
      file("obey.json"),
      JSON.stringify({ title: "\u001b[2J", participants: people, turns }),
    );
    for (const command of ["transcript", "analyze", "debrief"]) {
      const { stdout, stderr } = await coach([command, file("obey.json"), "--rep", "Ada Lind"]);
      expect(stdout + stderr).not.toMatch(/[^\P{Cc}\n\t]/u);
    }
  });

  it("prints canonical transcripts that read back as themselves", async () => {
    const { code, stdout, stderr } = await coach(["transcript", file("call.vtt"), "--json"]);
    expect([code, stderr]).toEqual([0, ""]);
    const transcript = document(stdout);
    expect(transcript).toMatchObject({
      title: "call",
      participants: [
        { id: expect.any(String), name: "Ada Lind" },
        { id: expect.any(String), name: "Hollis Grant" },
      ],
    });
    expect((transcript.turns as unknown[])[1]).toEqual({
      speaker: expect.any(String),
      startMs: 17_000,
      endMs: 32_500,
      text: "Sounds good. I have got until half past.",
    });
    const again = parseTranscript(Buffer.from(stdout), { fileName: "again.json" }).transcript;
    expect(again.turns.map(({ text }) => text)).toEqual(
      (transcript.turns as { text: string }[]).map(({ text }) => text),
    );
  });

  it("goes on after a bad file, says what is wrong with it in one line, and ends with 2", async () => {
    const { code, stdout, stderr } = await coach([
      "analyze",
      file("missing.vtt"),
      file("noise.vtt"),
      file("german.txt"),
      file("call.vtt"),
      "--json",
    ]);
    expect(code).toBe(2);
    const lines = stderr.trimEnd().split("\n");
    expect(lines).toHaveLength(3);
    expect(lines[0]).toMatch(/missing\.vtt: there is no such file/);
    expect(lines[1]).toContain("noise.vtt");
    expect(lines[2]).toMatch(/german\.txt.*\bde\b|German/);
    const analysis = document(stdout);
    expect(analysis).toMatchObject({
      file: file("call.vtt"),
      call: { title: "call", turns: 21, participants: expect.any(Array) },
      behaviours: expect.any(Array),
    });
    const { rep } = (analysis.measures as { talkRatio: { rep: number } }).talkRatio;
    expect(rep).toBeGreaterThan(0);
    expect(rep).toBeLessThan(1);
    const turns = parseTranscript(Buffer.from(invoiceCall({ rep: "Ada Lind", buyer: "B" })), {})
      .transcript.turns;
    const moments = analysis.moments as { turn: number; quote: string; kind: string }[];
    expect(moments.length).toBeGreaterThan(5);
    for (const { turn, quote } of moments) expect(turns[turn]?.text).toContain(quote);
  });

  it("gives the whole review with the messages both platforms take", async () => {
    const { code, stdout, stderr } = await coach([
      "debrief",
      file("call.vtt"),
      "--rep",
      "Ada Lind",
      "--json",
      "--messages",
    ]);
    expect([code, stderr]).toEqual([0, ""]);
    const review = document(stdout);
    expect(review).toMatchObject({
      file: file("call.vtt"),
      call: { title: "call" },
      debrief: {
        question: { text: expect.stringMatching(/\?$/), moment },
        wentWell: expect.any(Array),
        opportunity: {
          moment,
          whatHappened: expect.any(String),
          tryInstead: expect.any(String),
          whyItMatters: expect.any(String),
        },
        skill: expect.any(String),
        practice: expect.any(String),
        followUp: {
          on: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
          what: expect.any(String),
        },
      },
    });
    const { slack, teams } = review.messages as {
      slack: Parameters<typeof checkSlack>[0];
      teams: Parameters<typeof checkTeams>[0];
    };
    expect(checkSlack(slack)).toEqual([]);
    expect(checkTeams(teams)).toEqual([]);
    expect(JSON.stringify(slack)).toContain("show-moment");
  });

  it("prints the debrief as its rep would read it", async () => {
    const { code, stdout } = await coach(["debrief", file("call.vtt")]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/Hollis.*“[^”]+”/);
    expect(stdout).toMatch(/\[Show me the moment\]/);
    expect(stdout).toMatch(/on your next call/i);
  });

  it("asks for the rep where nobody can tell, and lists the names when the given one is not there", async () => {
    const [unknown, wrong] = await Promise.all([
      coach(["debrief", file("undecided.txt")]),
      coach(["debrief", file("undecided.txt"), "--rep", "Nobody"]),
    ]);
    expect([unknown.code, unknown.stdout]).toEqual([0, expect.stringContaining("--rep NAME")]);
    expect([wrong.code, wrong.stdout]).toEqual([2, ""]);
    expect(wrong.stderr.trimEnd().split("\n")).toEqual([
      expect.stringMatching(/"Nobody".*Sasha Lind, Robin Vale/),
    ]);
  });

  it("explains itself and refuses what it does not know", async () => {
    const [help, wrong] = await Promise.all([coach(["--help"]), coach(["dance"])]);
    expect([help.code, help.stdout]).toEqual([0, expect.stringContaining("debrief")]);
    expect([wrong.code, wrong.stdout]).toEqual([2, ""]);
  });
});
