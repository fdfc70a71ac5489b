import { describe, expect, it } from "vitest";
import { read, script, times } from "./read.ts";

const TURNS = ["Maya Okafor: How is it going?", "Tom Reyes: Fine, thanks."];

describe("plain text", () => {
  it.each([
    ["names and colons", "Maya Okafor: How is it going?\nTom Reyes: Fine, thanks.\n", [null, null]],
    [
      "times in brackets before the name",
      "[00:00:03] Maya Okafor: How is it going?\n[00:12:03] Tom Reyes: Fine, thanks.\n",
      [3000, 723000],
    ],
    [
      "bare times before the name",
      "00:00:03 Maya Okafor: How is it going?\n00:12:03 Tom Reyes: Fine, thanks.\n",
      [3000, 723000],
    ],
    [
      "times behind the name",
      "Maya Okafor (0:03): How is it going?\nTom Reyes (12:03): Fine, thanks.\n",
      [3000, 723000],
    ],
    [
      "Otter's names with times above the words",
      "Maya Okafor  0:03\nHow is it going?\n\nTom Reyes  12:03\nFine, thanks.\n",
      [3000, 723000],
    ],
    [
      "names, times and words each on their own line",
      "Maya Okafor\n0:03\nHow is it going?\n\nTom Reyes\n12:03\nFine, thanks.\n",
      [3000, 723000],
    ],
    [
      "names in bold",
      "**Maya Okafor:** How is it going?\n\n**Tom Reyes:** Fine, thanks.\n",
      [null, null],
    ],
    [
      "Fathom's times with names above the words",
      "0:03 - Maya Okafor\n  How is it going?\n\n12:03 - Tom Reyes\n  Fine, thanks.\n",
      [3000, 723000],
    ],
    [
      "Zoom's names in brackets with times of the day",
      "[Maya Okafor] 16:01:33\nHow is it going?\n\n[Tom Reyes] 16:01:40\nFine, thanks.\n",
      [0, 7000],
    ],
    [
      "Google Meet's times on lines of their own",
      "Attendees\nMaya Okafor, Tom Reyes\nTranscript\n\n00:05:00\n\nMaya Okafor: How is it going?\n" +
        "Tom Reyes: Fine, thanks.\nTranscription ended after 00:31:12\n",
      [300000, null],
    ],
  ])("reads %s", (_name, file, starts) => {
    expect(script(file, "call.txt")).toEqual(TURNS);
    expect(times(file).map(([start]) => start)).toEqual(starts);
  });

  it("adds further lines to the turn they follow", () => {
    expect(script("Maya:\nOne.\n\nTwo.\nTom: Three.\nMaya: Four.")).toEqual([
      "Maya: One. Two.",
      "Tom: Three.",
      "Maya: Four.",
    ]);
  });

  it("does not take a heading in speech for a speaker", () => {
    const file =
      "Maya: Let me write that down.\nNote: we should talk to legal.\nDeadline: Friday.\nTom: Good.\nMaya: Bye.\nTom: Bye.\n";
    expect(read(file).transcript.participants.map((person) => person.name)).toEqual([
      "Maya",
      "Tom",
    ]);
    expect(
      read("We spoke.\nNote: call legal.\nIt went well.\nThey agreed.\n").transcript.participants,
    ).toMatchObject([{ id: "unknown" }]);
  });

  it("does not take a sentence that ends in a time for a header", () => {
    expect(script("Maya: When?\nTom: We said\nhalf past, so 10:30\nMaya: Then 10:45")).toEqual([
      "Maya: When?",
      "Tom: We said half past, so 10:30",
      "Maya: Then 10:45",
    ]);
  });

  it("counts times of the day from the first one and says so", () => {
    const { transcript, warnings } = read("Maya  9:58 AM\nHello.\nTom  12:01 PM\nAt last.\n");
    expect(transcript.turns.map((turn) => turn.startMs)).toEqual([0, 7_380_000]);
    expect(warnings).toEqual(["Times are times of the day; they were counted from the first one."]);
  });

  it("accepts lower-case labels that recur through the whole file", () => {
    expect(
      script("agent: hello there\ncaller: hi\nagent: how can we help\ncaller: a refund")[0],
    ).toBe("agent: hello there");
  });
});
