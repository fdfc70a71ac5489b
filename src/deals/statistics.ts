/** The middle value, `null` of none. */
export function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? 0)) / 2;
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** Student's t, two-sided 95 %, by degrees of freedom from 1 (standard tables). */
const T95 = [
  ...[12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179],
  ...[2.16, 2.145, 2.131, 2.12, 2.11, 2.101, 2.093, 2.086, 2.08, 2.074, 2.069, 2.064, 2.06],
  ...[2.056, 2.052, 2.048, 2.045, 2.042],
];

/** A mean with its 95 % interval; needs two values. */
export function meanInterval(
  values: readonly number[],
): { mean: number; low: number; high: number } | null {
  if (values.length < 2) return null;
  const middle = mean(values);
  const variance =
    values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1);
  const half = ((T95[values.length - 2] ?? 1.96) * Math.sqrt(variance)) / Math.sqrt(values.length);
  return { mean: middle, low: middle - half, high: middle + half };
}

/** A share with its 95 % interval after Wilson, which holds for few cases and for 0 or all of them. */
export function shareInterval(
  hits: number,
  of: number,
): { share: number; low: number; high: number } | null {
  if (of === 0) return null;
  const z = 1.96;
  const share = hits / of;
  const middle = (share + z ** 2 / (2 * of)) / (1 + z ** 2 / of);
  const half =
    (z / (1 + z ** 2 / of)) * Math.sqrt((share * (1 - share)) / of + z ** 2 / (4 * of ** 2));
  return { share, low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}

/** Spearman's rank correlation with a 95 % interval (Fisher's z); needs four pairs that differ. */
export function rankCorrelation(
  pairs: readonly (readonly [number, number])[],
): { rho: number; low: number; high: number } | null {
  if (pairs.length < 4) return null;
  const first = ranks(pairs.map(([one]) => one));
  const second = ranks(pairs.map(([, other]) => other));
  const [a, b] = [mean(first), mean(second)];
  let [both, left, right] = [0, 0, 0];
  for (const [index, value] of first.entries()) {
    const [x, y] = [value - a, (second[index] ?? 0) - b];
    both += x * y;
    left += x ** 2;
    right += y ** 2;
  }
  if (left === 0 || right === 0) return null;
  const rho = both / Math.sqrt(left * right);
  const z = Math.atanh(Math.max(-0.999_999, Math.min(0.999_999, rho)));
  const half = 1.96 / Math.sqrt(pairs.length - 3);
  return { rho, low: Math.tanh(z - half), high: Math.tanh(z + half) };
}

function ranks(values: readonly number[]): number[] {
  const order = values.map((value, index) => ({ value, index })).sort((a, b) => a.value - b.value);
  const found = new Array<number>(values.length).fill(0);
  for (let from = 0; from < order.length; ) {
    let to = from;
    while (to + 1 < order.length && order[to + 1]?.value === order[from]?.value) to += 1;
    for (let at = from; at <= to; at += 1) found[order[at]?.index ?? 0] = (from + to) / 2 + 1;
    from = to + 1;
  }
  return found;
}
