import { Rejected } from "../../errors.ts";
import { Later } from "../later.ts";
import { ask } from "../request.ts";
import { refusedBy } from "./refused.ts";
import { sendFile } from "./send-file.ts";
import type { Transcribed, Transcriber, TranscriberKeys } from "./transcriber.ts";

const BASE = "https://api.assemblyai.com";
const LOOK_AGAIN_MS = 10_000;

/** AssemblyAI: the recording is uploaded, then asked after until its words are ready. */
export function assemblyai({ apiKey, url, model }: TranscriberKeys): Transcriber {
  const base = url ?? BASE;
  const reach = { vendor: "AssemblyAI", base, hosts: ["assemblyai.com"] };
  const headers = { Authorization: apiKey ?? "" };

  const refused = (status: number, body: string) =>
    refusedBy("AssemblyAI", { status, body }, "ASSEMBLYAI_API_KEY");

  async function look(ticket: string): Promise<Transcribed> {
    const answer = await ask(reach, `${base}/v2/transcript/${encodeURIComponent(ticket)}`, {
      headers,
    });
    const body = answer.bytes.toString("utf8");
    if (answer.status !== 200) throw refused(answer.status, body);
    const { status, error } = JSON.parse(body) as { status?: string; error?: string };
    if (status === "completed") return { done: true, bytes: answer.bytes };
    if (status === "error") {
      throw new Rejected(
        `AssemblyAI could not make words of the recording: ${(error ?? "no reason given").slice(0, 200)}`,
      );
    }
    const later = new Later("not-ready", "AssemblyAI is still listening to it.", LOOK_AGAIN_MS);
    return { done: false, ticket, later };
  }

  return {
    name: "AssemblyAI",
    largest: 2 * 1024 ** 3,
    transcribe: async (recording, ticket) => {
      if (ticket) return await look(ticket);
      const upload = await sendFile(reach, `${base}/v2/upload`, recording, {
        ...headers,
        "Content-Type": "application/octet-stream",
      });
      if (upload.status !== 200) throw refused(upload.status, upload.body);
      const { upload_url: audio_url } = JSON.parse(upload.body) as { upload_url: string };
      const started = await ask(reach, `${base}/v2/transcript`, {
        method: "POST",
        headers: { ...headers, "Content-Type": "application/json" },
        body: JSON.stringify({
          audio_url,
          speaker_labels: true,
          ...(model ? { speech_model: model } : {}),
        }),
      });
      const body = started.bytes.toString("utf8");
      if (started.status !== 200) throw refused(started.status, body);
      return await look((JSON.parse(body) as { id: string }).id);
    },
  };
}
