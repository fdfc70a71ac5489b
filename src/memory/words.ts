import { stemmer } from "stemmer";

const set = (words: string) => new Set(words.split(" "));

/** Function words and fillers: in every text, and about nothing. */
const STOP = set(
  "a an the and or but if then than that this these those there here it its he she they them their theirs his her " +
    "hers him i me my mine we us our ours you your yours is are was were be been being am do does did doing done have " +
    "has had having will would can could should shall may might must not no nor of in on at to for from with without " +
    "by about into onto over under up down out off as so just very really too also any some all each both such own " +
    "same other another what when where who whom whose which why how while because during before after until since " +
    "again ever only don doesn didn isn wasn won couldn wouldn shouldn hasn haven hadn aren weren yeah yes okay ok oh " +
    "uh um hmm hey hi hello well like",
);

/** The words of asking: they say what is wanted, hardly ever what it is about. */
const ASKING = set(
  "summarize summarise summary discuss discussion discussed talk talked say said says think thought mention mentioned " +
    "tell told describe described explain explained view views opinion opinions question answer according give gave " +
    "feel felt ask asked remember recall",
);

/** A longer token is a key, a link or noise, and its beginning finds it as well. */
const LONGEST_WORD = 40;
const WORD = /[\p{L}\p{N}]+(?:['’][\p{L}]+)?/gu;
/** Scripts that write no spaces: there two characters make do for a word. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;
const MARKS = /\p{M}+/gu;

/** The words of a text in their order: lower case, without accents and without what follows an apostrophe. */
export function wordsOf(text: string): string[] {
  const words: string[] = [];
  for (const [found] of text.toLowerCase().normalize("NFKD").replace(MARKS, "").matchAll(WORD)) {
    const word = found.replace(/['’].*$/, "").slice(0, LONGEST_WORD);
    if (!UNSPACED.test(word)) words.push(word);
    else for (const pair of pairsOf(word)) words.push(pair);
  }
  return words;
}

function pairsOf(word: string): string[] {
  const signs = [...word];
  if (signs.length < 3) return [word];
  return signs.slice(1).map((sign, index) => (signs[index] ?? "") + sign);
}

const stems = new Map<string, string>();
const MOST_STEMS = 50_000;

/** What the forms of an English word share (Porter 1980); other scripts stay as they are. */
export function stemOf(word: string): string {
  const known = stems.get(word);
  if (known !== undefined) return known;
  const stem = /^[a-z]+$/.test(word) ? stemmer(word) : word;
  // A cache of a pure function; emptied rather than let grow with whatever people write.
  if (stems.size >= MOST_STEMS) stems.clear();
  stems.set(word, stem);
  return stem;
}

/** Whether a word says nothing about the subject. */
export const isStopWord = (word: string) => STOP.has(word);

/** Whether a word belongs to the asking rather than to what is asked for. */
export const isAskingWord = (word: string) => ASKING.has(word);

/** The stems a text is found by, in their order, repeated as often as they stand there. */
export function stemsOf(text: string): string[] {
  const found: string[] = [];
  for (const word of wordsOf(text)) if (!STOP.has(word)) found.push(stemOf(word));
  return found;
}
