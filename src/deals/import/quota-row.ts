import { quarterOf } from "../quarters.ts";
import { readerOf, type Table } from "./table.ts";
import { minorOf, readAmount, readDay } from "./values.ts";

export const QUOTA_COLUMNS = {
  person: [
    ...["person", "name", "rep", "owner", "quotaowner", "salesrep", "salesagent", "user"],
    ...["salesperson", "ownername"],
  ],
  email: ["email", "owneremail", "repemail", "mail"],
  period: ["quarter", "period", "fiscalquarter", "quotaperiod", "startdate", "month"],
  amount: ["quota", "quotaamount", "amount", "target", "goal", "value"],
  currency: ["currency", "currencycode", "currencyisocode"],
} as const;
type QuotaField = keyof typeof QUOTA_COLUMNS;

/** What a person is to sell in a quarter, on its way in. */
export interface ImportedQuota {
  person: string | null;
  email: string | null;
  quarter: string;
  amountMinor: number;
  currency: string;
}

/** Reads one row of quotas; a quota of nothing is one, an empty amount is refused. */
export function readQuota(
  record: readonly string[],
  table: Table,
): { quota: ImportedQuota } | { refused: string } {
  const text = readerOf<QuotaField>(record, table);
  if ("refused" in text) return text;
  const [person, email] = [text.of("person"), text.of("email").toLowerCase()];
  if (person === "" && email === "") return { refused: "names nobody" };
  const quarter = quarterFrom(text.of("period"), table);
  if (typeof quarter !== "string") return quarter;
  const amount = readAmount(text.of("amount"), table.writing);
  if ("refused" in amount) return amount;
  if (!amount.value) return { refused: "has no amount" };
  const currency = (text.of("currency") || amount.value.currency || table.currency).toUpperCase();
  if (!/^[A-Z]{3}$/.test(currency))
    return { refused: `the currency "${currency.slice(0, 20)}" is not a code of three letters` };
  const minor = minorOf(amount.value.decimal, currency);
  if ("refused" in minor) return minor;
  return {
    quota: {
      person: person || null,
      email: email || null,
      quarter,
      amountMinor: minor.value,
      currency,
    },
  };
}

/** "2026-Q4", "Q4 2026", "4Q26", or the first day of a quarter. */
function quarterFrom(written: string, table: Table): string | { refused: string } {
  const yearFirst = /^(?:FY\s?)?(\d{4}|\d{2})[-\s/]*Q([1-4])$/i.exec(written);
  const quarterFirst = /^(?:Q([1-4])|([1-4])Q)[-\s/]*(?:FY\s?)?(\d{4}|\d{2})$/i.exec(written);
  const year = yearFirst?.[1] ?? quarterFirst?.[3];
  const number = yearFirst?.[2] ?? quarterFirst?.[1] ?? quarterFirst?.[2];
  if (year && number) return `${year.length === 2 ? `20${year}` : year}-Q${number}`;
  const day = readDay(written, table.writing);
  if (!("refused" in day) && day.value.day && /-(?:01|04|07|10)-01$/.test(day.value.day))
    return quarterOf(day.value.day);
  return {
    refused: `the period "${written.slice(0, 40)}" is no quarter; write it as 2026-Q4, with its months added up`,
  };
}
