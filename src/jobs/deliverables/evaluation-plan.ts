import { evaluationPlan as agent, type EvaluationPlanInput } from "../../agents/evaluation-plan.ts";
import { evaluationPlanMessage } from "../../messages/evaluation-plan.ts";
import { COMMANDS } from "./commands.ts";
import { dealRecord, notShownWords } from "./deal-record.ts";
import { defineDeliverable, type Nothing } from "./deliverable.ts";

/** What both sides have undertaken on an open deal, as a plan to be agreed with the buyer. */
export const evaluationPlan = defineDeliverable({
  command: COMMANDS.evaluationPlan,
  for: "own",
  reader: "rep",
  private: true,
  prefers: ({ status }) => status === "open",
  gather: async (tx, asking): Promise<EvaluationPlanInput | Nothing> => {
    const { subject: deal, today } = asking;
    const account = deal.account ?? deal.name;
    if (deal.status !== "open")
      return { nothing: `${account} is decided; “winloss ${account}” looks back at it.` };
    const record = await dealRecord(tx, asking);
    if (!record || record.calls.length === 0)
      return {
        nothing: `No call with ${account} is with me yet, so nothing either side undertook. One call is enough to begin.`,
      };
    return { ...record, today };
  },
  agent,
  message: (output, input, { linkTo, note }) =>
    evaluationPlanMessage(output, {
      ...{ linkTo, note, audience: input.audience },
      withheld: notShownWords(input.withheld),
    }),
});
