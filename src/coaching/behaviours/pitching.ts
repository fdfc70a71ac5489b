import { contentWords, overlap } from "../../calls/content-words.ts";
import type { SpokenTurn } from "../../calls/talk.ts";
import type { Spot } from "../opportunity.ts";
import { defineBehaviour } from "./behaviour.ts";
import { evidenceOf, spotAt } from "./evidence.ts";
import { type BehaviourScene, LEAST_SURE, painOf } from "./scene.ts";

/** Minute 15 of the 30-minute template. */
const EARLIEST_SHARE = 0.5;
/** About 75 seconds at 160 words a minute. */
const LONG_STRETCH_WORDS = 200;
const UNCLEAR = "a long stretch in the first half may or may not be a pitch";
const LEAST_MAPPED = 2;
/** A buyer who says this much during a presentation has taken the floor. */
const FLOOR_WORDS = 15;
const ENOUGH_FOUND = 3;
/** A run no longer than this may hand words back without saying that it does. */
const ECHO_WORDS = 40;

const RESTATING =
  /\b(?:what i(?:'m| am)? hear\w*|what i heard|if i(?:'ve| have)? (?:understand|understood|got|heard)|(?:i've|i have) understood|you(?:'ve| have|'re| are)? (?:just )?(?:said|saying|mentioned|told|described)|(?:it |that )?sounds like|(?:let me|can i|just to|i'd like to) (?:just )?(?:play|repeat|recap|summari[sz]e|check|make sure|say (?:it|that|this) back))\b/;
const SO =
  /^(?:okay,? |right,? |mm,? |and )?so,? (?:you|your|the|it's|it isn't|there's|that's|they|what)\b/;
/** Of the words that carry a sentence, so many must be the buyer's. */
const OWN_WORDS = { cued: 0.4, plain: 0.75 };
const LEAST_SHARED = { cued: 2, plain: 3 };

/** Where the rep says the buyer's situation back: a statement, mostly in the buyer's own words. */
function restatements(scene: BehaviourScene, until: number): Spot[] {
  const found: Spot[] = [];
  for (const moment of scene.of("buyer-signal")) {
    if (moment.signal === "exactly" && moment.turn < until) found.push(evidenceOf(moment));
  }
  const opening = new Set(scene.of("agenda").map(({ turn }) => scene.runOf(turn)));
  const heard = new Set<string>();
  for (const run of scene.runs) {
    const [first] = run.turns;
    if (!first || first.index >= until || found.length >= ENOUGH_FOUND) break;
    if (run.side === "buyer") for (const stem of scene.stemsOf(run)) heard.add(stem);
    // The contract of the opening is made of "you" and "so" as well.
    if (run.side !== "rep" || opening.has(run)) continue;
    const before = scene.runs[run.index - 1];
    for (const { turn, sentence } of run.lines) {
      if (sentence.words.length < 6 || sentence.asks) continue;
      const lower = sentence.lower.slice(0, 400);
      const cued = RESTATING.test(lower);
      if (!cued && !SO.test(lower) && run.words > ECHO_WORDS) continue;
      const said = contentWords(sentence.words);
      const kind = cued ? "cued" : "plain";
      // Without a phrase of restating it must answer what was said last, or open with "so".
      const source = cued || SO.test(lower) || !before ? heard : scene.stemsOf(before);
      const shared = overlap(said, source);
      if (shared < LEAST_SHARED[kind] || shared < said.size * OWN_WORDS[kind]) continue;
      found.push(spotAt(turn, sentence.text));
      break;
    }
  }
  return found;
}

/** The rep's turns from a pitch on until the buyer takes the floor. */
function presentation(scene: BehaviourScene, from: number): SpokenTurn[] {
  const turns: SpokenTurn[] = [];
  for (const turn of scene.talk.turns.slice(from)) {
    if (turn.side === "rep") turns.push(turn);
    else if (turn.words >= FLOOR_WORDS && turns.length > 0) break;
  }
  return turns;
}

function firstPitch(scene: BehaviourScene) {
  return scene.of("pitch").find((moment) => moment.confidence >= LEAST_SURE) ?? null;
}

