import type { Call } from "../calls/call.ts";
import type { Measures } from "../calls/measures.ts";
import {
  type CallDebrief,
  callDebriefSchema,
  type DebriefMoment,
} from "../coaching/call-debrief.ts";
import { COMPETENCIES } from "../coaching/competencies.ts";
import { checkRules, type Directive, rulesOf } from "../coaching/directives.ts";
import type { FollowedUp } from "../coaching/follow-up.ts";
import { isHaggle } from "../coaching/haggle.ts";
import type { Candidate, Choice, Missed, Spot } from "../coaching/opportunity.ts";
import { dayOfMemory, type Remembered } from "../coaching/remembered.ts";
import { type Skill, skillOf } from "../coaching/skill.ts";
import type { Agent } from "./agent.ts";
import {
  checkAsks,
  checkLength,
  checkMoment,
  checkNumbers,
  checkQuotes,
  checkTechnique,
  checkTimes,
  checkVoice,
} from "./guards.ts";
import { checkKeptApart, checkRemembered, rememberedLine } from "./remembered.ts";
import type { Lookups } from "./sources.ts";
import { byTenure, type Experience, tenureTask } from "./tenure.ts";
import { checkCounts } from "./wording/by-tenure.ts";
import { CREDITED_QUESTIONS, CREDITED_WHY } from "./wording/credited.ts";
import { followUpLine } from "./wording/followed-up.ts";
import { MISSED_WORDING } from "./wording/missed/index.ts";
import { SHARPER } from "./wording/missed/sharper.ts";
import { type NameOf, quotedSpot, type Words, wordsFor } from "./wording/moment-words.ts";
import { pick, type Wordings } from "./wording/pick.ts";
import { CREDITED_TELLINGS, OWN_TELLINGS, TELLINGS } from "./wording/tellings.ts";

export interface CallDebriefInput extends Experience {
  call: Call;
  measures: Measures;
  choice: Choice;
  /** Seeds the choice of words: the call's id. */
  seed: string;
  recentWordings: readonly string[];
  /** What managers taught, to keep to. */
  directives?: readonly Directive[];
  /** What the rep said on earlier days that this may begin with, the best first. */
  remembered?: readonly Remembered[];
  /** ISO date of today, where the rep is. */
  today?: string;
  /** What they had set out to do, and what this call shows of it. */
  followedUp?: FollowedUp | null;
  /** What a model may ask for beyond this call. */
  lookups?: Lookups;
  /** ISO date of the follow-up, a week on unless a call is planned before. */
  followUpOn: string;
}

/** First takeaway a rep can hold in mind: at most this many words (about ten seconds aloud). */
const PRACTICE_WORDS = 35;
/** Words to say aloud stay under fifteen, so that a person can say them in their own register. */
const TRY_WORDS = 14;
/** What is read in twenty seconds on a phone. */
export const OPENING_WORDS = 75;

function compose(input: CallDebriefInput): CallDebrief {
  const { choice, call } = input;
  const opening = choice.opening;
  if (!opening) throw new Error("a call with nothing above the bar has no debrief");
  const nameOf = namesOf(call);
  const haggle = isHaggle(call);
  const wordings: Wordings = {
    ...{ seed: input.seed, recent: input.recentWordings, used: [] },
    rules: rulesOf(input.directives ?? []),
  };
  const skill = skillOf(choice.opportunity ?? opening);
  return {
    question: {
      text: questionText(input, opening, wordsFor(opening, nameOf, { haggle }), wordings),
      moment: cite(opening.spot, nameOf),
      credited: opening.credited,
    },
    wentWell: choice.wentWell.map((credited) => ({
      moment: cite(credited.spot, nameOf),
      why: pick(wordings, CREDITED_WHY[credited.kind], wordsFor(credited, nameOf, { haggle })),
    })),
    opportunity: choice.opportunity
      ? composeOpportunity(choice.opportunity, { opening, nameOf, haggle }, wordings)
      : null,
    skill: titleOf(skill),
    behaviour: skill.id,
    practice: choice.opportunity ? skill.practice : keepGoing(skill),
    followUp: { on: input.followUpOn, what: `To look for: ${skill.lookFor}.` },
    ...firstRemembered(input),
    followedUp: lookBack(input, opening, wordings),
    byTenure: byTenure(input, choice.opportunity, wordings),
    wordings: wordings.used,
  };
}

function firstRemembered({ remembered = [], today }: CallDebriefInput) {
  const [first] = remembered;
  return first && today ? { remembered: rememberedLine(first, today) } : {};
}

