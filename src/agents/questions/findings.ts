import { contentWords } from "../../calls/content-words.ts";
import type {
  CommitmentMoment,
  Moment,
  NextMeetingMoment,
  ObjectionMoment,
} from "../../calls/moment.ts";
import type { Candidate } from "../../coaching/opportunity.ts";
import { type Skill, skillOf } from "../../coaching/skill.ts";
import type { AnswerQuote } from "../../messages/answer.ts";
import type { CallInFull } from "../../store/call-search.ts";
import { callName, type Evidence } from "./evidence.ts";
import { type Passage, shortQuote } from "./passages.ts";

/** A moment with the call it is from. */
export interface Found<M> {
  call: CallInFull;
  moment: M;
}

/** Below this a detector's word is too weak to be shown as an answer. */
const SURE = 0.65;

export function momentsOf<K extends Moment["kind"]>(
  calls: readonly CallInFull[],
  kind: K,
  least = SURE,
): Found<Extract<Moment, { kind: K }>>[] {
  return calls.flatMap((call) =>
    call.moments
      .filter((moment): moment is Extract<Moment, { kind: K }> => moment.kind === kind)
      .filter(({ confidence }) => confidence >= least)
      .map((moment) => ({ call, moment })),
  );
}

/** A place as an answer cites it. */
export function citeAt(
  call: CallInFull,
  turn: number,
  quote: string,
  evidence: Evidence,
  detail: string | null = null,
): AnswerQuote {
  const spoken = call.call.turns[turn];
  return {
    callId: call.id,
    turn,
    atMs: spoken?.startMs ?? null,
    quote,
    speaker: nameOf(call, spoken?.speaker ?? ""),
    call: callName(call, evidence),
    detail,
  };
}

function nameOf({ call }: CallInFull, speaker: string): string {
  return call.participants.find(({ id }) => id === speaker)?.name ?? speaker;
}

export function citePassage(passage: Passage, evidence: Evidence): AnswerQuote {
  return citeAt(passage.call, passage.turn, passage.quote, evidence);
}

export function citeMoment(
  { call, moment }: Found<Pick<Moment, "turn" | "quote">>,
  evidence: Evidence,
  detail: string | null = null,
): AnswerQuote {
  return citeAt(call, moment.turn, shortQuote(moment.quote), evidence, detail);
}

