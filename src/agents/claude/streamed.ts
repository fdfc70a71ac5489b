import type Anthropic from "@anthropic-ai/sdk";
import { type Request, usageOf } from "./conversation.ts";
import { paragraphs } from "./paragraphs.ts";
import type { Purse } from "./purse.ts";

/** Sends a request as a stream and hands on each paragraph of its text; what `hear` throws ends it. */
export async function sendStreamed(
  client: Anthropic,
  request: Request,
  signal: AbortSignal,
  purse: Purse,
  hear: (paragraph: string) => void,
): Promise<Anthropic.Message> {
  const stream = client.messages.stream(request, { signal });
  const cutter = paragraphs(hear);
  try {
    for await (const event of stream) {
      if (event.type === "content_block_delta" && event.delta.type === "text_delta") {
        cutter.add(event.delta.text);
      }
    }
    cutter.end();
    return await stream.finalMessage();
  } catch (error) {
    // What was begun is paid for, also when it ends here.
    if (stream.currentMessage) await purse.charge(usageOf(stream.currentMessage.usage));
    throw error;
  }
}
