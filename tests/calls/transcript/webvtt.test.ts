import { describe, expect, it } from "vitest";
import { read, script, times } from "./read.ts";

const vtt = (...cues: string[]) => `WEBVTT\n\n${cues.join("\n\n")}\n`;
const cue = (from: number, text: string) =>
  `00:00:${String(from).padStart(2, "0")}.000 --> 00:00:${String(from + 2).padStart(2, "0")}.500\n${text}`;

describe("WebVTT", () => {
  it("reads Zoom's cues, whose names stand before a colon", () => {
    const file = vtt(
      `1\n${cue(1, "Maya Okafor: How did the rollout go?")}`,
      `2\n${cue(4, "Tom Reyes: Slower than we hoped.")}`,
    );
    expect(script(file, "call.vtt")).toEqual([
      "Maya Okafor: How did the rollout go?",
      "Tom Reyes: Slower than we hoped.",
    ]);
    expect(times(file)).toEqual([
      [1000, 3500],
      [4000, 6500],
    ]);
    expect(read(file).transcript.participants.map((person) => person.id)).toEqual([
      "maya-okafor",
      "tom-reyes",
    ]);
    expect(read(file).warnings).toEqual([]);
  });

  it("reads Teams' voice tags, short times and negative offsets", () => {
    const file =
      "WEBVTT\n\n-0:0:1.5 --> 0:0:5.320\n<v Maya Okafor>Thanks for joining.</v>\n\n" +
      "0:1:5.0 --> 0:1:9.25\n<v Tom Reyes>Happy to.</v>\n";
    expect(script(file)).toEqual(["Maya Okafor: Thanks for joining.", "Tom Reyes: Happy to."]);
    expect(times(file)).toEqual([
      [-1500, 5320],
      [65000, 69250],
    ]);
    expect(read(file).warnings).toEqual([
      "Some speech began before the transcription did (first at -0:01.500).",
    ]);
  });

  it("reads Teams' metadata cues and finds when the call began", () => {
    const spoken = {
      startDateTime: "2024-05-06T09:00:16.246Z",
      speakerName: "Maya Okafor",
      spokenText: "Shall we start?",
    };
    const file = vtt(`00:00:16.246 --> 00:00:17.726\n${JSON.stringify(spoken)}`);
    expect(script(file)).toEqual(["Maya Okafor: Shall we start?"]);
    expect(read(file).transcript.startedAt).toBe("2024-05-06T09:00:00.000Z");
  });

  it("skips notes, styles, regions, identifiers and settings, and reads all three line ends", () => {
    const lines =
      "\ufeffWEBVTT - a call\nKind: captions\n\nNOTE not --> speech\n\nSTYLE\n::cue(b) { color: red; }\n\n" +
      "REGION\nid:fred\n\nintro\n00:01.000 --> 00:02.000 align:start line:0\nMaya: <i>Hello</i> &amp; <c.loud>welcome</c>\n\n" +
      "00:03.000 --> 00:04.000\nTom: x &lt; y<00:03.500> and 3 < 4\n";
    for (const end of ["\n", "\r\n", "\r"]) {
      expect(script(lines.replaceAll("\n", end))).toEqual([
        "Maya: Hello & welcome",
        "Tom: x < y and 3 < 4",
      ]);
    }
  });

  it("makes one turn of each voice in a cue, and gives words outside voices to nobody", () => {
    const file = vtt(cue(1, "<v Maya>Ready?</v>\n<v.loud Tom>Ready.</v>\n<i>laughter</i>"));
    expect(script(file)).toEqual(["Maya: Ready?", "Tom: Ready.", "Unknown speaker: laughter"]);
  });

  it("joins a sentence that captions cut, for the same named speaker within a second and a half", () => {
    const file = vtt(
      cue(1, "<v Maya>We looked at the numbers</v>"),
      cue(4, "<v Maya>and they were fine.</v>"),
      cue(7, "<v Maya>so we went on</v>"),
      cue(20, "<v Maya>after a break</v>"),
      cue(23, "<v Tom>as it were</v>"),
    );
    expect(script(file)).toEqual([
      "Maya: We looked at the numbers and they were fine.",
      "Maya: so we went on",
      "Maya: after a break",
      "Tom: as it were",
    ]);
    expect(times(file)[0]).toEqual([1000, 6500]);
  });

  it("never joins the speech of people it cannot name", () => {
    expect(script(vtt(cue(1, "we looked"), cue(4, "and they were fine")))).toHaveLength(2);
  });

  it("leaves a cue with a broken time out, names its line, and reads the rest", () => {
    const { transcript, warnings } = read(
      vtt(
        cue(1, "Maya: One."),
        "00:00:1d.000 --> 00:00:20.000\nMaya: Lost.",
        cue(9, "Tom: Three."),
      ),
    );
    expect(transcript.turns.map((turn) => turn.text)).toEqual(["One.", "Three."]);
    expect(warnings[0]).toContain('Line 6: the time "00:00:1d.000 --> 00:00:20.000"');
  });

  it("keeps the order when time runs backwards and drops an end before its start, naming line and time", () => {
    const { transcript, warnings } = read(
      vtt(cue(30, "Maya: One."), cue(10, "Tom: Two."), "00:40.000 --> 00:35.000\nMaya: Three."),
    );
    expect(transcript.turns.map((turn) => turn.startMs)).toEqual([30000, 10000, 40000]);
    expect(transcript.turns[2]?.endMs).toBeNull();
    expect(warnings.join(" ")).toMatch(/Line 6: time runs backwards, from 0:30 to 0:10/);
    expect(warnings.join(" ")).toMatch(/Line 9: ends at 0:35, before it starts at 0:40/);
  });
});
