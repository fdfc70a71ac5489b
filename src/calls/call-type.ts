import type { CallType } from "./call.ts";
import type { Moment } from "./moment.ts";
import { type Cue, cueReader } from "./moments/cues.ts";
import type { Talk } from "./talk.ts";

/** What a call's title says about its kind. */
const TITLES: [CallType, RegExp][] = [
  [
    "discovery",
    /\b(?:discovery|intro(?:duction|ductory)?|first (?:call|meeting|conversation)|qualification)\b/i,
  ],
  ["demo", /\b(?:demo|demonstration|product (?:tour|walk-?through)|walk-?through)\b/i],
  [
    "negotiation",
    /\b(?:negotiation|pricing|commercials?|contract|proposal|terms|renewal terms|procurement)\b/i,
  ],
  ["executive", /\b(?:executive|exec (?:briefing|alignment|sponsor)|steering|ceo|cfo|board)\b/i],
];

const CUES: Cue<CallType>[] = [
  {
    label: "demo",
    confidence: 1,
    triggers: "screen click see show dashboard tab demo",
    pattern:
      /\b(?:shar(?:e|ing) my screen|see my screen|on (?:this|the|my) screen|if i click|i(?:'ll)? click|you can see (?:here|on)|as you(?:'ll| can)? see|let me show you|show you how|this (?:dashboard|tab|view|page)|the demo)\b/,
  },
  {
    label: "negotiation",
    confidence: 1,
    triggers:
      "discount terms contract redlines net procurement signature percent upfront clause clauses multi-year liability",
    pattern:
      /\b(?:discount|payment terms|contract (?:length|term|value)|the contract|redlines?|net (?:30|60|90|thirty|sixty|ninety)|procurement|(?:for|a|your) signature|percent off|pay upfront|clauses?|multi-year|two[- ]year|three[- ]year|liability)\b/,
  },
  {
    label: "executive",
    confidence: 1,
    triggers:
      "board strategy strategic shareholders vision transformation investors growth priorities market ebitda",
    pattern:
      /\b(?:the board|our strategy|strategic (?:priorit|goal|plan|initiative)\w*|shareholders?|transformation|investors|growth (?:plan|target|strategy)|top priorities|three[- ]year plan|across the (?:business|group|company)|ebitda)\b/,
  },
  {
    label: "discovery",
    confidence: 1,
    triggers: "walk tell how today currently handle prompted trying help understand",
    pattern:
      /\b(?:walk me through how|tell me (?:more )?about|how (?:do|are|does) (?:you|your team) (?:currently|today|handle|manage|deal)|what prompted|what made you|help me understand|what are you trying|handle (?:that|this|it) today)\b/,
  },
];

const readCues = cueReader(CUES);

/** What the moments say: each kind speaks for the calls it belongs to. */
const WEIGHT: Partial<Record<Moment["kind"], [CallType, number][]>> = {
  gap: [["discovery", 0.7]],
  agenda: [["discovery", 0.4]],
  pitch: [["demo", 1]],
  pricing: [["negotiation", 0.9]],
};

/** Below this much evidence a call is of no recognisable kind. */
const LEAST_EVIDENCE = 4;
const LEAST_LEAD = 0.4;

/**
 * The kind of a call: as told, else by its title, else by what happens on it. `type` is `null` when
 * two kinds are about as likely; `confidence` is 0 to 1.
 */
export function recogniseCallType(
  talk: Talk,
  moments: readonly Moment[],
): { type: CallType | null; confidence: number } {
  if (talk.call.type !== null) return { type: talk.call.type, confidence: 1 };
  const titled = TITLES.filter(([, pattern]) => pattern.test(talk.call.title));
  const only = titled[0];
  if (only !== undefined && titled.length === 1) return { type: only[0], confidence: 0.85 };

  const score: Record<CallType, number> = { discovery: 0, demo: 0, negotiation: 0, executive: 0 };
  for (const moment of moments) {
    for (const [type, weight] of WEIGHT[moment.kind] ?? []) score[type] += weight;
    if (moment.kind === "question" && moment.side === "rep" && moment.technique !== null) {
      score.discovery += 0.6;
    }
  }
  for (const turn of talk.turns) {
    for (const sentence of turn.sentences) {
      for (const cue of readCues(sentence)) score[cue.label] += cue.confidence;
    }
  }
  const ranked = (Object.entries(score) as [CallType, number][]).sort((a, b) => b[1] - a[1]);
  const [best, second] = ranked;
  if (best === undefined || second === undefined || best[1] < LEAST_EVIDENCE) {
    return { type: null, confidence: 0 };
  }
  const lead = (best[1] - second[1]) / best[1];
  const confidence = Math.round(Math.min(0.8, 0.4 + lead * 0.5) * 100) / 100;
  return lead < LEAST_LEAD ? { type: null, confidence: 0.3 } : { type: best[0], confidence };
}
