import { words } from "./words.ts";

/** Vocabulary by which a question shows what it is after, our own reading of SPIN and the pain funnel. */
export const TROUBLE = words(
  "frustrating frustrated frustrates frustration frustrations challenge challenges challenging problem problems " +
    "problematic issue issues difficult difficulty difficulties struggle struggles struggling broken break breaks " +
    "broke fail fails failing failed failure failures bottleneck bottlenecks pain pains painful hard harder hardest " +
    "worry worries worried concern concerns concerned concerning dissatisfied unhappy unsatisfied stuck annoying " +
    "annoys annoyed slow slows slower errors error mistake mistakes gaps complain complains complaining " +
    "complaints complaint missing lacking obstacle obstacles barrier barriers hurdle hurdles headache " +
    "headaches wrong bother bothers dislike hate hates messy mess trouble troubles troubling weakness weakest " +
    "worst worse doubt doubts afraid fear fears nervous",
);
/** What a complaint sounds like when it names no trouble: "nobody told us", "they sent it twice". */
const COMPLAINT = words(
  "late lost lose loses missed misses blocked waited nobody twice chase chases chasing chased upset angry " +
    "rejected refused duplicate duplicates overdue delay delayed delays penalty penalties fines " +
    "overwhelmed overwhelming nightmare forgot forgotten unpaid unmatched dispute disputes disputed argue " +
    "crashed incident accident exception exceptions mismatch backlog rework redo drowning grounded suffer suffered",
);
export const EFFECT = words(
  "impact impacts impacting impacted affect affects affecting affected effect effects cost costs costing " +
    "consequence consequences downstream ripple implication implications risk risks lose loses losing lost waste " +
    "wastes wasting wasted hurt hurts hurting churn penalty penalties exposure linked",
);
export const BENEFIT = words(
  "unlock unlocks benefit benefits enable enables gain gains value valuable useful helpful worthwhile payoff " +
    "upside easier improve improved better success successful ideal ideally wish imagine perfect",
);
export const PERSONAL = words(
  "personally stake stakes career bonus promotion sleep stress stressful stressed " +
    "reputation morale burnout burned blame blamed fault ashamed embarrassed embarrassing marriage",
);
/** Asks for the state of things: who, with what, how many, since when. */
export const STATE = words(
  "use uses using used run runs running handle handles handling manage manages managing currently today setup set " +
    "structured structure structures organized organised team teams tool tools system systems software platform " +
    "process processes workflow vendor vendors provider providers role roles responsible responsibility owns own " +
    "report reports reporting involved employees people reps seats users offices locations region regions stack " +
    "spreadsheet crm contract step steps working track tracks tracking measure measures " +
    "measuring store stored buy buys bought sell sells selling hire hiring quota cycle brought prompted " +
    "timeline decide decides decision approve approves approval sign signs budget priorities priority " +
    "goals goal initiative initiatives familiar background situation erp database supplier suppliers carrier carriers volume volumes",
);

const DENIED = words(
  "no not any never without isn't wasn't haven't hasn't don't didn't doesn't aren't",
);
const DENIAL_REACH = 3;

/** Whether words speak of something that goes wrong; "no problem" and "haven't had any issues" do not. */
export function speaksOfTrouble(all: readonly string[]): boolean {
  return all.some((word, at) => {
    if (COMPLAINT.has(word)) return true;
    if (!TROUBLE.has(word)) return false;
    return !all.slice(Math.max(0, at - DENIAL_REACH), at).some((before) => DENIED.has(before));
  });
}
