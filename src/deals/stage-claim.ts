import { placeOf } from "../calls/clock-time.ts";
import { type CommitStandards, readCommitment } from "./commitment.ts";
import type { Discrepancy } from "./discrepancy.ts";
import type { DealFile, Fact } from "./evidence.ts";
import type { StageSign } from "./stage-signs.ts";
import { bareStage, STAGE_KEYS, type StageKey, stageOf, stageRank } from "./stages.ts";

/** What it takes to hold a deal's stage against what was said. */
export interface StageScene {
  /** What the buyer said of it, by call. */
  signs: ReadonlyMap<string, readonly StageSign[]>;
  /** Stages the deal can stand in, in order, as `stageOf` reads them. */
  stages: readonly string[];
  standards: CommitStandards;
}

const rankOf = (key: StageKey) => STAGE_KEYS.indexOf(key);
/** Whoever has not decided to buy is looking: an offer and its terms come after that. */
const UNDECIDED_AT = rankOf("evaluation");
const EARLIEST = rankOf("discovery");

/**
 * A stage that the buyer's last word contradicts. Back, when they have not decided to buy and the CRM
 * stands later, unless all the team asks for at that stage is shown. On, when they say a later stage is
 * reached and all the team asks for there is shown too. Words older than the stage itself prove nothing.
 */
export function stageClaim(
  file: DealFile,
  today: string,
  { signs, stages, standards }: StageScene,
): Discrepancy | null {
  const { deal } = file;
  const rank = stageRank(deal.stage);
  const [call] = [...file.calls].sort((a, b) => b.on.localeCompare(a.on));
  const sign = call && signs.get(call.callId)?.at(-1);
  if (rank === null || !call || !sign) return null;
  const since = file.changes.filter(({ field }) => field === "stage").map(({ at }) => at);
  if (since.some((at) => at.slice(0, 10) >= call.on)) return null;
  const open = stages.flatMap((word) => {
    const read = stageOf(word);
    return read?.outcome === "open" ? [{ word, rank: rankOf(read.key) }] : [];
  });
  const wanted =
    sign.says === "undecided"
      ? backFrom(file, today, standards, rank, open)
      : onTo(file, today, standards, rank, rankOf(sign.says), open);
  if (wanted === null) return null;
  const stage = bareStage(wanted);
  const evidence: Fact = {
    source: "call",
    text: sign.quote,
    who: call.names[sign.speaker] ?? null,
    on: call.on,
    place: placeOf(sign),
    callId: call.callId,
    turn: sign.turn,
  };
  const inCrm = bareStage(deal.stage);
  return { field: "stage", inCrm, value: stage, said: stage, evidence, kind: "differs" };
}

type Open = readonly { word: string; rank: number }[];

function backFrom(
  file: DealFile,
  today: string,
  standards: CommitStandards,
  rank: number,
  open: Open,
): string | null {
  if (rank <= UNDECIDED_AT) return null;
  const key = STAGE_KEYS[rank];
  const asked = (key && standards.stages[key]) ?? [];
  const { stageMissing } = readCommitment(file, today, standards);
  if (asked.length > 0 && stageMissing.length === 0) return null;
  const fitting = open.filter((one) => one.rank >= EARLIEST && one.rank <= UNDECIDED_AT);
  const furthest = Math.max(...fitting.map((one) => one.rank));
  return fitting.findLast((one) => one.rank === furthest)?.word ?? null;
}

function onTo(
  file: DealFile,
  today: string,
  standards: CommitStandards,
  rank: number,
  reached: number,
  open: Open,
): string | null {
  const target = open.find((one) => one.rank === reached);
  if (reached <= rank || !target) return null;
  const there = { ...file, deal: { ...file.deal, stage: target.word } };
  return readCommitment(there, today, standards).stageMissing.length === 0 ? target.word : null;
}
