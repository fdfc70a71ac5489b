import { CATEGORIES } from "../deals/categories.ts";
import { CONTACT_ROLES } from "../deals/contact-roles.ts";
import { type Corrections, wordKey } from "../deals/import/corrections.ts";
import { FILE_KINDS, type FileKind } from "../deals/import/kinds.ts";
import { SHAPES } from "../deals/import/shapes.ts";
import { STAGE_KEYS } from "../deals/stages.ts";
import { Rejected } from "../errors.ts";
import type { PersonRow } from "../store/people.ts";
import { personNamed } from "./person-named.ts";

/** What the command line says about how files are to be read, as it was typed. */
export interface SaidOnCommandLine {
  /** "stage=Deal Phase", or of another file "contacts.role=Rolle"; "none=Notes" leaves a column out. */
  map?: string[];
  /** "Closed Won=won" */
  stage?: string[];
  category?: string[];
  role?: string[];
  /** "T. Brandt=Tom Brandt" */
  owner?: string[];
  currency?: string;
  days?: string;
  decimal?: string;
}

/** Reads it. @throws Rejected naming the option and what it may be */
export function saidCorrections(
  said: SaidOnCommandLine,
  people: readonly PersonRow[],
): Partial<Corrections> {
  const currency = said.currency?.toUpperCase();
  if (currency && !/^[A-Z]{3}$/.test(currency))
    throw new Rejected(`--currency ${said.currency}: write a code of three letters, as GBP.`);
  return {
    columns: columnsOf(said.map ?? []),
    stages: pairs("stage", said.stage, STAGE_KEYS),
    categories: pairs("category", said.category, CATEGORIES),
    roles: pairs("role", said.role, CONTACT_ROLES),
    owners: ownersOf(said.owner ?? [], people),
    ...(currency ? { currency } : {}),
    ...(said.days ? { days: one("days", said.days, ["day-first", "month-first"] as const) } : {}),
    ...(said.decimal ? { decimal: one("decimal", said.decimal, ["point", "comma"] as const) } : {}),
  };
}

function one<Word extends string>(option: string, word: string, known: readonly Word[]): Word {
  const found = known.find((candidate) => candidate === word.toLowerCase());
  if (!found) throw new Rejected(`--${option} ${word}: may be ${known.join(" or ")}.`);
  return found;
}

function split(option: string, text: string): [string, string] {
  const at = text.lastIndexOf("=");
  if (at < 1 || at === text.length - 1)
    throw new Rejected(`--${option} "${text}": write it with an equals sign, as "This=that".`);
  return [text.slice(0, at).trim(), text.slice(at + 1).trim()];
}

function pairs<Word extends string>(
  option: string,
  given: readonly string[] | undefined,
  known: readonly Word[],
): Record<string, Word> {
  return Object.fromEntries(
    (given ?? []).map((text) => {
      const [word, meaning] = split(option, text);
      return [wordKey(word), one(option, meaning, known)];
    }),
  );
}

function columnsOf(given: readonly string[]): Corrections["columns"] {
  const columns: Corrections["columns"] = {};
  for (const text of given) {
    const at = text.indexOf("=");
    if (at < 1 || at === text.length - 1)
      throw new Rejected(`--map "${text}": write the field and its column, as "stage=Deal Phase".`);
    const [before, header] = [text.slice(0, at).trim(), text.slice(at + 1).trim()];
    const [first = "", second] = before.split(".");
    const kind: FileKind = second === undefined ? "deals" : one("map", first, FILE_KINDS);
    const field = second ?? first;
    const known = Object.keys(SHAPES[kind].columns);
    if (field !== "none" && !known.includes(field))
      throw new Rejected(
        `--map "${text}": ${kind} have no field "${field}". They have: ${known.join(", ")}; none leaves a column out.`,
      );
    columns[kind] = { ...columns[kind], [header]: field === "none" ? null : field };
  }
  return columns;
}

function ownersOf(given: readonly string[], people: readonly PersonRow[]): Record<string, string> {
  return Object.fromEntries(
    given.map((text) => {
      const [owner, who] = split("owner", text);
      return [wordKey(owner), personNamed(people, who).id];
    }),
  );
}
