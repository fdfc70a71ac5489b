import type { types } from "@slack/bolt";
import { z } from "zod";
import { printable, shorten } from "../../messages/fit.ts";
import type { Field, Form } from "../../messages/message.ts";

/** The callback id of every form. */
export const FORM = "form";
/** Slack's limits of a modal: docs.slack.dev/reference/views and the elements' own pages. */
const TITLE = 24;
const LABEL = 2000;
const HINT = 2000;
const OPTION = 75;
const MOST_OPTIONS = 100;
const MOST_FIELDS = 100;
const LONGEST_TEXT = 3000;

const ANSWER = "answer";

/** The press a form belongs to, as it travels with the modal. */
export interface FormPress {
  deliveryId: string;
  actionId: string;
  value: string;
}

const press = z.object({ deliveryId: z.string(), actionId: z.string(), value: z.string() });

/** Reads it back; `null` when it is none of ours. */
export function readPress(carried: string): FormPress | null {
  try {
    return press.safeParse(JSON.parse(carried)).data ?? null;
  } catch {
    return null;
  }
}

/** The block of a field: where Slack shows what is wrong with it. */
export const fieldBlock = (id: string) => `field-${id}`;

/** A form as a modal. */
export function formView(form: Form, of: FormPress): types.ModalView {
  return {
    type: "modal",
    callback_id: FORM,
    private_metadata: JSON.stringify(of),
    title: plain(form.title, TITLE),
    submit: plain(form.submit, TITLE),
    close: plain("Cancel", TITLE),
    blocks: form.fields.slice(0, MOST_FIELDS).map(fieldInput),
  };
}

function fieldInput(field: Field): types.InputBlock {
  return {
    type: "input",
    block_id: fieldBlock(field.id),
    label: plain(field.label, LABEL),
    element: elementOf(field),
    ...(field.hint && { hint: plain(field.hint, HINT) }),
    ...(field.optional && { optional: true }),
  };
}

function elementOf(field: Field): types.InputBlock["element"] {
  const { value } = field;
  switch (field.type) {
    case "text":
      return {
        type: "plain_text_input",
        action_id: ANSWER,
        multiline: field.lines === "many",
        max_length: Math.min(field.maxLength ?? LONGEST_TEXT, LONGEST_TEXT),
        ...(value && { initial_value: value }),
      };
    case "number":
      return {
        type: "number_input",
        action_id: ANSWER,
        is_decimal_allowed: true,
        ...(field.min !== undefined && { min_value: String(field.min) }),
        ...(field.max !== undefined && { max_value: String(field.max) }),
        ...(value && { initial_value: value }),
      };
    case "date":
      return { type: "datepicker", action_id: ANSWER, ...(value && { initial_date: value }) };
    case "choice": {
      const options = field.options
        .slice(0, MOST_OPTIONS)
        .map((one) => ({ text: plain(one.label, OPTION), value: one.value }));
      const initial = options.find((one) => one.value === value);
      return {
        type: "static_select",
        action_id: ANSWER,
        options,
        ...(initial && { initial_option: initial }),
      };
    }
  }
}

/** What was filled in, by the field's id; what was left empty is left out. */
export function fieldsIn(
  values: Record<string, Record<string, Record<string, unknown>>>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([block, elements]) => {
      const given = elements[ANSWER];
      const chosen = given?.selected_option as { value?: string } | null | undefined;
      const answer = given?.value ?? given?.selected_date ?? chosen?.value;
      const id = block.replace(/^field-/, "");
      return typeof answer === "string" ? [[id, answer]] : [];
    }),
  );
}

function plain(text: string, most: number) {
  const words = shorten(printable(text).replace(/\s+/g, " ").trim(), most);
  return { type: "plain_text" as const, text: words || "…", emoji: false };
}
