import { analyzeCall } from "../../src/calls/analyze.ts";
import type { CallType } from "../../src/calls/call.ts";
import { findCandidates } from "../../src/coaching/candidates/index.ts";
import { chooseOpportunity } from "../../src/coaching/opportunity.ts";
import type { RepRecord } from "../../src/coaching/rep-record.ts";
import { tenureOf } from "../../src/coaching/tenure.ts";
import { type PlannedCall, tracksOf } from "../../src/coaching/tracks.ts";
import type { Deal } from "../../src/deals/deal.ts";
import { callOf } from "../calls/talk-of.ts";
import { plain } from "./behaviour-examples.ts";

export const TODAY = "2026-06-15";

/** A price objection that is answered before it is understood. */
export const DEFENDED = [
  "B: Honestly, this is far too expensive for a company of our size.",
  "R: It is worth every cent when you look at what it does for you, and our customers all say so.",
];
/** The same, asked about first. */
export const ASKED = [
  "B: Honestly, this is far too expensive for a company of our size.",
  "R: What are you comparing the price with when you say that?",
  "B: With the contract we have now, which is about half of it and covers the two big sites.",
];
export const VAGUE_END = [
  "B: It was nice to hear about it, we will have a think about it over here.",
  "R: Great, I will send you some material and we can talk again at some point.",
];
export const DATED_END = [
  "R: Shall we meet on Tuesday the 23rd at ten, with your finance lead, to go through the numbers?",
  "B: Yes, Tuesday the 23rd at ten works, I will bring Joan along.",
];

/** An analysed call as a plan reads it. */
export function plannedCall(
  on: string,
  lines: readonly string[],
  given: { type?: CallType; account?: string } = {},
): PlannedCall {
  const type = given.type ?? "demo";
  const call = { ...callOf([...plain(8), ...lines], { type }), type };
  const { talk, moments, measures } = analyzeCall(call, { competitors: ["Brassmill"] });
  const { ranked } = chooseOpportunity(findCandidates(talk, moments));
  const name = `${given.account ?? "Orchard"}, ${on.slice(8)} of ${on.slice(5, 7)}`;
  return { id: `call-${on}`, name, on, type, call, moments, measures, ranked };
}

export function deal(given: Partial<Deal> = {}): Deal {
  return {
    ...{
      id: "deal-1",
      name: "Orchard suite",
      account: "Orchard",
      ownerId: "rep-1",
      owner: "Nia Holt",
    },
    ...{ stage: "Demo", category: null, status: "open", amountMinor: 1_000_000, currency: "EUR" },
    ...{ segment: null, type: null, openedOn: "2026-03-02", closeOn: null, closedOn: null },
    ...{ nextStep: null, nextStepOn: null },
    ...given,
  };
}

/** A rep's record over some calls. */
export function recordOf(calls: readonly PlannedCall[], given: Partial<RepRecord> = {}): RepRecord {
  const startedOn = given.rep?.startedOn ?? "2026-05-01";
  return {
    rep: { id: "rep-1", name: "Nia Holt", startedOn },
    ...{ manager: "Otto Lind", reader: "manager", today: TODAY },
    tenure: tenureOf(startedOn, TODAY),
    calls: [...calls].reverse(),
    withheld: 0,
    tracks: tracksOf(calls),
    ...{ deals: [], quotas: [], bias: null, agreed: [] },
    ...given,
  };
}
