import type { Candidate } from "../coaching/opportunity.ts";
import type { Pattern } from "../coaching/pattern.ts";
import { skillOf } from "../coaching/skill.ts";
import type { Tenure } from "../coaching/tenure.ts";
import { patternWording, skillLine } from "./wording/by-tenure.ts";
import { pick, type Wordings } from "./wording/pick.ts";

/** How long a rep has done this, and what keeps coming up on their calls. */
export interface Experience {
  /** Decides what is named and how sharply it is asked. */
  tenure?: Tenure["kind"];
  /** How often it came up on their own calls and was left. */
  pattern?: Pattern | null;
}

/** New people get the skill by its name, experienced ones the pattern with its count. */
export function byTenure(
  { tenure, pattern }: Experience,
  taught: Candidate | null,
  wordings: Wordings,
): string | null {
  if (!taught || taught.credited) return null;
  const { id } = skillOf(taught);
  if (tenure === "new") return skillLine(id);
  // A model may have chosen another moment than the one that was counted.
  if (tenure !== "experienced" || pattern?.behaviour !== id) return null;
  const { variants, context } = patternWording(pattern, taught.kind);
  return pick(wordings, variants, context);
}

/** How the same moment is put to somebody new and to somebody who has done this for years. */
export function tenureTask({ tenure, pattern }: Experience): string {
  if (tenure === "new")
    return " The rep is new: ask plainly about this moment, name the skill in plain words in the practice, and make the words to try ones they can say as they stand.";
  if (tenure !== "experienced") return "";
  const counted = pattern
    ? ` It came up on ${pattern.of} of their calls and was left on ${pattern.left}; say so, if at all, only after the question, as “${pattern.left} of your last ${pattern.of} calls”.`
    : "";
  return ` The rep has done this for years: do not explain the skill; ask what they judged by, what they assume, or what would prove them wrong.${counted}`;
}
