import { mediaTypeOf } from "./media.ts";
import { refusedBy } from "./refused.ts";
import { sendFile } from "./send-file.ts";
import type { Transcriber, TranscriberKeys } from "./transcriber.ts";

const BASE = "https://api.deepgram.com";

/** Deepgram's pre-recorded API: the words come in the answer, with speakers told apart. */
export function deepgram({ apiKey, url, model }: TranscriberKeys): Transcriber {
  const base = url ?? BASE;
  const reach = { vendor: "Deepgram", base, hosts: ["deepgram.com"] };
  const query = new URLSearchParams({
    model: model ?? "nova-3",
    smart_format: "true",
    diarize: "true",
    utterances: "true",
  });
  return {
    name: "Deepgram",
    largest: 2 * 1024 ** 3,
    transcribe: async (recording) => {
      const answer = await sendFile(reach, `${base}/v1/listen?${query}`, recording, {
        Authorization: `Token ${apiKey ?? ""}`,
        "Content-Type": mediaTypeOf(recording.fileName),
      });
      if (answer.status !== 200) throw refusedBy("Deepgram", answer, "DEEPGRAM_API_KEY");
      return { done: true, bytes: Buffer.from(answer.body) };
    },
  };
}