/** What shows that a sentence pushes back on us, our price or our timing, and is no remark on the weather. */
const PUSHBACK: Record<"budget" | "timing" | "competition" | "other", RegExp> = {
  budget:
    /\b(too (?:much|expensive|high|dear|steep)|budget|can't (?:afford|pay)|(?:your|the|that|this) (?:price|cost|fee)|discount|cheaper|more expensive|lot of money|(?:pounds|euros|dollars|grand) (?:more|less))\b/,
  timing:
    /\b(new year|next (?:year|quarter|summer|spring)|not (?:now|today|ready)|too soon|too (?:early|busy)|sleep on it|think (?:about|it)|circle back|later|wait until|bad (?:time|one)|no time|after (?:the )?(?:summer|christmas|audit|year))\b/,
  competition:
    /\b(already (?:have|use|got)|other (?:vendor|supplier|system)s?|come in at|cheaper|instead of you|stay with|happy with|in-house|build it ourselves)\b/,
  other:
    /\b(wary|worried|worry|concern(?:ed|s)?|afraid|nervous|sceptical|skeptical|not (?:sure|convinced|comfortable)|(?:i|we|they) don't (?:see|believe|want|trust|like)|won't (?:work|do|have)|can't (?:see|do|have|change)|hard sell|risk(?:y)?|problem with (?:your|that|this)|catch)\b/,
};

/** "It's not a lot of money" and "I'm not asking for money off" give way rather than push back. */
const NO_PUSHBACK = /\bnot (?:a lot|too|that|very|so|asking|saying)\b|n't (?:too|that|very|so) /;
const WORRY =
  /\b(?:wary|worried|worry|concern\w*|afraid|nervous|sceptical|skeptical|not (?:sure|convinced))\b/i;

/** What an objection is about, as people say it; "other" has no name. */
export const CATEGORY_WORDS: Partial<Record<ObjectionMoment["category"], string>> = {
  budget: "price",
  timing: "timing",
  competition: "a competitor",
};

/** Objections worth showing: a buyer's, sure, and worded as one; the surest first, one a turn. */
export function objectionsOf(
  calls: readonly CallInFull[],
  competitors: readonly string[],
  speakers: ReadonlySet<string>,
): Found<ObjectionMoment>[] {
  const rivals = competitors.map((name) => name.toLowerCase());
  // A worry said as one is as clear as a price; "it depends" is not.
  const weight = ({ moment }: Found<ObjectionMoment>) =>
    moment.confidence + (moment.category === "other" && !WORRY.test(moment.quote) ? 0 : 0.2);
  const seen = new Set<string>();
  return momentsOf(calls, "objection")
    .filter(({ moment }) => moment.side === "buyer" && moment.quote.split(/\s+/).length >= 3)
    .filter(
      ({ call, moment }) =>
        speakers.size === 0 || speakers.has(nameOf(call, moment.speaker).toLowerCase()),
    )
    .filter(({ moment }) => {
      const lower = moment.quote.toLowerCase().replaceAll("’", "'");
      if (NO_PUSHBACK.test(lower)) return false;
      const named =
        moment.category === "competition" && rivals.some((name) => lower.includes(name));
      return named || PUSHBACK[moment.category].test(lower);
    })
    .sort((a, b) => weight(b) - weight(a))
    .filter(({ call, moment }) => {
      const place = `${call.id}/${moment.turn}`;
      return seen.has(place) ? false : Boolean(seen.add(place));
    });
}

/** Things one does after a call; "I'll crack on" and "I'll bear that in mind" are none. */
const DELIVERS =
  /^(?:\S+ ){0,3}(?:send|email|mail|forward|share|get (?:you|him|her|them|back|one|a|the) |get (?:it|this|that|all of (?:it|that|this)) (?:to|over|off|sent|across|done|fixed)|give you|bring|book|set up|schedule|invite|check|find out|find you|ask|speak (?:to|with)|talk (?:to|with)|call|ring|write|draft|put (?:together|in|down)|prepare|have (?:that|it|this) (?:with|to|ready)|have .{1,30} (?:by|with you)|introduce|connect|confirm|come back|get back|follow up|look into|sort out|walk it|drop you|chase|order|sign)\b/;

/** What was undertaken for after the call: firm, doable, of one side; dated ones first, then the last said. */
export function promisesOf(
  calls: readonly CallInFull[],
  side: "rep" | "buyer",
  speakers: ReadonlySet<string>,
): Found<CommitmentMoment>[] {
  const seen = new Set<string>();
  return momentsOf(calls, "commitment")
    .filter(({ moment }) => moment.side === side && moment.firm)
    .filter(({ moment }) => DELIVERS.test(moment.what.toLowerCase()))
    .filter(
      ({ moment }) =>
        side === "rep" || speakers.size === 0 || speakers.has(moment.who.toLowerCase()),
    )
    .filter(({ call, moment }) => {
      const place = `${call.id}/${moment.turn}`;
      return seen.has(place) ? false : Boolean(seen.add(place));
    })
    .sort(
      (a, b) =>
        b.call.heldAt.getTime() - a.call.heldAt.getTime() ||
        Number(substantial(b.moment)) - Number(substantial(a.moment)) ||
        Number(b.moment.due !== null) - Number(a.moment.due !== null) ||
        b.moment.turn - a.moment.turn,
    );
}

/** "I'll send that" needs the sentence before it; "I'll send you the security pack" stands alone. */
function substantial({ what }: CommitmentMoment): boolean {
  return contentWords(what.toLowerCase().match(/[\p{L}']+/gu) ?? []).size >= 2;
}

/** The newest agreed meeting of each call, dated ones with an hour first. */
export function nextMeetingsOf(calls: readonly CallInFull[]): Found<NextMeetingMoment>[] {
  return calls.flatMap((call) => {
    const own = momentsOf([call], "next-meeting", 0.6);
    const exact = ({ moment }: Found<NextMeetingMoment>) => moment.when?.length ?? 0;
    const best = [...own].sort((a, b) => exact(b) - exact(a) || b.moment.turn - a.moment.turn)[0];
    return best ? [best] : [];
  });
}

/** One behaviour over several calls. */
export interface Pattern {
  skill: Skill;
  /** On so many calls. */
  calls: number;
  /** Its newest place, or an older one that shows it clearly better. */
  call: CallInFull;
  candidate: Omit<Candidate, "source">;
}

function telling({ spot, confidence }: Omit<Candidate, "source">): number {
  return confidence + Math.min(20, spot.quote.split(/\s+/).length) / 20;
}

/** What recurs on these calls, missed or credited: on most calls first, then in the order of what it costs. */
export function patternsOf(calls: readonly CallInFull[], credited: boolean): Pattern[] {
  const patterns = new Map<string, Pattern>();
  for (const call of calls) {
    const here = new Set<string>();
    for (const candidate of call.ranked) {
      if (candidate.credited !== credited) continue;
      const skill = skillOf(candidate);
      const known = patterns.get(skill.id);
      if (!known) patterns.set(skill.id, { skill, calls: 1, call, candidate });
      else {
        if (!here.has(skill.id)) known.calls += 1;
        // "See you Wednesday" shows less than the sentence in which the day was asked for.
        const margin = call === known.call ? 0 : 0.4;
        if (telling(candidate) > telling(known.candidate) + margin)
          Object.assign(known, { call, candidate });
      }
      here.add(skill.id);
    }
  }
  // Insertion is newest call first and best rank first within it; the sort keeps that order among equals.
  return [...patterns.values()].sort((a, b) => b.calls - a.calls);
}
