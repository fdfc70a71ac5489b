import type { ObjectionMoment } from "../../calls/moment.ts";
import type { ExpectedObjection } from "../../coaching/prep.ts";
import type { CallInFull } from "../../store/call-search.ts";
import { type Found, objectionsOf } from "../questions/findings.ts";
import { citeOn } from "../several-calls.ts";
import { pick, type Wordings } from "../wording/pick.ts";
import { MEETING_WORDS, OBJECTION_LABELS, USUAL } from "../wording/prep-objections.ts";
import { type PrepInput, stageFor } from "./account.ts";

const MOST = 3;
/** What is usual at a stage fits everybody: it only fills up where hardly anything was heard. */
const ENOUGH = 2;
const MOST_CALLS = 4;
const SMALL_TALK = 0.05;
const SURE = 0.75;
const FEWEST_WORDS = 5;
/** "Not until the next delivery" is about deliveries; a month or a year is about us. */
const CALENDAR =
  /\b(?:january|february|march|april|may|june|july|august|september|october|november|december|christmas|years?|quarters?|months?|weeks?|wait|later|busy)\b/i;

const THEN: Record<ObjectionMoment["handling"], string> = {
  handled: "worked through then; check that it held",
  deflected: "answered then, not asked about",
  ignored: "went by then",
};

/** Up to three objections to be ready for: those heard here, the newest of each kind; with fewer than two, what is usual. */
export function expectedObjections(input: PrepInput, wordings: Wordings): ExpectedObjection[] {
  const heard = input.calls
    .slice(0, MOST_CALLS)
    .flatMap((call) => heardOn(call, input.competitors));
  const chosen = heard
    .filter(
      ({ moment }, at) => heard.findIndex((one) => one.moment.category === moment.category) === at,
    )
    // A worry of no kind gives way to what has a name.
    .toSorted(
      (a, b) => Number(a.moment.category === "other") - Number(b.moment.category === "other"),
    );
  const expected = chosen.slice(0, MOST).map(
    ({ call, moment }): ExpectedObjection => ({
      category: moment.category,
      expect: OBJECTION_LABELS[moment.category],
      meet: pick(wordings, MEETING_WORDS[moment.category], moment.quote),
      note: THEN[moment.handling],
      quote: citeOn(call, moment, input),
    }),
  );
  const seen = new Set(expected.map(({ category }) => category));
  const usual = USUAL[stageFor(input)].filter(({ category }) => !seen.has(category));
  return [
    ...expected,
    ...usual.slice(0, Math.max(0, ENOUGH - expected.length)).map(
      ({ category, expect }): ExpectedObjection => ({
        ...{ category, expect, quote: null },
        meet: pick(wordings, MEETING_WORDS[category], ""),
        note: "not heard here yet, usual at this stage",
      }),
    ),
  ];
}

/** On one call, the surest first: worded as pushback, or a kind with a name in a whole sentence. */
function heardOn(call: CallInFull, competitors: readonly string[]): Found<ObjectionMoment>[] {
  const plain = objectionsOf([call], competitors, new Set());
  const named = call.moments.flatMap((moment) =>
    moment.kind === "objection" && moment.side === "buyer" && isNamed(moment)
      ? [{ call, moment }]
      : [],
  );
  return [...plain, ...named]
    .filter(
      ({ moment }) =>
        moment.turn > call.call.turns.length * SMALL_TALK && moment.turn !== call.setAside,
    )
    .toSorted((a, b) => b.moment.confidence - a.moment.confidence);
}

function isNamed({ category, confidence, quote }: ObjectionMoment): boolean {
  if (category === "other" || confidence < SURE) return false;
  if (quote.split(/\s+/).length < FEWEST_WORDS) return false;
  return category !== "timing" || CALENDAR.test(quote);
}
