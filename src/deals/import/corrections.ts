import { CATEGORIES, type Category } from "../categories.ts";
import { CONTACT_ROLES, type ContactRole } from "../contact-roles.ts";
import { STAGE_KEYS, type StageKey } from "../stages.ts";
import { FILE_KINDS, type FileKind } from "./kinds.ts";
import type { Writing } from "./values.ts";

/** What a person said a file means, where it differs from what was understood; kept for the next file. */
export interface Corrections {
  /** By kind and by the column's own header: the field it holds, `null` for none. */
  columns: Partial<Record<FileKind, Record<string, string | null>>>;
  /** By the source's own word, in lower case. */
  stages: Record<string, StageKey>;
  /** Which category a deal in a stage is in while the source names none, by the stage's word. */
  stageCategories: Record<string, Category>;
  categories: Record<string, Category>;
  roles: Record<string, ContactRole>;
  /** By the owner's e-mail or name in the source, in lower case: the id of a person of ours. */
  owners: Record<string, string>;
  /** Of rows that name none. */
  currency: string | null;
  days: Writing["days"] | null;
  decimal: Writing["decimal"] | null;
}

export const NO_CORRECTIONS: Corrections = {
  columns: {},
  stages: {},
  stageCategories: {},
  categories: {},
  roles: {},
  owners: {},
  currency: null,
  days: null,
  decimal: null,
};

/** The form in which a source's word is remembered. */
export const wordKey = (word: string): string => word.trim().replace(/\s+/g, " ").toLowerCase();

/** Reads what was kept, or what a page sent; what makes no sense is left out. */
export function correctionsFrom(given: unknown): Corrections {
  const all = object(given);
  const columns: Corrections["columns"] = {};
  for (const kind of FILE_KINDS) {
    const said = Object.entries(object(object(all.columns)[kind])).filter(
      (one): one is [string, string | null] => typeof one[1] === "string" || one[1] === null,
    );
    if (said.length > 0) columns[kind] = Object.fromEntries(said);
  }
  const { currency, days, decimal } = all;
  return {
    columns,
    stages: words(all.stages, STAGE_KEYS),
    stageCategories: words(all.stageCategories, CATEGORIES),
    categories: words(all.categories, CATEGORIES),
    roles: words(all.roles, CONTACT_ROLES),
    owners: Object.fromEntries(
      Object.entries(object(all.owners)).flatMap(([name, id]) =>
        typeof id === "string" && /^[0-9a-f-]{36}$/.test(id) ? [[wordKey(name), id]] : [],
      ),
    ),
    currency: typeof currency === "string" && /^[A-Z]{3}$/.test(currency) ? currency : null,
    days: days === "day-first" || days === "month-first" ? days : null,
    decimal: decimal === "point" || decimal === "comma" ? decimal : null,
  };
}

/** What was kept, with what is said now on top. */
export function corrected(kept: Corrections, now: Partial<Corrections>): Corrections {
  const columns = { ...kept.columns };
  for (const kind of FILE_KINDS) {
    const said = now.columns?.[kind];
    if (said) columns[kind] = { ...columns[kind], ...said };
  }
  return {
    columns,
    stages: { ...kept.stages, ...now.stages },
    stageCategories: { ...kept.stageCategories, ...now.stageCategories },
    categories: { ...kept.categories, ...now.categories },
    roles: { ...kept.roles, ...now.roles },
    owners: { ...kept.owners, ...now.owners },
    currency: now.currency ?? kept.currency,
    days: now.days ?? kept.days,
    decimal: now.decimal ?? kept.decimal,
  };
}

const object = (given: unknown): Record<string, unknown> =>
  typeof given === "object" && given !== null ? (given as Record<string, unknown>) : {};

function words<Word extends string>(given: unknown, known: readonly Word[]): Record<string, Word> {
  return Object.fromEntries(
    Object.entries(object(given)).flatMap(([word, value]) => {
      const meant = known.find((one) => one === value);
      return meant ? [[wordKey(word), meant]] : [];
    }),
  );
}
