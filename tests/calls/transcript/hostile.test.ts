import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { recogniseLanguage } from "../../../src/calls/language.ts";
import { resolveSides } from "../../../src/calls/sides.ts";
import { parseTranscript } from "../../../src/calls/transcript/index.ts";
import { Rejected } from "../../../src/errors.ts";

const names = fc.constantFrom("a.vtt", "a.srt", "a.sbv", "a.json", "a.txt", "", "a\nb");
/** Pieces that readers look for, so that random files get past the first line. */
const line = fc.oneof(
  fc.string(),
  fc.string({ unit: "binary" }),
  fc.constantFrom(
    ...'WEBVTT|1|00:01.000 --> 00:02.000|00:00:01,5 --> 99:99:99|0:00:01.1,0:00:02.2|<v Maya>Hi</v>|<v |Maya: hi|[0:01] Tom: so|Maya  0:03|NOTE x|{|}|-->|::::|&#x110000;|&amp|[Maya] 16:01:33|{"turns":[{"text":"x"}]}'.split(
      "|",
    ),
  ),
);
const text = fc.array(line, { maxLength: 40 }).map((lines) => lines.join("\n"));
const shaped = fc.object({
  key: fc.constantFrom(
    ..."turns participants speaker text id name data results channels alternatives words utterances segments sentences callTranscripts transcript start end startMs event".split(
      " ",
    ),
  ),
  maxDepth: 6,
});

function survives(bytes: Uint8Array, fileName: string): void {
  try {
    const { transcript } = parseTranscript(bytes, { fileName });
    const ids = new Set(transcript.participants.map((person) => person.id));
    expect(ids.size).toBe(transcript.participants.length);
    expect(transcript.turns.every((turn) => ids.has(turn.speaker))).toBe(true);
    recogniseLanguage(transcript);
    resolveSides(transcript, { roster: [{ name: "Maya Okafor" }], ourDomains: ["x.example"] });
  } catch (error) {
    expect(error).toBeInstanceOf(Rejected);
    expect((error as Rejected).message).not.toContain("\n");
  }
}

describe("hostile input", () => {
  it("never gets anything but a transcript or a refusal out of random bytes", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), names, survives), { numRuns: 500 });
  });

  it("never gets anything else out of random text of known pieces", () => {
    const encode = (lines: string) => new TextEncoder().encode(lines);
    fc.assert(
      fc.property(text, names, (lines, name) => survives(encode(lines), name)),
      { numRuns: 1000 },
    );
  });

  it("never gets anything else out of random JSON with known keys", () => {
    const encode = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
    fc.assert(
      fc.property(fc.oneof(shaped, fc.array(shaped)), (value) => survives(encode(value), "a.json")),
      { numRuns: 1000 },
    );
  });

  it.each([
    ["brackets", "[".repeat(300_000)],
    ["unclosed tags", `WEBVTT\n\n00:01.000 --> 00:02.000\n${"<v ".repeat(150_000)}`],
    ["spaces", `Maya:${" ".repeat(500_000)}x\n${" ".repeat(500_000)}`],
    ["colons", ":".repeat(500_000)],
    ["times", "0:01 ".repeat(100_000)],
    ["entities", `WEBVTT\n\n00:01.000 --> 00:02.000\n${"&#".repeat(200_000)}`],
    ["arrows", "-->\n".repeat(100_000)],
    ["numbers", "1\n".repeat(200_000)],
    ["names", "A B: x\n".repeat(100_000)],
    ["blank lines", `{${"\n".repeat(500_000)}`],
    [
      "a spaced name",
      JSON.stringify({ turns: [{ speaker: `a${" ".repeat(900_000)}b`, text: "x" }] }),
    ],
    ["one sentence", `WEBVTT\n\n${"00:01.000 --> 00:02.000\n<v Maya>and so\n\n".repeat(20_000)}`],
    ["brackets and words", "Maya [".repeat(100_000)],
  ])("is finished with a megabyte of %s", (_name, content) => {
    for (const name of ["a.vtt", "a.srt", "a.txt", "a.json"]) {
      survives(new TextEncoder().encode(content), name);
    }
  });
});
