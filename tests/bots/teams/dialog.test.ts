import { beforeAll, describe, expect, it } from "vitest";
import { formCard } from "../../../src/bots/teams/dialog.ts";
import type { Form } from "../../../src/messages/message.ts";
import { loadCardParser } from "./parser.ts";

const FORM: Form = {
  title: "Update the deal",
  submit: "Save",
  fields: [
    {
      id: "next",
      type: "text",
      label: "Next step",
      lines: "many",
      maxLength: 200,
      hint: "One line",
    },
    { id: "on", type: "date", label: "When", optional: true, value: "2026-12-01" },
    { id: "sure", type: "number", label: "How sure", min: 0, max: 100, optional: true },
    {
      id: "category",
      type: "choice",
      label: "Category",
      options: [
        { value: "commit", label: "Commit" },
        { value: "upside", label: "Upside 🙂 مرحبا" },
      ],
    },
  ],
};

let parse: Awaited<ReturnType<typeof loadCardParser>>;
beforeAll(async () => {
  parse = await loadCardParser();
});

describe("a dialog's card", () => {
  it("is read without complaint by the parser of Teams' own client, every kind of field in it", () => {
    expect(parse(formCard(FORM, { deliveryId: "d", actionId: "update" })).problems).toEqual([]);
  });

  it("is read so too when it is shown again with what was wrong, at its longest", () => {
    const long: Form = {
      ...FORM,
      title: "x".repeat(300),
      submit: "y".repeat(300),
      fields: FORM.fields.map((field) => ({ ...field, label: "z".repeat(300) })),
    };
    const again = formCard(long, {}, { given: { next: "w".repeat(200) }, problems: ["Too long."] });
    const { problems, text } = parse(again);
    expect(problems).toEqual([]);
    expect(text).toContain("Too long.");
  });
});
