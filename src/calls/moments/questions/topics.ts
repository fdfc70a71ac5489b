import { words } from "./words.ts";

/** Vocabulary by which a question shows what it is after, our own reading of SPIN and the pain funnel. */
export const TROUBLE = words(
  "frustrating frustrated frustrates frustration frustrations challenge challenges challenging problem problems " +
    "problematic issue issues difficult difficulty difficulties struggle struggles struggling broken break breaks " +
    "fail fails failing failed bottleneck bottlenecks pain pains painful hard harder hardest worry worries worried " +
    "concern concerns concerned concerning dissatisfied unhappy unsatisfied stuck annoying annoys annoyed slow slows " +
    "slower manual errors error mistakes gap gaps complain complains complaining complaints complaint missing " +
    "lacking lack obstacle obstacles barrier barriers hurdle hurdles headache headaches wrong bother bothers " +
    "dislike hate hates messy trouble troubles troubling weak weakness weakest worst",
);
export const EFFECT = words(
  "impact impacts impacting impacted affect affects affecting affected effect effects cost costs costing " +
    "consequence consequences downstream ripple implication implications risk risks lose loses losing lost waste " +
    "wastes wasting wasted hurt hurts hurting delay delays delaying churn penalty penalties exposure",
);
export const BENEFIT = words(
  "unlock unlocks benefit benefits enable enables gain gains value valuable useful helpful worthwhile payoff " +
    "upside easier improve improved better success successful ideal ideally wish imagine perfect",
);
export const PERSONAL = words(
  "personally stake stakes career bonus promotion sleep stress stressful stressed evenings weekends night " +
    "reputation morale burnout burned",
);
/** Asks for the state of things: who, with what, how many, since when. */
export const STATE = words(
  "use uses using used run runs running handle handles handling manage manages managing currently today setup set " +
    "structured structure structures organized organised team teams tool tools system systems software platform " +
    "process processes workflow vendor vendors provider providers role roles responsible responsibility owns own " +
    "report reports reporting involved employees people reps seats users offices locations region regions stack " +
    "spreadsheet crm contract step steps look looks working track tracks tracking measure measures " +
    "measuring store stored buy buys bought sell sells selling hire hiring working quota cycle brought prompted " +
    "interested timeline decide decides decision approve approves approval sign signs budget priorities priority " +
    "goals goal initiative initiatives familiar background situation place",
);
/** Arranging the talk itself: no discovery. */
export const LOGISTICS = words(
  "hear screen calendar invite email meet meeting call tomorrow monday tuesday wednesday thursday friday " +
    "recording record minutes schedule reschedule demo mute muted audio camera link available weekend slides send " +
    "zoom weather",
);
