import type { Line, Run } from "./runs.ts";
import type { Scene } from "./scene.ts";
import { turnedFrom } from "./turned-away.ts";
import { textOf } from "./weighing.ts";

/**
 * A price that a rep makes the case for, told from the case: whoever argues with a buyer's reaction
 * says that it is a lot and yet not, what is in it, what comes back, what it is a day, what others are.
 */
const ARGUMENTS: readonly RegExp[] = [
  /\b(?:i know (?:it|that)|sounds? (?:like )?a lot|it is an? (?:investment|bit|lot)|get what you pay|not the cheapest|i (?:get|hear|understand) (?:that|you)|bear in mind|the thing (?:to|is)|let me explain|there's a reason|it's not (?:only|just)|you could,? but|though\.|sure,? but|it is before|costs have|what i'd say|but (?:think|remember|when|if|what|our|the|we))\b/,
  /\b(?:includ(?:es?|ed|ing)|everything(?:'s)?|it's all|all of the|covers?|as standard|on top of|comes with|you're getting|warranty|guarantee\w*|unlimited|free upgrades|support,|the training)\b/,
  /\b(?:sav(?:e|es|ed|ings?)|pays? for itself|get (?:it |that )?back|paid back|return|value|worth|roi|quids in|reclaim|cuts? (?:your|the)|speeds? up|uptime|less waste|resale|tends to cover|covers it|time you get|cost of)\b/,
  /\b(?:less than \S+(?: \S+)? (?:pounds |euros |dollars )?(?:a|per) (?:day|week|month|person|head)|break it down|over (?:the )?(?:\w+ )?(?:years|life)|spreads?|fixed for|per person|a day|every year|for \w+ years)\b/,
  /\b(?:cheaper|the others?|which (?:they|the)|whereas|compar\w+|a fraction|different quality|better (?:value|quality|membrane)|nearly double|well over|on their own|the best|most popular|very reasonable|competitive|certified|hand finished|engineering)\b/,
];
const NEEDED = 2;
const ARGUED_WORDS = 22;

/** A sum, a price's words, or a sharp breath. */
const SUM =
  /[$€£] ?\d|\b\d[\d,.]*\b|\b(?:hundred|thousand|grand|pounds|euros?|dollars|quid|\w+ty(?:[- ]\w+)?|a (?:third|half|quarter)|half that|nought)\b/;
const MONEY =
  /\b(?:price|cost|costs|pay|paying|paid|figure|number|quote|fee|salary|vat|money|dear(?:er)?|expensive|steep|cheap(?:er)?|afford|licence|licen[cs]es|league|budget|for (?:that|this)\??|a month|a year|each|hire|gone up|in my head)\b/;
const BREATH =
  /\b(?:phew|ooh|ouch|blimey|wow|gosh|crikey|jeez|hm+|whoa|oof|goodness|wince|choke|sit up|sat up|having me on|gulp|swallow|out of (?:our|my) league|sandwiches)\b/;
const PLAIN_QUESTION =
  /^(?:(?:and|so|okay|right)[, ]+)*(?:what|which|when|who|does|do|is|are|can|could|would|how (?:many|often|long|does it|do i|do we))\b[^.]*\?$/;
const LONGEST = 40;

export interface Argued {
  line: Line;
  answer: Run;
  /** How many sorts of argument were made. */
  arguments: number;
}

/** A buyer's short word about the price that the rep answered by making its case, `null` when not. */
export function priceArguedIn(scene: Scene, run: Run): Argued | null {
  if (run.words > LONGEST) return null;
  const left = turnedFrom(scene, run);
  if (!left || left.answer.words < ARGUED_WORDS) return null;
  const said = textOf(run.lines);
  if (PLAIN_QUESTION.test(said)) return null;
  const before = textOf(
    scene.runs.slice(Math.max(0, run.index - 1), run.index).flatMap(({ lines }) => lines.slice(-3)),
  );
  const priced =
    Number(SUM.test(said)) +
    Number(MONEY.test(said)) +
    Number(BREATH.test(said)) * 1.5 +
    Number(SUM.test(before) && MONEY.test(before)) * 0.5;
  if (priced < 1.5 && !(priced >= 1 && MONEY.test(textOf(left.answer.lines)))) return null;
  const made = ARGUMENTS.filter((argument) => argument.test(textOf(left.answer.lines))).length;
  if (made < NEEDED + (priced < 2 ? 1 : 0)) return null;
  const line = run.lines.find(
    ({ sentence }) => BREATH.test(sentence.lower) || MONEY.test(sentence.lower),
  );
  const chosen = line ?? run.lines.find(({ sentence }) => SUM.test(sentence.lower));
  return chosen ? { line: chosen, answer: left.answer, arguments: made } : null;
}
