import { checkRules, type Rules } from "../../coaching/directives.ts";

/** A sentence with an id, so that it is not said to the same person twice in a row. */
export interface Variant<Context> {
  id: string;
  /** Takes up something named on this call: preferred to a sentence that would fit others too. */
  sharp?: true;
  /** The sentence, or anything falsy when this wording does not fit the moment. */
  say(context: Context): string | false | null;
}

/** A small stable hash (FNV-1a): the same call is always worded the same way. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    hash ^= text.charCodeAt(at);
    hash = Math.imul(hash, 0x01000193);
  }
  return hash >>> 0;
}

/** Places behind everything that was said: a wording somebody changed, and one the guard would refuse. */
const LAST = Number.MAX_SAFE_INTEGER - 1;
const NEVER = Number.MAX_SAFE_INTEGER;

/** Wordings said so far, oldest first, and those being said now. */
export interface Wordings {
  seed: string;
  recent: readonly string[];
  used: string[];
  /** What managers asked to leave: words never said, wordings only when nothing else fits. */
  rules?: Rules;
}

/**
 * Picks a fitting wording: those not said lately before those that were, the longest unsaid of
 * these first; sharp ones before general ones; else from a seeded starting place.
 */
export function pick<Context>(
  wordings: Wordings,
  variants: readonly Variant<Context>[],
  context: Context,
): string {
  const { rules } = wordings;
  const start = hashOf(`${wordings.seed}/${variants[0]?.id ?? ""}`) % Math.max(1, variants.length);
  const turned = [...variants.slice(start), ...variants.slice(0, start)];
  const fitting = turned.flatMap((variant) => {
    const text = variant.say(context);
    if (!text) return [];
    const left = rules !== undefined && checkRules(rules, text).length > 0;
    const changed = rules?.wordings.includes(variant.id) ?? false;
    const said = left ? NEVER : changed ? LAST : wordings.recent.lastIndexOf(variant.id);
    return [{ variant, text, said }];
  });
  fitting.sort(
    (a, b) =>
      a.said - b.said || Number(b.variant.sharp ?? false) - Number(a.variant.sharp ?? false),
  );
  const [best] = fitting;
  if (!best) throw new Error(`no wording fits: ${variants[0]?.id ?? "empty list"}`);
  wordings.used.push(best.variant.id);
  // A name that stands in for a person may begin a sentence.
  return best.text.replace(/(^|[.?!…] |” )the buyer/g, "$1The buyer");
}
