/** Fields of a deal that each CRM account may keep in a place of its own. */
export const MAPPED_FIELDS = [
  ...(["amount", "closeOn", "nextStep", "competitor"] as const),
  ...(["category", "type", "segment", "lossReason"] as const),
] as const;
export type MappedField = (typeof MAPPED_FIELDS)[number];

/** Said of a field that shall not be read at all. */
export const NOT_READ = "none";

/** What a CRM's field holds, as far as it matters for what may stand in it. */
export type FieldType = "text" | "number" | "date" | "choice";

/** A stage as the CRM has it. */
export interface CrmStage {
  word: string;
  /** Of several pipelines: which. */
  pipeline: string | null;
  outcome: "open" | "won" | "lost";
  /** The forecast category that the CRM gives deals in it. */
  category: string | null;
}

/** Somebody who may own deals in the CRM. */
export interface CrmOwner {
  name: string;
  email: string | null;
  active: boolean;
}

/** A field of the CRM's deals. */
export interface CrmDealField {
  key: string;
  label: string;
  type: FieldType;
  custom: boolean;
}

/** One of the CRM's ways to set people targets in money: a goal, a forecast type. */
export interface QuotaKind {
  key: string;
  label: string;
}

/** What somebody is to sell from a day to a day, both within it. */
export interface CrmTarget {
  /** Key of its kind. */
  kind: string;
  name: string | null;
  email: string | null;
  from: string;
  until: string;
  /** Major units, with a point. */
  amount: string;
  /** `null` where the CRM names none. */
  currency: string | null;
}

/** Targets, what kinds of them there are, and what kept others from being read, a sentence each. */
export interface CrmQuotas {
  kinds: QuotaKind[];
  targets: CrmTarget[];
  problems: string[];
}

/** How a CRM account is made: what its words are before any of them is understood. */
export interface CrmShape {
  stages: CrmStage[];
  owners: CrmOwner[];
  fields: CrmDealField[];
  /** Where each field stands unless an account says otherwise; `null` where the CRM has none. */
  standard: Record<MappedField, string | null>;
  /** The CRM's words for forecast categories. */
  categories: string[];
  quotaKinds: QuotaKind[];
  problems: string[];
}
