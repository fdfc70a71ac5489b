import type { ObjectionMoment } from "../../calls/moment.ts";
import type { ExpectedObjection } from "../../coaching/prep.ts";
import { objectionsOf } from "../questions/findings.ts";
import { citeOn } from "../several-calls.ts";
import { pick, type Wordings } from "../wording/pick.ts";
import { MEETING_WORDS, OBJECTION_LABELS, USUAL } from "../wording/prep-objections.ts";
import { type PrepInput, stageFor } from "./account.ts";

const MOST = 3;
const SMALL_TALK = 0.05;

const THEN: Record<ObjectionMoment["handling"], string> = {
  handled: "worked through then; check that it held",
  deflected: "answered then, not asked about",
  ignored: "went by then",
};

/** Three objections to be ready for: those heard on this account first, one a kind; else what is usual. */
export function expectedObjections(input: PrepInput, wordings: Wordings): ExpectedObjection[] {
  const { calls, competitors } = input;
  const heard = calls
    .slice(0, 4)
    .flatMap((call) =>
      objectionsOf([call], competitors, new Set()).filter(
        ({ moment }) =>
          moment.turn > call.call.turns.length * SMALL_TALK && moment.turn !== call.setAside,
      ),
    );
  const chosen = heard.filter(
    ({ moment }, at) => heard.findIndex((one) => one.moment.category === moment.category) === at,
  );
  const expected = chosen.slice(0, MOST).map(
    ({ call, moment }): ExpectedObjection => ({
      category: moment.category,
      expect: OBJECTION_LABELS[moment.category],
      meet: pick(wordings, MEETING_WORDS[moment.category], null),
      note: THEN[moment.handling],
      quote: citeOn(call, moment, input),
    }),
  );
  const seen = new Set(expected.map(({ category }) => category));
  const usual = USUAL[stageFor(input)].filter(({ category }) => !seen.has(category));
  return [
    ...expected,
    ...usual.slice(0, MOST - expected.length).map(
      ({ category, expect }): ExpectedObjection => ({
        ...{ category, expect, quote: null },
        meet: pick(wordings, MEETING_WORDS[category], null),
        note: "not heard here yet, usual at this stage",
      }),
    ),
  ];
}
