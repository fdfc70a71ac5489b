import type { Sentence } from "../../talk.ts";
import { editDistance, soundOf } from "./sound.ts";

export interface ListedName<Subject> {
  subject: Subject;
  name: string;
}

export interface FoundName<Subject> {
  subject: Subject;
  /** The name as it stands in the list. */
  entity: string;
  at: number;
  confidence: number;
}

interface Wanted<Subject> extends ListedName<Subject> {
  letters: string;
  sound: string;
  size: number;
  mask: number;
}

/** Which letters a word holds, one bit each: two words one edit apart differ in two bits at most. */
function maskOf(letters: string): number {
  let mask = 0;
  for (let place = 0; place < letters.length; place += 1)
    mask |= 1 << (letters.charCodeAt(place) % 31);
  return mask;
}

function bitsOf(mask: number): number {
  let left = mask;
  let bits = 0;
  for (; left !== 0; left &= left - 1) bits += 1;
  return bits;
}

/** Shorter names are matched exactly or not at all: nearly every short word is one letter from another. */
const LEAST_FUZZY = 6;

const lettersOf = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
/** A word of a sentence as the names are kept; nearly all words hold no mark and pass as they are. */
function bare(word: string): string {
  if (!word.includes("'") && !word.includes("-") && !word.includes(".")) return word;
  return lettersOf(word.replace(/'s$/, ""));
}

function matching<Subject>(
  heard: string,
  split: boolean,
  capital: boolean,
  mask: number,
  wanted: Wanted<Subject>,
): number {
  const { letters } = wanted;
  if (heard === letters) return split ? 0.9 : 0.98;
  if (letters.length < LEAST_FUZZY || heard.length < LEAST_FUZZY - 1) return 0;
  const most = capital ? 2 : 1;
  if (bitsOf(mask ^ wanted.mask) > 2 * most) return 0;
  const distance = editDistance(heard, letters, most);
  if (distance > most) return 0;
  const sounds = soundOf(heard) === wanted.sound;
  if (distance === 1) {
    // Lower case means an ordinary word to the transcriber: then it must also start and sound alike.
    if (sounds && heard[0] === letters[0]) return capital ? 0.85 : 0.75;
    return capital && !split && letters.length >= 7 ? 0.65 : 0;
  }
  if (!sounds || !capital || heard[0] !== letters[0]) return 0;
  return letters.length >= 7 ? 0.65 : 0;
}

/** Where the next word stands: between two words there is nothing that could begin one. */
function wordAt(lower: string, word: string, from: number): number {
  const first = word.charCodeAt(0);
  let at = from;
  while (at < lower.length && lower.charCodeAt(at) !== first) at += 1;
  return at < lower.length && lower.startsWith(word, at) ? at : lower.indexOf(word, from);
}

/** Makes a reader for a list of names that hears through split, joined and misheard words. */
export function listedNameReader<Subject>(names: readonly ListedName<Subject>[]) {
  const wanted = names.flatMap((name): Wanted<Subject>[] => {
    const letters = lettersOf(name.name);
    if (letters.length < 2) return [];
    const size = name.name.trim().split(/\s+/).length;
    return [{ ...name, letters, sound: soundOf(letters), size, mask: maskOf(letters) }];
  });
  const largest = wanted.reduce((most, { size }) => Math.max(most, size + 1), 2);
  const longest = wanted.reduce((most, { letters }) => Math.max(most, letters.length + 2), 0);
  const initials: boolean[] = new Array(128).fill(false);
  for (const { letters } of wanted) initials[letters.charCodeAt(0)] = true;
  // Which lengths come near a name's: most joined words are ruled out before they are joined.
  const near: boolean[] = [];
  for (const { letters } of wanted)
    for (let step = -2; step <= 2; step += 1) near[letters.length + step] = true;
  // An ear that misses the first letter still needs a capital; any first letter may then begin a name.
  return (sentence: Sentence, cased: boolean): FoundName<Subject>[] => {
    if (wanted.length === 0) return [];
    let best: Map<string, FoundName<Subject>> | null = null;
    const { words, lower, text } = sentence;
    let from = 0;
    for (let place = 0; place < words.length; place += 1) {
      const word = words[place] ?? "";
      const at = wordAt(lower, word, from);
      if (at >= 0) from = at + word.length;
      const first = text.charCodeAt(Math.max(0, at));
      const capital = cased && at > 0 && first >= 65 && first <= 90;
      if (!capital && initials[word.charCodeAt(0)] !== true) continue;
      let heard = "";
      for (let size = 1; size <= largest && place + size <= words.length; size += 1) {
        heard += bare(words[place + size - 1] ?? "");
        if (heard.length > longest) break;
        if (near[heard.length] !== true) continue;
        const mask = maskOf(heard);
        for (const name of wanted) {
          const { letters } = name;
          if (Math.abs(heard.length - letters.length) > 2) continue;
          // Without a capital nothing that begins otherwise can match.
          if (!capital && heard.charCodeAt(0) !== letters.charCodeAt(0)) continue;
          const confidence = matching(heard, size > name.size, capital, mask, name);
          if (confidence <= (best?.get(name.name)?.confidence ?? 0)) continue;
          best ??= new Map();
          best.set(name.name, {
            subject: name.subject,
            entity: name.name,
            at: Math.max(0, at),
            confidence,
          });
        }
      }
    }
    return best === null ? [] : [...best.values()];
  };
}
