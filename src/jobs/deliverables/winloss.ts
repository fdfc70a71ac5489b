import { type WinLossInput, winLoss } from "../../agents/win-loss.ts";
import { firstName } from "../../coaching/rep-record.ts";
import type { PlannedCall } from "../../coaching/tracks.ts";
import type { DealCall } from "../../deals/evidence.ts";
import { winLossMessage } from "../../messages/win-loss.ts";
import { visibleCalls } from "../../store/call-search.ts";
import { lossReasonOf } from "../../store/deals.ts";
import { dealFiles } from "../../store/pipeline.ts";
import { COMMANDS } from "./commands.ts";
import { defineDeliverable, type Nothing } from "./deliverable.ts";
import { plannedCalls } from "./rep-record.ts";

const YEARS = 2 * 365 * 24 * 3600 * 1000;
const MOST_READ = 12;

/** A blameless look back at a decided deal. */
export const winloss = defineDeliverable({
  command: COMMANDS.winloss,
  for: "own",
  reader: "rep",
  private: true,
  prefers: ({ status }) => status !== "open",
  gather: async (tx, asking): Promise<WinLossInput | Nothing> => {
    const { subject: deal, viewer, now, asker, people } = asking;
    const account = deal.account ?? deal.name;
    if (deal.status === "open")
      return {
        nothing: `${account} is still open; a look back waits until it is decided. “prep ${account}” is for what comes next.`,
      };
    const [file] = await dealFiles(tx, [deal]);
    if (!file) return { nothing: `${account} is no longer here.` };
    const until = deal.closedOn ? new Date(`${deal.closedOn}T23:59:59Z`) : now;
    const seen = (await visibleCalls(tx, viewer, { since: new Date(now.getTime() - YEARS), until }))
      .filter((call) => call.account !== null && call.account === deal.account)
      .slice(0, MOST_READ);
    const calls = (
      await plannedCalls(
        tx,
        viewer,
        seen.map(({ id }) => id),
      )
    ).reverse();
    const shown = new Set(calls.map(({ id }) => id));
    const owner = people.find(({ id }) => id === deal.ownerId);
    const other = asker.id === owner?.id ? people.find(({ id }) => id === owner.managerId) : owner;
    return {
      // Only what this reader may see: the deal's own list does not know who asks.
      file: { ...file, calls: calls.map(dealCall) },
      calls,
      lossReason: await lossReasonOf(tx, deal.id),
      withheld: file.calls.filter(({ callId }) => !shown.has(callId)).length,
      audience: other ? `for you and ${firstName(other.name)}` : "only you see this",
    };
  },
  agent: winLoss,
  message: (output, input, { linkTo, note }) =>
    winLossMessage(output, {
      ...{ linkTo, note, audience: input.audience },
      withheld:
        input.withheld > 0
          ? `${input.withheld === 1 ? "One call" : `${input.withheld} calls`} of this deal ${input.withheld === 1 ? "is" : "are"} not shown to you yet.`
          : "",
    }),
});

function dealCall({ id, on, type, moments, call }: PlannedCall): DealCall {
  return {
    ...{ callId: id, kind: type, on, moments },
    names: Object.fromEntries(call.participants.map((one) => [one.id, one.name])),
    buyers: call.participants.filter(({ side }) => side === "buyer").map(({ name }) => name),
  };
}
