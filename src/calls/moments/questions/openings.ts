import { AUXILIARY, DETERMINERS, PRONOUNS, pronounOf, WH, WH_CONTRACTED, words } from "./words.ts";

/** How a clause asks; `strength` is how often such an opening is a question, 0 to 1. */
export interface Opening {
  cue: "wh" | "inversion";
  strength: number;
}

// Plain functions rather than closures made anew for each sentence: this runs on every word of a call.
const wh = (strength: number): Opening => ({ cue: "wh", strength });
const inversion = (strength: number): Opening => ({ cue: "inversion", strength });

const HESITATION = words("uh um er erm ah");
/** Real words that are also the beginning of other words: not taken for a cut-off. */
const SHORT_WORDS = words(
  "i a we he me us the she you do so to no in on an as at be by go if is it my of or up am are can has had " +
    "and all any but for her his how not one our out who why yes they have will see say may new now day was be",
);
const DO_SUBJECTS = words(
  "you we they i people folks these those any anyone anybody your our their most both y'all guys",
);
const BE_SUBJECTS = words(
  "it that this there he she they you we i these those anyone anybody everyone everybody someone somebody anything everything",
);
const HAVE_SUBJECTS: Readonly<Record<string, ReadonlySet<string>>> = {
  have: words("you we they i there people any your these those anyone anybody y'all"),
  has: words(
    "he she it anyone anybody that this there your someone somebody everyone everybody anything",
  ),
  had: words("you we they he she it there anyone"),
};
const NOT_A_SUBJECT = words(
  "a an not so well in on at to of some all it's very more less just really nothing been be have had got is are was " +
    "like what how why where when going gonna kind sort about from with by for and or but if because then also still " +
    "pretty quite always never only too that's i'm supposed better good bad great fine okay ok right done easy hard",
);
const WHAT_FOLLOWERS = words(
  "about if else kind kinds sort sorts type types time day part parts percentage percent exactly specifically " +
    "other happens happened happen brings brought prompted made makes led drives drove changed caused level stage",
);
const NOUNS_BEHIND_WHAT = words(
  "kind kinds sort sorts type types time day part parts percentage percent level stage",
);
const MEASURES = words(
  "many much often long old far big soon fast large well high quickly frequently close likely deep",
);
const HOW_ASKS = words("about come so else");
const PREPOSITIONS = words("in at for by on with from to of about under since until through like");
const COPULAS = words("is was");
const PLURAL = words("you we they these those people y'all guys both most i'm");
/** "what's important is": the rest is said, not asked. */
const CLEFT_REACH = 7;

/** Index of the next word that is not a hesitation, a repetition or the cut-off beginning of the word behind it. */
export function skipStutter(all: readonly string[], from: number): number {
  let at = from;
  for (;;) {
    const word = all[at];
    if (word === undefined) return at;
    const behind = all[at + 1];
    const cutOff = behind?.startsWith(word) && word.length < 5 && !SHORT_WORDS.has(word);
    if (HESITATION.has(word) || behind === word || cutOff) at += 1;
    else return at;
  }
}

/** "is printing", "was delayed", "is mostly": the rest of a statement whose subject was said before. */
function goesOnSaying(word: string): boolean {
  return word.length > 4 && (word.endsWith("ing") || word.endsWith("ed") || word.endsWith("ly"));
}

/** "is you", "are it": two clauses that happen to meet. */
function disagrees(base: string, subject: string): boolean {
  if (base === "is" || base === "has" || base === "does")
    return PLURAL.has(subject) || subject === "i";
  if (base === "was") return PLURAL.has(subject);
  if (base === "am") return subject !== "i";
  if (base === "are" || base === "were" || base === "do" || base === "have") {
    return (
      subject === "he" ||
      subject === "she" ||
      subject === "it" ||
      (base === "are" && subject === "i")
    );
  }
  return false;
}

/** An auxiliary in front of its subject within the next few words: "what tools DO YOU". */
export function invertsSoon(all: readonly string[], from: number, reach: number): boolean {
  const end = Math.min(all.length - 1, from + reach);
  for (let at = from; at < end; at += 1) {
    const word = all[at] as string;
    // A subject before any auxiliary: "how many seats WE can", a clause inside another.
    if (PRONOUNS.has(pronounOf(word)) && word !== "there") return false;
    const base = AUXILIARY.get(word);
    if (base === undefined) continue;
    const subject = all[skipStutter(all, at + 1)] ?? "";
    if (PRONOUNS.has(subject)) return !disagrees(base, subject);
    if (subject === "your" || subject === "this" || subject === "these" || subject === "those")
      return true;
    return DETERMINERS.has(subject) && (base === "do" || base === "does" || base === "did");
  }
  return false;
}

/** A second "is" soon after: a cleft such as "what happens is". */
function isCleft(all: readonly string[], from: number): boolean {
  const end = Math.min(all.length - 1, from + CLEFT_REACH);
  for (let at = from; at < end; at += 1) {
    if (COPULAS.has(all[at] as string) && !WH.has(all[at - 1] as string)) {
      return !PRONOUNS.has(all[at + 1] as string) || all[at - 1] !== "it";
    }
  }
  return false;
}

