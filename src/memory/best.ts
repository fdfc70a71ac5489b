/** The `size` items with the highest scores, best first; equal ones in their given order. */
export function best<T>(items: readonly T[], size: number, score: (item: T) => number): T[] {
  const kept: { item: T; score: number }[] = [];
  for (const item of items) {
    const mine = score(item);
    const last = kept[kept.length - 1];
    if (kept.length === size && last && mine <= last.score) continue;
    let low = 0;
    let high = kept.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((kept[middle]?.score ?? 0) >= mine) low = middle + 1;
      else high = middle;
    }
    kept.splice(low, 0, { item, score: mine });
    if (kept.length > size) kept.pop();
  }
  return kept.map(({ item }) => item);
}
