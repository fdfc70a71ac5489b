import { randomUUID } from "node:crypto";
import { mediaTypeOf } from "./media.ts";
import { refusedBy } from "./refused.ts";
import { sendFile } from "./send-file.ts";
import type { Transcriber, TranscriberKeys } from "./transcriber.ts";

const BASE = "https://api.openai.com/v1";

/** Any server with OpenAI's `/audio/transcriptions`: OpenAI's own, or a Whisper of one's own. */
export function openaiCompatible({ apiKey, url, model }: TranscriberKeys): Transcriber {
  const base = url ?? BASE;
  const reach = { vendor: "The transcriber", base, hosts: [] };
  const chosen = model ?? "whisper-1";
  // Only models that tell voices apart answer in this form; all others know segments.
  const form = chosen.includes("diarize")
    ? { response_format: "diarized_json", chunking_strategy: "auto" }
    : { response_format: "verbose_json" };
  return {
    name: "The transcriber",
    // OpenAI's own takes 25 MB and says so by 413; servers of one's own take more.
    largest: 2 * 1024 ** 3,
    transcribe: async (recording) => {
      const boundary = `----${randomUUID()}`;
      const name = recording.fileName.replace(/[^\w. -]+/g, "_");
      const parts = Object.entries({ model: chosen, ...form }).map(
        ([key, value]) =>
          `--${boundary}\r\nContent-Disposition: form-data; name="${key}"\r\n\r\n${value}\r\n`,
      );
      const before = `${parts.join("")}--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: ${mediaTypeOf(name)}\r\n\r\n`;
      const answer = await sendFile(
        reach,
        `${base}/audio/transcriptions`,
        {
          ...recording,
          before: Buffer.from(before),
          after: Buffer.from(`\r\n--${boundary}--\r\n`),
        },
        {
          "Content-Type": `multipart/form-data; boundary=${boundary}`,
          ...(apiKey ? { Authorization: `Bearer ${apiKey}` } : {}),
        },
      );
      if (answer.status !== 200) throw refusedBy("The transcriber", answer, "TRANSCRIBER_API_KEY");
      return { done: true, bytes: Buffer.from(answer.body) };
    },
  };
}
