import { assessment } from "../../agents/assessment.ts";
import { type RepRecord, tooFewCalls, withheldWords } from "../../coaching/rep-record.ts";
import { assessmentMessage } from "../../messages/assessment.ts";
import { COMMANDS } from "./commands.ts";
import { defineDeliverable, type Nothing } from "./deliverable.ts";
import { audienceOf } from "./plan.ts";
import { repRecord } from "./rep-record.ts";

/** The six competencies as the calls show them, and what comes next. */
export const assess = defineDeliverable({
  command: COMMANDS.assess,
  for: "own",
  reader: "manager",
  private: true,
  gather: async (tx, asking): Promise<RepRecord | Nothing> => {
    const { record } = await repRecord(tx, asking);
    const nothing = tooFewCalls(record, "an assessment");
    return nothing ? { nothing } : record;
  },
  agent: assessment,
  message: (output, input, { linkTo, note }) =>
    assessmentMessage(output, {
      ...{ linkTo, note },
      audience: audienceOf(input),
      withheld: withheldWords(input),
      mayAsk: input.reader === "manager",
    }),
});
