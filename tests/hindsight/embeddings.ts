import { createServer, type Server } from "node:http";
import { stemsOf } from "../../src/memory/words.ts";

export const DIMENSIONS = 256;

/** A vector in which each stem of a text has a place of its own, at length 1: near where words are shared. */
function embed(text: string): number[] {
  const vector = new Array<number>(DIMENSIONS).fill(0);
  for (const stem of stemsOf(text)) {
    let hash = 2_166_136_261;
    for (const sign of stem) hash = Math.imul(hash ^ (sign.codePointAt(0) ?? 0), 16_777_619);
    const place = (hash >>> 0) % DIMENSIONS;
    vector[place] = (vector[place] ?? 0) + 1;
  }
  const length = Math.hypot(...vector) || 1;
  return vector.map((value) => value / length);
}

/** An OpenAI-compatible embeddings endpoint on a free loopback port, without a model. */
export async function serveEmbeddings(): Promise<{ url: string; server: Server }> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const asked = JSON.parse(Buffer.concat(chunks).toString() || "{}") as {
        input?: string | string[];
        encoding_format?: string;
      };
      const inputs = [asked.input ?? []].flat();
      const data = inputs.map((text, index) => {
        const vector = embed(text);
        const embedding =
          asked.encoding_format === "base64"
            ? Buffer.from(Float32Array.from(vector).buffer).toString("base64")
            : vector;
        return { object: "embedding", index, embedding };
      });
      response.setHeader("content-type", "application/json");
      response.end(
        JSON.stringify({
          object: "list",
          data,
          model: "stems",
          usage: { prompt_tokens: 1, total_tokens: 1 },
        }),
      );
    });
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return { url: `http://127.0.0.1:${port}/v1`, server };
}