/** Auxiliary before subject at `at`: "do you", "is there", "would that". */
export function inversionAt(all: readonly string[], from: number): Opening | null {
  let at = from;
  // "are were you", "do do you": the last auxiliary is the one that counts.
  while (AUXILIARY.has(all[at] ?? "") && AUXILIARY.has(all[at + 1] ?? "")) at += 1;
  const word = all[at];
  const base = word === undefined ? undefined : AUXILIARY.get(word);
  if (base === undefined) return null;
  const negated = word !== base;
  const subject = all[skipStutter(all, at + 1)];
  if (subject === undefined || disagrees(base, subject)) return null;
  // "The rates are, you know, up": a filler, unless "do" makes it a question.
  if (base !== "do" && base !== "did" && subject === "you" && all[at + 2] === "know") return null;
  const pronoun = PRONOUNS.has(subject);
  switch (base) {
    case "do":
      return DO_SUBJECTS.has(subject) && (!negated || pronoun) ? inversion(0.92) : null;
    case "does":
    case "did":
      if (pronoun) return inversion(0.92);
      if (DETERMINERS.has(subject) && !NOT_A_SUBJECT.has(subject)) return inversion(0.85);
      return negated || NOT_A_SUBJECT.has(subject) ? null : inversion(0.6);
    case "is":
    case "are":
    case "am":
    case "was":
    case "were":
      if (BE_SUBJECTS.has(subject)) return inversion(0.88);
      if (DETERMINERS.has(subject)) return inversion(0.62);
      return NOT_A_SUBJECT.has(subject) || goesOnSaying(subject) ? null : inversion(0.52);
    case "have":
    case "has":
    case "had":
      return HAVE_SUBJECTS[base]?.has(subject) ? inversion(base === "had" ? 0.6 : 0.9) : null;
    default:
      if (pronoun) return inversion(0.9);
      return DETERMINERS.has(subject) ? inversion(0.7) : null;
  }
}

/** "What level THEY reached", "what type IT is": the subject stands before its verb, inside another sentence. */
function isEmbedded(all: readonly string[], from: number): boolean {
  const end = Math.min(all.length, from + 3);
  for (let at = from; at < end; at += 1) {
    const word = all[at] as string;
    if (AUXILIARY.has(word)) return false;
    if (PRONOUNS.has(word) && word !== "there" && !AUXILIARY.has(all[at - 1] as string))
      return true;
  }
  return false;
}

function whatAt(all: readonly string[], at: number, next: string): number {
  if (next === "a" || next === "an") return 0;
  if (AUXILIARY.has(next)) {
    const mayCleave = COPULAS.has(next) || next === "has" || all[at + 2] === "be";
    return mayCleave && isCleft(all, at + 2) ? 0.3 : 0.92;
  }
  if (NOUNS_BEHIND_WHAT.has(next) && isEmbedded(all, at + 2)) return 0.2;
  if (WHAT_FOLLOWERS.has(next))
    return next.startsWith("happen") && isCleft(all, at + 2) ? 0.2 : 0.85;
  if (PRONOUNS.has(pronounOf(next)) || DETERMINERS.has(next)) return 0.15;
  if (invertsSoon(all, at + 2, 4)) return 0.88;
  return isCleft(all, at + 2) ? 0.2 : 0.6;
}

function howAt(all: readonly string[], at: number, next: string): number {
  if (AUXILIARY.has(next) || HOW_ASKS.has(next)) return 0.9;
  if (MEASURES.has(next)) {
    const reach = all.slice(at + 2, at + 6);
    const subject = reach.findIndex((word) => PRONOUNS.has(pronounOf(word)));
    const auxiliary = reach.findIndex((word) => AUXILIARY.has(word));
    return subject >= 0 && (auxiliary < 0 || auxiliary > subject) ? 0.25 : 0.85;
  }
  if (next === "to" || PRONOUNS.has(pronounOf(next)) || DETERMINERS.has(next)) return 0.15;
  return invertsSoon(all, at + 2, 3) ? 0.85 : 0.3;
}

function whichAt(all: readonly string[], at: number, next: string): number {
  if (next === "is" || next === "was")
    return all[at + 2] === "it" && all.length === at + 3 ? 0.7 : 0.1;
  if (AUXILIARY.has(next) || PRONOUNS.has(pronounOf(next))) return 0.1;
  if (next === "one" || next === "ones" || next === "of" || all.length === at + 2) return 0.75;
  return invertsSoon(all, at + 2, 4) ? 0.85 : 0.3;
}

/** A question word at `at`, weighed by what follows it. */
export function whAt(all: readonly string[], at: number): Opening | null {
  const word = all[at];
  if (word === undefined) return null;
  const contracted = WH_CONTRACTED.get(word);
  if (contracted !== undefined) {
    if (contracted === "what") return wh(isCleft(all, at + 2) ? 0.25 : 0.85);
    return wh(contracted === "when" || contracted === "which" ? 0.3 : 0.8);
  }
  if (PREPOSITIONS.has(word) && WH.has(all[at + 1] ?? "")) {
    if (all[at + 2] === undefined) return wh(0.7);
    if (invertsSoon(all, at + 2, 4)) return wh(0.85);
    return all.length === at + 3 && MEASURES.has(all[at + 2] as string) ? wh(0.7) : null;
  }
  if (!WH.has(word)) return null;
  const behind = skipStutter(all, at + 1);
  const next = all[behind];
  if (next === undefined || (all.length === at + 2 && next === "else")) {
    return wh(word === "when" || word === "which" ? 0.6 : 0.8);
  }
  switch (word) {
    case "what":
      return wh(whatAt(all, behind - 1, next));
    case "how":
      return wh(howAt(all, behind - 1, next));
    case "which":
      return wh(whichAt(all, behind - 1, next));
    case "why":
      return wh(PRONOUNS.has(pronounOf(next)) ? 0.35 : 0.88);
    case "who":
      return wh(PRONOUNS.has(pronounOf(next)) ? 0.15 : 0.7);
    case "where":
    case "when":
      if (!AUXILIARY.has(next)) return wh(0.1);
      return wh(word === "where" || invertsSoon(all, behind, 2) ? 0.85 : 0.65);
    default:
      return wh(0.5);
  }
}
