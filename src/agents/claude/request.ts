import type Anthropic from "@anthropic-ai/sdk";
import { z } from "zod";
import type { Agent } from "../agent.ts";
import { type Fence, writeRequest } from "../prompt.ts";
import { sourcesOf } from "../sources.ts";
import { type Tool, toolsFor } from "../tools.ts";
import type { Request } from "./conversation.ts";

/** Thinking counts too, so this is several times what a deliverable needs. */
const MOST_OUTPUT_TOKENS = 8_000;
/** Names of the models that take an effort; older ones refuse the word. */
const TAKES_EFFORT = /^claude-(?:[a-z]+-5|(?:opus|sonnet)-4-[6-9])/;

/** The first request for an answer, and what it may look up. */
export async function firstRequest<Input, Output>(
  model: string,
  agent: Agent<Input, Output>,
  input: Input,
  fence: Fence,
  reasons?: readonly string[],
) {
  const sources = sourcesOf(input);
  const tools = toolsFor(sources);
  const written = await writeRequest(agent.prompt(input), sources, fence, reasons);
  const kept = { cache_control: { type: "ephemeral" as const } };
  const request: Request = {
    model,
    max_tokens: MOST_OUTPUT_TOKENS,
    ...(tools.length > 0 ? { tools: tools.map(described) } : {}),
    system: [{ type: "text", text: written.system, ...kept }],
    messages: [
      {
        role: "user",
        content: [
          ...(written.transcript
            ? [{ type: "text" as const, text: written.transcript, ...kept }]
            : []),
          { type: "text", text: written.question },
        ],
      },
    ],
    ...(TAKES_EFFORT.test(model) ? { output_config: { effort: "medium" } } : {}),
  };
  return { request, tools, call: sources.call };
}

function described({ name, description, input }: Tool): Anthropic.Tool {
  const { $schema: _, ...schema } = z.toJSONSchema(input);
  return { name, description, input_schema: { ...schema, type: "object" } };
}
