import type { Category } from "../../../deals/categories.ts";
import type { MappedField } from "../../../deals/crm/shape.ts";
import type { StageKey } from "../../../deals/stages.ts";

/** What people call our stages. */
export const STAGE_WORDS: Record<StageKey, string> = {
  prospecting: "Prospecting",
  discovery: "Discovery",
  demo: "Demo",
  evaluation: "Evaluation",
  proposal: "Proposal",
  negotiation: "Negotiation",
  won: "Closed, won",
  lost: "Closed, lost",
};

/** And our forecast categories. */
export const CATEGORY_WORDS: Record<Category, string> = {
  closed: "Closed",
  commit: "Commit",
  upside: "Upside",
  pipeline: "Pipeline",
  omitted: "Not in the forecast",
};

/** And a deal's fields, with what each is needed for. */
export const FIELD_WORDS: Record<MappedField, { word: string; why: string }> = {
  amount: { word: "Amount", why: "every figure" },
  closeOn: { word: "Close date", why: "forecast and reviews" },
  nextStep: { word: "Next step", why: "reviews, and corrections from calls" },
  competitor: { word: "Competitor", why: "corrections from calls" },
  category: { word: "Forecast category", why: "commit and upside" },
  type: { word: "Type of deal", why: "the funnel by type" },
  segment: { word: "Segment", why: "the funnel by segment" },
  lossReason: { word: "Why it was lost", why: "win/loss debriefs" },
};

/** "1 deal", "1,204 deals". */
export const counted = (many: number, one: string, more = `${one}s`): string =>
  `${many.toLocaleString("en-GB")} ${many === 1 ? one : more}`;
