import type { Call } from "../calls/call.ts";

/**
 * Two people over a thing: a bicycle, a flat, a used phone. There is a price and no company, so
 * nobody signs, nothing has a budget line, and the deal is struck in the same talk or not at all.
 */

const LONGEST_WORDS = 900;
const SUMS = 2;
const MOST_OF_A_FIRM = 1;

const SUM = /[$€£] ?\d|\b\d{2,}\b|\b(?:hundred|thousand|bucks|dollars|euros?|pounds|quid)\b/gi;
const FIRM =
  /\b(?:compan(?:y|ies)|teams?|customers?|clients?|users?|seats|licen[cs]es?|contracts?|software|platform|departments?|directors?|board|invoices?|staff|employees|suppliers?|vendors?|roll-?out|implementation|quarter|procurement|colleagues|sites?|demo|pilot)\b/gi;

/** Whether a call is a private sale. Pure; linear. */
export function isHaggle(call: Pick<Call, "turns">): boolean {
  const text = call.turns.map((turn) => turn.text).join(" ");
  if ((text.match(/\S+/g)?.length ?? 0) > LONGEST_WORDS) return false;
  if ((text.match(SUM)?.length ?? 0) < SUMS) return false;
  const firm = new Set(
    (text.match(FIRM) ?? []).map((word) => word.toLowerCase().replace(/s$/, "")),
  );
  return firm.size <= MOST_OF_A_FIRM;
}
