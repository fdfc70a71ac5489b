import { categoryOf } from "../categories.ts";
import type { DealStatus } from "../deal.ts";
import { stageOf, stageWord } from "../stages.ts";
import type { DealField } from "./columns.ts";
import { type Corrections, NO_CORRECTIONS, wordKey } from "./corrections.ts";
import { readerOf, type Table } from "./table.ts";
import { minorOf, readAmount, readDay } from "./values.ts";

/** A row that was understood, ready for the store. */
export interface ImportedDeal {
  externalId: string;
  name: string;
  account: string | null;
  owner: string | null;
  ownerEmail: string | null;
  stage: string;
  status: DealStatus;
  category: string | null;
  amountMinor: number | null;
  currency: string;
  segment: string | null;
  type: string | null;
  openedOn: string | null;
  closeOn: string | null;
  closedOn: string | null;
  nextStep: string | null;
  nextStepOn: string | null;
  lossReason: string | null;
}

/** What was kept as unknown, counted over a file. */
export type Doubt = "stage" | "category" | "date" | "closed before it opened";

/** Fields that a source may leave out; what it does not tell stays as it is. */
export type OptionalField =
  | "account"
  | "owner"
  | "category"
  | "amount"
  | "segment"
  | "type"
  | "openedOn"
  | "closeOn"
  | "nextStep"
  | "lossReason";

export type RowRead =
  | {
      deal: ImportedDeal;
      doubts: Doubt[];
      /** The source's own words, before any reading of them. */
      words: { stage: string; category: string | null };
    }
  | { refused: string };

const YES = /^(?:true|yes|y|1)$/i;
const NO = /^(?:false|no|n|0)$/i;

/** Reads one row; what cannot be is refused with a reason, what is merely unknown is kept as unknown. */
export function readRow(
  record: readonly string[],
  table: Table,
  corrections: Pick<Corrections, "stages" | "stageCategories" | "categories"> = NO_CORRECTIONS,
): RowRead {
  const { columns, writing } = table;
  const reader = readerOf<DealField>(record, table);
  if ("refused" in reader) return reader;
  const text = (field: DealField): string => reader.of(field);
  const doubts: Doubt[] = [];
  const externalId = text("id") || (columns.has("id") ? "" : text("name"));
  if (externalId === "") return { refused: "has no deal id" };

  const ownStage = text("stage") || text("status") || "Unknown";
  const said = (word: string) => corrections.stages[wordKey(word)];
  const meant = said(ownStage);
  const stage = meant ? stageWord(ownStage, meant) : ownStage;
  const statusWord = text("status");
  const meantStatus = said(statusWord);
  const status = statusOf(
    stage,
    meantStatus ? stageWord(statusWord, meantStatus) : statusWord,
    text("isWon"),
    text("isClosed"),
  );
  if (status === null)
    return { refused: `is closed ("${ownStage}"), and nothing says whether it was won` };
  if (!stageOf(stage)) doubts.push("stage");
  const ownCategory = text("category") || null;
  const category =
    (ownCategory && corrections.categories[wordKey(ownCategory)]) ??
    categoryOf(ownCategory) ??
    ownCategory ??
    corrections.stageCategories[wordKey(ownStage)] ??
    null;
  if (category && !categoryOf(category)) doubts.push("category");

  const amount = readAmount(text("amount"), writing);
  if ("refused" in amount) return amount;
  const currency = (text("currency") || amount.value?.currency || table.currency).toUpperCase();
  if (!/^[A-Z]{3}$/.test(currency))
    return { refused: `the currency "${currency.slice(0, 20)}" is not a code of three letters` };
  const signed = amount.value?.currency;
  if (signed && text("currency") && signed !== currency) {
    return { refused: `the amount is in ${signed} and the currency column says ${currency}` };
  }
  const minor = amount.value ? minorOf(amount.value.decimal, currency) : { value: null };
  if ("refused" in minor) return minor;

  const days: Partial<Record<DealField, string | null>> = {};
  for (const field of ["openedOn", "closeOn", "closedOn", "nextStepOn"] as const) {
    const read = readDay(text(field), writing);
    if ("refused" in read) return read;
    if (read.value.implausible) doubts.push("date");
    days[field] = read.value.day;
  }
  const closedOn = status === "open" ? null : (days.closedOn ?? days.closeOn ?? null);
  let openedOn = days.openedOn ?? null;
  if (openedOn && closedOn && openedOn > closedOn) {
    doubts.push("closed before it opened");
    openedOn = null;
  }
  const account = text("account") || null;
  return {
    deal: {
      externalId,
      name: text("name") || [account, text("product")].filter(Boolean).join(", ") || externalId,
      account,
      owner: text("owner") || null,
      ownerEmail: text("ownerEmail").toLowerCase() || null,
      stage,
      status,
      category,
      amountMinor: minor.value,
      currency,
      segment: text("segment") || null,
      type: text("type") || null,
      openedOn,
      closeOn: days.closeOn ?? closedOn,
      closedOn,
      nextStep: text("nextStep") || null,
      nextStepOn: days.nextStepOn ?? null,
      lossReason: text("lossReason") || null,
    },
    doubts,
    words: { stage: ownStage, category: ownCategory },
  };
}

/** `null` when it is closed and nobody says how. A column that says it outright beats the stage's name. */
function statusOf(
  stage: string,
  status: string,
  isWon: string,
  isClosed: string,
): DealStatus | null {
  if (YES.test(isWon)) return "won";
  if (YES.test(isClosed)) {
    if (NO.test(isWon)) return "lost";
    const ended = stageOf(status)?.outcome ?? stageOf(stage)?.outcome;
    return ended === "won" || ended === "lost" ? ended : null;
  }
  const said = /^open$/i.test(status) ? "open" : stageOf(status)?.outcome;
  if (said === "won" || said === "lost") return said;
  const byStage = stageOf(stage)?.outcome;
  if (byStage) return byStage;
  return /^closed$/i.test(stage) || /^closed$/i.test(status) ? null : "open";
}
