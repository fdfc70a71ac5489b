import { BEHAVIOUR_BY_ID } from "../coaching/behaviours.ts";
import { beyondTheRep } from "../coaching/beyond-the-rep.ts";
import { COMPETENCIES } from "../coaching/competencies.ts";
import { diagnose } from "../coaching/diagnosis.ts";
import {
  type ChosenFocus,
  chooseFocuses,
  isHabit,
  type StandingFocus,
  turned,
} from "../coaching/focuses.ts";
import { bestShown, type Competence, competencesOf } from "../coaching/levels.ts";
import { performanceOf } from "../coaching/performance.ts";
import {
  type Assessed,
  type CoachingPlan,
  type PlannedFocus,
  type PlanState,
  planSchema,
} from "../coaching/plan.ts";
import { FULL_CALLS, type RepRecord } from "../coaching/rep-record.ts";
import type { Bias } from "../deals/forecast.ts";
import { spokenDay } from "../deals/spoken.ts";
import type { Agent } from "./agent.ts";
import { checkCitations, checkTexts, type Known, saidIn } from "./deliverable-guards.ts";
import { checkAsks, checkLength } from "./guards.ts";
import { competenceLine, lowerName, share } from "./wording/competence-words.ts";
import {
  actionsFor,
  cadenceFor,
  currentFor,
  milestoneFor,
  openingFor,
  questionFor,
  targetFor,
} from "./wording/plan-words.ts";

/** A focus whose wording is the manager's. */
export interface WordedFocus {
  behaviour: string;
  targetOn: string;
  aim?: string;
  actions?: string[];
}

/** The record, and the plan that stands since it was talked through, if one does. */
export interface CoachingPlanInput extends RepRecord {
  standing: { state: PlanState; focuses: readonly StandingFocus[] } | null;
  /** What the manager has put in other words, whatever state the plan is in. */
  worded: readonly WordedFocus[];
  /** The stored plan's id, for its buttons; `null` where nothing is stored. */
  planId: string | null;
}

const OPENING_WORDS = 60;
const ACTION_WORDS = 45;

function compose(input: CoachingPlanInput): CoachingPlan {
  const focuses = focusesOf(input);
  const days = input.calls.map(({ on }) => on).sort();
  return {
    rep: input.rep.name,
    on: input.today,
    state: input.standing?.state ?? "drafted",
    base: {
      calls: input.calls.length,
      from: spokenDay(days[0] ?? input.today),
      to: spokenDay(days.at(-1) ?? input.today),
      draft: input.calls.length < FULL_CALLS,
    },
    opening: openingFor(input, focuses),
    question: questionFor(input, focuses),
    figures: performanceOf(input.deals, input.quotas, input.today),
    competences: competencesOf(input.tracks, input.tenure.mark).map((competence) =>
      assessed(competence, input.bias),
    ),
    moved: movedOf(input, focuses),
    focuses: focuses.map((focus, place) => planned(input, focus, place)),
    cadence: cadenceFor(input, focuses),
  };
}

/** A competency as it is shown: its counts and one line. */
export function assessed(competence: Competence, bias: Bias | null): Assessed {
  const { strongest: _, weakest: __, ...counts } = competence;
  return { ...counts, says: competenceLine(competence, bias) };
}

/** What was agreed stays, until it is a habit; else what the calls ask for. */
function focusesOf(input: CoachingPlanInput): ChosenFocus[] {
  const { standing, tracks, tenure, today } = input;
  if (standing && standing.state !== "drafted")
    return standing.focuses.flatMap((focus) => {
      const track = tracks.find(({ id }) => id === focus.behaviour);
      return track && !isHabit(track) ? [{ ...focus, track }] : [];
    });
  return chooseFocuses(tracks, {
    ...{ tenure, today, most: input.calls.length < FULL_CALLS ? 2 : 3 },
    competences: competencesOf(tracks, tenure.mark),
  });
}

