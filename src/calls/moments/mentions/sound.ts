/** Classes of sounds that a transcriber confuses; vowels, h, w and y carry none. */
const SOUND: Record<string, string> = {
  b: "1",
  p: "1",
  f: "1",
  v: "1",
  c: "2",
  k: "2",
  g: "2",
  q: "2",
  s: "2",
  z: "2",
  x: "2",
  j: "2",
  d: "3",
  t: "3",
  l: "4",
  m: "5",
  n: "5",
  r: "6",
};

/** A phonetic key in the manner of Soundex, without its first letter and its cut at four; "" for a word of vowels. */
export function soundOf(letters: string): string {
  let key = "";
  let before = "";
  for (const letter of letters.replaceAll("ph", "f")) {
    const sound = SOUND[letter] ?? "";
    if (sound !== "" && sound !== before) key += sound;
    before = sound;
  }
  return key;
}

/**
 * Damerau-Levenshtein distance (optimal string alignment): insertions, deletions, replacements and
 * swapped neighbours. Returns `most` + 1 as soon as the lengths alone exceed `most`.
 */
export function editDistance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let twoBack: number[] = [];
  let back = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const line = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1];
      let cost = Math.min(
        (line[column - 1] ?? 0) + 1,
        (back[column] ?? 0) + 1,
        (back[column - 1] ?? 0) + (same ? 0 : 1),
      );
      if (a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        cost = Math.min(cost, (twoBack[column - 2] ?? 0) + 1);
      }
      line.push(cost);
    }
    twoBack = back;
    back = line;
  }
  return back[b.length] ?? 0;
}
