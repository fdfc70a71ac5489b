import { categoryOf } from "../categories.ts";
import type { DealStatus } from "../deal.ts";
import { stageOf } from "../stages.ts";
import type { DealField } from "./columns.ts";
import type { DealMapping } from "./mapping.ts";
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

export type RowRead = { deal: ImportedDeal; doubts: Doubt[] } | { refused: string };

const YES = /^(?:true|yes|y|1)$/i;
const NO = /^(?:false|no|n|0)$/i;

/** Reads one row; what cannot be is refused with a reason, what is merely unknown is kept as unknown. */
export function readRow(record: readonly string[], mapping: DealMapping): RowRead {
  const { headers, columns, writing } = mapping;
  if (record.length > headers.length) {
    return { refused: `has ${record.length} fields where the header has ${headers.length}` };
  }
  const text = (field: DealField): string => {
    const at = columns.get(field);
    return at === undefined ? "" : clean(record[at] ?? "");
  };
  const doubts: Doubt[] = [];
  const externalId = text("id") || (columns.has("id") ? "" : text("name"));
  if (externalId === "") return { refused: "has no deal id" };

  const stage = text("stage") || text("status") || "Unknown";
  const status = statusOf(stage, text("status"), text("isWon"), text("isClosed"));
  if (status === null)
    return { refused: `is closed ("${stage}"), and nothing says whether it was won` };
  if (!stageOf(stage)) doubts.push("stage");
  const category = text("category") || null;
  if (category && !categoryOf(category)) doubts.push("category");

  const amount = readAmount(text("amount"), writing);
  if ("refused" in amount) return amount;
  const currency = (text("currency") || amount.value?.currency || mapping.currency).toUpperCase();
  if (!/^[A-Z]{3}$/.test(currency))
    return { refused: `the currency "${currency.slice(0, 20)}" is not a code of three letters` };
  const said = amount.value?.currency;
  if (said && text("currency") && said !== currency) {
    return { refused: `the amount is in ${said} and the currency column says ${currency}` };
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
      category: categoryOf(category) ?? category,
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

const LONGEST_TEXT = 500;

function clean(text: string): string {
  return text
    .replace(/[^\P{Cc}\t\n]/gu, "")
    .replace(/\p{Surrogate}/gu, "\ufffd")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, LONGEST_TEXT);
}
