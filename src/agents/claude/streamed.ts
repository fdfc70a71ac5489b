import type Anthropic from "@anthropic-ai/sdk";
import { type Request, usageOf } from "./conversation.ts";
import { proseInJson } from "./prose-in-json.ts";
import type { Purse } from "./purse.ts";

/** Sends a request as a stream and hands on the prose of its answer, sentence by sentence. */
export async function sendStreamed(
  client: Anthropic,
  request: Request,
  signal: AbortSignal,
  purse: Purse,
  draft: { paths: ReadonlySet<string>; say(sentence: string): void },
): Promise<Anthropic.Message> {
  const stream = client.messages.stream(request, { signal });
  const reading = proseInJson(draft.paths, draft.say);
  try {
    for await (const event of stream) {
      if (event.type === "content_block_delta" && event.delta.type === "text_delta") {
        reading.add(event.delta.text);
      }
    }
    return await stream.finalMessage();
  } catch (error) {
    // What was begun is paid for, also when it ends here.
    if (stream.currentMessage) await purse.charge(usageOf(stream.currentMessage.usage));
    throw error;
  }
}
