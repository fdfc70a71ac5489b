import { categoryOf } from "../categories.ts";
import { stageOf } from "../stages.ts";
import { DEAL_COLUMNS, type DealField, type Delimiter, findColumns } from "./columns.ts";
import { type Writing, writingOf } from "./values.ts";

/** How one file of deals is read: which column is what, and how it writes numbers and days. */
export interface DealMapping {
  headers: string[];
  delimiter: Delimiter;
  columns: Map<DealField, number>;
  writing: Writing;
  /** The currency of rows that name none. */
  currency: string;
}

/** What was understood of a file before anything is written, for a person to check. */
export interface Understood {
  delimiter: string;
  decimal: Writing["decimal"];
  days: Writing["days"];
  currency: string;
  columns: { column: string; as: DealField }[];
  ignored: string[];
  stages: { word: string; as: string }[];
  categories: { word: string; as: string }[];
}

/** Decides how to read a file from its header and first rows; throws nothing: `missing` says what it lacks. */
export function mappingOf(
  headers: string[],
  sample: readonly string[][],
  delimiter: Delimiter,
  currency: string | null,
): { mapping: DealMapping; missing: string[] } {
  const columns = findColumns(headers, DEAL_COLUMNS);
  const texts = (...fields: DealField[]) =>
    fields.flatMap((field) => {
      const at = columns.get(field);
      return at === undefined ? [] : sample.map((row) => row[at] ?? "");
    });
  const amountHeader = headers[columns.get("amount") ?? -1] ?? "";
  const mapping = {
    headers,
    delimiter,
    columns,
    writing: writingOf(texts("amount"), texts("openedOn", "closeOn", "closedOn"), delimiter),
    currency: currency ?? /\(([A-Z]{3})\)/.exec(amountHeader)?.[1] ?? "USD",
  };
  const missing: string[] = [];
  if (!columns.has("id") && !columns.has("name")) missing.push("the deal's id or name");
  if (!columns.has("stage") && !columns.has("status")) missing.push("its stage or status");
  return { mapping, missing };
}

/** The words for stages and categories that occurred in a file, the first fifty of each. */
export interface Words {
  stages: Set<string>;
  categories: Set<string>;
}

const MOST_WORDS = 50;

/** Remembers the words of one row. */
export function collectWords(words: Words, deal: { stage: string; category: string | null }): void {
  if (words.stages.size < MOST_WORDS) words.stages.add(deal.stage);
  if (deal.category && words.categories.size < MOST_WORDS) words.categories.add(deal.category);
}

/** The mapping as a person reads it. */
export function understood(mapping: DealMapping, words: Words): Understood {
  const { headers, columns, writing } = mapping;
  const used = new Map([...columns].map(([field, at]) => [at, field]));
  return {
    delimiter: mapping.delimiter,
    decimal: writing.decimal,
    days: writing.days,
    currency: mapping.currency,
    columns: headers.flatMap((column, at) => {
      const field = used.get(at);
      return field ? [{ column, as: field }] : [];
    }),
    ignored: headers.filter((_, at) => !used.has(at)),
    stages: [...words.stages].map((word) => ({ word, as: stageOf(word)?.key ?? "unknown" })),
    categories: [...words.categories].map((word) => ({ word, as: categoryOf(word) ?? "unknown" })),
  };
}
