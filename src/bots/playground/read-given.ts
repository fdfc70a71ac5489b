import type { z } from "zod";
import { CoachError } from "../../errors.ts";

/** What a page sent, in the shape it must have. @throws CoachError `bad-input` naming what is wrong */
export function readGiven<T>(schema: z.ZodType<T>, given: unknown): T {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const name = issue?.path.join(".") || "the request";
  throw new CoachError("bad-input", `${name}: ${issue?.message ?? "cannot be read"}`);
}
