import { STAGE_KEYS, type StageKey, stageOf } from "../stages.ts";
import type { CrmDealField, CrmStage, MappedField } from "./shape.ts";

/** Stages a deal goes through while it is open. */
const OPEN_KEYS = STAGE_KEYS.filter((key) => key !== "won" && key !== "lost");

/** What a word of a stage's name says when the whole name is none we know. */
const HINTS: readonly (readonly [StageKey, RegExp])[] = [
  ["negotiation", /negotiat|contract|legal|procure|verbal|redline|signature|clos(?:e|ing)/i],
  ["proposal", /propos|quot(?:e|ation)|pric(?:e|ing)|offer|business case/i],
  ["evaluation", /evaluat|pilot|trial|\bpo[cv]\b|proof|technical|validat|security review/i],
  ["demo", /demo|present|walk-?through/i],
  ["discovery", /discover|qualif|needs?\b|scop|\bpain/i],
  ["prospecting", /prospect|lead\b|contact|outreach|meeting (?:set|booked)|appointment|\bnew\b/i],
];

/**
 * What a stage nobody explained could mean: how the CRM itself closes it, then a word in its name, then
 * where it stands among the open stages.
 */
export function suggestedStage(stage: CrmStage, open: readonly CrmStage[]): StageKey {
  if (stage.outcome !== "open") return stage.outcome;
  const hint = HINTS.find(([, words]) => words.test(stage.word));
  if (hint) return hint[0];
  const at = Math.max(0, open.indexOf(stage));
  // Between stages whose place is known it stands nearer to the one before.
  const before = open.slice(0, at).flatMap(({ word }) => stageOf(word)?.key ?? []);
  const last = before.at(-1);
  if (last && last !== "won" && last !== "lost") {
    const next = OPEN_KEYS[OPEN_KEYS.indexOf(last) + 1];
    return next ?? last;
  }
  const share = open.length > 1 ? at / (open.length - 1) : 0;
  return OPEN_KEYS[Math.round(share * (OPEN_KEYS.length - 1))] ?? "prospecting";
}

const LABELS: Record<MappedField, RegExp | null> = {
  amount: null,
  closeOn: null,
  nextStep: /next[\s_-]*(?:step|action)/i,
  competitor: /competit|rival/i,
  category: /forecast[\s_-]*categor/i,
  type: /^(?:deal|opportunity|business)[\s_-]*type$/i,
  segment: /\bsegment\b|company[\s_-]*size/i,
  lossReason: /(?:loss|lost)[\s_-]*reason|reason[\s_-]*(?:for[\s_-]*)?(?:loss|lost)/i,
};

const HOLDS: Record<MappedField, readonly CrmDealField["type"][]> = {
  amount: ["number"],
  closeOn: ["date"],
  nextStep: ["text"],
  competitor: ["text", "choice"],
  category: ["choice", "text"],
  type: ["choice", "text"],
  segment: ["choice", "text"],
  lossReason: ["text", "choice"],
};

/** Fields of the CRM that can hold what one of ours does. */
export function fittingFields(
  field: MappedField,
  all: readonly CrmDealField[],
): readonly CrmDealField[] {
  return all.filter(({ type }) => HOLDS[field].includes(type));
}

/** The field whose name says that it holds it; `null` where none does, or two do. */
export function suggestedField(
  field: MappedField,
  all: readonly CrmDealField[],
): CrmDealField | null {
  const words = LABELS[field];
  const named = words
    ? fittingFields(field, all).filter(({ label, key }) => words.test(label) || words.test(key))
    : [];
  const own = named.filter(({ custom }) => custom);
  const [first, other] = own.length > 0 ? own : named;
  return first && !other ? first : null;
}

/** Somebody of ours who shares a first or last name with an owner, when there is one only. */
export function suggestedPerson<Person extends { name: string }>(
  name: string,
  people: readonly Person[],
): Person | null {
  const words = new Set(
    name
      .toLowerCase()
      .split(/[\s.,@]+/)
      .filter((word) => word.length > 2),
  );
  const [found, other] = people.filter((one) =>
    one.name
      .toLowerCase()
      .split(/\s+/)
      .some((word) => words.has(word)),
  );
  return found && !other ? found : null;
}
