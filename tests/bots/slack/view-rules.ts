import { checkSlack } from "../../../src/bots/slack/block-kit.ts";

interface ViewLike {
  type?: string;
  title?: { text?: string };
  submit?: { text?: string };
  close?: { text?: string };
  callback_id?: string;
  private_metadata?: string;
  blocks?: Record<string, unknown>[];
}

/** What Slack would refuse in a modal or a Home tab, one line each; limits from its reference of views. */
export function checkView(view: ViewLike): string[] {
  const blocks = view.blocks ?? [];
  const problems: string[] = [];
  if (blocks.length === 0 || blocks.length > 100) problems.push(`${blocks.length} blocks`);
  if ((view.private_metadata ?? "").length > 3000) problems.push("private_metadata too long");
  if (JSON.stringify(view).length > 250_000) problems.push("view too large");
  if (view.type === "modal") {
    for (const part of ["title", "submit", "close"] as const) {
      const text = view[part]?.text;
      if (part !== "close" && !text) problems.push(`${part} is missing`);
      if ((text ?? "").length > 24) problems.push(`${part} is longer than 24`);
    }
    if (!view.callback_id) problems.push("callback_id is missing");
  } else if (view.type !== "home") problems.push(`a view of type ${view.type}`);
  const ids = blocks.flatMap(({ block_id }) => (typeof block_id === "string" ? [block_id] : []));
  if (new Set(ids).size !== ids.length) problems.push("a block_id appears twice");
  const plain = blocks.filter(({ type }) => type !== "input");
  for (let from = 0; from < plain.length; from += 50) {
    problems.push(...checkSlack({ text: "view", blocks: plain.slice(from, from + 50) }));
  }
  for (const block of blocks.filter(({ type }) => type === "input")) {
    problems.push(...checkInput(block as unknown as Input));
  }
  return problems;
}

interface Input {
  label?: { text?: string };
  hint?: { text?: string };
  element?: {
    type?: string;
    action_id?: string;
    max_length?: number;
    initial_value?: string;
    options?: { text: { text: string }; value: string }[];
  };
}

const ELEMENTS = ["plain_text_input", "number_input", "datepicker", "static_select"];

function checkInput({ label, hint, element }: Input): string[] {
  const problems: string[] = [];
  if (!label?.text || label.text.length > 2000) problems.push("an input's label");
  if ((hint?.text ?? "").length > 2000) problems.push("an input's hint");
  if (!element?.action_id || !ELEMENTS.includes(element.type ?? ""))
    problems.push("an input's element");
  if (element?.max_length !== undefined && (element.max_length < 1 || element.max_length > 3000))
    problems.push("max_length");
  const { options } = element ?? {};
  if (element?.type === "static_select" && (!options?.length || options.length > 100))
    problems.push("options of a select");
  for (const option of options ?? []) {
    if (option.text.text.length > 75 || option.value.length > 150)
      problems.push("an option too long");
  }
  return problems;
}
