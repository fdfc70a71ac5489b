import { describe, expect, it } from "vitest";
import { read, refusalOf, script, times } from "./read.ts";

const json = (value: unknown) => JSON.stringify(value);
const TURNS = ["Maya Okafor: How is it going?", "Tom Reyes: Fine, thanks."];

describe("JSON transcripts", () => {
  it("keep every turn of this product's own shape as it was, sides included", () => {
    const file = json({
      title: "Kick-off",
      startedAt: "2024-05-06T11:00:00+02:00",
      participants: [
        { id: "m", name: "Maya", side: "rep", email: "Maya@Tallyhouse.example" },
        { id: "t", name: "Tom" },
      ],
      turns: [
        { speaker: "m", startMs: 0, endMs: 900, text: " We looked at it" },
        { speaker: "m", startMs: 950, text: "and liked it" },
        { speaker: "t", text: "" },
      ],
    });
    expect(read(file)).toEqual({
      format: "canonical",
      warnings: [],
      transcript: {
        title: "Kick-off",
        startedAt: "2024-05-06T09:00:00.000Z",
        participants: [
          {
            id: "m",
            name: "Maya",
            email: "maya@tallyhouse.example",
            side: "rep",
            sideFrom: "given",
          },
          { id: "t", name: "Tom", side: null },
        ],
        turns: [
          { speaker: "m", startMs: 0, endMs: 900, text: " We looked at it" },
          { speaker: "m", startMs: 950, endMs: null, text: "and liked it" },
          { speaker: "t", startMs: null, endMs: null, text: "" },
        ],
      },
    });
  });

  it("take speakers that no participant list names", () => {
    const file = json({ turns: [{ speaker: "Maya", text: "Hi." }, { text: "Hello." }] });
    expect(script(file)).toEqual(["Maya: Hi.", "Unknown speaker: Hello."]);
  });

  it.each([
    [
      "gong",
      {
        callTranscripts: [
          {
            callId: "7",
            transcript: [
              {
                speakerId: "11",
                sentences: [
                  { start: 1000, end: 1500, text: "How is" },
                  { start: 1500, end: 2000, text: "it going?" },
                ],
              },
              { speakerId: "12", sentences: [{ start: 3000, end: 4000, text: "Fine, thanks." }] },
            ],
          },
        ],
        parties: [
          { speakerId: "11", name: "Maya Okafor", emailAddress: "maya@tallyhouse.example" },
          { speakerId: "12", name: "Tom Reyes" },
        ],
      },
    ],
    [
      "fireflies",
      {
        data: {
          transcript: {
            title: "Call",
            sentences: [
              { speaker_name: "Maya Okafor", text: "How is it going?", start_time: 1, end_time: 2 },
              { speaker_name: "Tom Reyes", text: "Fine, thanks.", start_time: 3, end_time: 4 },
            ],
          },
        },
      },
    ],
    [
      "recall",
      [
        {
          participant: { id: 1, name: "Maya Okafor", email: "maya@tallyhouse.example" },
          words: [
            { text: "How is", start_timestamp: { relative: 1 }, end_timestamp: { relative: 1.5 } },
            {
              text: "it going?",
              start_timestamp: { relative: 1.5 },
              end_timestamp: { relative: 2 },
            },
          ],
        },
        {
          participant: { id: 2, name: "Tom Reyes" },
          words: [{ text: "Fine, thanks.", start_timestamp: 3, end_timestamp: 4 }],
        },
      ],
    ],
    [
      "whisper",
      {
        segments: [
          { start: 1, end: 2, text: " How is it going?", speaker: "Maya Okafor" },
          { start: 3, end: 4, text: " Fine, thanks.", speaker: "Tom Reyes" },
        ],
      },
    ],
    [
      "assemblyai",
      {
        utterances: [
          { speaker: "Maya Okafor", start: 1000, end: 2000, text: "How is it going?" },
          { speaker: "Tom Reyes", start: 3000, end: 4000, text: "Fine, thanks." },
        ],
      },
    ],
    [
      "deepgram",
      {
        results: {
          channels: [],
          utterances: [
            { speaker: "Maya Okafor", start: 1, end: 2, transcript: "How is it going?" },
            { speaker: "Tom Reyes", start: 3, end: 4, transcript: "Fine, thanks." },
          ],
        },
      },
    ],
  ])("are read from %s with its own units of time", (format, value) => {
    expect(read(json(value)).format).toBe(format);
    expect(script(json(value))).toEqual(TURNS);
    expect(times(json(value))).toEqual([
      [1000, 2000],
      [3000, 4000],
    ]);
  });

  it("gather words into turns where the vendor gives only words", () => {
    const word = (text: string, start: number, speaker: number) => ({
      punctuated_word: text,
      start,
      end: start + 0.5,
      speaker,
    });
    const words = [word("Hello", 0, 0), word("there.", 0.5, 0), word("Hi.", 1, 1)];
    expect(script(json({ results: { channels: [{ alternatives: [{ words }] }] } }))).toEqual([
      "Speaker 0: Hello there.",
      "Speaker 1: Hi.",
    ]);
  });

  it("are refused with the line and column where they break", () => {
    expect(refusalOf('{"title": "x",\n "turns": [}', "call.json")).toBe(
      "call.json, line 2: this is not valid JSON (column 12); export it again",
    );
    expect(refusalOf('{"turns": [{"text": "we', "call.json")).toContain("ends too early");
  });

  it("are refused with the list of known shapes when theirs is none of them", () => {
    const message = refusalOf('{"minutes": []}', "call.json");
    expect(message).toMatch(
      /^call\.json: this JSON is not a transcript of a known shape; known are /,
    );
    expect(message).toContain("Gong (callTranscripts)");
  });

  it("are refused when they are a vendor's error, carry no speech yet, or hold several calls", () => {
    expect(refusalOf(json([{ status: 404, body: { errors: ["none"] } }]))).toContain("status 404");
    expect(refusalOf(json({ transcript: { sentences: [] } }))).toContain("no speech yet");
    expect(refusalOf(json({ event: "transcript.done", data: { data: {} } }))).toContain(
      "no speech",
    );
    const call = { turns: [{ speaker: "Maya", text: "Hi." }] };
    expect(refusalOf(json([call, call]))).toContain("2 calls");
    expect(refusalOf(json({ turns: [{ speaker: "Maya" }] }))).toContain("turns[0]");
  });
});
