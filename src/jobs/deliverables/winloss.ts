import { type WinLossInput, winLoss } from "../../agents/win-loss.ts";
import { winLossMessage } from "../../messages/win-loss.ts";
import { dealAnswers } from "../../store/deal-answers.ts";
import { lossReasonOf } from "../../store/deals.ts";
import { COMMANDS } from "./commands.ts";
import { dealRecord, notShownWords } from "./deal-record.ts";
import { defineDeliverable, type Nothing } from "./deliverable.ts";

/** A blameless look back at a decided deal. */
export const winloss = defineDeliverable({
  command: COMMANDS.winloss,
  for: "own",
  reader: "rep",
  private: true,
  prefers: ({ status }) => status !== "open",
  gather: async (tx, asking): Promise<WinLossInput | Nothing> => {
    const { subject: deal } = asking;
    const account = deal.account ?? deal.name;
    if (deal.status === "open")
      return {
        nothing: `${account} is still open; a look back waits until it is decided. “prep ${account}” is for what comes next.`,
      };
    const record = await dealRecord(tx, asking);
    if (!record) return { nothing: `${account} is no longer here.` };
    return {
      ...{ ...record, lossReason: await lossReasonOf(tx, deal.id) },
      answers: await dealAnswers(tx, deal.id),
    };
  },
  agent: winLoss,
  message: (output, input, { linkTo, note }) =>
    winLossMessage(output, {
      ...{ linkTo, note, audience: input.audience },
      ...{ withheld: notShownWords(input.withheld), dealId: input.file.deal.id },
      answers: input.answers,
    }),
});
