import type { Deal } from "./deal.ts";
import type { History } from "./history.ts";
import { STAGE_KEYS, type StageKey, stageOf } from "./stages.ts";
import { shareInterval } from "./statistics.ts";

/** `all` is one line of everything. */
export type Cut = "all" | "rep" | "segment" | "type";

/** How far the decided deals of one group came. */
export interface FunnelLine {
  /** The group's name; `null` for deals that have none. */
  group: string | null;
  decided: number;
  won: number;
  /** Won of decided with its 95 % interval; `null` below `FEWEST_DEALS`. */
  winRate: { share: number; low: number; high: number } | null;
  /** Of the decided deals that reached a stage, how many went further; only stages the history tells of. */
  steps: { stage: StageKey; reached: number; wentOn: number }[];
}

/** Fewer decided deals than this are no rate. */
export const FEWEST_DEALS = 10;

/** Conversion by rep, segment or deal type, over decided deals. */
export function funnelOf(
  deals: readonly Deal[],
  histories: ReadonlyMap<string, History>,
  cut: Cut,
): FunnelLine[] {
  const groups = new Map<string | null, Deal[]>();
  for (const deal of deals) {
    if (deal.status === "open") continue;
    const group = cut === "all" ? null : cut === "rep" ? deal.owner : deal[cut];
    const known = groups.get(group);
    if (known) known.push(deal);
    else groups.set(group, [deal]);
  }
  return [...groups]
    .sort(([a, x], [b, y]) => y.length - x.length || (a ?? "").localeCompare(b ?? ""))
    .map(([group, decided]) => {
      const won = decided.filter(({ status }) => status === "won").length;
      return {
        group,
        decided: decided.length,
        won,
        winRate: decided.length < FEWEST_DEALS ? null : shareInterval(won, decided.length),
        steps: stepsOf(decided, histories),
      };
    });
}

function stepsOf(
  deals: readonly Deal[],
  histories: ReadonlyMap<string, History>,
): FunnelLine["steps"] {
  const reached = new Map<StageKey, number>();
  const wentOn = new Map<StageKey, number>();
  for (const deal of deals) {
    const moves = histories.get(deal.id)?.get("stage") ?? [];
    const keys = [...new Set(moves.flatMap(({ after }) => stageOf(after ?? "")?.key ?? []))];
    const furthest = Math.max(
      -1,
      ...keys.filter((key) => key !== "lost").map((key) => STAGE_KEYS.indexOf(key)),
    );
    for (const key of keys) {
      if (key === "won" || key === "lost") continue;
      reached.set(key, (reached.get(key) ?? 0) + 1);
      if (furthest > STAGE_KEYS.indexOf(key)) wentOn.set(key, (wentOn.get(key) ?? 0) + 1);
    }
  }
  return STAGE_KEYS.flatMap((stage) => {
    const count = reached.get(stage);
    return count ? [{ stage, reached: count, wentOn: wentOn.get(stage) ?? 0 }] : [];
  });
}
