import type { Moment } from "../../calls/moment.ts";
import { questionsIn } from "./answers.ts";
import { defineBehaviour } from "./behaviour.ts";
import { askingIn, evidenceOf, spotAt } from "./evidence.ts";
import { type BehaviourScene, LEAST_SURE, SMALL_TALK, surenessOf } from "./scene.ts";

const MOST = 0.5;
/** Past this many words the interest has been answered before anyone knows what is behind it. */
const SHORT_ANSWER_WORDS = 60;
const INTEREST = new Set(["selling-internally", "how-would-you-solve"]);

/** What the buyer volunteered: at most one a turn, and turns that follow each other count once. */
function disclosures(scene: BehaviourScene): Moment[] {
  const told = scene.moments.filter((moment) => {
    if (moment.side !== "buyer" || moment.confidence < LEAST_SURE) return false;
    if (scene.positionOf(moment.turn) < SMALL_TALK) return false;
    if (moment.kind === "buyer-signal") return moment.signal === "unplanned-disclosure";
    if (moment.kind !== "gap") return false;
    return ["impact", "cost-of-inaction", "personal-stakes"].includes(moment.slot);
  });
  const runs: Moment[] = [];
  for (const moment of told) {
    const last = runs.at(-1);
    // What is told in one breath is answered once.
    const same = last && scene.reactionTo(last)?.run === scene.reactionTo(moment)?.run;
    if (!same) runs.push(moment);
  }
  return runs;
}

/** What the rep does with what the buyer brings up. */
export const BUYERS_WORDS = [
  defineBehaviour({
    id: "stay-one-question-longer",
    competency: "discovery",
    name: "Stay one question longer when a buyer volunteers something",
    definition:
      "After at least half of what the buyer volunteers (a cost, a name, a date, a failure, a worry), the rep's next words ask about it or hand it back.",
    eligible: { callTypes: "any", when: "the buyer volunteered something and the rep answered" },
    good: {
      at30: "1 in 4 disclosures",
      at90: "1 in 3 disclosures",
      at180: "1 in 2 disclosures",
      at365: "2 in 3 disclosures",
    },
    unit: "share of disclosures",
    look(scene) {
      const answered = disclosures(scene).filter((moment) => scene.reactionTo(moment));
      if (answered.length === 0) return null;
      const stayed = answered.filter((moment) => scene.reactionTo(moment)?.stayed);
      const share = stayed.length / answered.length;
      const met = share >= MOST;
      const shown = met ? stayed : answered.filter((moment) => !stayed.includes(moment));
      const evidence = shown.flatMap((moment) => {
        const reply = scene.reactionTo(moment);
        const line = reply?.echo;
        const words = line ? [spotAt(line.turn, line.sentence.text)] : [];
        const { question } = reply ?? {};
        if (question) words.unshift(spotAt(question.turn, question.quote));
        return [evidenceOf(moment), ...(words.length > 0 || !reply ? words : askingIn(reply.run))];
      });
      return { met, value: share, evidence, confidence: surenessOf(shown, 0) * 0.9 };
    },
  }),
  defineBehaviour({
    id: "ask-behind-interest",
    competency: "discovery",
    name: "Ask what is behind a buyer's interest before you answer it",
    definition:
      "After at least half of the buyer's signs of interest (asking how it would be solved, planning to show it inside), the rep asks a question within sixty words.",
    eligible: { callTypes: "any", when: "the buyer showed interest and the rep answered" },
    good: {
      at30: "1 in 4 signs of interest",
      at90: "1 in 3 signs of interest",
      at180: "1 in 2 signs of interest",
      at365: "2 in 3 signs of interest",
    },
    unit: "share of signs",
    look(scene) {
      const shown = scene
        .of("buyer-signal")
        .filter(
          (moment) =>
            moment.side === "buyer" &&
            INTEREST.has(moment.signal) &&
            moment.confidence >= LEAST_SURE &&
            scene.reactionTo(moment),
        );
      if (shown.length === 0) return null;
      const asked = shown.filter((moment) => {
        const reply = scene.reactionTo(moment);
        if (!reply) return false;
        return questionsIn(scene, reply.run).some(({ turn, quote, before }) => {
          if (before > SHORT_ANSWER_WORDS) return false;
          // "Can you see my screen?" asks for nothing behind the interest.
          const open = scene.questions
            .get(turn.index)
            ?.some((question) => question.quote === quote && question.form === "open");
          return open || reply.question?.quote === quote;
        });
      });
      const share = asked.length / shown.length;
      const met = share >= MOST;
      const told = met ? asked : shown.filter((moment) => !asked.includes(moment));
      const evidence = told.flatMap((moment) => {
        const reply = scene.reactionTo(moment);
        return [evidenceOf(moment), ...(reply ? askingIn(reply.run) : [])];
      });
      return { met, value: share, evidence, confidence: surenessOf(told, 0) * 0.9 };
    },
  }),
] as const;
