/** A sentence with an id, so that it is not said to the same person twice in a row. */
export interface Variant<Context> {
  id: string;
  /** The sentence, or anything falsy when this wording does not fit the moment. */
  say(context: Context): string | false | null;
}

/** A small stable hash (FNV-1a): the same call is always worded the same way. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    hash ^= text.charCodeAt(at);
    hash = Math.imul(hash, 0x01000193);
  }
  return hash >>> 0;
}

/** Wordings said so far and those being said now. */
export interface Wordings {
  seed: string;
  recent: ReadonlySet<string>;
  used: string[];
}

/** Picks the first fitting wording from a seeded starting place, those said lately last. */
export function pick<Context>(
  wordings: Wordings,
  variants: readonly Variant<Context>[],
  context: Context,
): string {
  const start = hashOf(`${wordings.seed}/${variants[0]?.id ?? ""}`) % Math.max(1, variants.length);
  const turned = [...variants.slice(start), ...variants.slice(0, start)];
  const fresh = turned.filter((variant) => !wordings.recent.has(variant.id));
  for (const variant of [...fresh, ...turned]) {
    const text = variant.say(context);
    if (!text) continue;
    wordings.used.push(variant.id);
    return text;
  }
  throw new Error(`no wording fits: ${variants[0]?.id ?? "empty list"}`);
}
