import { rampPlan } from "../../agents/ramp-plan.ts";
import { coverageOf } from "../../coaching/performance.ts";
import type { RampInput } from "../../coaching/ramp.ts";
import { firstName, type RepRecord, withheldWords } from "../../coaching/rep-record.ts";
import { spokenDay } from "../../deals/spoken.ts";
import { rampPlanMessage } from "../../messages/ramp-plan.ts";
import type { Transaction } from "../../store/database.ts";
import { dealFiles } from "../../store/pipeline.ts";
import { rampYesesOf } from "../../store/plans.ts";
import { COMMANDS } from "./commands.ts";
import { type Asking, defineDeliverable, type Nothing } from "./deliverable.ts";
import { audienceOf } from "./plan.ts";
import { repRecord } from "./rep-record.ts";

/** Twice the ninety days: after that the question is another one. */
const LAST_DAY = 180;

/** A new rep's first ninety days: milestones, evidence, gates. */
export const ramp = defineDeliverable({
  command: COMMANDS.ramp,
  for: "own",
  reader: "manager",
  private: true,
  gather: async (tx, asking): Promise<RampInput | Nothing> => {
    const { record } = await repRecord(tx, asking);
    const nothing = noRamp(record);
    return nothing ? { nothing } : await rampInput(tx, asking, record);
  },
  agent: rampPlan,
  message: (output, input, { linkTo, note }) =>
    rampPlanMessage(output, {
      ...{ linkTo, note, repId: input.rep.id },
      audience: audienceOf(input),
      maySayYes: input.reader !== "rep",
      withheld: withheldWords(input),
    }),
});

/** Why there is no ramp plan for somebody, in one line; `null` when there is one. */
export function noRamp({
  rep,
  tenure,
  reader,
}: Pick<RepRecord, "rep" | "tenure" | "reader">): string | null {
  const first = firstName(rep.name);
  const whose = reader === "manager" ? `${first}'s` : "your";
  if (tenure.days === null)
    return `I don't know ${whose} first day in the job. With it, the ninety days can be laid out.`;
  if (tenure.days <= LAST_DAY) return null;
  return `A ramp plan is for the first ninety days; ${reader === "manager" ? `${first} is` : "you are"} ${tenure.words}. “assess ${first}” shows where things stand.`;
}

async function rampInput(
  tx: Transaction,
  { people, subject }: Asking<"rep">,
  record: RepRecord,
): Promise<RampInput> {
  const shown = new Set(record.calls.map(({ id }) => id));
  const files = await dealFiles(tx, record.deals);
  const yeses = await rampYesesOf(tx, subject.id);
  return {
    ...record,
    // Only what this reader may see: a deal's own list does not know who asks.
    files: files.map((file) => ({
      ...file,
      calls: file.calls.filter(({ callId }) => shown.has(callId)),
    })),
    yeses: yeses.map(({ step, personId, on }) => ({
      step,
      by: firstName(people.find(({ id }) => id === personId)?.name ?? "A manager"),
      on: spokenDay(on),
    })),
    colleagues: people.filter(({ id }) => id !== subject.id).map(({ name }) => name),
    coverage: coverageOf(record.deals, record.quotas, record.today),
  };
}
