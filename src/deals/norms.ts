import type { Deal } from "./deal.ts";
import { type History, staysOf } from "./history.ts";
import { ASSUMED_CHANCE, STAGE_KEYS, type StageKey, stageOf } from "./stages.ts";
import { median } from "./statistics.ts";

/** What a team's own history says about a stage; `null` where there is too little of it. */
export interface StageNorm {
  /** Median days that deals stayed in it before they went on. */
  days: number | null;
  stays: number;
  /** How likely a deal that was in it was won, and of how many decided deals; assumed when few. */
  chance: number;
  decided: number;
  assumed: boolean;
}

export type Norms = Record<StageKey, StageNorm>;

/** Fewer ended stays than this do not make a norm. */
const FEWEST_STAYS = 5;
/** Fewer decided deals than this do not make a chance. */
const FEWEST_DECIDED = 20;

/** How long and how well, by stage, from ended stays and from decided deals that were in the stage. */
export function normsFrom(counts: {
  stays: readonly { stage: string; days: number }[];
  decided: readonly { stage: string; won: number; lost: number }[];
}): Norms {
  const days = new Map<StageKey, number[]>();
  for (const { stage, days: stayed } of counts.stays) {
    const key = stageOf(stage)?.key;
    if (key) days.set(key, [...(days.get(key) ?? []), stayed]);
  }
  return normsOf(
    [...days].map(([key, all]) => ({ key, days: median(all), stays: all.length })),
    counts.decided,
  );
}

/** The same from medians that were counted elsewhere. */
export function normsOf(
  medians: readonly { key: StageKey; days: number | null; stays: number }[],
  decided: readonly { stage: string; won: number; lost: number }[],
): Norms {
  const outcome = new Map<StageKey, { won: number; lost: number }>();
  for (const one of decided) {
    const key = stageOf(one.stage)?.key;
    if (!key) continue;
    const known = outcome.get(key) ?? { won: 0, lost: 0 };
    outcome.set(key, { won: known.won + one.won, lost: known.lost + one.lost });
  }
  return Object.fromEntries(
    STAGE_KEYS.map((key): [StageKey, StageNorm] => {
      const stayed = medians.find((one) => one.key === key);
      const { won, lost } = outcome.get(key) ?? { won: 0, lost: 0 };
      const count = won + lost;
      const enough = count >= FEWEST_DECIDED && key !== "won" && key !== "lost";
      return [
        key,
        {
          days: stayed && stayed.stays >= FEWEST_STAYS ? stayed.days : null,
          stays: stayed?.stays ?? 0,
          chance: enough ? won / count : ASSUMED_CHANCE[key],
          decided: count,
          assumed: !enough,
        },
      ];
    }),
  ) as Norms;
}

/** Norms of a team from its deals and their histories. */
export function normsOfDeals(
  deals: readonly Deal[],
  histories: ReadonlyMap<string, History>,
): Norms {
  const decided = deals
    .filter(({ status }) => status !== "open")
    .flatMap((deal) => {
      const stages = new Set(
        (histories.get(deal.id)?.get("stage") ?? []).flatMap(
          ({ after }) => stageOf(after ?? "")?.key ?? [],
        ),
      );
      return [...stages].map((stage) => ({
        stage,
        won: Number(deal.status === "won"),
        lost: Number(deal.status === "lost"),
      }));
    });
  return normsFrom({ stays: deals.flatMap((deal) => staysOf(histories.get(deal.id))), decided });
}