/** What code says about an earlier resolution, whoever words the rest. */
function lookBack(
  { followedUp, call }: CallDebriefInput,
  opening: Candidate,
  wordings: Wordings,
): CallDebrief["followedUp"] {
  if (!followedUp) return null;
  const { setOut, met, spot } = followedUp;
  const nameOf = namesOf(call);
  const opens = followedUp.candidate === opening;
  const place = spot && { ...quotedSpot(spot, nameOf), own: spot.side === "rep" };
  return {
    ...{ key: setOut.key, behaviour: setOut.behaviour, met, opens },
    line: followUpLine(followedUp, opens, place, wordings),
    moment: spot ? cite(spot, nameOf) : null,
  };
}

function questionText(
  { tenure }: CallDebriefInput,
  opening: Candidate,
  words: Words,
  wordings: Wordings,
): string {
  const told = opening.credited
    ? pick(wordings, CREDITED_TELLINGS, words)
    : pick(wordings, opening.spot.side === "rep" ? OWN_TELLINGS : TELLINGS, words);
  const asked = opening.credited
    ? pick(wordings, CREDITED_QUESTIONS[opening.kind], words)
    : pick(
        wordings,
        tenure === "experienced" && !words.haggle
          ? SHARPER[opening.kind]
          : MISSED_WORDING[opening.kind].questions,
        words,
      );
  return `${told} ${asked}`;
}

function composeOpportunity(
  missed: Missed,
  { opening, nameOf, haggle }: { opening: Candidate; nameOf: NameOf; haggle: boolean },
  wordings: Wordings,
) {
  const words = wordsFor(missed, nameOf, { told: missed === opening, haggle });
  const { whatHappened, tryInstead, whyItMatters } = MISSED_WORDING[missed.kind];
  return {
    moment: cite(missed.spot, nameOf),
    response: missed.response ? cite(missed.response, nameOf) : null,
    whatHappened: pick(wordings, whatHappened, words),
    tryInstead: pick(wordings, tryInstead, words),
    whyItMatters: pick(wordings, whyItMatters, words),
  };
}

/** With nothing missed above the bar, the practice is to do the same thing again, on purpose. */
function keepGoing(skill: Skill): string {
  return `Do it once more on your next call, on purpose: ${skill.lookFor}.`;
}

function titleOf(skill: Skill): string {
  return `${COMPETENCIES[skill.competency]}: ${skill.behaviour.charAt(0).toLowerCase()}${skill.behaviour.slice(1)}`;
}

function namesOf(call: Call): NameOf {
  const names = new Map(call.participants.map((participant) => [participant.id, participant.name]));
  return (id) => names.get(id) ?? id;
}

function cite(spot: Spot, nameOf: NameOf): DebriefMoment {
  return {
    turn: spot.turn,
    atMs: spot.atMs,
    quote: spot.quote,
    speaker: nameOf(spot.speaker),
    side: spot.side,
  };
}

/** The shares measured on a call, in per cent: the only ones a text may name. */
export function measuredPercents(measures: Measures): number[] {
  const { rep, buyer, repOfCall } = measures.talkRatio;
  return [rep, buyer, repOfCall, measures.silence.share].flatMap((share) =>
    share === null ? [] : [share * 100],
  );
}

function guard(input: CallDebriefInput, output: CallDebrief): string[] {
  const { call, choice } = input;
  const { opportunity, question } = output;
  const claimed = [question.moment, ...output.wentWell.map((well) => well.moment)];
  if (opportunity)
    claimed.push(opportunity.moment, ...(opportunity.response ? [opportunity.response] : []));
  const texts = [
    question.text,
    ...output.wentWell.map((well) => well.why),
    output.practice,
    output.followUp.what,
  ];
  if (opportunity)
    texts.push(opportunity.whatHappened, opportunity.tryInstead, opportunity.whyItMatters);
  if (output.followedUp) {
    texts.push(output.followedUp.line);
    if (output.followedUp.moment) claimed.push(output.followedUp.moment);
  }
  const allowed = new Set(choice.ranked.map((candidate) => candidate.spot.turn));
  return [
    ...claimed.flatMap((moment) => checkMoment(call, moment)),
    ...checkAsks(question.text),
    ...texts.flatMap((text) => [
      ...checkQuotes(call, text),
      ...checkTimes(call, text),
      ...checkNumbers(measuredPercents(input.measures), text),
      ...checkVoice(text),
    ]),
    ...checkHeeded(input, output, texts),
    ...[...texts, output.byTenure ?? ""].flatMap((text) =>
      checkCounts(input.pattern ?? null, text),
    ),
    ...(output.byTenure ? checkVoice(output.byTenure) : []),
    ...checkRemembered(output.remembered, input.remembered ?? [], input.today ?? ""),
    ...(output.remembered ? checkVoice(output.remembered.line) : []),
    ...checkKeptApart(texts, input.remembered ?? [], call),
    ...output.wentWell.flatMap((well) => checkTechnique(well.why)),
    ...checkLength(question.text, OPENING_WORDS, "the question"),
    ...checkLength(output.practice, PRACTICE_WORDS, "the practice"),
    ...(opportunity ? checkLength(opportunity.tryInstead, TRY_WORDS, "the words to try") : []),
    // A model may choose among the ranked moments and word them; it may not find one of its own.
    ...(allowed.has(question.moment.turn)
      ? []
      : ["the question is about a moment that was not ranked"]),
    ...(opportunity && !allowed.has(opportunity.moment.turn)
      ? ["the opportunity is a moment that was not ranked"]
      : []),
  ];
}

