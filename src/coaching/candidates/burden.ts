import type { Disclosure } from "../../calls/moment.ts";
import type { Line, Run } from "./runs.ts";
import type { Scene } from "./scene.ts";
import { BURDENED } from "./signs/burdened.ts";
import { PLAINLY, TOGETHER, turnedFrom } from "./turned-away.ts";
import { sureness, weightiest } from "./weighing.ts";

/** Something that weighs on the buyer, said in a sentence or two, and an answer that went elsewhere. */
export interface Burden {
  line: Line;
  flavour: Disclosure;
  answer: Run;
  /** 0 to 1, comparable with that of a telling phrase. */
  confidence: number;
}

/** Log odds, of what was said and how it was left together, from which it counts. */
const FROM = 1.7;
/** What was said has to weigh something by itself. */
const LEAST = -0.7;
const SHORTEST = 7;
const LONGEST = 70;

/** What was left alone in a short run: neither half of it would be enough. */
export function burdenIn(scene: Scene, run: Run): Burden | null {
  if (run.words < SHORTEST || run.words > LONGEST) return null;
  const left = turnedFrom(scene, run);
  if (!left || left.points < PLAINLY) return null;
  const weighed = weightiest(BURDENED, run, 4);
  if (!weighed || weighed.line.sentence.asks || weighed.odds < LEAST) return null;
  const odds = weighed.odds + left.points;
  if (odds < FROM) return null;
  const { line, why } = weighed;
  return {
    line,
    flavour: flavourOf(why),
    answer: left.answer,
    confidence: sureness(odds, FROM, TOGETHER),
  };
}

function flavourOf(why: readonly string[]): Disclosure {
  if (why.includes("on their mind")) return "fear";
  if (why.includes("people gone")) return "person";
  if (why.includes("something went wrong")) return "failure";
  return why.includes("a count of it") ? "money" : "failure";
}
