import type { Field, Form } from "./message.ts";

/** Characters of a text field that names no limit of its own: what both platforms take in one field. */
const LONGEST_TEXT = 3000;

/** What is wrong with what was filled in, a sentence a field; empty when nothing is. */
export function fieldProblems(
  form: Form,
  answers: Readonly<Record<string, string>>,
): Record<string, string> {
  return Object.fromEntries(
    form.fields.flatMap((field) => {
      const problem = problemOf(field, (answers[field.id] ?? "").trim());
      return problem ? [[field.id, problem]] : [];
    }),
  );
}

/** The answers to what a form asks, trimmed; anything else that came along is left out. */
export function asked(
  form: Form,
  answers: Readonly<Record<string, string>>,
): Record<string, string> {
  return Object.fromEntries(
    form.fields.flatMap((field) => {
      const answer = (answers[field.id] ?? "").trim();
      return answer ? [[field.id, answer]] : [];
    }),
  );
}

function problemOf(field: Field, answer: string): string | null {
  if (!answer) return field.optional ? null : `${field.label}: please fill this in.`;
  switch (field.type) {
    case "text": {
      const most = field.maxLength ?? LONGEST_TEXT;
      return answer.length > most
        ? `${field.label}: ${answer.length} characters are too many, at most ${most} fit.`
        : null;
    }
    case "number":
      return numberProblem(field, Number(answer));
    case "date":
      return isDate(answer) ? null : `${field.label}: write the day as 2026-03-31.`;
    case "choice":
      return field.options.some((option) => option.value === answer)
        ? null
        : `${field.label}: choose one of what is offered.`;
  }
}

function numberProblem(field: Extract<Field, { type: "number" }>, value: number): string | null {
  if (!Number.isFinite(value)) return `${field.label}: write a number, such as 12 or 3.5.`;
  if (field.min !== undefined && value < field.min)
    return `${field.label}: ${field.min} is the least.`;
  if (field.max !== undefined && value > field.max)
    return `${field.label}: ${field.max} is the most.`;
  return null;
}

/** A day that exists: 2026-02-30 does not. */
function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}
