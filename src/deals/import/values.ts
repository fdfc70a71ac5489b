import { minorDigits } from "../money.ts";

/** How amounts and dates are written in one file; decided once, from its first rows. */
export interface Writing {
  decimal: "point" | "comma";
  days: "day-first" | "month-first";
}

/** A value that could be read, or why not. */
export type Read<Value> = { value: Value } | { refused: string };

const SYMBOLS: Record<string, string> = { $: "USD", "£": "GBP", "€": "EUR", "¥": "JPY" };
const LARGEST_MINOR = 9_000_000_000_000_000;

/** An amount of money; empty is unknown. Negative, unreadable or ambiguous ones are refused. */
export function readAmount(
  text: string,
  writing: Writing,
): Read<{ decimal: string; currency: string | null } | null> {
  const trimmed = text.trim();
  if (trimmed === "" || /^(?:null|none|n\/a|-|--)$/i.test(trimmed)) return { value: null };
  const currency =
    SYMBOLS[/[$£€¥]/.exec(trimmed)?.[0] ?? ""] ??
    /^[A-Z]{3}\b|\b[A-Z]{3}$/.exec(trimmed)?.[0] ??
    null;
  const number = trimmed
    .replace(/[$£€¥]|^[A-Z]{3}\b|\b[A-Z]{3}$/g, "")
    .replace(/[\s\u00a0\u202f']/g, "");
  if (/^\(.*\)$/.test(number) || /^[-−–]/.test(number) || /[-−–]$/.test(number)) {
    return { refused: `the amount "${shown(trimmed)}" is negative` };
  }
  const unreadable = { refused: `the amount "${shown(trimmed)}" cannot be read` };
  if (!/^\+?[\d.,]+$/.test(number) || !/\d/.test(number)) return unreadable;
  const [group, point] = writing.decimal === "comma" ? [".", ","] : [",", "."];
  const parts = number.replace("+", "").split(point);
  if (parts.length > 2) return unreadable;
  const [whole = "", fraction = ""] = parts;
  const groups = whole.split(group);
  if (groups.length > 1 && groups.slice(1).some((one) => one.length !== 3)) return unreadable;
  if (!/^\d*$/.test(fraction)) return unreadable;
  if (
    parts.length === 2 &&
    fraction.length === 3 &&
    groups.length === 1 &&
    whole.length <= 3 &&
    whole !== "0"
  ) {
    return { refused: `the amount "${shown(trimmed)}" may be thousands or thousandths` };
  }
  return { value: { decimal: `${groups.join("") || "0"}.${fraction || "0"}`, currency } };
}

/** A decimal text in minor units, rounded half up; without floating point, so exact to the cent. */
export function minorOf(decimal: string, currency: string): Read<number> {
  const digits = minorDigits(currency);
  const [whole = "0", fraction = ""] = decimal.split(".");
  const kept = Number(`${whole}${fraction.slice(0, digits).padEnd(digits, "0")}`);
  const minor = kept + (Number(fraction[digits] ?? "0") >= 5 ? 1 : 0);
  return minor > LARGEST_MINOR
    ? { refused: `the amount ${shown(decimal)} is too large` }
    : { value: minor };
}

/** Years outside of these are clocks that were never set, not days of a deal. */
const FIRST_YEAR = 1990;
const LAST_YEAR = 2100;

/** A day; empty is unknown. An impossible one is refused; one in 1970 or so is `implausible`. */
export function readDay(
  text: string,
  writing: Writing,
): Read<{ day: string | null; implausible: boolean }> {
  const trimmed = text.trim();
  if (trimmed === "" || /^(?:null|none|n\/a|-|0)$/i.test(trimmed)) {
    return { value: { day: null, implausible: false } };
  }
  const parts = partsOf(trimmed, writing);
  const refused = { refused: `the date "${shown(trimmed)}" cannot be read` };
  if (!parts) return refused;
  const [year, month, day] = parts;
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return refused;
  if (year < FIRST_YEAR || year > LAST_YEAR) return { value: { day: null, implausible: true } };
  return { value: { day: date.toISOString().slice(0, 10), implausible: false } };
}

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

function partsOf(text: string, writing: Writing): [number, number, number] | null {
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:$|[T ,])/.exec(text);
  if (iso) return [Number(iso[1]), Number(iso[2]), Number(iso[3])];
  const numeric = /^(\d{1,2})([/.-])(\d{1,2})[/.-](\d{4}|\d{2})(?:$|[T ,])/.exec(text);
  if (numeric) {
    const [first, second] = [Number(numeric[1]), Number(numeric[3])];
    const year = numeric[4]?.length === 2 ? 2000 + Number(numeric[4]) : Number(numeric[4]);
    const dayFirst = numeric[2] === "." || writing.days === "day-first";
    return dayFirst ? [year, second, first] : [year, first, second];
  }
  const named =
    /^(\d{1,2})[ -]([A-Za-z]{3})[a-z]*[ ,-]+(\d{4})/.exec(text) ??
    /^([A-Za-z]{3})[a-z]* (\d{1,2}),? (\d{4})/.exec(text);
  if (!named) return null;
  const dayFirst = /^\d/.test(named[1] ?? "");
  const month = MONTHS.indexOf((named[dayFirst ? 2 : 1] ?? "").toLowerCase()) + 1;
  return month === 0 ? null : [Number(named[3]), month, Number(named[dayFirst ? 1 : 2])];
}

/** How a file writes amounts and dates, from a sample of both. */
export function writingOf(
  amounts: readonly string[],
  dates: readonly string[],
  delimiter: string,
): Writing {
  const comma = amounts.some((one) => /,\d{1,2}\s*(?:$|[€£$])/.test(one.trim()));
  const point = amounts.some((one) => /\.\d{1,2}\s*(?:$|[€£$])/.test(one.trim()));
  const grouped = amounts.some((one) => /\d\.\d{3}(?:$|[.,\s])/.test(one.trim()));
  const numbers = dates.flatMap((one) => {
    const found = /^(\d{1,2})[/-](\d{1,2})[/-]\d{2,4}/.exec(one.trim());
    return found ? [[Number(found[1]), Number(found[2])]] : [];
  });
  return {
    // Where nothing decides, a semicolon between columns tells of a comma inside numbers.
    decimal: comma && !point ? "comma" : !point && grouped && delimiter === ";" ? "comma" : "point",
    days: numbers.some(([first = 0]) => first > 12)
      ? "day-first"
      : numbers.some(([, second = 0]) => second > 12) || delimiter !== ";"
        ? "month-first"
        : "day-first",
  };
}

const shown = (text: string) => (text.length > 40 ? `${text.slice(0, 39)}…` : text);
