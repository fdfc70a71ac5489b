import { analyzeCall } from "../../src/calls/analyze.ts";
import type { Call, CallType } from "../../src/calls/call.ts";
import { findCandidates } from "../../src/coaching/candidates/index.ts";
import { chooseOpportunity } from "../../src/coaching/opportunity.ts";
import type { CallInFull } from "../../src/store/call-search.ts";

interface Held {
  id: string;
  on: string;
  rep: string;
  buyer: string;
  account?: string;
  type?: CallType;
  /** One line a turn, "R: …" for the rep and "B: …" for the buyer. */
  said: string;
}

/** A call as the store gives it back after its review, from lines. */
export function heldCall({
  id,
  on,
  rep,
  buyer,
  account,
  type = "discovery",
  said,
}: Held): CallInFull {
  const turns = said
    .trim()
    .split("\n")
    .map((line, at) => ({
      speaker: line.trim().startsWith("R:") ? "rep" : "buyer",
      startMs: at * 12_000,
      endMs: at * 12_000 + 11_000,
      text: line.trim().slice(2).trim(),
    }));
  const call: Call = {
    title: `${account ?? "A call"}, ${type}`,
    startedAt: `${on}T10:00:00Z`,
    type,
    participants: [
      { id: "rep", name: rep, side: "rep", sideFrom: "given" },
      { id: "buyer", name: buyer, side: "buyer", sideFrom: "given" },
    ],
    turns,
  };
  const { talk, moments, measures } = analyzeCall(call);
  const { ranked } = chooseOpportunity(findCandidates(talk, moments));
  return {
    ...{ id, call, moments, measures, type, rep },
    title: call.title,
    heldAt: new Date(`${on}T10:00:00Z`),
    repId: rep.toLowerCase(),
    accountId: account ?? null,
    account: account ?? null,
    deal: null,
    participants: call.participants,
    ranked: ranked.map(({ source: _, ...candidate }) => candidate),
    setAside: null,
  };
}

/** A discovery in which the buyer opens up, pushes back on price, and something is left open. */
export const OPEN_CALL = `
R: Thanks for making the time, Gwen. I have half an hour; shall I start with a few questions?
B: Yes, go ahead, I have until half past.
R: What made you look into this now?
B: We lost a whole shipment in May because nobody saw that the cold store had failed.
R: Right. We have dashboards for exactly that, and they come with alarms on any phone you like.
B: That sounds useful. It cost us forty thousand pounds, and my director had to explain it to the owners.
R: Let me show you how the alarms work, it is quite quick to set up and people love it.
B: Fine, although I think your price is too high for a site of our size.
R: It pays for itself within a year for most of our customers.
B: Perhaps. Anything above twenty thousand has to go to the investment committee anyway.
R: Sure. I'll send you the brochure and the price list by Friday.
B: And I'll send you our temperature logs on Monday.
R: Great, then let's speak again in a couple of weeks.
B: Yes, let's circle back after the holidays.
`;
