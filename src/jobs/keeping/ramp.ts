import { RAMP_STEPS } from "../../coaching/ramp.ts";
import { daysBetween } from "../../deals/deal.ts";
import { tellingOfRampGate } from "../../memory/from-coaching.ts";
import { untoldRampYeses } from "../../store/memory-told.ts";
import type { Kept, Source } from "./kept.ts";

/** How quickly new people reached each milestone and gate, by the day somebody said yes to it. */
export const keepRamp: Source = async (tx) =>
  (await untoldRampYeses(tx)).map(({ row, startedOn, subject, version }): Kept => {
    const telling = tellingOfRampGate({
      ...{ personId: row.repId, id: row.step, reached: true },
      gate: (RAMP_STEPS[row.step] ?? row.step.replaceAll("-", " ")).replace(/\.$/, ""),
      day: daysBetween(startedOn, row.on),
      at: new Date(`${row.on}T12:00:00Z`),
    });
    return { subject, version, tellings: [telling] };
  });
