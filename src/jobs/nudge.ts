import { z } from "zod";

/** Set by the sweep: the same work under a new job id, since an id that has run does nothing again. */
export const again = { again: z.string().optional() };

/** A job's id, with the sweep's mark when it is nudged again. */
export function nudge(id: string, data: { again?: string | undefined }): string {
  return data.again ? `${id}-${data.again}` : id;
}
