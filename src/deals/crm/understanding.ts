import { type Category, categoryOf } from "../categories.ts";
import { type Corrections, wordKey } from "../import/corrections.ts";
import { type StageKey, stageOf } from "../stages.ts";
import { type AccountMapping, NEW_REP, NOBODY, ownerKey } from "./mapping.ts";
import {
  type CrmDealField,
  type CrmOwner,
  type CrmShape,
  type CrmStage,
  MAPPED_FIELDS,
  type MappedField,
  NOT_READ,
} from "./shape.ts";
import { fittingFields, suggestedField, suggestedPerson, suggestedStage } from "./suggestions.ts";

/** How something came to be understood. */
export type How = "said" | "read" | "suggested" | "unknown";

/** A stage, what it means here, and what deals in it are forecast as. */
export interface UnderstoodStage extends CrmStage {
  key: string;
  as: StageKey;
  how: How;
  categoryAs: Category | null;
}

/** Who an owner is here. */
export interface UnderstoodOwner extends CrmOwner {
  key: string;
  /** A person's id, `NOBODY`, `NEW_REP`, or `null` while unknown. */
  as: string | null;
  how: How;
  /** By what an owner was recognised, or somebody it could be. */
  by: "e-mail" | "name" | null;
  perhaps: { id: string; name: string } | null;
  /** Deals that stand under this name and belong to nobody here. */
  deals: number;
}

/** Where one of our fields stands in this account. */
export interface UnderstoodField {
  field: MappedField;
  /** The CRM's key, `NOT_READ`, or `null` where there is none yet. */
  as: string | null;
  how: How;
  choices: readonly CrmDealField[];
}

/** Everything the page shows of how an account is understood. */
export interface Understanding {
  stages: UnderstoodStage[];
  categories: { key: string; word: string; as: Category | null }[];
  owners: UnderstoodOwner[];
  fields: UnderstoodField[];
  quota: { as: string | null; how: How; kinds: CrmShape["quotaKinds"] };
  currency: string | null;
  /** What is still missing, a clause each: "2 owners who are nobody here". */
  missing: string[];
}

interface Known {
  corrections: Corrections;
  mapping: AccountMapping;
  people: readonly { id: string; name: string; email: string | null }[];
  /** Deals by owner's name that belong to nobody here. */
  strays: ReadonlyMap<string, number>;
  /** Owners who are about to become reps, by key. */
  newReps?: readonly string[];
}

/** Reads an account with what was said about it; unmatched owners come first. */
export function understanding(shape: CrmShape, known: Known): Understanding {
  const stages = stagesOf(shape, known);
  const owners = ownersOf(shape, known);
  const fields = MAPPED_FIELDS.map((field) => fieldOf(field, shape, known.mapping));
  const quota = quotaOf(shape, known.mapping);
  const categories = shape.categories.map((word) => {
    const key = wordKey(word);
    return { key, word, as: known.corrections.categories[key] ?? categoryOf(word) };
  });
  const unsure = stages.filter(({ how }) => how === "suggested").length;
  const strangers = owners.filter(({ how }) => how === "unknown").length;
  const unread = categories.filter(({ as }) => as === null).length;
  return {
    ...{ stages, owners, fields, quota, categories },
    currency: known.corrections.currency,
    missing: [
      ...(unsure > 0 ? [`a look at ${count(unsure, "stage")} that I guessed`] : []),
      ...(strangers > 0
        ? [`${count(strangers, "owner")} who ${strangers === 1 ? "is" : "are"} nobody here yet`]
        : []),
      ...(unread > 0 ? [count(unread, "forecast category", "forecast categories")] : []),
      ...(fields.find(({ field, as }) => field === "nextStep" && as === null)
        ? ["a field for the next step"]
        : []),
      ...(quota.as === null && quota.kinds.length > 0 ? ["which target is the quota"] : []),
    ],
  };
}

