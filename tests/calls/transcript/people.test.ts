import { describe, expect, it } from "vitest";
import { read, script } from "./read.ts";

describe("the people of a transcript", () => {
  it("get stable ids from their names, each id once", () => {
    const names = ["Zoë Müller", "zoe muller", "李雷", "***", "Zoe-Muller"];
    const turns = names.map((name) => ({ speaker: name, start: 0, end: 10, text: "Hello." }));
    const { participants } = read(JSON.stringify({ utterances: turns })).transcript;
    expect(participants.map((person) => person.id)).toEqual([
      "zoe-muller",
      "李雷",
      "unknown",
      "zoe-muller-2",
    ]);
  });

  it("lose the meeting tool's role marks but keep their company", () => {
    const { participants } = read(
      "Maya Okafor (Host): Hello.\nTom Reyes (Guest): Hi.\nMaya Okafor: So.\nAda (Tallyhouse): Yes.",
    ).transcript;
    expect(participants.map((person) => person.name)).toEqual([
      "Maya Okafor",
      "Tom Reyes",
      "Ada (Tallyhouse)",
    ]);
  });

  it("are one unknown speaker when nobody is named, with a warning", () => {
    const { transcript, warnings } = read("Hello there.\nHi, how are you?\n");
    expect(transcript.participants).toEqual([
      { id: "unknown", name: "Unknown speaker", side: null },
    ]);
    expect(warnings).toEqual([
      "No speaker names were found, so all speech is by one unknown speaker.",
    ]);
  });

  it("are warned about when there is only one, or a crowd", () => {
    expect(read("Maya: One.\nMaya: Two.\n").warnings).toEqual([
      "Only one speaker was found: Maya. A call needs two.",
    ]);
    const crowd = Array.from({ length: 10_000 }, (_, at) => `Person Number${at}: Hello.`).join(
      "\n",
    );
    const { transcript, warnings } = read(crowd);
    expect(transcript.participants).toHaveLength(10_000);
    expect(warnings[0]).toContain("10000 different speakers");
  });

  it("may speak a megabyte in one turn", () => {
    const long = "word ".repeat(220_000).trim();
    expect(script(`Maya: ${long}\nTom: Short.`)[0]).toHaveLength(long.length + 6);
    expect(script(`WEBVTT\n\n00:01.000 --> 00:02.000\n<v Maya>${long}</v>\n`)[0]).toHaveLength(
      long.length + 6,
    );
  });
});
