/**
 * The loop closes: what somebody set out to do is looked for on their next call where it can be seen, and
 * they hear of it once. Pure.
 */
import type { SpokenTurn } from "../calls/talk.ts";
import { spotAt } from "./behaviours/evidence.ts";
import type { BehaviourId, ObservedBehaviour } from "./behaviours.ts";
import {
  BAR,
  type Candidate,
  CREDITED_KINDS,
  type Credited,
  type Missed,
  type Spot,
} from "./opportunity.ts";
import { skillOf } from "./skill.ts";

/** A behaviour that somebody heard about or agreed to, and is to be looked for. */
export interface SetOut {
  /** What it was set out in, so that it is followed up once: a debrief's id, or a plan's and the behaviour. */
  key: string;
  behaviour: BehaviourId;
  /** ISO day. */
  on: string;
  /** They said that they would; otherwise it was only talked about. */
  agreed: boolean;
}

/** What a call shows of it. */
export interface FollowedUp {
  setOut: SetOut;
  met: boolean;
  /** The words that show it, or the ones that came closest; `null` when nothing did. */
  spot: Spot | null;
  /** The moment to ask about, when one of this call is about that behaviour. */
  candidate: Candidate | null;
}

/** The first of what was set out that this call can show; `null` when it shows none. */
export function followUp(
  setOuts: readonly SetOut[],
  call: {
    observed: readonly ObservedBehaviour[];
    candidates: readonly Candidate[];
    turns: readonly SpokenTurn[];
  },
): FollowedUp | null {
  for (const setOut of setOuts) {
    const found = lookFor(setOut, call);
    if (found) return found;
  }
  return null;
}

function lookFor(
  setOut: SetOut,
  { observed, candidates, turns }: Parameters<typeof followUp>[1],
): FollowedUp | null {
  const about = candidates
    .filter((one) => one.confidence >= BAR && skillOf(one).id === setOut.behaviour)
    .sort((a, b) => b.confidence - a.confidence);
  const credited = about.find((one): one is Credited => one.credited);
  if (credited) return { setOut, met: true, spot: credited.spot, candidate: credited };
  const look = observed.find(({ id }) => id === setOut.behaviour);
  if (!look || look.met === null || look.confidence < BAR) return null;
  if (look.met) {
    const spot = look.evidence.find(({ side }) => side === "rep");
    // A credit without the rep's own words would be a claim.
    if (!spot) return null;
    return { setOut, met: true, spot, candidate: creditFor(setOut, spot, look, turns) };
  }
  const missed = about.find((one): one is Missed => !one.credited) ?? null;
  const closest = look.evidence.find(({ side }) => side === "buyer") ?? look.evidence[0] ?? null;
  return { setOut, met: false, spot: missed?.spot ?? closest, candidate: missed };
}

/** A quote of fewer words seldom shows what was done. */
const LEAST_WORDS = 5;

/** The same as a moment to ask about, where the rep's words say enough and somebody answered. */
function creditFor(
  { behaviour }: SetOut,
  spot: Spot,
  { confidence }: ObservedBehaviour,
  turns: readonly SpokenTurn[],
): Credited | null {
  const kind = CREDITED_KINDS.find((one) =>
    [null, "budget"].some((flavour) => skillOf({ kind: one, flavour }).id === behaviour),
  );
  if (!kind || spot.quote.split(/\s+/).length < LEAST_WORDS) return null;
  const [answer] = turns.filter(({ index, side }) => index > spot.turn && side === "buyer");
  const said = answer?.sentences.find(({ words }) => words.length >= LEAST_WORDS);
  return {
    ...{ credited: true, kind, flavour: null, spot, confidence },
    response: answer && said ? spotAt(answer, said.text) : null,
    ...{ returned: null, hooks: {}, source: null },
    because: "it is what they had set out to do",
  };
}
