import type { Discrepancy } from "./discrepancy.ts";
import { type DealFile, factOf, momentsOf } from "./evidence.ts";

/** Said of somebody who is in the running: looked at, talked to, compared, quoting, or in place today. */
const RUNNING =
  /\b(?:look(?:ing|ed)? at|talk(?:ing|ed)? (?:to|with)|speak(?:ing)? (?:to|with)|spoke (?:to|with)|met with|meeting|evaluat\w+|consider\w*|compar\w+|trial(?:ling|ing)?|pilot\w*|shortlist\w*|versus|vs\.?|up against|(?:a |the )?(?:quote|offer|bid|proposal|price|demo|demonstration) from|quoted|offer(?:s|ed|ing)?|pitch(?:es|ed|ing)?|cheaper|between you and|the other (?:one|option|vendor|supplier)|in the (?:running|mix|frame)|renew(?:al|ing|s)?|today we(?:'re| are)? (?:use|using|on)|(?:we|they)(?:'re| are)? (?:currently |already |still )?(?:use|using|on|with|run|running)|contract with|incumbent|current (?:supplier|vendor|provider|system))\b/i;
/** Over, not theirs, or hearsay: whoever is spoken of so is not in the running. */
const OUT =
  /\b(?:rul(?:e|ed|ing) (?:\w+ ){0,2}out|not|never|no longer|[a-z]+n't|used to|ago|back then|last time|switched (?:from|away|off)|moved (?:from|away|off)|left|dropp(?:ed|ing)|stopp(?:ed|ing)|cancell?ed|previous(?:ly)?|former(?:ly)?|my (?:last|old)|our old|heard of|friend|if (?:we|you|they)|would|could|might)\b/i;

/** Words of a field that holds one name or several. */
const namesIn = (field: string) =>
  field
    .split(/[;,/|\n]|\band\b/i)
    .map(plain)
    .filter((name) => name !== "");
const plain = (name: string) =>
  name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

/**
 * A competitor the buyer named as being in the running, whom the CRM's field does not have. Who is named
 * in passing, or as ruled out, is none.
 * @param inCrm what stands in the field; `undefined` where the account has mapped none
 */
export function competitorClaim(
  file: DealFile,
  inCrm: string | null | undefined,
): Discrepancy | null {
  if (inCrm === undefined) return null;
  const known = namesIn(inCrm ?? "");
  // Newest first: whoever was ruled out since is out, however they were spoken of before.
  const judged = new Set<string>();
  for (const { call, moment } of momentsOf(file, "mention")) {
    const name = plain(moment.entity);
    if (moment.subject !== "competitor" || moment.side !== "buyer" || judged.has(name)) continue;
    const out = OUT.test(moment.quote);
    if (!out && !RUNNING.test(moment.quote)) continue;
    judged.add(name);
    if (out || known.some((one) => one === name || one.includes(name) || name.includes(one)))
      continue;
    return {
      field: "competitor",
      inCrm,
      // Who stands there stays: two may be in the running. CRMs tell several names apart so.
      value: inCrm ? `${inCrm};${moment.entity}` : moment.entity,
      said: moment.entity,
      evidence: factOf(call, moment),
      kind: inCrm ? "differs" : "empty",
    };
  }
  return null;
}
