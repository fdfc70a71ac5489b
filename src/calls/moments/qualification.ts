import type { QualificationMoment, QualificationSlot } from "../moment.ts";
import type { Sentence, SpokenTurn, Talk } from "../talk.ts";
import { cueReader, type FoundCue, surest } from "./cues.ts";
import { painCuesOf } from "./gap.ts";
import { momentAt, quoteAround, sideTrust } from "./moment-at.ts";
import { QUALIFICATION_CUES } from "./qualification-cues.ts";

const readCues = cueReader(QUALIFICATION_CUES);
/** So much of a turn is read for what a pronoun may stand for. */
const LONGEST_AROUND = 600;

/** The rep handing the buyer's words back; only then does the rep's sentence count as evidence. */
const RESTATED =
  /^(?:so |okay,? so |right,? so |and |let me )*(?:what i(?:'m| am)? hear\w*|what i heard|if i(?:'ve)? (?:understand|understood|got|heard)|you(?:'re| are)? (?:said|saying|mentioned|told me|described)|it sounds like|sounds like|(?:let me |just to )?(?:play (?:that|it) back|recap|summari[sz]e|make sure i))/;

const STRONG =
  /\b(?:biggest|main|real|every (?:single )?(?:day|week|month|quarter|friday|monday|time)|always|constantly|keeps?|killing|hurts?|hurting|costing|huge|massive|serious|worst|most (?:painful|frustrating)|nightmare)\b/;

/** Pain counts as identified when the problem comes with its weight: a cost, a frequency, a strong word. */
function painOf(sentence: Sentence): FoundCue<QualificationSlot>[] {
  const gaps = painCuesOf(sentence);
  const problem = gaps.find((cue) => cue.label === "problem");
  const impact = gaps.find((cue) => cue.label === "impact");
  const cue = problem ?? impact;
  if (cue === undefined) return [];
  const both = problem !== undefined && impact !== undefined;
  if (!both && !STRONG.test(sentence.lower)) return [];
  return [{ label: "identified-pain", confidence: both ? 0.85 : 0.75, at: cue.at }];
}

/** Goods, papers and reports are signed for every day; none of that buys anything. */
const EVERYDAY_SIGNING =
  /\b(?:pallets?|deliver(?:y|ies)|goods|tickets?|delivery notes?|audit\w*|statements?|reports?|timesheets?|receipts?|parcels?|lorry|drivers?|invoices?|gate|visitors?|prescriptions?|consent|birthday|signature under|under a signature|accounts)\b/;
const SIGNING = /\bsign(?:s|ed|ing|ature|atures)?\b/;
const ANY_SPEND =
  /\b(?:budget|contract|purchase|spend|deal|money|thousand|grand|over|above|up to)\b|[$£€]/;
/** "I sign it": what "it" is was said elsewhere, if at all. */
const BARE_OBJECT = /\bsigns? (?:it|this|that|something)\b/;
const BARE_CONFIDENCE = 0.55;
/** What went to the board, or was reviewed, some other time about something else. */
const TOLD =
  /\b(?:(?:was|were|been|got) (?:asked|told|made|called|invited|doing|making|running|having)|i had to go|had to explain|went to|they'd never|never (?:raised|had|used))\b|\baudit/;
const PRICE_TALK = /\b(?:sign|discount|price|prices|quote|quoted|offer|pay|paid|rent|fee)\b/;

/** Takes back what the words alone suggest: daily signing, past stories, a discount instead of a goal. */
function weighed(
  { label, confidence, at }: FoundCue<QualificationSlot>,
  { lower }: Sentence,
  turn: SpokenTurn,
): FoundCue<QualificationSlot>[] {
  const found = (sure: number) => [{ label, confidence: sure, at }];
  if (label === "economic-buyer" && SIGNING.test(lower.slice(at, at + 40))) {
    const around = turn.text.toLowerCase().slice(0, LONGEST_AROUND);
    if (EVERYDAY_SIGNING.test(around) && !ANY_SPEND.test(lower)) return [];
    if (BARE_OBJECT.test(lower) && !ANY_SPEND.test(around)) return found(BARE_CONFIDENCE);
  }
  if ((label === "decision-process" || label === "paper-process") && TOLD.test(lower)) return [];
  if (label === "metrics" && PRICE_TALK.test(lower)) return [];
  return found(confidence);
}

/** Finds evidence for MEDDPICC's slots: the buyer's words, or the rep's restatement at lower confidence. */
export function detectQualification(talk: Talk): QualificationMoment[] {
  const moments: QualificationMoment[] = [];
  if (talk.attribution === 0) return moments;
  const trust = sideTrust(talk);
  for (const turn of talk.turns) {
    if (turn.side === null || turn.backchannel) continue;
    const seen = new Set<QualificationSlot>();
    for (const sentence of turn.sentences) {
      if (sentence.words.length < 3) continue;
      const restated = turn.side === "rep";
      if (restated ? !RESTATED.test(sentence.lower) : sentence.asks) continue;
      const told = readCues(sentence).flatMap((cue) => weighed(cue, sentence, turn));
      for (const cue of surest([...told, ...painOf(sentence)])) {
        if (seen.has(cue.label)) continue;
        seen.add(cue.label);
        const confidence = cue.confidence * trust * (restated ? 0.75 : 1);
        const base = momentAt(turn, quoteAround(sentence, cue.at), confidence);
        moments.push({ ...base, kind: "qualification", slot: cue.label });
      }
    }
  }
  return moments;
}
