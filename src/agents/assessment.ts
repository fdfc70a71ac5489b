import { type Assessment, assessmentSchema, type Ladder } from "../coaching/assessment.ts";
import { BEHAVIOUR_BY_ID } from "../coaching/behaviours.ts";
import { beyondTheRep } from "../coaching/beyond-the-rep.ts";
import { COMPETENCIES } from "../coaching/competencies.ts";
import { diagnose } from "../coaching/diagnosis.ts";
import { focusWords } from "../coaching/focus-words.ts";
import { missedIn } from "../coaching/focuses.ts";
import { bestShown, type Competence, competencesOf } from "../coaching/levels.ts";
import { FULL_CALLS, firstName, type RepRecord } from "../coaching/rep-record.ts";
import { MARKS } from "../coaching/tenure.ts";
import { CHOSEN, type Track } from "../coaching/tracks.ts";
import { spokenDay } from "../deals/spoken.ts";
import { shareInterval } from "../deals/statistics.ts";
import type { Agent } from "./agent.ts";
import { assessed, knownOf } from "./coaching-plan.ts";
import { checkCitations, checkTexts } from "./deliverable-guards.ts";
import { checkAsks, checkLength } from "./guards.ts";
import { lowerName, share } from "./wording/competence-words.ts";

const OPENING_WORDS = 60;
const MOST_LADDERS = 2;

function compose(input: RepRecord): Assessment {
  const competences = competencesOf(input.tracks, input.tenure.mark);
  const days = input.calls.map(({ on }) => on).sort();
  const ladders = gapsOf(competences, input.tracks).map((track) => ladderFor(input, track));
  return {
    rep: input.rep.name,
    on: input.today,
    tenure: input.tenure.words,
    base: {
      calls: input.calls.length,
      from: spokenDay(days[0] ?? input.today),
      to: spokenDay(days.at(-1) ?? input.today),
      draft: input.calls.length < FULL_CALLS,
    },
    opening: openingFor(competences),
    question: questionFor(input, ladders),
    competences: competences.map((one) => assessed(one, input.bias)),
    strength: strengthOf(input.tracks),
    ladders,
  };
}

/** The most often missing behaviour of each competency that is behind, the furthest behind first. */
function gapsOf(competences: readonly Competence[], tracks: readonly Track[]): Track[] {
  const behind = competences
    .filter(({ level, expected }) => level !== null && level < (expected ?? 4))
    .sort((a, b) => (a.level ?? 5) - (a.expected ?? 4) - ((b.level ?? 5) - (b.expected ?? 4)));
  const missing = (track: Track) =>
    shareInterval(missedIn(track).length, track.looks.length)?.low ?? 0;
  const own = (id: string | null) =>
    tracks
      .filter((track) => id === null || track.competency === id)
      .filter((track) => focusWords(track.id) !== null && bestShown(track, false) !== null)
      .filter((track) => missedIn(track).length >= 2)
      .sort((a, b) => missing(b) - missing(a))[0];
  const found = behind.flatMap(({ id }) => own(id) ?? []);
  const general = own(null);
  return (found.length > 0 ? found : general ? [general] : []).slice(0, MOST_LADDERS);
}

function ladderFor(input: RepRecord, track: Track): Ladder {
  const { name, competency, good } = BEHAVIOUR_BY_ID[track.id];
  const missed = track.looks.filter(({ met }) => !met).map(({ callId }) => callId);
  const shown = bestShown(track, false);
  return {
    competency: COMPETENCIES[competency],
    ...{ behaviour: track.id, name, seen: share(track) },
    moment: shown?.shown ?? null,
    response: shown?.response ?? null,
    steps: MARKS.map(({ at, words }) => ({
      at: words,
      good: good[at],
      here: at === input.tenure.mark,
    })),
    cause: diagnose(track, {
      agreed: input.agreed,
      beyond: beyondTheRep(input.calls, competency, missed),
    }),
  };
}

