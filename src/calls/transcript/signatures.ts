const AUDIO =
  "this is a recording, not a transcript; connect a transcriber or upload its transcript";
const ARCHIVE = "this is a compressed archive; unpack it first and upload the transcript inside";
const PICTURE = "this is a picture; upload the transcript as text, WebVTT, SRT or JSON";

/** How a kind of file begins: bytes at an offset, and what its owner should do instead. */
const SIGNATURES: { at: number; bytes: string; say: string }[] = [
  { at: 0, bytes: "%PDF", say: "this is a PDF; export the transcript as text or WebVTT instead" },
  { at: 0, bytes: "\x1f\x8b", say: ARCHIVE },
  { at: 0, bytes: "Rar!", say: ARCHIVE },
  { at: 0, bytes: "7z\xbc\xaf", say: ARCHIVE },
  { at: 0, bytes: "BZh", say: ARCHIVE },
  { at: 0, bytes: "\xfd7zXZ", say: ARCHIVE },
  {
    at: 0,
    bytes: "\xd0\xcf\x11\xe0",
    say: "this is an Office document; save it as plain text first",
  },
  { at: 0, bytes: "{\\rtf", say: "this is a rich text document; save it as plain text first" },
  { at: 0, bytes: "\x89PNG", say: PICTURE },
  { at: 0, bytes: "\xff\xd8\xff", say: PICTURE },
  { at: 0, bytes: "GIF8", say: PICTURE },
  { at: 0, bytes: "ID3", say: AUDIO },
  { at: 0, bytes: "\xff\xfb", say: AUDIO },
  { at: 0, bytes: "\xff\xf3", say: AUDIO },
  { at: 0, bytes: "\xff\xf2", say: AUDIO },
  { at: 0, bytes: "\xff\xf1", say: AUDIO },
  { at: 0, bytes: "fLaC", say: AUDIO },
  { at: 0, bytes: "OggS", say: AUDIO },
  { at: 0, bytes: "#!AMR", say: AUDIO },
  { at: 0, bytes: "\x1a\x45\xdf\xa3", say: AUDIO },
  { at: 4, bytes: "ftyp", say: AUDIO },
  { at: 8, bytes: "WAVE", say: AUDIO },
  { at: 8, bytes: "AVI ", say: AUDIO },
  { at: 8, bytes: "AIFF", say: AUDIO },
];

/** Whether the bytes are sound or video. */
export function isRecording(bytes: Uint8Array): boolean {
  return notATranscript(bytes) === AUDIO;
}

/** What to tell somebody who handed in a document, an archive or a recording; `null` for anything that may be text. */
export function notATranscript(bytes: Uint8Array): string | null {
  const head = String.fromCharCode(...bytes.subarray(0, 512));
  if (head.startsWith("PK\x03\x04")) {
    // An Office document is a zip; its first entry gives it away.
    return /word\/|\[Content_Types\]|docProps|mimetypeapplication\/vnd/.test(head)
      ? "this is a Word document; save it as plain text first"
      : "this is a zip archive; unzip it first and upload the transcript inside";
  }
  const found = SIGNATURES.find(({ at, bytes: mark }) => head.startsWith(mark, at));
  if (found !== undefined) return found.say;
  return /^\W{0,3}\s*<(?:!doctype html|html|\?xml)/i.test(head)
    ? "this is a web page or XML; export the transcript as text, WebVTT, SRT or JSON"
    : null;
}
