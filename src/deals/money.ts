/** Sums in minor units by currency: different currencies are never added up. */
export type Totals = Record<string, number>;

const digitsOf = new Map<string, number>();

/** How many decimals a currency has: 2 for most, 0 for the yen. Unknown codes count as 2. */
export function minorDigits(currency: string): number {
  let digits = digitsOf.get(currency);
  if (digits === undefined) {
    try {
      digits =
        new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions()
          .maximumFractionDigits ?? 2;
    } catch {
      digits = 2;
    }
    digitsOf.set(currency, digits);
  }
  return digits;
}

/** Minor units as an exact decimal: 105400 USD is "1054.00". */
export function majorText(minor: number, currency: string): string {
  const digits = minorDigits(currency);
  const sign = minor < 0 ? "-" : "";
  const text = String(Math.abs(Math.round(minor))).padStart(digits + 1, "0");
  if (digits === 0) return sign + text;
  return `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/** One string where one currency is in use, an object by currency where there are several. */
export function majorAmounts(
  totals: Totals,
  currencies: readonly string[],
): string | Record<string, string> {
  const [only = "USD"] = currencies;
  if (currencies.length <= 1) return majorText(totals[only] ?? 0, only);
  return Object.fromEntries(currencies.map((one) => [one, majorText(totals[one] ?? 0, one)]));
}

/** Adds to a sum in place; an unknown amount adds nothing. */
export function addTo(totals: Totals, currency: string, minor: number | null): void {
  totals[currency] = (totals[currency] ?? 0) + (minor ?? 0);
}

/** The sums of many amounts. */
export function totalsOf(
  items: readonly { amountMinor: number | null; currency: string }[],
): Totals {
  const totals: Totals = {};
  for (const item of items) addTo(totals, item.currency, item.amountMinor);
  return totals;
}

/** An amount as people say it: "£39.5k", "€1.2m", "$950". */
export function spokenMoney(minor: number, currency: string): string {
  const major = minor / 10 ** minorDigits(currency);
  const size = Math.abs(major);
  const [divisor, letter] =
    size >= 999_500 ? [1_000_000, "m"] : size >= 1000 ? [1000, "k"] : [1, ""];
  const number = (major / divisor).toLocaleString("en-GB", {
    maximumFractionDigits: divisor === 1 ? 0 : 1,
  });
  return `${symbolOf(currency)}${number}${letter}`;
}

/** A decimal text in major units as people say it: "39500.00" GBP is "£39.5k". */
export function spokenMajor(text: string, currency: string): string {
  return spokenMoney(Math.round(Number(text) * 10 ** minorDigits(currency)), currency);
}

/** Several sums as people say them: "£175k and €20k"; "nothing" when there is none. */
export function spokenTotals(totals: Totals): string {
  const parts = Object.entries(totals)
    .filter(([, minor]) => minor !== 0)
    .sort(([, a], [, b]) => b - a)
    .map(([currency, minor]) => spokenMoney(minor, currency));
  return parts.length === 0 ? "nothing" : parts.join(" and ");
}

function symbolOf(currency: string): string {
  const symbols: Record<string, string> = { USD: "$", GBP: "£", EUR: "€", JPY: "¥" };
  return symbols[currency] ?? `${currency} `;
}
