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

/** Rows of the distance table, kept between calls: names are short and asked for often. */
const LONGEST = 64;
const ROWS = [new Uint8Array(LONGEST), new Uint8Array(LONGEST), new Uint8Array(LONGEST)] as const;

/**
 * Damerau-Levenshtein distance (optimal string alignment): insertions, deletions, replacements and
 * swapped neighbours. Returns `most` + 1 as soon as it must be more than `most`; texts of 64 letters or more are never alike.
 */
export function editDistance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  if (a === b) return 0;
  if (a.length >= LONGEST || b.length >= LONGEST) return most + 1;
  let [twoBack, back, line] = ROWS as readonly [Uint8Array, Uint8Array, Uint8Array];
  for (let column = 0; column <= b.length; column += 1) back[column] = column;
  for (let row = 1; row <= a.length; row += 1) {
    const letter = a.charCodeAt(row - 1);
    let least = row;
    line[0] = row;
    for (let column = 1; column <= b.length; column += 1) {
      const other = b.charCodeAt(column - 1);
      let cost = (back[column - 1] as number) + (letter === other ? 0 : 1);
      const added = (line[column - 1] as number) + 1;
      const dropped = (back[column] as number) + 1;
      if (added < cost) cost = added;
      if (dropped < cost) cost = dropped;
      if (
        row > 1 &&
        column > 1 &&
        letter === b.charCodeAt(column - 2) &&
        a.charCodeAt(row - 2) === other &&
        (twoBack[column - 2] as number) + 1 < cost
      )
        cost = (twoBack[column - 2] as number) + 1;
      line[column] = cost;
      if (cost < least) least = cost;
    }
    // A swap reaches two rows back, at one more: this row's least decides all later ones.
    if (least > most + 1) return most + 1;
    const free = twoBack;
    twoBack = back;
    back = line;
    line = free;
  }
  return back[b.length] as number;
}
