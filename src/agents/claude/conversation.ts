import type Anthropic from "@anthropic-ai/sdk";
import { z } from "zod";
import { ModelFailure } from "../failure.ts";
import type { Fence } from "../prompt.ts";
import { type Tool, ToolError } from "../tools.ts";
import type { Purse } from "./purse.ts";

export type Request = Anthropic.MessageCreateParamsNonStreaming;

/** Requests an answer may take: the first, and one after each round of looking things up. */
const MOST_REQUESTS = 6;
/** A single look-up; longer results are cut, and the cut is said. */
const MOST_RESULT_CHARACTERS = 12_000;

/** Everything one answer needs on its way. */
export interface Talk {
  /** Sends one request; plain or streamed is the caller's affair. */
  send(request: Request): Promise<Anthropic.Message>;
  purse: Purse;
  tools: readonly Tool[];
  fence: Fence;
  /** Hears what is being looked up. */
  status?(line: string): void;
}

/** Sends, runs the tools that are asked for, and sends again until there is a text. Returns that text. */
export async function converse(first: Request, talk: Talk): Promise<string> {
  let request = first;
  for (let sent = 0; sent < MOST_REQUESTS; sent += 1) {
    await talk.purse.allow(request, request.max_tokens);
    const message = await talk.send(request);
    await talk.purse.charge(usageOf(message.usage));
    if (message.stop_reason !== "tool_use") return textOf(message);
    const results = await runTools(message, talk);
    if (sent === MOST_REQUESTS - 2) {
      results.push({ type: "text", text: "That was the last look-up. Answer now." });
    }
    request = {
      ...request,
      messages: [
        ...request.messages,
        // As it came, thinking included: the next request is refused without it.
        { role: "assistant", content: message.content as Anthropic.ContentBlockParam[] },
        { role: "user", content: results },
      ],
    };
  }
  throw new ModelFailure("endless", "Claude kept looking things up.");
}

async function runTools(
  message: Anthropic.Message,
  { tools, fence, status }: Talk,
): Promise<(Anthropic.ToolResultBlockParam | Anthropic.TextBlockParam)[]> {
  const results: (Anthropic.ToolResultBlockParam | Anthropic.TextBlockParam)[] = [];
  for (const block of message.content) {
    if (block.type !== "tool_use") continue;
    // Our own words for it: what a model asks for may repeat what was said on a call.
    status?.(tools.find(({ name }) => name === block.name)?.doing ?? "Looking something up");
    const { text, failed } = await lookUp(tools, block.name, block.input);
    results.push({
      type: "tool_result",
      tool_use_id: block.id,
      content: fence("lookup", text),
      ...(failed ? { is_error: true } : {}),
    });
  }
  if (results.length === 0) {
    throw new ModelFailure("malformed", "Claude asked for a look-up without naming one.");
  }
  return results;
}

/** A look-up that goes wrong is told to the model, which can ask differently or do without. */
async function lookUp(tools: readonly Tool[], name: string, input: unknown) {
  const tool = tools.find((one) => one.name === name);
  if (!tool) return { text: `There is no tool ${name}.`, failed: true };
  try {
    const text = await tool.run(input);
    const cut = text.length > MOST_RESULT_CHARACTERS;
    return {
      text: cut ? `${text.slice(0, MOST_RESULT_CHARACTERS)}\n… cut; ask more narrowly.` : text,
      failed: false,
    };
  } catch (error) {
    const text =
      error instanceof z.ZodError
        ? error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; ")
        : error instanceof ToolError
          ? error.message
          : "This could not be looked up.";
    return { text, failed: true };
  }
}

function textOf(message: Anthropic.Message): string {
  if (message.stop_reason === "refusal") {
    throw new ModelFailure("declined", "Claude declined to answer.");
  }
  if (
    message.stop_reason === "max_tokens" ||
    message.stop_reason === "model_context_window_exceeded"
  ) {
    throw new ModelFailure("cut-short", "The answer was cut off. Be much shorter.");
  }
  if (message.stop_reason !== "end_turn" && message.stop_reason !== "stop_sequence") {
    throw new ModelFailure("out-of-reach", "The answer from Claude broke off.");
  }
  const text = message.content.flatMap((block) => (block.type === "text" ? [block.text] : []));
  if (text.join("").trim() === "") {
    throw new ModelFailure("malformed", "The answer was empty.");
  }
  return text.join("");
}

/** The API's counts in the project's words. */
export function usageOf(usage: Anthropic.Usage) {
  return {
    inputTokens: usage.input_tokens,
    outputTokens: usage.output_tokens,
    cacheWriteTokens: usage.cache_creation_input_tokens ?? 0,
    cacheReadTokens: usage.cache_read_input_tokens ?? 0,
  };
}
