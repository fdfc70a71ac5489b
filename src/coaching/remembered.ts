/** Something a rep said or set out to do, that a later debrief may begin with. */
export interface Remembered {
  /** The id of the memory. */
  memory: string;
  kind: "reflection" | "intention" | "commitment";
  /** ISO day it was said on. */
  on: string;
  /** Verbatim. */
  words: string;
  /** The call it was about, as people call it; `null` when it was about none. */
  about: string | null;
  callId: string | null;
}

/** "Next time I'd …": somebody says what they mean to do. */
const INTENDS =
  /\b(?:next time|from now on|i(?:'ll| will|'d| would(?: have)?| want to| should(?:'ve| have)?| could(?:'ve| have)?| need to| plan to| mean to)|going to|try to|trying to)\b/i;
/** What nobody wants to find quoted by a machine, however kindly it is meant. */
const TOO_NEAR =
  /\b(?:ill(?:ness)?|sick|hospital|doctor|therap\w+|anxi\w+|depress\w+|panic\w*|burn(?:ed|t)?.?out|pregnan\w+|divorc\w+|funeral|died|death|drunk|hungover|wife|husband|kids?|child(?:ren)?|church|god|religio\w+|fired|salary|quit)\b/i;
const LEAST_WORDS = 5;
const MOST_WORDS = 26;

/**
 * The sentence of somebody's own words that is worth hearing again, letter by letter: what they meant to
 * do, before what they explained. `null` when there is none, or when it is nobody's business.
 */
export function wordsToCite(text: string): { words: string; intends: boolean } | null {
  if (TOO_NEAR.test(text)) return null;
  const sentences = (text.match(/[^.!?\n]+[.!?]*/g) ?? []).map((sentence) => sentence.trim());
  const fit = sentences.filter((sentence) => {
    const words = sentence.split(/\s+/).length;
    return words >= LEAST_WORDS && words <= MOST_WORDS && !/["“”]/.test(sentence);
  });
  const intends = fit.find((sentence) => INTENDS.test(sentence.replaceAll("’", "'")));
  const chosen = intends ?? fit[0];
  return chosen ? { words: chosen, intends: intends !== undefined } : null;
}

/** "3 March", with the year when it was another one. */
export function dayOfMemory(on: string, today: string): string {
  const sameYear = on.slice(0, 4) === today.slice(0, 4);
  return new Intl.DateTimeFormat("en-GB", {
    ...{ day: "numeric", month: "long", timeZone: "UTC" },
    ...(sameYear ? {} : { year: "numeric" }),
  }).format(new Date(`${on}T00:00:00Z`));
}