/** What managers asked to leave is left, in our words and in what is quoted. */
function checkHeeded(
  { directives = [], choice }: CallDebriefInput,
  { question, opportunity }: CallDebrief,
  texts: readonly string[],
): string[] {
  const rules = rulesOf(directives);
  const kindAt = (turn: number) => choice.ranked.find(({ spot }) => spot.turn === turn)?.kind;
  const asked = [kindAt(question.moment.turn), opportunity && kindAt(opportunity.moment.turn)];
  return [
    ...texts.flatMap((text) => checkRules(rules, text)),
    ...rules.kinds
      .filter((kind) => asked.includes(kind))
      .map((kind) => `a manager asked not to bring up moments of the kind ${kind}`),
  ];
}

/** What code decides whoever chose the words: the skill a moment teaches, and when it is looked at again. */
function settle(input: CallDebriefInput, output: CallDebrief): CallDebrief {
  const rankedAt = (turn: number) => input.choice.ranked.find(({ spot }) => spot.turn === turn);
  const opened = rankedAt(output.question.moment.turn);
  const taught = output.opportunity ? rankedAt(output.opportunity.moment.turn) : opened;
  // A moment of its own finding: the guard says so.
  if (!opened || !taught) return output;
  const skill = skillOf(taught);
  const cited = input.remembered?.find(({ memory }) => memory === output.remembered?.memory);
  const about = cited?.callId ?? null;
  const wordings: Wordings = { seed: input.seed, recent: input.recentWordings, used: [] };
  return {
    ...output,
    question: { ...output.question, credited: opened.credited },
    skill: titleOf(skill),
    behaviour: skill.id,
    followUp: { on: input.followUpOn, what: `To look for: ${skill.lookFor}.` },
    ...(output.remembered ? { remembered: { ...output.remembered, callId: about } } : {}),
    followedUp: lookBack(input, opened, wordings),
    byTenure: byTenure(input, output.opportunity ? taught : null, wordings),
    wordings: wordings.used,
  };
}

/** Only where something is remembered: a model is not asked about what is not there. */
function rememberedTask({ remembered = [], today = "" }: CallDebriefInput): string {
  const [first] = remembered;
  if (!first) return "";
  return (
    " The facts hold what the rep said to the coach on earlier days. If one of these bears on the moment, give it in " +
    `\`remembered\`: its memory's id and one line that names its day as in "${dayOfMemory(first.on, today)}" and quotes it letter by letter, ` +
    "warm and plain, without a question. Else leave `remembered` null. It stands nowhere else: others may read the rest."
  );
}

/** A lesson as a model reads it. */
function ruleFor({ before, after }: Directive): string {
  return before ? `You had written: ${before}\nThey answered: ${after}` : after;
}

/** The debrief of one call: one question about one moment, and what follows once it is answered. */
export const callDebrief: Agent<CallDebriefInput, CallDebrief> = {
  name: "call-debrief",
  schema: callDebriefSchema,
  prompt: (input) => ({
    persona: "discovery-coach",
    task:
      "Write the debrief of one sales call. Choose one of the ranked moments, ask one question about it, " +
      "and prepare what the rep is told after answering. Quote only words from the transcript. " +
      `The question comes last and is the only one; the opening has at most ${OPENING_WORDS} words, ` +
      `the words to try at most ${TRY_WORDS}, the practice at most ${PRACTICE_WORDS}.${rememberedTask(input)}${tenureTask(input)}`,
    rules: (input.directives ?? []).map(ruleFor),
    facts: JSON.stringify({
      ranked: input.choice.ranked,
      wentWell: input.choice.wentWell,
      measures: input.measures,
      ...(input.remembered?.length ? { remembered: input.remembered } : {}),
    }),
  }),
  compose,
  drafted: {
    paths: ["question.text"],
    check: ({ call, measures, directives }, sentence) => [
      ...checkQuotes(call, sentence),
      ...checkTimes(call, sentence),
      ...checkNumbers(measuredPercents(measures), sentence),
      ...checkVoice(sentence),
      ...checkRules(rulesOf(directives ?? []), sentence),
    ],
  },
  settle,
  guard,
};
