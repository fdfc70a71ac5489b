import { CoachError } from "../../errors.ts";
import { CATEGORIES, type Category, categoryOf } from "../categories.ts";
import { type Corrections, wordKey } from "../import/corrections.ts";
import { STAGE_KEYS, type StageKey, stageOf } from "../stages.ts";
import { type CrmShape, MAPPED_FIELDS, type MappedField, NOT_READ } from "./shape.ts";

/** Said of an owner who is nobody we coach. */
export const NOBODY = "nobody";
/** Said of an owner who becomes a rep here. */
export const NEW_REP = "new";

/** What an account keeps where, and whose it is not; kept with its connection. */
export interface AccountMapping {
  /** By our field: the CRM's, or `NOT_READ`. */
  fields: Partial<Record<MappedField, string>>;
  /** The kind of target that is the quota; `NOT_READ` for none, `null` while nobody has said. */
  quota: string | null;
  /** Owners who are nobody we coach, by key. */
  nobody: string[];
}

export const NO_MAPPING: AccountMapping = { fields: {}, quota: null, nobody: [] };

/** Everything an admin said on the page; `null` takes an earlier word back. */
export interface Chosen {
  stages: Record<string, StageKey | null>;
  stageCategories: Record<string, Category | null>;
  categories: Record<string, Category | null>;
  /** By owner key: a person's id, `NOBODY`, `NEW_REP`. */
  owners: Record<string, string | null>;
  currency: string | null;
  mapping: AccountMapping;
}

/** Owners are told apart by their address, since two may share a name. */
export const ownerKey = ({ name, email }: { name: string; email: string | null }): string =>
  (email ?? wordKey(name)).toLowerCase();

/** Names of the page's selects. */
export const PARTS = {
  stage: "stage:",
  stageCategory: "stage-category:",
  category: "category:",
  owner: "owner:",
  field: "field:",
} as const;

/** Who is here, and what held before; what the page did not ask stays so. */
interface Filler {
  people: readonly { id: string; email: string | null }[];
  kept: AccountMapping;
}

/**
 * Reads the page as it was filled in.
 * @throws CoachError `bad-input` for what the CRM no longer has, or one field chosen for two things
 */
export function chosenFrom(
  filled: Readonly<Record<string, unknown>>,
  shape: CrmShape,
  { people, kept }: Filler,
): Chosen {
  const under = (prefix: string): [string, string][] =>
    Object.entries(filled).flatMap(([name, value]) =>
      name.startsWith(prefix) && typeof value === "string"
        ? [[name.slice(prefix.length), value]]
        : [],
    );
  // What is read so anyway needs no word of a person's.
  const words = <Word extends string>(
    prefix: string,
    known: readonly Word[],
    read: (word: string) => Word | null | undefined,
  ) =>
    Object.fromEntries(
      under(prefix).map(([word, value]) => [
        word,
        known.find((one) => one === value && one !== read(word)) ?? null,
      ]),
    );
  const ids = new Set([...people.map(({ id }) => id), NOBODY, NEW_REP]);
  const owners = Object.fromEntries(
    under(PARTS.owner).map(([key, value]) => {
      const same = people.some((one) => one.id === value && one.email?.toLowerCase() === key);
      return [key, ids.has(value) && !same ? value : null];
    }),
  );
  const { currency, quota } = filled;
  return {
    stages: words(PARTS.stage, STAGE_KEYS, (word) => stageOf(word)?.key),
    stageCategories: words(PARTS.stageCategory, CATEGORIES, () => null),
    categories: words(PARTS.category, CATEGORIES, categoryOf),
    owners,
    currency: typeof currency === "string" && /^[A-Z]{3}$/.test(currency) ? currency : null,
    mapping: {
      fields: fieldsFrom(under(PARTS.field), shape),
      quota: quota === undefined ? kept.quota : quotaFrom(quota, shape),
      nobody: [
        ...kept.nobody.filter((key) => !(key in owners)),
        ...Object.keys(owners).filter((key) => owners[key] === NOBODY),
      ],
    },
  };
}

function fieldsFrom(
  told: readonly (readonly [string, string])[],
  shape: CrmShape,
): AccountMapping["fields"] {
  const fields: AccountMapping["fields"] = {};
  const used = new Set<string>();
  for (const [name, place] of told) {
    const field = MAPPED_FIELDS.find((one) => one === name);
    if (!field || place === "") continue;
    if (place !== NOT_READ && !shape.fields.some(({ key }) => key === place)) {
      throw new CoachError(
        "bad-input",
        `The CRM has no field “${place.slice(0, 60)}” any more. Load the page again and choose another.`,
      );
    }
    if (place !== NOT_READ && used.has(place)) {
      throw new CoachError(
        "bad-input",
        `The field “${shape.fields.find(({ key }) => key === place)?.label}” is chosen for two things. Choose one of them.`,
      );
    }
    used.add(place);
    // Where it stands anyway nothing has to be remembered.
    if (place !== shape.standard[field]) fields[field] = place;
  }
  return fields;
}

function quotaFrom(given: unknown, shape: CrmShape): string | null {
  if (given === NOT_READ) return NOT_READ;
  return shape.quotaKinds.find(({ key }) => key === given)?.key ?? null;
}

/** The workspace's words with what was said on top; `people` has the ids of new reps by owner key. */
export function wordsWith(
  kept: Corrections,
  chosen: Chosen,
  people: Readonly<Record<string, string>> = {},
): Corrections {
  const owners = Object.fromEntries(
    Object.entries(chosen.owners).map(([key, value]) => [
      key,
      value === NOBODY ? null : value === NEW_REP ? (people[key] ?? null) : value,
    ]),
  );
  return {
    ...kept,
    stages: without(kept.stages, chosen.stages),
    stageCategories: without(kept.stageCategories, chosen.stageCategories),
    categories: without(kept.categories, chosen.categories),
    owners: without(kept.owners, owners),
    currency: chosen.currency ?? kept.currency,
  };
}

function without<Value>(
  kept: Readonly<Record<string, Value>>,
  now: Readonly<Record<string, Value | null>>,
): Record<string, Value> {
  return Object.fromEntries(
    Object.entries({ ...kept, ...now }).filter((one): one is [string, Value] => one[1] !== null),
  );
}

/** What the words that are about to change were, so that they can be put back alone. */
export function before(kept: Corrections, chosen: Chosen, mapping: AccountMapping): Chosen {
  const was = <Value>(words: Readonly<Record<string, Value>>, now: object) =>
    Object.fromEntries(Object.keys(now).map((key) => [key, words[key] ?? null])) as Record<
      string,
      Value | null
    >;
  return {
    stages: was(kept.stages, chosen.stages),
    stageCategories: was(kept.stageCategories, chosen.stageCategories),
    categories: was(kept.categories, chosen.categories),
    owners: was(kept.owners, chosen.owners),
    currency: kept.currency,
    mapping,
  };
}

/** The keys by which a CRM's adapter finds an account's own fields. */
export function fieldKeys({ fields }: AccountMapping): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).map(([field, place]) => [`${field}Field`, place]),
  );
}
