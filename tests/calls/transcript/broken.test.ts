import iconv from "iconv-lite";
import { describe, expect, it } from "vitest";
import { read, refusalOf, script } from "./read.ts";

const bytes = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const padded = (head: string) => bytes(head + "\x00\x01\x02".repeat(50));

describe("files that are no transcript", () => {
  it.each([
    ["an empty file", "", /the file is empty/],
    ["blank lines", " \n\n\ufeff \n", /the file is empty/],
    ["a PDF", padded("%PDF-1.7\n"), /this is a PDF; export/],
    ["a zip", padded("PK\x03\x04\x14\x00call.txt"), /zip archive; unzip it first/],
    [
      "a Word document",
      padded("PK\x03\x04\x14\x00[Content_Types].xml"),
      /Word document; save it as/,
    ],
    ["a gzip", padded("\x1f\x8b\x08"), /compressed archive; unpack/],
    ["an MP3", padded("ID3\x04"), /recording, not a transcript; connect a transcriber/],
    ["an MP4", padded("\x00\x00\x00\x20ftypisom"), /recording/],
    ["a WAV", padded("RIFF\x24\x08\x00\x00WAVEfmt "), /recording/],
    ["a web page", "<!DOCTYPE html><html><body>Sign in</body></html>", /web page/],
    ["binary data", bytes("\x01\x02\x03\x04\x00\x05".repeat(99)), /text/],
    [
      "a WebVTT file without its first line",
      "00:01.000 --> 00:02.000\nHi\n",
      /, line 1: .*"WEBVTT"/,
    ],
    ["a WebVTT file without cues", "WEBVTT\n\nNOTE nothing\n", /no speech was found/],
    ["subtitles without a time", "Maya says hi\n", /no speech was found/],
  ])("refuses %s in one line that names the file and what to do", (name, content, message) => {
    const file = name.includes("WebVTT")
      ? "call.vtt"
      : name.startsWith("subtitles")
        ? "call.srt"
        : "call";
    const said = refusalOf(content, file);
    expect(said).toMatch(message);
    expect(said).toMatch(/^call/);
    expect(said).not.toContain("\n");
  });

  it("refuses more than 50 MB before looking inside", () => {
    expect(refusalOf(new Uint8Array(50 * 1024 * 1024 + 1), "call.txt")).toContain("51 MB");
  });

  it("keeps a hostile file name on one line", () => {
    expect(refusalOf("", "a\nb\u001b[31m.txt")).toMatch(/^[ -~]+$/);
  });
});

describe("encodings", () => {
  const german =
    "Maya: Grüße aus München, schön Sie zu hören.\nJürgen: Ja, natürlich, das wäre möglich.\n";
  const turn = "Maya: Grüße aus München, schön Sie zu hören.";

  it.each(["utf-16le", "utf-16be"])("reads %s with and without its mark", (encoding) => {
    expect(script(iconv.encode(german, encoding, { addBOM: true }))[0]).toBe(turn);
    expect(script(iconv.encode(german, encoding))[0]).toBe(turn);
  });

  it("recognises older encodings and warns", () => {
    const parsed = read(iconv.encode(german, "latin1"));
    expect(parsed.transcript.turns[0]?.text).toContain("Grüße aus München");
    expect(parsed.warnings[0]).toMatch(/not UTF-8 and was read as/);
    const chinese =
      "王芳：我们今天来谈谈这个项目的进展情况。\n李雷：好的，我先介绍一下我们的方案和价格。\n";
    expect(script(iconv.encode(chinese, "gb18030"))[0]).toBe(
      "王芳: 我们今天来谈谈这个项目的进展情况。",
    );
  });

  it("forgives a damaged letter in UTF-8", () => {
    const whole = new TextEncoder().encode(german);
    const damaged = Uint8Array.from([...whole.subarray(0, 12), 0xff, ...whole.subarray(12)]);
    expect(read(damaged).warnings[0]).toBe("1 damaged character could not be read.");
  });
});
