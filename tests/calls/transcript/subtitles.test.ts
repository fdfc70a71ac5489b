import { describe, expect, it } from "vitest";
import { read, script, times } from "./read.ts";

describe("SRT and SBV", () => {
  it("reads commas, dots, short fractions, no fractions and missing numbers alike", () => {
    const file =
      "1\n00:00:01,250 --> 00:00:02,5\nMaya: One.\n\n00:00:03.000 --> 00:00:04\nTom: Two.\n\n" +
      "3\n00:01:05,04 --> 00:01:06,000 X1:40 X2:600\nMaya: Three.\n";
    expect(script(file, "call.srt")).toEqual(["Maya: One.", "Tom: Two.", "Maya: Three."]);
    expect(times(file)).toEqual([
      [1250, 2500],
      [3000, 4000],
      [65040, 66000],
    ]);
  });

  it("takes a label in capitals on a line of its own for the speaker, and strips styles", () => {
    const file =
      '1\n00:00:01,000 --> 00:00:02,000\nWOMAN:\n{\\an8}<font color="#0f0"><b>Who is there?</b></font>\n\n' +
      "2\n00:00:03,000 --> 00:00:04,000\n[door]\n";
    expect(script(file)).toEqual(["WOMAN: Who is there?", "Unknown speaker: [door]"]);
  });

  it("keeps words whose time is missing or broken, without a time and with a warning", () => {
    const file =
      "1\n00:00:01,000 --> 00:00:02,000\nMaya: One.\n\n2\nTom: Two.\n\n3\n00:00:0x,000 --> 00:00:06,000\nMaya: Three.\n";
    expect(script(file, "call.srt")).toEqual(["Maya: One.", "Tom: Two.", "Maya: Three."]);
    expect(times(file, "call.srt").slice(1)).toEqual([
      [null, null],
      [null, null],
    ]);
    expect(read(file, "call.srt").warnings).toEqual([
      "Line 5: cue 2 has no time line.",
      'Line 9: the time "00:00:0x,000 --> 00:00:06,000" could not be read.',
    ]);
  });

  it("reads cues without blank lines between them and numbers that are speech", () => {
    const file =
      "1\n00:00:01,000 --> 00:00:02,000\nHow many?\n2\n00:00:03,000 --> 00:00:04,000\n12\n";
    expect(script(file, "call.srt").map((turn) => turn.split(": ")[1])).toEqual([
      "How many?",
      "12",
    ]);
  });

  it("reads Teams' Word export, whose names stand on a line above the words", () => {
    const file =
      "0:0:1.0 --> 0:0:2.120\nMaya Okafor\nHow is it going?\n\n0:0:3.0 --> 0:0:4.0\nTom Reyes\nFine, thanks.\n";
    expect(script(file, "call.txt")).toEqual([
      "Maya Okafor: How is it going?",
      "Tom Reyes: Fine, thanks.",
    ]);
  });

  it("reads YouTube's SBV", () => {
    const file =
      "0:00:01.378,0:00:03.000\nMaya: One\nmore.\n\n0:00:04.000,0:00:05.500\nTom: Two.\n";
    expect(script(file)).toEqual(["Maya: One more.", "Tom: Two."]);
    expect(read(file).format).toBe("sbv");
    expect(times(file)[1]).toEqual([4000, 5500]);
  });
});
