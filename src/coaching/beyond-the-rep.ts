import type { Cited } from "./cited.ts";
import { cite } from "./cited.ts";
import type { Competency } from "./competencies.ts";
import type { PlannedCall } from "./tracks.ts";

/**
 * What a seller says when the answer is not theirs to give: leave to ask for, a rule of the house, a
 * thing the product does not do. Plain alternations, linear in the sentence.
 */
const NOT_MINE =
  /\b(?:i(?:'d| would| will|'ll)? ?(?:have|need) to (?:take (?:it|that|this) (?:back|up|away)|run (?:it|that|this) (?:by|past)|get (?:it |that )?(?:approv|sign)\w*|ask (?:my|our)|check with (?:my|our|the))|i(?:'m| am) not (?:allowed|able|authori[sz]ed) to|i (?:can't|cannot|couldn't) (?:approve|sign|offer|promise|change|go (?:below|under|lower)|do anything about)|(?:not mine to|above my|isn't my (?:call|decision)|not my (?:call|decision))|our (?:legal|finance|pricing|security|deal desk|contracts?)(?: team| people)? (?:has|have|needs?|won't|will not|takes?|want|wants|insists?)|it's our (?:policy|rule)|we don't (?:have|support|do) (?:that|this|it) (?:yet|today|at the moment)|(?:still )?on (?:the|our) roadmap)\b/i;

/** Only where a rule of the house can stand between a person and a behaviour. */
const CONCERNED: ReadonlySet<Competency> = new Set(["objections", "closing", "forecast"]);

/** The rep's own words that an answer was not theirs, on the calls named; at most three. */
export function beyondTheRep(
  calls: readonly PlannedCall[],
  competency: Competency,
  callIds: readonly string[],
): Cited[] {
  if (!CONCERNED.has(competency)) return [];
  return calls
    .filter(({ id }) => callIds.includes(id))
    .flatMap((one) => {
      const sides = new Map(one.call.participants.map(({ id, side }) => [id, side]));
      const speakers = Object.fromEntries(one.call.participants.map(({ id, name }) => [id, name]));
      for (const [turn, { speaker, text, startMs }] of one.call.turns.entries()) {
        if (sides.get(speaker) !== "rep") continue;
        const quote = sentenceWith(text);
        if (!quote) continue;
        const spot = { turn, atMs: startMs, quote, speaker, side: "rep" as const };
        return [cite({ id: one.id, name: one.name, speakers }, spot)];
      }
      return [];
    })
    .slice(0, 3);
}

/** The sentence around the words, verbatim; long ones are cut at a word. */
function sentenceWith(text: string): string | null {
  const found = NOT_MINE.exec(text.replaceAll("’", "'"));
  if (!found) return null;
  const before = text.slice(0, found.index);
  const from = Math.max(
    before.lastIndexOf(". "),
    before.lastIndexOf("? "),
    before.lastIndexOf("! "),
  );
  const rest = text.slice(from < 0 ? 0 : from + 2);
  const end = /[.?!](?:\s|$)/.exec(rest.slice(found.index - (from < 0 ? 0 : from + 2)));
  const to = end ? found.index - (from < 0 ? 0 : from + 2) + end.index + 1 : rest.length;
  const words = rest.slice(0, to).trim();
  return words.length <= 180 ? words : words.slice(0, words.lastIndexOf(" ", 180));
}
