import type { GapMoment, GapSlot } from "../moment.ts";
import type { Sentence, Talk } from "../talk.ts";
import { cueReader, type FoundCue, surest } from "./cues.ts";
import { GAP_CUES } from "./gap-cues.ts";
import { momentAt, quoteAround, sideTrust } from "./moment-at.ts";

const readCues = cueReader(GAP_CUES);
const readPain = cueReader(
  GAP_CUES.filter(({ label }) => label === "problem" || label === "impact"),
);

/** "No problem", "it isn't an issue": the words of a problem without one. */
const DENIED =
  /\b(?:no|not (?:a|an|really a|really an|much of an?|the)|isn't an?|isn't the|wasn't an?|without (?:any|a)|any|never an?|never had an?|don't have an?|haven't had an?|not (?:too|so|very|that)|isn't (?:too|so|very|that)) (?:real |big |major |huge )?(?:problem|issue|trouble|challenge|headache|slow|hard|difficult|bad)/;

const isProblem = (cue: FoundCue<GapSlot>) => cue.label === "problem";

/** Fewer words than this carry no story of their own. */
const LEAST_WORDS = 4;

/** The gap cues of one sentence, the surest per slot; questions and denials tell nothing. */
const gapCuesOf = (sentence: Sentence): FoundCue<GapSlot>[] => told(sentence, readCues);

/** The same for the problem and its impact alone. */
export const painCuesOf = (sentence: Sentence): FoundCue<GapSlot>[] => told(sentence, readPain);

function told(sentence: Sentence, read: typeof readCues): FoundCue<GapSlot>[] {
  if (sentence.asks || sentence.words.length < LEAST_WORDS) return [];
  const found = surest(read(sentence));
  if (!found.some(isProblem) || !DENIED.test(sentence.lower)) return found;
  return found.filter((cue) => !isProblem(cue));
}

/** Maps the buyer's gap, current state to future state, in the buyer's words; once per slot and turn. */
export function detectGaps(talk: Talk): GapMoment[] {
  const moments: GapMoment[] = [];
  if (talk.attribution === 0) return moments;
  const trust = sideTrust(talk);
  for (const turn of talk.turns) {
    if (turn.side !== "buyer" || turn.backchannel) continue;
    const seen = new Set<GapSlot>();
    for (const sentence of turn.sentences) {
      for (const cue of gapCuesOf(sentence)) {
        if (seen.has(cue.label)) continue;
        seen.add(cue.label);
        const base = momentAt(turn, quoteAround(sentence, cue.at), cue.confidence * trust);
        moments.push({ ...base, kind: "gap", slot: cue.label });
      }
    }
  }
  return moments;
}
