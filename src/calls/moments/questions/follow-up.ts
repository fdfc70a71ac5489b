import { FUNCTION_WORDS, words } from "./words.ts";

/** Only the end of what the other side said is still in the air. */
const LAST_WORDS = 60;
const PROBES = [
  "tell me more",
  "say more",
  "say a little more",
  "say a bit more",
  "elaborate",
  "expand on",
  "what do you mean",
  "how so",
  "such as",
  "like what",
  "in what way",
  "why is that",
  "an example",
  "you mentioned",
  "you said",
  "when you say",
  "you were saying",
  "you told me",
  "you talked about",
  "what makes you say",
  "and then what",
];
const POINTERS = words("that those");
/** Said in nearly every answer; repeating them picks nothing up. */
const EVERYWHERE = words("team company business people time");
const CHECKS = words("sense work works sound sounds help helps okay ok fair right clear good");
const MIN_STEM = 4;

/** Crude stem: enough to see "reporting" in "reports". */
function stem(word: string): string {
  const bare = word.endsWith("'s") ? word.slice(0, -2) : word;
  for (const ending of ["ings", "ing", "ies", "ied", "es", "ed", "er", "ly", "s", "e", "y"]) {
    if (bare.endsWith(ending) && bare.length - ending.length >= MIN_STEM - 1)
      return bare.slice(0, -ending.length);
  }
  return bare;
}

/** Stems of the content words. */
export function contentStems(all: readonly string[]): Set<string> {
  const stems = new Set<string>();
  for (const word of all.slice(-LAST_WORDS))
    if (word.length > 2 && !FUNCTION_WORDS.has(word) && !EVERYWHERE.has(word))
      stems.add(stem(word));
  return stems;
}

/**
 * Whether a question picks up what the other side just said: by one of its words, a pointer ("how does that…")
 * or a probe ("tell me more"). `first` when nothing else was asked in the turn before it.
 */
export function isFollowUp(
  said: readonly string[],
  clause: readonly string[],
  heard: ReadonlySet<string>,
  first: boolean,
): boolean {
  if (heard.size === 0) return false;
  const text = said.join(" ");
  if (PROBES.some((probe) => text.includes(probe))) return true;
  if (said.some((word) => !FUNCTION_WORDS.has(word) && heard.has(stem(word)))) return true;
  return (
    first && clause.some((word) => POINTERS.has(word)) && !clause.some((word) => CHECKS.has(word))
  );
}
