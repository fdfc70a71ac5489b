import { type Category, categoryOf } from "../categories.ts";
import { type ContactRole, contactRoleOf } from "../contact-roles.ts";
import { type StageKey, stageOf } from "../stages.ts";
import { type Delimiter, findColumns } from "./columns.ts";
import { type Corrections, NO_CORRECTIONS, wordKey } from "./corrections.ts";
import type { FileKind } from "./kinds.ts";
import { quotaColumns } from "./person-row.ts";
import { SHAPES } from "./shapes.ts";
import { clean, type Table } from "./table.ts";
import { type Writing, writingOf } from "./values.ts";

/** What was understood of one file before anything is written, for a person to check and to correct. */
export interface Understood {
  kind: FileKind;
  delimiter: string;
  decimal: Writing["decimal"];
  days: Writing["days"];
  currency: string;
  columns: { column: string; as: string; sample: string }[];
  ignored: string[];
  /** Something out of each column, for whoever says what it is. */
  samples: Record<string, string>;
  /** What it lacks, in words; empty when it can be brought in. */
  missing: string[];
  stages: { word: string; as: StageKey | "unknown"; rows: number }[];
  categories: { word: string; as: Category | "unknown"; rows: number }[];
  roles: { word: string; as: ContactRole | "unknown"; rows: number }[];
}

/** Decides how to read a file from its header, its first rows and what people said about it. */
export function tableOf(
  kind: FileKind,
  headers: string[],
  sample: readonly (readonly string[])[],
  delimiter: Delimiter,
  corrections: Corrections = NO_CORRECTIONS,
): { table: Table; missing: string[] } {
  const shape = SHAPES[kind];
  const columns = findColumns(headers, shape.columns, corrections.columns[kind]);
  const texts = (places: readonly (number | undefined)[]) =>
    places.flatMap((at) => (at === undefined ? [] : sample.map((row) => row[at] ?? "")));
  const amounts = [
    ...shape.amounts.map((field) => columns.get(field)),
    ...(kind === "people" ? quotaColumns(headers).map(({ at }) => at) : []),
  ];
  const guessed = writingOf(
    texts(amounts),
    texts(shape.days.map((field) => columns.get(field))),
    delimiter,
  );
  const amountHeader = headers[columns.get("amount") ?? -1] ?? "";
  const missing = shape.needs
    .filter(({ oneOf }) => !oneOf.some((field) => columns.has(field)))
    .map(({ words }) => words);
  return {
    table: {
      headers,
      delimiter,
      columns,
      writing: {
        decimal: corrections.decimal ?? guessed.decimal,
        days: corrections.days ?? guessed.days,
      },
      currency: corrections.currency ?? /\(([A-Z]{3})\)/.exec(amountHeader)?.[1] ?? "USD",
    },
    missing,
  };
}

/** The words of a file that a person may have to explain, with how many rows have them. */
export interface Words {
  stages: Map<string, number>;
  categories: Map<string, number>;
  roles: Map<string, number>;
}

export const noWords = (): Words => ({
  stages: new Map(),
  categories: new Map(),
  roles: new Map(),
});

/** A file of free text under "stage" has endless words; nobody explains more than these. */
const MOST_WORDS = 50;

/** Counts one more row with a word. */
export function countWord(words: Map<string, number>, word: string | null): void {
  if (!word) return;
  const known = words.get(word);
  if (known !== undefined || words.size < MOST_WORDS) words.set(word, (known ?? 0) + 1);
}

/** The reading of a file as a person checks it. */
export function understood(
  kind: FileKind,
  table: Table,
  missing: string[],
  sample: readonly (readonly string[])[],
  words: Words,
  corrections: Corrections,
): Understood {
  const { headers, columns, writing } = table;
  const used = new Map([...columns].map(([field, at]) => [at, field]));
  const quotas = new Map(
    kind === "people"
      ? quotaColumns(headers).map(({ at, quarter }) => [at, `quota ${quarter}`])
      : [],
  );
  const nameOf = (at: number) => used.get(at) ?? quotas.get(at);
  const exampleOf = (at: number) =>
    sample.map((row) => clean(row[at] ?? "", 60)).find((value) => value !== "") ?? "";
  const list = <Meaning extends string>(
    counts: ReadonlyMap<string, number>,
    said: Readonly<Record<string, Meaning>>,
    read: (word: string) => Meaning | null,
  ) =>
    [...counts].map(([word, rows]) => ({
      word,
      as: said[wordKey(word)] ?? read(word) ?? ("unknown" as const),
      rows,
    }));
  return {
    kind,
    delimiter: table.delimiter,
    decimal: writing.decimal,
    days: writing.days,
    currency: table.currency,
    columns: headers.flatMap((column, at) => {
      const as = nameOf(at);
      return as ? [{ column, as, sample: exampleOf(at) }] : [];
    }),
    ignored: headers.filter((_, at) => !nameOf(at)),
    samples: Object.fromEntries(headers.map((header, at) => [header, exampleOf(at)])),
    missing,
    stages: list(words.stages, corrections.stages, (word) => stageOf(word)?.key ?? null),
    categories: list(words.categories, corrections.categories, categoryOf),
    roles: list(words.roles, corrections.roles, contactRoleOf),
  };
}
