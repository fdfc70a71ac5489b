import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { parseTranscript } from "../../../src/calls/transcript/index.ts";
import { openTranscriber } from "../../../src/sources/transcribers/index.ts";
import type { Transcriber } from "../../../src/sources/transcribers/transcriber.ts";
import { type Asked, fixture, type Reply, type StandIn, standIn } from "../recorders/stand-in.ts";

let folder: string;
let server: StandIn | undefined;
const SOUND = Buffer.concat([Buffer.from("ID3"), Buffer.alloc(3_000_000, 7)]);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "coach-sound-"));
  await writeFile(join(folder, "call.mp3"), SOUND);
});
afterAll(() => rm(folder, { recursive: true, force: true }));
afterEach(async () => {
  await server?.close();
  server = undefined;
});

const recording = () => ({
  path: join(folder, "call.mp3"),
  size: SOUND.length,
  fileName: "call.mp3",
});

function deepgram(asked: Asked): Reply {
  const good =
    asked.path === "/v1/listen" &&
    asked.headers["content-type"] === "audio/mpeg" &&
    asked.headers["content-length"] === String(SOUND.length) &&
    asked.query.get("diarize") === "true" &&
    asked.body.equals(SOUND);
  if (asked.headers.authorization !== "Token key") return { status: 401, body: { err_msg: "no" } };
  return good ? { body: fixture("deepgram/listen.json") } : { status: 400 };
}

let looks = 0;
function assemblyai(asked: Asked): Reply {
  if (asked.headers.authorization !== "key") return { status: 401, body: { error: "no" } };
  if (asked.path === "/v2/upload") {
    return asked.body.equals(SOUND) ? { body: { upload_url: "https://cdn/x" } } : { status: 400 };
  }
  if (asked.path === "/v2/transcript") {
    const { audio_url, speaker_labels } = asked.json();
    return audio_url === "https://cdn/x" && speaker_labels
      ? { body: { id: "t1", status: "queued" } }
      : { status: 400 };
  }
  looks += 1;
  return looks < 3
    ? { body: { id: "t1", status: "processing" } }
    : { body: fixture("assemblyai/transcript.json") };
}

function openai(asked: Asked): Reply {
  if (asked.headers.authorization !== "Bearer key") return { status: 401, body: { error: "no" } };
  const text = asked.body.toString("latin1");
  const part = (name: string) =>
    new RegExp(`name="${name}"\\r\\n\\r\\n([^\\r]+)\\r\\n`).exec(text)?.[1];
  const whole = text.includes(
    `filename="call.mp3"\r\nContent-Type: audio/mpeg\r\n\r\n${SOUND.toString("latin1")}\r\n--`,
  );
  if (asked.path !== "/v1/audio/transcriptions" || !whole) return { status: 400 };
  return {
    body: fixture(
      part("response_format") === "diarized_json" ? "openai/diarized.json" : "openai/verbose.json",
    ),
  };
}

async function open(
  provider: "deepgram" | "assemblyai" | "openai-compatible",
  answer: (asked: Asked) => Reply,
  keys: { apiKey?: string; model?: string } = {},
): Promise<Transcriber> {
  server = await standIn(answer);
  const url = provider === "openai-compatible" ? `${server.url}/v1` : server.url;
  const made = openTranscriber({ provider, apiKey: "key", model: null, url, ...keys });
  if (!made) throw new Error("no transcriber");
  return made;
}

async function wordsOf(transcriber: Transcriber) {
  let ticket: string | null = null;
  for (let tries = 0; tries < 5; tries += 1) {
    const words = await transcriber.transcribe(recording(), ticket);
    if (words.done) return parseTranscript(words.bytes, { fileName: "call.json" }).transcript;
    ticket = words.ticket;
  }
  throw new Error("never done");
}

describe("a transcriber", () => {
  it.each([
    ["deepgram", deepgram, {}, 2],
    ["assemblyai", assemblyai, {}, 2],
    ["openai-compatible", openai, { model: "gpt-4o-transcribe-diarize" }, 2],
    ["openai-compatible", openai, {}, 1],
  ] as const)(
    "%s gets the whole recording from disk and gives words with times",
    async (name, answer, keys, speakers) => {
      looks = 0;
      const transcript = await wordsOf(await open(name, answer, keys));
      expect(transcript.participants).toHaveLength(speakers);
      expect(transcript.turns.length).toBeGreaterThan(10);
      expect(transcript.turns.every(({ startMs }) => startMs !== null)).toBe(true);
    },
  );

  it("is paid once: a look later sends nothing again", async () => {
    looks = 0;
    await wordsOf(await open("assemblyai", assemblyai));
    expect(server?.asked.filter(({ path }) => path === "/v2/upload")).toHaveLength(1);
  });

  it.each([
    ["deepgram", deepgram, "DEEPGRAM_API_KEY"],
    ["assemblyai", assemblyai, "ASSEMBLYAI_API_KEY"],
    ["openai-compatible", openai, "TRANSCRIBER_API_KEY"],
  ] as const)("%s says which key is wrong", async (name, answer, variable) => {
    const transcriber = await open(name, answer, { apiKey: "wrong" });
    await expect(transcriber.transcribe(recording(), null)).rejects.toThrow(variable);
  });

  it("that is busy is come back to, and one that finds it too large says so", async () => {
    const transcriber = await open("deepgram", deepgram);
    server?.next(
      { status: 429, headers: { "Retry-After": "7" } },
      { status: 500 },
      { status: 413 },
    );
    await expect(transcriber.transcribe(recording(), null)).rejects.toMatchObject({
      why: "busy",
      afterMs: 7_000,
    });
    await expect(transcriber.transcribe(recording(), null)).rejects.toMatchObject({ why: "busy" });
    await expect(transcriber.transcribe(recording(), null)).rejects.toThrow(
      /larger than Deepgram takes/,
    );
  });
});