function stagesOf(shape: CrmShape, { corrections }: Known): UnderstoodStage[] {
  const open = shape.stages.filter(({ outcome }) => outcome === "open");
  const all = new Map<string, UnderstoodStage>();
  for (const stage of shape.stages) {
    const key = wordKey(stage.word);
    const twin = all.get(key);
    if (twin) {
      // The same word in two pipelines means the same.
      const pipelines = [twin.pipeline, stage.pipeline].filter((one) => one !== null);
      all.set(key, { ...twin, pipeline: [...new Set(pipelines)].join(", ") || null });
      continue;
    }
    const said = corrections.stages[key];
    const read = stageOf(stage.word);
    // Where the name and the CRM's own mark differ, a person should look.
    const certain = read && read.outcome === stage.outcome ? read.key : null;
    all.set(key, {
      ...{ ...stage, key, as: said ?? certain ?? suggestedStage(stage, open) },
      how: said ? "said" : certain ? "read" : "suggested",
      categoryAs: corrections.stageCategories[key] ?? null,
    });
  }
  return [...all.values()];
}

const ORDER: Record<How, number> = { unknown: 0, suggested: 1, read: 2, said: 2 };

function ownersOf(shape: CrmShape, known: Known): UnderstoodOwner[] {
  const seen = new Set<string>();
  return shape.owners
    .flatMap((owner): UnderstoodOwner[] => {
      const key = ownerKey(owner);
      const deals = known.strays.get(wordKey(owner.name)) ?? 0;
      if (seen.has(key) || (!owner.active && deals === 0)) return [];
      seen.add(key);
      return [{ ...owner, key, deals, ...ownerAs(owner, key, known) }];
    })
    .sort(
      (a, b) => ORDER[a.how] - ORDER[b.how] || b.deals - a.deals || a.name.localeCompare(b.name),
    );
}

function ownerAs(
  { name, email }: CrmOwner,
  key: string,
  { corrections, mapping, people, newReps = [] }: Known,
): Pick<UnderstoodOwner, "as" | "how" | "by" | "perhaps"> {
  const none = { by: null, perhaps: null };
  const said = corrections.owners[key] ?? corrections.owners[wordKey(name)];
  const person = people.find(({ id }) => id === said);
  if (person) return { as: person.id, how: "said", ...none };
  if (newReps.includes(key)) return { as: NEW_REP, how: "said", ...none };
  if (mapping.nobody.includes(key)) return { as: NOBODY, how: "said", ...none };
  const mail = people.find((one) => email && one.email?.toLowerCase() === email.toLowerCase());
  if (mail) return { as: mail.id, how: "read", by: "e-mail", perhaps: null };
  const [same, other] = people.filter((one) => wordKey(one.name) === wordKey(name));
  if (same && !other) return { as: same.id, how: "read", by: "name", perhaps: null };
  const alike = suggestedPerson(name, people);
  const perhaps = alike && { id: alike.id, name: alike.name };
  return { as: null, how: "unknown", by: null, perhaps };
}

function fieldOf(field: MappedField, shape: CrmShape, { fields }: AccountMapping): UnderstoodField {
  const choices = fittingFields(field, shape.fields);
  const here = (key: string | null) => shape.fields.some((one) => one.key === key);
  const said = fields[field];
  if (said === NOT_READ || (said && here(said))) return { field, as: said, how: "said", choices };
  const standard = shape.standard[field];
  if (here(standard)) return { field, as: standard, how: "read", choices };
  const likely = suggestedField(field, shape.fields);
  return likely
    ? { field, as: likely.key, how: "suggested", choices }
    : { field, as: null, how: "unknown", choices };
}

function quotaOf(shape: CrmShape, { quota }: AccountMapping): Understanding["quota"] {
  const kinds = shape.quotaKinds;
  if (quota === NOT_READ || kinds.some(({ key }) => key === quota))
    return { as: quota, how: "said", kinds };
  const [only, other] = kinds;
  return only && !other
    ? { as: only.key, how: "suggested", kinds }
    : { as: null, how: "unknown", kinds };
}

const count = (many: number, one: string, more = `${one}s`) => `${many} ${many === 1 ? one : more}`;
