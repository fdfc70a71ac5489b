import type { Sentence } from "../../talk.ts";
import type { Asking } from "./asking.ts";
import { LEAD_INS, words } from "./words.ts";

const SURPRISE = words(
  "really is it that so oh yeah yes right seriously no huh did was do does they you he she wow ah okay ok hmm mm hm " +
    "are were true uh uh-huh",
);
const SURPRISED = words("really seriously huh uh-huh");

/** "Oh, really?", "is that right?": listening aloud in the shape of a question. */
export function isSurprise(sentence: Sentence): boolean {
  const all = sentence.words;
  if (all.length > 4 || !all.every((word) => SURPRISE.has(word))) return false;
  if (all.includes("really")) return true;
  const last = all[all.length - 1];
  if (
    sentence.asks &&
    all.includes("that") &&
    (last === "right" || last === "so" || last === "true")
  )
    return true;
  return all.every((word) => LEAD_INS.has(word) || SURPRISED.has(word));
}

/** Strength of an asking once its surroundings are known. */
export function weigh(
  asking: Asking,
  sentence: Sentence,
  all: readonly string[],
  punctuated: boolean,
  continuing: boolean,
): number {
  if (sentence.asks) return Math.max(0.85, asking.strength);
  // Where marks are written, a sentence broken off at "or" is no more than that.
  if (punctuated && asking.cue === "alternative") return 0;
  let strength = asking.strength;
  const first = all[asking.at] as string;
  if (continuing && !asking.inner) {
    // The rest of a sentence begun in the turn before: "… is that we", "… who handle it".
    if ((first === "is" || first === "was") && all[asking.at + 1] === "that" && all.length > 4)
      strength -= 0.45;
    if (first === "who" || first === "where" || first === "when") strength -= 0.25;
  }
  const ending = sentence.text.charAt(sentence.text.length - 1);
  if (punctuated && (ending === "." || ending === "," || ending === "…")) {
    // Someone heard it and wrote no question mark: only a plain opening stands against that.
    if (asking.cue !== "invitation" && (asking.inner || asking.strength < 0.7)) strength -= 0.3;
    if (asking.cue === "inversion" && ending === ".") strength -= 0.3;
  }
  return punctuated && all.length === 1 ? strength - 0.4 : strength;
}
