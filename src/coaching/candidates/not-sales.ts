import type { Talk } from "../../calls/talk.ts";
import { isBeforeAnAudience } from "./audience.ts";
import { isSalesTalk } from "./sales-talk.ts";

/** Why a recording is no conversation with a buyer: it was held before many, or nothing is sold in it. */
export type NotSales = "audience" | "nothing-sold";

/** What a recording is instead of a sales conversation, `null` when it is one. Pure. */
export function notSales(talk: Talk): NotSales | null {
  if (isBeforeAnAudience(talk)) return "audience";
  return isSalesTalk(talk) ? null : "nothing-sold";
}