/** The clearest thing done: one a debrief would praise, else the one most often there. */
function strengthOf(tracks: readonly Track[]): Assessment["strength"] {
  const often = (track: Track) => shareInterval(track.met, track.looks.length)?.low ?? 0;
  const best = tracks
    .flatMap((track) => {
      const look = bestShown(track, true);
      return look?.shown ? [{ track, look, moment: look.shown }] : [];
    })
    .filter(({ track }) => track.met * 2 > track.looks.length)
    .sort(
      (a, b) =>
        Number(b.look.strength >= CHOSEN) - Number(a.look.strength >= CHOSEN) ||
        often(b.track) - often(a.track),
    )[0];
  return best
    ? { name: BEHAVIOUR_BY_ID[best.track.id].name, seen: share(best.track), moment: best.moment }
    : null;
}

function openingFor(competences: readonly Competence[]): string {
  const told = competences.filter(({ level }) => level !== null);
  if (told.length === 0)
    return "Not enough seen yet for any of the six: the calls so far fit several levels each.";
  const gap = ({ level, expected }: Competence) => (level ?? 0) - (expected ?? 4);
  const ahead = told.toSorted((a, b) => gap(b) - gap(a))[0];
  const behind = told.toSorted((a, b) => gap(a) - gap(b))[0];
  const unseen = competences.length - told.length;
  const rest = unseen > 0 ? ` ${unseen} of the 6 can't be told apart yet.` : "";
  if (!ahead || !behind || ahead === behind)
    return `${told[0]?.name}: ${told[0]?.level} of 5.${rest}`;
  const against = ({ name, level, expected }: Competence) =>
    expected === null
      ? `${lower(name)}, ${level} of 5`
      : `${lower(name)}, ${level} where ${expected} is expected by now`;
  return gap(behind) < 0
    ? `Furthest to go: ${against(behind)}. Strongest: ${against(ahead)}.${rest}`
    : `Nothing seen is behind what is expected by now. Strongest: ${against(ahead)}.${rest}`;
}

const lower = (words: string) => words.charAt(0).toLowerCase() + words.slice(1);

function questionFor({ tenure, reader, rep }: RepRecord, ladders: readonly Ladder[]): string {
  const [first] = ladders;
  const who = reader === "manager" ? firstName(rep.name) : "you";
  if (!first) return `Which of the six would ${who} have put lowest, and why?`;
  const id = first.behaviour as Track["id"];
  if (tenure.kind === "experienced")
    return focusWords(id)?.pattern ?? `When does it happen to ${who}?`;
  return tenure.kind === "new"
    ? `Which part of “${lowerName(id)}” is hardest to say aloud?`
    : `On which calls is “${lowerName(id)}” easiest, and what is different there?`;
}

function guard(input: RepRecord, output: Assessment): string[] {
  const known = knownOf(input, compose(input));
  return [
    ...checkCitations(known, [
      output.strength?.moment ?? null,
      ...output.ladders.flatMap(({ moment, response, cause }) => [
        moment,
        response,
        ...cause.evidence,
      ]),
    ]),
    ...checkTexts(known, [output.opening, output.question]),
    ...checkAsks(output.question),
    ...checkLength(output.opening, OPENING_WORDS, "the opening"),
  ];
}

/** Six competencies from what the calls show, and the ladder of what is furthest away. */
export const assessment: Agent<RepRecord, Assessment> = {
  name: "assess",
  schema: assessmentSchema,
  prompt: (input) => ({
    persona: "sales-coach",
    task:
      "Word this competency assessment. Levels, counts, ladders and causes in the draft are worked out and stay; you " +
      "may reword the opening and the one question. Say what is not known. No judgement of the person, no other numbers.",
    facts: JSON.stringify({ tenure: input.tenure, draft: compose(input) }),
  }),
  compose,
  settle: (input, { opening, question }) => ({ ...compose(input), opening, question }),
  guard,
};
