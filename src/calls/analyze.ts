import type { Call } from "./call.ts";
import { type Measures, measureCall } from "./measures.ts";
import type { Moment, QuestionMoment } from "./moment.ts";
import { detectAgenda } from "./moments/agenda.ts";
import { detectBuyerSignals } from "./moments/buyer-signal.ts";
import { detectCommitments } from "./moments/commitment.ts";
import { detectGaps } from "./moments/gap.ts";
import { detectMentions, type MentionLists } from "./moments/mention.ts";
import { detectNextMeeting } from "./moments/next-meeting.ts";
import { detectObjections } from "./moments/objection.ts";
import { detectPitches } from "./moments/pitch.ts";
import { detectPricing } from "./moments/pricing.ts";
import { detectQualification } from "./moments/qualification.ts";
import { detectQuestions } from "./moments/question.ts";
import { prepare, type Talk } from "./talk.ts";

/** Every detector of moments, in the order in which moments of one turn are listed. */
const DETECTORS: readonly ((talk: Talk, lists: MentionLists) => Moment[])[] = [
  detectAgenda,
  detectQuestions,
  detectPitches,
  detectObjections,
  detectGaps,
  detectQualification,
  detectBuyerSignals,
  detectCommitments,
  detectNextMeeting,
  detectPricing,
  detectMentions,
];

const isQuestion = (moment: Moment): moment is QuestionMoment => moment.kind === "question";

/** Everything the rules can say about one call: the talk made ready, its measures, its moments sorted by turn. */
export function analyzeCall(
  call: Call,
  lists: MentionLists = {},
): { talk: Talk; measures: Measures; moments: Moment[] } {
  const talk = prepare(call);
  const moments = DETECTORS.flatMap((detect) => detect(talk, lists));
  moments.sort((a, b) => a.turn - b.turn);
  return { talk, measures: measureCall(talk, moments.filter(isQuestion)), moments };
}
