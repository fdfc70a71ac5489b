import { AUXILIARY, LEAD_INS, PRONOUNS, words } from "./words.ts";

const TAG_WORDS = words("right huh correct");
/** "that's right", "the right": no tag. */
const MAKES_IT_AN_ADJECTIVE = words(
  "that's you're is are was be been the all exactly he's she's it's they're quite not just absolutely seems sounds " +
    "looks look that yeah oh yes mm ok okay uh um got get about entirely totally completely probably a so too very " +
    "almost done it'll do right",
);
const ADVERBS = words("actually really necessarily always ever uh um even");
const OBJECTS = words("it that this there him her us them me all way thing");
const COPULAS = words("is are was were");
/** In front of "do that", "is it": the words belong to the statement. */
const GOVERNS = words(
  "i you we they he she it that this there who which what how where when why people to can could will would should " +
    "may might must not never than as all thing way him her them us me gonna let and just",
);
const NEGATIONS = words("not never no nothing nobody hardly");
const MIN_WORDS_BEFORE = 3;
const REACH = 12;

const isNegated = (all: readonly string[], end: number): boolean =>
  all
    .slice(Math.max(0, end - REACH), end)
    .some((word) => NEGATIONS.has(word) || word.endsWith("n't"));

const FINE = words("okay ok alright fine cool right");

/** "…, if that's okay with you": asks for leave. */
function asksLeave(all: readonly string[]): boolean {
  let end = all.length - 1;
  if (all[end] === "you" && (all[end - 1] === "with" || all[end - 1] === "by")) end -= 2;
  if (all[end] === "right" && all[end - 1] === "all") end -= 1;
  if (!FINE.has(all[end] ?? "") && all[end] !== "all") return false;
  const subject = all[end - 1];
  if (subject === "that's" || subject === "it's") return all[end - 2] === "if";
  return subject === "is" && all[end - 3] === "if";
}

/** A tag that turns a statement into a question: "…, right", "…, isn't it". Returns its strength, or 0. */
export function tagStrength(all: readonly string[]): number {
  const count = all.length;
  const last = all[count - 1];
  if (last === undefined || count < MIN_WORDS_BEFORE) return 0;
  const before = all[count - 2] as string;
  if (TAG_WORDS.has(last)) {
    if (MAKES_IT_AN_ADJECTIVE.has(before) || AUXILIARY.has(before)) return 0;
    if (ADVERBS.has(before) && AUXILIARY.has(all[count - 3] as string)) return 0;
    if (all.every((word) => LEAD_INS.has(word))) return 0;
    return count > MIN_WORDS_BEFORE ? 0.72 : 0.6;
  }
  if (asksLeave(all)) return 0.75;
  const auxiliary = AUXILIARY.get(before);
  if (auxiliary !== undefined && PRONOUNS.has(last) && count > MIN_WORDS_BEFORE) {
    const third = all[count - 3] as string;
    const negated = before !== auxiliary;
    // "They shipped it, didn't they": the order of a question, so "it" is no subject; "that isn't it" is a statement.
    const object = negated && OBJECTS.has(third) && !COPULAS.has(auxiliary);
    if ((GOVERNS.has(third) && !object) || AUXILIARY.has(third)) return 0;
    if (negated) return 0.8;
    return isNegated(all, count - 2) ? 0.65 : 0;
  }
  if (last === "think" && before === "you" && all[count - 3] === "don't") return 0.8;
  if (last === "mean" && before === "you" && count > MIN_WORDS_BEFORE && all[0] !== "depends") {
    const third = all[count - 3] as string;
    return third === "what" || third === "which" || third === "one" || third === "do" ? 0 : 0.6;
  }
  return 0;
}

const LONE_TAGS = words("right correct");

/** A turn or sentence that is nothing but a tag. */
export function isLoneTag(all: readonly string[]): boolean {
  return all.length === 1 && LONE_TAGS.has(all[0] as string);
}
