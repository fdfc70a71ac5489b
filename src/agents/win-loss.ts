import type { PlannedCall } from "../coaching/tracks.ts";
import { readWinLoss } from "../coaching/win-loss.ts";
import { type WinLossDebrief, winLossSchema } from "../coaching/win-loss-debrief.ts";
import type { DealFile } from "../deals/evidence.ts";
import type { Agent } from "./agent.ts";
import { checkCitations, checkTexts, type Known, saidIn } from "./deliverable-guards.ts";
import { checkAsks, checkLength } from "./guards.ts";
import {
  competitionLines,
  type DecidedDeal,
  executionLines,
  headFor,
  qualificationLines,
  questionFor,
  reasonLine,
  takeawayFor,
  verdictLine,
} from "./wording/win-loss-words.ts";

export interface WinLossInput {
  /** The deal with its history, its people, and only those calls the reader may see. */
  file: DealFile;
  /** The account's calls up to the deal's end that the reader may see, oldest first. */
  calls: readonly PlannedCall[];
  lossReason: string | null;
  withheld: number;
  /** Who else reads it: one plain clause. */
  audience: string;
  /** What people have answered to the question so far: shown as it is, and no evidence. */
  answers: readonly { who: string; on: string; text: string }[];
}

const QUESTION_WORDS = 45;
const VERDICT_WORDS = 60;

function compose(input: WinLossInput): WinLossDebrief {
  const { file, calls, lossReason } = input;
  const { deal } = file;
  const reading = readWinLoss(file, calls, lossReason);
  const decided: DecidedDeal = { deal, lossReason, calls: calls.length, reading };
  const { slots, missed, credited, rivals } = reading;
  const cited = (fact: (typeof slots)["champion"]) => {
    const call = calls.find(({ id }) => id === fact?.callId);
    const turn =
      fact?.turn === null || fact?.turn === undefined ? null : call?.call.turns[fact.turn];
    return fact && call && turn && fact.turn !== null
      ? [
          {
            ...{ callId: call.id, call: call.name, turn: fact.turn, atMs: turn.startMs },
            ...{ quote: fact.text, speaker: fact.who ?? "" },
          },
        ]
      : [];
  };
  const known = [slots["economic-buyer"], slots["decision-process"], slots["identified-pain"]];
  return {
    deal: deal.name,
    account: deal.account ?? deal.name,
    rep: deal.owner,
    outcome: deal.status === "won" ? "won" : "lost",
    head: headFor(decided),
    calls: calls.length,
    question: questionFor(decided),
    reason: { kind: reading.reason, crm: lossReason, against: reasonLine(decided) },
    verdict: {
      kind: reading.verdict,
      controllable: reading.controllable,
      says: verdictLine(decided),
    },
    qualification: {
      lines: qualificationLines(decided),
      quotes: known
        .flatMap(cited)
        .filter(({ speaker }) => speaker !== "")
        .slice(0, 1),
    },
    execution: {
      lines: executionLines(decided),
      quotes: [
        ...credited.slice(0, 1),
        ...(reading.verdict === "clean-loss" ? [] : missed.slice(0, 1)),
      ].map((one) => one.cited),
    },
    competition: {
      lines: competitionLines(decided),
      quotes: rivals.slice(0, 1).map((one) => one.cited),
    },
    takeaway: takeawayFor(decided),
  };
}

function guard(input: WinLossInput, output: WinLossDebrief): string[] {
  const local = compose(input);
  const known: Known = {
    calls: input.calls,
    texts: [...saidIn(local), input.lossReason ?? ""],
  };
  const sections = [output.qualification, output.execution, output.competition];
  return [
    ...checkCitations(
      known,
      sections.flatMap(({ quotes }) => quotes),
    ),
    ...checkTexts(known, [
      output.question,
      output.verdict.says,
      ...(output.takeaway ? [output.takeaway] : []),
      ...sections.flatMap(({ lines }) => lines),
    ]),
    ...checkAsks(output.question),
    ...checkLength(output.question, QUESTION_WORDS, "the question"),
    ...checkLength(output.verdict.says, VERDICT_WORDS, "what it comes down to"),
  ];
}

/** A blameless look back at a decided deal: qualification, execution, competition. */
export const winLoss: Agent<WinLossInput, WinLossDebrief> = {
  name: "winloss",
  schema: winLossSchema,
  prompt: (input) => ({
    persona: "sales-coach",
    task:
      "Word this blameless look back at a decided deal. The verdict, the reason, counts and quotes in the draft are " +
      "worked out and stay. You may reword the opening question, the lines of each section and the takeaway: specific " +
      "to this deal, nobody blamed, technique before outcome. A lucky win and a clean loss are named as such.",
    facts: JSON.stringify({ draft: compose(input) }),
  }),
  compose,
  settle: (input, output) => {
    const local = compose(input);
    return {
      ...local,
      question: output.question,
      takeaway: output.takeaway,
      qualification: { ...local.qualification, lines: output.qualification.lines },
      execution: { ...local.execution, lines: output.execution.lines },
      competition: { ...local.competition, lines: output.competition.lines },
    };
  },
  guard,
};
