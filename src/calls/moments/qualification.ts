import type { QualificationMoment, QualificationSlot } from "../moment.ts";
import type { Sentence, Talk } from "../talk.ts";
import { cueReader, type FoundCue, surest } from "./cues.ts";
import { gapCuesOf } from "./gap.ts";
import { momentAt, quoteAround, sideTrust } from "./moment-at.ts";
import { QUALIFICATION_CUES } from "./qualification-cues.ts";

const readCues = cueReader(QUALIFICATION_CUES);

/** The rep handing the buyer's words back; only then does the rep's sentence count as evidence. */
const RESTATED =
  /^(?:so |okay,? so |right,? so |and |let me )*(?:what i(?:'m| am)? hear\w*|what i heard|if i(?:'ve)? (?:understand|understood|got|heard)|you(?:'re| are)? (?:said|saying|mentioned|told me|described)|it sounds like|sounds like|(?:let me |just to )?(?:play (?:that|it) back|recap|summari[sz]e|make sure i))/;

const STRONG =
  /\b(?:biggest|main|real(?:ly)?|every (?:single )?(?:day|week|month|quarter|friday|monday|time)|always|constantly|keeps?|killing|hurting|costing|huge|massive|serious|worst|most (?:painful|frustrating)|nightmare)\b/;

/** Pain counts as identified when the problem comes with its weight: a cost, a frequency, a strong word. */
function painOf(sentence: Sentence): FoundCue<QualificationSlot>[] {
  const gaps = gapCuesOf(sentence);
  const problem = gaps.find((cue) => cue.label === "problem");
  const impact = gaps.find((cue) => cue.label === "impact");
  const cue = problem ?? impact;
  if (cue === undefined) return [];
  const both = problem !== undefined && impact !== undefined;
  if (!both && !STRONG.test(sentence.lower)) return [];
  return [{ label: "identified-pain", confidence: both ? 0.85 : 0.75, at: cue.at }];
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
      for (const cue of surest([...readCues(sentence), ...painOf(sentence)])) {
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
