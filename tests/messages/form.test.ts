import { describe, expect, it } from "vitest";
import { asked, fieldProblems } from "../../src/messages/form.ts";
import type { Form } from "../../src/messages/message.ts";

const FORM: Form = {
  title: "Update the deal",
  submit: "Save",
  fields: [
    { id: "next", type: "text", label: "Next step", maxLength: 20 },
    { id: "on", type: "date", label: "When", optional: true },
    { id: "sure", type: "number", label: "How sure", min: 0, max: 100, optional: true },
    {
      id: "category",
      type: "choice",
      label: "Category",
      optional: true,
      options: [{ value: "commit", label: "Commit" }],
    },
  ],
};

describe("a form", () => {
  it("takes what fits, trimmed, and leaves out what it never asked for", () => {
    const answers = {
      next: " Call Priya ",
      on: "2026-03-31",
      sure: "40",
      other: "x",
      category: "",
    };
    expect(fieldProblems(FORM, answers)).toEqual({});
    expect(asked(FORM, answers)).toEqual({ next: "Call Priya", on: "2026-03-31", sure: "40" });
  });

  it("says of each field what is wrong with it and what to do", () => {
    expect(
      fieldProblems(FORM, { on: "2026-02-30", sure: "140", category: "maybe", next: "" }),
    ).toEqual({
      next: "Next step: please fill this in.",
      on: "When: write the day as 2026-03-31.",
      sure: "How sure: 100 is the most.",
      category: "Category: choose one of what is offered.",
    });
    expect(fieldProblems(FORM, { next: "x".repeat(21), sure: "a few" })).toEqual({
      next: "Next step: 21 characters are too many, at most 20 fit.",
      sure: "How sure: write a number, such as 12 or 3.5.",
    });
  });
});
