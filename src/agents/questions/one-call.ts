import type { Call } from "../../calls/call.ts";
import type { CallInFull } from "../../store/call-search.ts";
import type { Review } from "../review-call.ts";
import type { Evidence } from "./evidence.ts";
import { readQuestion } from "./read-question.ts";

const REP = "the-rep";

/** What a question about a single call may be answered from, where nothing else is known: that call. */
export function evidenceOfCall(
  question: string,
  call: Call,
  review: Review,
  { now, zone, competitors }: { now: Date; zone: string; competitors: string[] },
): Evidence {
  const rep = call.participants.find(({ side }) => side === "rep")?.name ?? "the rep";
  const asker = { id: REP, name: rep };
  const buyers = call.participants
    .filter(({ side }) => side !== "rep")
    .map(({ name }) => ({ name, accountId: null }));
  const asked = readQuestion(
    question,
    { asker, colleagues: [], accounts: [], buyers, competitors },
    now,
    zone,
  );
  const title = call.title.toLowerCase();
  const only = {
    ...asked,
    period: { ...asked.period, words: "that I have here" },
    // A file is often named after the customer, whom nothing else names.
    strangers: asked.strangers.filter((word) => !title.includes(word)),
  };
  const { measures, moments, callType } = review.analysis;
  const held = call.startedAt ? new Date(call.startedAt) : now;
  const inFull: CallInFull = {
    ...{ id: "this-call", title: call.title, type: callType, heldAt: held },
    ...{ repId: REP, rep, accountId: null, account: null, deal: null },
    ...{ participants: call.participants, measures, call, moments: [...moments] },
    ranked: review.choice.ranked,
  };
  return {
    ...{ asked: only, zone, now, calls: [inFull], inFull: [inFull], earlier: [] },
    asker: { ...asker, manages: false },
    ...{ latestOutside: null, withheld: 0, unnamed: [] },
  };
}