/** How and when the rep presents. */
export const PITCHING = [
  defineBehaviour({
    id: "hand-words-back",
    competency: "discovery",
    name: "Say the buyer's situation back in their words before you present",
    definition:
      "Before the first pitch (before the end where nothing is presented) the rep says the buyer's situation back in the buyer's own words.",
    eligible: { callTypes: ["discovery", "demo"], when: "the buyer told what is wrong" },
    good: {
      at30: "On 1 of 2 discovery calls",
      at90: "On 3 of 4 discovery calls",
      at180: "On each discovery call and each demo",
      at365: "On each, and the buyer agrees or corrects",
    },
    unit: "restatements",
    look(scene) {
      const pitch = firstPitch(scene);
      const until = pitch?.turn ?? scene.talk.turns.length;
      const pains = painOf(scene);
      if (pains.length === 0) return null;
      const said = restatements(scene, until);
      const shown = pitch ? [evidenceOf(pitch)] : [];
      return {
        met: said.length > 0,
        value: said.length,
        evidence: said.length > 0 ? said : shown,
        confidence: (said.length > 0 ? 0.75 : 0.65) * scene.trust,
      };
    },
  }),
  defineBehaviour({
    id: "hold-the-pitch",
    competency: "discovery",
    name: "Present nothing in the first half",
    definition:
      "On a discovery call the first pitch starts after half of the call (minute 15 of 30), or there is none.",
    eligible: { callTypes: ["discovery"], when: "the call is a discovery call" },
    good: {
      at30: "After a third of the call",
      at90: "After two fifths of the call",
      at180: "After half of the call",
      at365: "After half of the call, and only what was asked for",
    },
    unit: "share of the call",
    look(scene) {
      const pitch = firstPitch(scene);
      const { durationMs, longestMonologue } = scene.measures;
      if (!pitch) {
        const none = { value: null, evidence: [] };
        const long = longestMonologue.turn;
        // Nobody talks this long before the middle without presenting something.
        const unclear =
          long !== null &&
          scene.positionOf(long) < EARLIEST_SHARE &&
          longestMonologue.words > LONG_STRETCH_WORDS;
        if (unclear) return { ...none, met: null, confidence: 0, because: UNCLEAR };
        return { ...none, met: true, confidence: 0.6 * scene.trust };
      }
      const start = scene.talk.turns.find((turn) => turn.startMs !== null)?.startMs ?? null;
      const timed = pitch.atMs !== null && start !== null && durationMs !== null && durationMs > 0;
      const share = timed
        ? Math.min(1, Math.max(0, ((pitch.atMs ?? 0) - (start ?? 0)) / (durationMs ?? 1)))
        : scene.positionOf(pitch.turn);
      const met = share >= EARLIEST_SHARE;
      return { met, value: share, evidence: [evidenceOf(pitch)], confidence: pitch.confidence };
    },
  }),
  defineBehaviour({
    id: "map-to-stated-pain",
    competency: "discovery",
    name: "Present two or three things, each tied to something they told",
    definition:
      "While presenting, the rep names at least two of the problems or effects the buyer had told before, by at least two of its words.",
    eligible: {
      callTypes: ["discovery", "demo"],
      when: "the rep presented, after the buyer had told at least two things that are wrong",
    },
    good: {
      at30: "1 stated problem named in each presentation",
      at90: "2 in 1 of 2 presentations",
      at180: "2 or 3 in each presentation",
      at365: "2 or 3 in each, and nothing shown that was not asked for",
    },
    unit: "stated problems named",
    look(scene) {
      const pitches = scene.of("pitch").filter((moment) => moment.confidence >= LEAST_SURE);
      const [first] = pitches;
      if (!first) return null;
      const pains = painOf(scene).filter((moment) => moment.turn < (pitches.at(-1)?.turn ?? 0));
      const told = new Set(pains.map(({ turn }) => turn));
      if (told.size < LEAST_MAPPED) return null;
      const named = new Map<number, Spot>();
      for (const pitch of pitches)
        for (const turn of presentation(scene, pitch.turn))
          for (const sentence of turn.sentences) {
            const said = contentWords(sentence.words);
            for (const pain of told) {
              if (named.has(pain) || pain >= turn.index) continue;
              const telling = scene.runOf(pain);
              if (telling === null || overlap(said, scene.stemsOf(telling)) < 2) continue;
              named.set(pain, spotAt(turn, sentence.text));
            }
          }
      const met = named.size >= LEAST_MAPPED;
      return {
        met,
        value: named.size,
        evidence: named.size > 0 ? [...named.values()] : [evidenceOf(first)],
        confidence: first.confidence * 0.8,
      };
    },
  }),
] as const;
