import type { PipelineReviewInput } from "../agents/pipeline-review.ts";
import { standardsFrom } from "../deals/commitment.ts";
import type { Deal } from "../deals/deal.ts";
import { biasOf, type ForecastCall, forecastCalls, rollUp } from "../deals/forecast.ts";
import { HEALTH_STANDARDS, healthOf } from "../deals/health.ts";
import { historiesOf } from "../deals/history.ts";
import { inspect, topByValue } from "../deals/inspection.ts";
import { quarterBounds, quarterOf, shiftQuarter } from "../deals/quarters.ts";
import type { Transaction } from "../store/database.ts";
import type { PersonRow } from "../store/people.ts";
import {
  dealFiles,
  dealsOf,
  forecastChanges,
  quotasOf,
  signsOf,
  teamNorms,
} from "../store/pipeline.ts";
import { lastReviewOn } from "../store/pipeline-reviews.ts";
import { pipelineSettings } from "../store/pipeline-settings.ts";

/** How many deals a review looks into, and over how many quarters a forecast is held. */
const INSPECTED = 5;
const QUARTERS_BACK = 8;

/** What a review's input was made from, besides the input. */
export interface PipelineScene extends PipelineReviewInput {
  /** All open deals of the rep. */
  deals: Deal[];
  calls: ForecastCall[];
}

/** Everything a review of one rep's pipeline rests on, read in one go. */
export async function pipelineScene(
  tx: Transaction,
  rep: PersonRow,
  today: string,
): Promise<PipelineScene> {
  const quarter = quarterOf(today);
  const quarters = Array.from({ length: QUARTERS_BACK }, (_, back) =>
    shiftQuarter(quarter, back - QUARTERS_BACK),
  );
  const since = quarterBounds(quarters[0] ?? quarter).from;
  const all = await dealsOf(tx, { ownerId: rep.id, decidedSince: since });
  const deals = all.filter(({ status }) => status === "open");
  const norms = await teamNorms(tx);
  const signs = await signsOf(tx, rep.id, deals, today);
  const settings = await pipelineSettings(tx);
  const health = healthOf({
    deals,
    signs,
    won: all.filter(({ status }) => status === "won"),
    quotas: await quotasOf(tx, rep.id),
    norms,
    today,
    standards: { ...HEALTH_STANDARDS, ...numbersOf(settings.health) },
  });
  const lastReview = await lastReviewOn(tx, rep.id);
  const standards = standardsFrom(settings.commit);
  const files = await dealFiles(tx, topByValue(deals, INSPECTED));
  const inspections = files.map((file) =>
    inspect(file, { today, since: lastReview, norms, standards }),
  );
  const currencies = Object.keys(health.total).sort(
    (a, b) => (health.total[b] ?? 0) - (health.total[a] ?? 0),
  );
  const histories = historiesOf(await forecastChanges(tx, rep.id, quarterBounds(quarter).from));
  const forecast = all.filter(({ id, status }) => status !== "open" || histories.has(id));
  const calls = forecastCalls(forecast, histories, quarters, currencies[0] ?? "USD");
  return {
    rep: rep.name,
    today,
    health,
    inspections,
    calls,
    bias: biasOf(calls),
    rollUps: currencies.map((currency) => ({
      currency,
      ...rollUp(
        deals.filter((deal) => deal.currency === currency),
        norms,
      ),
    })),
    deals,
  };
}

/** A team's own numbers, where it has set any. */
function numbersOf(setting: unknown): Partial<typeof HEALTH_STANDARDS> {
  return Object.fromEntries(
    Object.keys(HEALTH_STANDARDS).flatMap((name) => {
      const value = (setting as Record<string, unknown> | undefined)?.[name];
      return typeof value === "number" && value > 0 ? [[name, value]] : [];
    }),
  );
}
