/** The part of the Messages API that the coach uses, as it goes over the wire. */
export interface Block {
  type: string;
  text?: string;
  id?: string;
  name?: string;
  input?: unknown;
  tool_use_id?: string;
  content?: unknown;
  thinking?: string;
  signature?: string;
  cache_control?: { type: string };
}

export interface MessagesRequest {
  model: string;
  max_tokens: number;
  stream?: boolean;
  system?: Block[];
  tools?: { name: string; description?: string; input_schema: unknown }[];
  messages: { role: string; content: Block[] }[];
  output_config?: { effort?: string; format?: { type: string; schema: unknown } };
}

/** Everything the model was shown, as one text. */
export function shown(request: MessagesRequest): string {
  return request.messages
    .flatMap((message) => message.content)
    .map((block) => block.text ?? (typeof block.content === "string" ? block.content : ""))
    .join("\n");
}

/** The material inside a pair of fences, the last of its kind. */
export function fenced(request: MessagesRequest, what: string): string {
  const found = [...shown(request).matchAll(new RegExp(`<(${what}-[0-9a-f]+)>\n`, "g"))].at(-1);
  if (!found) throw new Error(`the request holds no ${what}`);
  const from = found.index + found[0].length;
  return shown(request).slice(from, shown(request).indexOf(`\n</${found[1]}>`, from));
}
