import { printable, shorten } from "../../messages/fit.ts";
import type { Field, Form } from "../../messages/message.ts";
import { CARD } from "./draw.ts";
import { literalWords } from "./markdown.ts";

/** Prefix of a field's input, so that no field of ours can stand for something else of the answer. */
const FIELD = "field.";

interface Input {
  type: "Input.Text" | "Input.Number" | "Input.Date" | "Input.ChoiceSet";
  [property: string]: unknown;
}

/** What a dialog holds beside its fields; comes back with them. */
export type Kept = Record<string, string>;

/**
 * A form as the card of a dialog.
 * @param given what was filled in before, when it is shown again with what was wrong
 */
export function formCard(
  form: Form,
  kept: Kept,
  { given = {}, problems = [] }: { given?: Record<string, string>; problems?: string[] } = {},
): Record<string, unknown> {
  const title = label(form.submit, 75) || "Send";
  return {
    type: "AdaptiveCard",
    $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
    version: "1.5",
    body: [
      ...problems.map((problem) => text(problem, { color: "Attention" })),
      ...form.fields.map((field) => input(field, given[field.id] ?? field.value)),
    ],
    actions: [{ type: "Action.Submit", title, data: kept }],
  };
}

/** What Teams is answered when a dialog is to be opened, or shown again. */
export function openDialog(title: string, card: Record<string, unknown>): object {
  const content = { contentType: CARD, content: card };
  return {
    task: {
      type: "continue",
      value: { title: label(title, 64), width: "medium", height: "medium", card: content },
    },
  };
}

/** A sentence in place of a dialog. */
export function sayInDialog(sentence: string): object {
  return { task: { type: "message", value: sentence } };
}

/** The fields of a dialog's answer, and what it held beside them. */
export function answerOf(data: unknown): { fields: Record<string, string>; kept: Kept } {
  const fields: Record<string, string> = {};
  const kept: Kept = {};
  if (typeof data !== "object" || data === null) return { fields, kept };
  for (const [name, value] of Object.entries(data)) {
    if (typeof value !== "string" && typeof value !== "number") continue;
    if (name.startsWith(FIELD)) fields[name.slice(FIELD.length)] = String(value);
    else kept[name] = String(value);
  }
  return { fields, kept };
}

function input(field: Field, value: string | undefined): Input {
  const name = label(field.label, 200);
  const shared = {
    id: FIELD + field.id,
    label: name,
    ...(value && { value }),
    ...(!field.optional && { isRequired: true, errorMessage: `${name}: please fill this in.` }),
  };
  const hint = field.hint ? { placeholder: label(field.hint, 200) } : {};
  switch (field.type) {
    case "text": {
      const { lines = "one", maxLength } = field;
      const most = maxLength ? { maxLength } : {};
      return { type: "Input.Text", ...shared, ...hint, ...most, isMultiline: lines === "many" };
    }
    case "number": {
      const { min, max } = field;
      const range = { ...(min !== undefined && { min }), ...(max !== undefined && { max }) };
      const number = value && Number.isFinite(Number(value)) ? { value: Number(value) } : {};
      return { type: "Input.Number", ...shared, ...number, ...hint, ...range };
    }
    case "date":
      return { type: "Input.Date", ...shared, ...hint };
    case "choice": {
      const choices = field.options.map((option) => ({
        title: label(option.label, 200),
        value: option.value,
      }));
      return { type: "Input.ChoiceSet", ...shared, ...hint, choices, style: "compact", wrap: true };
    }
  }
}

/** Words of a dialog; Teams reads Markdown in them, so what somebody wrote is a run of its own. */
function text(words: string, look: Record<string, unknown> = {}): Record<string, unknown> {
  const run = { type: "TextRun", text: literalWords(shorten(words, 2000)), ...look };
  return { type: "RichTextBlock", inlines: [run] };
}

function label(words: string, most: number): string {
  return shorten(literalWords(printable(words)).replace(/\s+/g, " ").trim(), most);
}