function movedOf({ tracks }: CoachingPlanInput, focuses: readonly ChosenFocus[]): string[] {
  return turned(tracks)
    .filter(({ id }) => !focuses.some(({ behaviour }) => behaviour === id))
    .slice(0, 2)
    .map((track) => {
      const last = bestShown(track, true);
      return `${lowerName(track.id)}: ${share(track)}, and on both of the last two${last ? ` (${last.call})` : ""}`;
    });
}

function planned(input: CoachingPlanInput, focus: ChosenFocus, place: number): PlannedFocus {
  const { track } = focus;
  const { name, competency } = BEHAVIOUR_BY_ID[track.id];
  const missed = track.looks.filter(({ met }) => !met).map(({ callId }) => callId);
  const cause = diagnose(track, {
    agreed: input.agreed,
    beyond: beyondTheRep(input.calls, competency, missed),
  });
  const look = bestShown(track, false);
  const worded = input.worded.find(({ behaviour }) => behaviour === track.id);
  return {
    ...{ behaviour: track.id, name, competency: COMPETENCIES[competency] },
    current: currentFor(focus),
    moment: look?.shown ?? null,
    response: look?.response ?? null,
    target: worded?.aim ?? targetFor(focus, input.tenure.next),
    actions: worded?.actions ?? actionsFor(input, focus, cause, place),
    milestone: milestoneFor(focus),
    targetOn: worded?.targetOn ?? focus.targetOn,
    cause,
  };
}

export function knownOf(record: RepRecord, local: unknown): Known {
  return { calls: record.calls, texts: saidIn(local) };
}

function guard(input: CoachingPlanInput, output: CoachingPlan): string[] {
  const known = knownOf(input, compose(input));
  const texts = [
    output.opening,
    output.question,
    ...output.focuses.flatMap(({ current, actions, cause }) => [
      current,
      ...actions,
      cause.because,
    ]),
  ];
  return [
    ...checkCitations(
      known,
      output.focuses.flatMap(({ moment, response, cause }) => [
        moment,
        response,
        ...cause.evidence,
      ]),
    ),
    ...checkTexts(known, texts),
    ...checkAsks(output.question),
    ...checkLength(output.opening, OPENING_WORDS, "the opening"),
    ...output.focuses.flatMap(({ actions }) =>
      actions.flatMap((action) => checkLength(action, ACTION_WORDS, "an action")),
    ),
    ...output.focuses.flatMap(({ behaviour, name }) =>
      BEHAVIOUR_BY_ID[behaviour as keyof typeof BEHAVIOUR_BY_ID]?.name === name
        ? []
        : [`“${name}” is no behaviour one can look for`],
    ),
  ];
}

/** A rep's coaching plan: figures, six competencies, at most three focuses, the rhythm. */
export const coachingPlan: Agent<CoachingPlanInput, CoachingPlan> = {
  name: "plan",
  schema: planSchema,
  prompt: (input) => ({
    persona: "sales-coach",
    task:
      "Word this coaching plan. The draft's figures, levels, focuses, targets, milestones and dates are worked out " +
      "and stay. You may reword the opening (the one thing it comes down to), the question the talk begins with, and " +
      "for each focus what was observed and the actions: specific to the quoted moment, short, one behaviour each. New " +
      "people get the skill, experienced ones the pattern and a sharper question. Quote only words from the facts and " +
      "use no number that is not there.",
    facts: JSON.stringify({ tenure: input.tenure, draft: compose(input) }),
  }),
  compose,
  // Numbers, levels, behaviours and dates are decided by code, whoever chose the words.
  settle: (input, output) => {
    const local = compose(input);
    return {
      ...local,
      opening: output.opening,
      question: output.question,
      focuses: local.focuses.map((focus) => {
        const told = output.focuses.find(({ behaviour }) => behaviour === focus.behaviour);
        if (!told) return focus;
        const own = input.worded.find(({ behaviour }) => behaviour === focus.behaviour)?.actions;
        return { ...focus, current: told.current, actions: own ?? told.actions };
      }),
    };
  },
  guard,
};
