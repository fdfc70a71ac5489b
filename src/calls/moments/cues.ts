import type { Sentence } from "../talk.ts";

/** A phrase that tells something: its pattern runs only on sentences that hold one of the trigger words. */
export interface Cue<Label> {
  label: Label;
  confidence: number;
  /** Space-separated lower-case words; each alternative of the pattern holds at least one. `#` = any number. */
  triggers: string;
  /** Matched against the lower-case sentence. */
  pattern: RegExp;
}

export interface FoundCue<Label> {
  label: Label;
  confidence: number;
  /** Index of the match in the sentence. */
  at: number;
}

/** Makes a reader that finds the cues of a sentence; the word lookup spares nearly all the patterns. */
export function cueReader<Label>(
  cues: readonly Cue<Label>[],
): (sentence: Sentence) => FoundCue<Label>[] {
  const byWord = new Map<string, number[]>();
  cues.forEach((cue, place) => {
    for (const word of cue.triggers.split(" ")) {
      const places = byWord.get(word);
      if (places) places.push(place);
      else byWord.set(word, [place]);
    }
  });
  const numbers = byWord.get("#");
  return (sentence) => {
    let wanted: Set<number> | null = null;
    for (const word of sentence.words) {
      const code = word.charCodeAt(0);
      const places = code >= 48 && code <= 57 ? numbers : byWord.get(word);
      if (places === undefined) continue;
      wanted ??= new Set();
      for (const place of places) wanted.add(place);
    }
    const found: FoundCue<Label>[] = [];
    if (wanted === null) return found;
    for (const place of wanted) {
      const cue = cues[place];
      if (cue === undefined) continue;
      const at = sentence.lower.search(cue.pattern);
      if (at >= 0) found.push({ label: cue.label, confidence: cue.confidence, at });
    }
    return found;
  };
}

/** Of several cues for one label the surest stands. */
export function surest<Label>(found: FoundCue<Label>[]): FoundCue<Label>[] {
  if (found.length < 2) return found;
  const best = new Map<Label, FoundCue<Label>>();
  for (const cue of found) {
    const known = best.get(cue.label);
    if (known === undefined || cue.confidence > known.confidence) best.set(cue.label, cue);
  }
  return [...best.values()];
}
