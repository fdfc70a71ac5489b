import type { Call } from "../calls/call.ts";
import { quoteAround } from "../calls/moments/moment-at.ts";
import { prepare } from "../calls/talk.ts";
import type { StageKey } from "./stages.ts";

/** A buyer's sentence that says how far a deal is. */
export interface StageSign {
  /** The stage it shows to be reached, or that nothing is decided yet. */
  says: "undecided" | Extract<StageKey, "evaluation" | "proposal" | "negotiation">;
  turn: number;
  atMs: number | null;
  quote: string;
  /** The participant's id. */
  speaker: string;
}

/** What is still to be decided: the purchase itself, and not its colour, its day or who signs. */
const PURCHASE =
  "(?:(?:yet )?(?:whether|if)\\b|to (?:buy|go ahead|go forward|move (?:ahead|forward)|do (?:this|it|anything)|change|switch|proceed|purchase|invest)\\b|(?:that )?we(?:'re| are) (?:going|buying)|on (?:a|any) (?:vendor|supplier|purchase)|anything|yet|[.!]?$)";
const BUYING =
  "(?:(?:we|i)(?:'re|'ll| are| will| should| want| need)?|to|it|this)\\b.{0,40}\\b(?:buy|do (?:this|it|anything)|go ahead|go forward|move (?:ahead|forward)|change|switch|proceed|need (?:this|it|anything)|invest|purchase|with you|a purchase)\\b";

const UNDECIDED = [
  `\\bwe(?:'ve| have)(?:n't| not) (?:yet |actually |really |even |at all )*(?:decided|committed|agreed) (?:${PURCHASE})`,
  `\\bwe(?:'re| are) (?:still |only |just )*(?:deciding|working out|debating|undecided) (?:on |about )?(?:whether|if) ${BUYING}`,
  "\\bthere(?: is|'s| has been|'s been) no decision (?:yet )?(?:to (?:buy|go ahead|change|proceed)|on whether|about whether)",
  "\\bno decision has been (?:made|taken)\\b",
  "\\bwe(?:'re| are) (?:still |only |just )+(?:looking around|exploring|gathering information|window shopping)\\b",
  "\\bwe (?:may|might)(?: well| still)? (?:do nothing|not do (?:this|it|anything)|stay (?:as we are|with what we have)|leave it)\\b",
].map((source) => new RegExp(source));
/** Of "we have not decided whether" only what is bought counts: not which plan, or who comes. */
const WHETHER = new RegExp(`\\b(?:whether|if) (?!.*${BUYING})`);

const REACHED: readonly [StageSign["says"], RegExp][] = [
  [
    "negotiation",
    /\b(?:legal|procurement|our lawyers?|the lawyers?|purchasing)(?: team)?(?: is| are| has| have|'s|'ve)(?: now| already| been)* (?:reviewing|going through|marking up|marked up|redlin\w+|looking at|looking through) (?:the|your|it|our) ?(?:contract|agreement|terms|msa|paper\w*|order form)?/,
  ],
  [
    "negotiation",
    /\b(?:please |can you |could you |you can |just )?send (?:me |us |over |through |across )+(?:the|a|your) (?:contract|order form|agreement|paperwork)\b/,
  ],
  [
    "negotiation",
    /\bwe(?:'ve| have) (?:decided|agreed|chosen) (?:to (?:go|move|proceed)(?: ahead| forward)? with you|to go ahead|to buy|you)\b/,
  ],
  [
    "proposal",
    /\b(?:we|i)(?:'ve| have)? (?:all )?(?:got|received|read|been through|gone through|went through|reviewed|shared|circulated) (?:the|your) (?:proposal|quote|offer)\b/,
  ],
  [
    "evaluation",
    /\bwe(?:'ve| have| are|'re) (?:started|begun|kicked off|set up|running|halfway through|in the middle of) (?:the|our|your|a) (?:trial|pilot|proof of concept|poc)\b/,
  ],
];

/** Imagined, in the past, or said of others: "once we've decided", "if legal is reviewing it". */
const UNREAL =
  /\b(?:if|once|until|unless|when(?:ever)?|before|assuming|suppose|imagine|would|wouldn't|could|might|last (?:year|time|spring|summer|autumn|winter)|ago|previously|used to|with (?:them|another)|in case|not)\b|\b\w+n't\b/;

/** What the buyer's people say on a call of how far they are, in the order it was said. */
export function stageSignsOf(call: Call): StageSign[] {
  // Whose side was told from how they speak may be the other one: no ground to move a deal.
  const sure = new Set(
    call.participants
      .filter(({ side, sideFrom }) => side === "buyer" && sideFrom !== "speech")
      .map(({ id }) => id),
  );
  return prepare(call).turns.flatMap((turn) =>
    !sure.has(turn.speaker)
      ? []
      : turn.sentences.flatMap((sentence): StageSign[] => {
          const found = sentence.asks ? null : saysOf(sentence.lower);
          if (!found) return [];
          const { index, startMs, speaker } = turn;
          const quote = quoteAround(sentence, found.at);
          return [{ says: found.says, turn: index, atMs: startMs, quote, speaker }];
        }),
  );
}

function saysOf(lower: string): { says: StageSign["says"]; at: number } | null {
  for (const pattern of UNDECIDED) {
    const at = pattern.exec(lower)?.index;
    if (at === undefined || UNREAL.test(lower.slice(0, at)) || WHETHER.test(lower.slice(at)))
      continue;
    return { says: "undecided", at };
  }
  for (const [says, pattern] of REACHED) {
    const found = pattern.exec(lower);
    if (found && !UNREAL.test(lower.replace(found[0], " "))) return { says, at: found.index };
  }
  return null;
}
