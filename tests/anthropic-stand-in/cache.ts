import { createHash } from "node:crypto";
import type { Block, MessagesRequest } from "./messages.ts";

/** The least a prefix must have to be kept, in tokens. */
const LEAST_TOKENS = 1024;
/** An estimate, not a tokenizer: four characters each. */
const tokens = (text: string) => Math.ceil(text.length / 4);

/** Counts a request as the real cache would: what was written, what was read, what neither. */
export class PromptCache {
  readonly #kept = new Set<string>();

  count(request: MessagesRequest) {
    const blocks: Block[] = [
      { type: "tools", text: JSON.stringify(request.tools ?? []) },
      ...(request.system ?? []),
      ...request.messages.flatMap((message) => message.content),
    ];
    let prefix = JSON.stringify(request.output_config ?? {});
    let total = 0;
    let read = 0;
    let written = 0;
    for (const { cache_control, ...block } of blocks) {
      const text = block.text ?? JSON.stringify(block);
      prefix = createHash("sha256").update(prefix).update(text).digest("hex");
      total += tokens(text);
      if (!cache_control || total < LEAST_TOKENS) continue;
      if (this.#kept.has(prefix)) read = total;
      else {
        written = total - read;
        this.#kept.add(prefix);
      }
    }
    return {
      input_tokens: total - read - written,
      cache_creation_input_tokens: written,
      cache_read_input_tokens: read,
    };
  }

  /** What an answer costs in tokens, estimated likewise. */
  output(content: Block[]): number {
    return tokens(content.map((block) => block.text ?? JSON.stringify(block.input ?? "")).join(""));
  }
}
