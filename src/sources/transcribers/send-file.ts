import { createReadStream } from "node:fs";
import { request as plainRequest } from "node:http";
import { request as secureRequest } from "node:https";
import { text } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { Later, retryAfterMs } from "../later.ts";
import { permitted, type Reach } from "../request.ts";

/** A transcript of two hours takes a vendor minutes. */
const TIMEOUT_MS = 15 * 60_000;

/**
 * Sends a file from disk as a request's body, piece by piece and with its length told: never whole in
 * memory, as `fetch` would with a length. Throws `Later` for 429, 5xx and a broken line.
 */
export async function sendFile(
  reach: Reach,
  address: string,
  file: { path: string; size: number; before?: Buffer; after?: Buffer },
  headers: Record<string, string>,
): Promise<{ status: number; body: string }> {
  const url = permitted(reach, address);
  const { before = Buffer.alloc(0), after = Buffer.alloc(0) } = file;
  const request = (url.protocol === "https:" ? secureRequest : plainRequest)(url, {
    method: "POST",
    headers: { ...headers, "Content-Length": String(before.length + file.size + after.length) },
    timeout: TIMEOUT_MS,
  });
  const answered = new Promise<{ status: number; body: string; retryAfter: string | null }>(
    (resolve, reject) => {
      request.on("error", reject);
      request.on("timeout", () => request.destroy(new Error("timed out")));
      request.on("response", (response) => {
        const status = response.statusCode ?? 0;
        const retryAfter = response.headers["retry-after"] ?? null;
        text(response).then((body) => resolve({ status, body, retryAfter }), reject);
      });
    },
  );
  // Without this an answer that comes while the file still flows would end the process.
  answered.catch(() => undefined);
  try {
    await pipeline(async function* () {
      yield before;
      yield* createReadStream(file.path);
      yield after;
    }, request);
    const { status, body, retryAfter } = await answered;
    if (status !== 429 && status < 500) return { status, body };
    throw new Later(
      "busy",
      status === 429
        ? `${reach.vendor} asks to slow down.`
        : `${reach.vendor} has trouble of its own (status ${status}).`,
      retryAfterMs(retryAfter, Date.now()),
    );
  } catch (error) {
    request.destroy();
    if (error instanceof Later) throw error;
    if ((error as NodeJS.ErrnoException).code === "ENOENT") throw error;
    // Refused before all of it was sent: the answer is worth more than the broken line.
    const early = await Promise.race([answered.catch(() => null), Promise.resolve(null)]);
    if (early && early.status >= 400 && early.status < 500) return early;
    throw new Later("busy", `${reach.vendor} broke off while the recording was being sent.`);
  }
}
