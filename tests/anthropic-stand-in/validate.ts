import type { IncomingHttpHeaders } from "node:http";
import type { Block, MessagesRequest } from "./messages.ts";

/** What SDK 1.x speaks: the key as a bearer token, no sampling parameters. */
const VERSION = "2026-10-21";
const KNOWN = new Set([
  ...["model", "max_tokens", "messages", "system", "tools", "stream", "output_config"],
]);
const MODEL = /^claude-(?:sonnet|opus|haiku)-\d/;
/** Keywords that structured outputs refuse. */
const UNSUPPORTED = /"(?:minimum|maximum|minLength|maxLength|pattern|maxItems|propertyNames)":/;

/** What the real API would answer 400 to, a sentence each. */
export function problemsOf(headers: IncomingHttpHeaders, request: MessagesRequest): string[] {
  return [
    ...(/^Bearer \S+$/.test(headers.authorization ?? "") ? [] : ["the key is missing"]),
    ...(headers["x-api-key"] ? ["two kinds of credentials"] : []),
    ...(headers["anthropic-version"] === VERSION ? [] : ["another version of the API"]),
    ...(headers["content-type"]?.startsWith("application/json") ? [] : ["no JSON content type"]),
    ...Object.keys(request).flatMap((key) => (KNOWN.has(key) ? [] : [`${key} is not known here`])),
    ...(MODEL.test(request.model) ? [] : [`no such model: ${request.model}`]),
    ...(Number.isInteger(request.max_tokens) && request.max_tokens > 0 && request.max_tokens < 128e3
      ? []
      : ["max_tokens is out of range"]),
    ...cacheProblems(request),
    ...roleProblems(request),
    ...formatProblems(request),
    ...(request.tools ?? []).flatMap((tool) =>
      (tool.input_schema as { type?: string }).type === "object"
        ? []
        : [`${tool.name}: the input is no object`],
    ),
  ];
}

/** At most four breakpoints, in blocks that can carry one; ours stand after persona and transcript. */
function cacheProblems({ system = [], messages }: MessagesRequest): string[] {
  const marked = (blocks: Block[]) => blocks.filter((block) => block.cache_control);
  const inMessages = messages.flatMap((message) => marked(message.content));
  const all = [...marked(system), ...inMessages];
  return [
    ...(all.length > 4 ? ["more than four cache breakpoints"] : []),
    ...(all.every((block) => block.cache_control?.type === "ephemeral")
      ? []
      : ["a cache breakpoint of an unknown type"]),
    ...(system.at(-1)?.cache_control ? [] : ["persona and knowledge are not cached"]),
    ...(inMessages.every((block) => block.text?.startsWith("<transcript-"))
      ? []
      : ["something else than the transcript is cached"]),
    ...all.flatMap((block) => (block.text === "" ? ["an empty block is cached"] : [])),
  ];
}

function roleProblems({ messages }: MessagesRequest): string[] {
  const problems: string[] = [];
  messages.forEach((message, index) => {
    if (message.role !== (index % 2 === 0 ? "user" : "assistant"))
      problems.push(`message ${index} is from ${message.role}`);
    if (message.content.length === 0) problems.push(`message ${index} is empty`);
    const before = messages[index - 1]?.content ?? [];
    const asked = before.filter((block) => block.type === "tool_use").map((block) => block.id);
    const given = message.content.filter((block) => block.type === "tool_result");
    if (message.role !== "user") return;
    for (const id of asked)
      if (!given.some((block) => block.tool_use_id === id)) problems.push(`no result for ${id}`);
    for (const block of given)
      if (!asked.includes(block.tool_use_id)) problems.push(`a result nobody asked for`);
    if (message.content.findIndex((block) => block.type !== "tool_result") < given.length - 1)
      if (given.length > 0 && message.content[0]?.type !== "tool_result")
        problems.push("results do not come first");
  });
  if (messages.at(-1)?.role !== "user") problems.push("the last message is not the user's");
  const thinking = messages.flatMap(({ content }) =>
    content.filter((block) => block.type === "thinking"),
  );
  if (thinking.some((block) => !block.signature)) problems.push("a thinking block was changed");
  return problems;
}

function formatProblems({ output_config }: MessagesRequest): string[] {
  const format = output_config?.format;
  if (!format) return [];
  const text = JSON.stringify(format.schema, (key, value) =>
    key === "description" ? undefined : value,
  );
  return [
    ...(format.type === "json_schema" ? [] : [`an unknown format: ${format.type}`]),
    ...(Object.keys(format).length === 2 ? [] : ["the format holds something unknown"]),
    ...(UNSUPPORTED.test(text) ? [`the schema uses ${UNSUPPORTED.exec(text)?.[0]}`] : []),
    ...(text.includes('"additionalProperties":false') ? [] : ["the schema is open"]),
  ];
}
