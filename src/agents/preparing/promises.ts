import type { CommitmentMoment } from "../../calls/moment.ts";
import type { OpenPromise } from "../../coaching/prep.ts";
import type { CallInFull } from "../../store/call-search.ts";
import { promisesOf } from "../questions/findings.ts";
import { citeOn, type When } from "../several-calls.ts";

const EACH = 2;
/** Done before the call ended; or no thing to bring, only manners. */
const DONE =
  /\b(?:right now|now|while we're|in a second|bear that|a think|or,? no)\b|^i'll (?:find out|check|ask|see|try)\b\W*$/i;

/** What was last undertaken on each side, at most two each; nobody knows here whether it was kept. */
export function lastPromises(
  calls: readonly CallInFull[],
  when: When & { today: string },
): OpenPromise[] {
  // A later call takes up what was open before it, or lets it go.
  const recent = calls.slice(0, 1);
  return (["rep", "buyer"] as const).flatMap((side) =>
    promisesOn(recent, side, when).slice(0, EACH),
  );
}

/** What one side undertook on some calls, with its words. */
export function promisesOn(
  calls: readonly CallInFull[],
  side: "rep" | "buyer",
  { today, ...when }: When & { today: string },
): OpenPromise[] {
  return promisesOf(calls, side, new Set())
    .filter(({ call, moment }) => moment.turn !== call.setAside && !DONE.test(moment.quote))
    .map(({ call, moment }) => ({
      by: side === "rep" ? "us" : "them",
      who: moment.who,
      due: moment.due,
      past: moment.due !== null && moment.due < today,
      quote: citeOn(call, { turn: moment.turn, quote: undertaking(call, moment) }, when),
    }));
}

/** The undertaking itself where it stands in one piece and says enough, else its sentence. */
function undertaking(call: CallInFull, { turn, quote, what }: CommitmentMoment): string {
  const whole = call.call.turns[turn]?.text.includes(what) && what.split(/\s+/).length >= 3;
  return whole ? what : quote;
}
