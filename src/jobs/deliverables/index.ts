import { assess } from "./assess.ts";
import type { Deliverable } from "./deliverable.ts";
import { digest } from "./digest.ts";
import { evaluationPlan } from "./evaluation-plan.ts";
import { oneOnOne } from "./one-on-one.ts";
import { plan } from "./plan.ts";
import { prep } from "./prep.ts";
import { ramp } from "./ramp.ts";
import { synthesis } from "./synthesis.ts";
import { winloss } from "./winloss.ts";

/** Everything people can ask for by name. A new one is a file, a line here, and one in `commands.ts`. */
export const DELIVERABLES: readonly Deliverable[] = [
  prep,
  oneOnOne,
  digest,
  plan,
  assess,
  ramp,
  winloss,
  evaluationPlan,
  synthesis,
];
