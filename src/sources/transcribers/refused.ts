import { Rejected } from "../../errors.ts";

/** What a transcriber's refusal means for whoever set it up. */
export function refusedBy(
  vendor: string,
  { status, body }: { status: number; body: string },
  variable: string,
): Rejected {
  if (status === 401 || status === 403) {
    return new Rejected(`${vendor} does not accept the key in ${variable}.`, { code: "forbidden" });
  }
  if (status === 413) {
    return new Rejected(
      `The recording is larger than ${vendor} takes. Save its sound alone, or a shorter piece.`,
    );
  }
  const said = body.replace(/\s+/g, " ").slice(0, 160);
  return new Rejected(`${vendor} could not make words of the recording (${status}): ${said}`);
}
