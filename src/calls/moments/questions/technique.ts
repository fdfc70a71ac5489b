import type { Technique } from "../../moment.ts";
import { isArranging, isWrapped } from "./arranging.ts";
import type { Cue } from "./asking.ts";
import { BENEFIT, EFFECT, PERSONAL, STATE, speaksOfTrouble, TROUBLE } from "./topics.ts";

/** A seller's question in its place. Words are lower case. */
export interface AskedInPlace {
  /** The sentence it stands in. */
  said: readonly string[];
  /** From the first asking word on. */
  clause: readonly string[];
  cue: Cue;
  /** The asker's own words just before, in the same turn; few questions need them. */
  lead: () => readonly string[];
  /** What the other side said last speaks of something that goes wrong. */
  troubled: boolean;
  /** It picks up the other side's last words. */
  followUp: boolean;
  /** What the asker asked just before it in the same turn, `undefined` for nothing. */
  before: Technique | null | undefined;
  /** The same in one of the asker's last turns. */
  thread: Technique | null | undefined;
  /** The talk has only begun: nothing but greetings so far. */
  greeting: boolean;
}

/** Takes the cure as given and asks what it brings. */
const CURE =
  /\b(?:if (?:you|we|they|your team) could|if (?:you|they) (?:had|didn't have to|no longer|succeed|succeeded|managed)|if (?:that|this|it|those) (?:went away|were gone|wasn't|weren't|worked|all went)|(?:was|were) no longer|magic wand|in an ideal world|what would (?:it|that|this|you) (?:mean|give|unlock|allow|let|free|enable|look like|do with)|(?:how|what) would (?:it|that|this) (?:change|help|improve)|would (?:it|that|this) (?:help|be (?:useful|valuable|helpful|worth))|how (?:valuable|useful|helpful|important)|(?:success|good|great|solved|ideal|better) look|why (?:is|was|would) (?:it|that|this|changing|doing) (?:be )?(?:so |that )?important|what becomes possible|what would (?:change|success|be (?:different|better|easier|possible))|(?:might|could|would) (?:\w+ ){1,4}be (?:better|easier|different)|reasons? (?:to|for|why you(?:'d| would)? (?:want|like)|you(?:'d| would)? (?:want|have to))|(?:benefits?|upside|good things?) (?:of|to|about) (?:quitting|changing|cutting|stopping|doing|not|fixing|solving)|(?:what|how) (?:do|would) you (?:want|wish|hope|like) (?:it|things|this|that|your \w+) to (?:be|look|work|go)|do instead|what (?:would|will|could) (?:you|they|she|he|your team) do with)\b/;
/** What a difficulty does or would do, and to whom. */
const EFFECT_ASKED =
  /\b(?:if (?:that|this|it|nothing|things) (?:continues?|changes?|keeps?|stays?|goes on|persists?|gets worse|has(?:n't)? changed|never)|if nothing has|if (?:you|we) (?:do nothing|don't (?:change|do|fix|act))|what happens (?:to|on|if|after|next|the (?:day|week|month))|what would happen|what (?:does|did) (?:that|this) do (?:to|for)|(?:what|how) (?:was|is|were) (?:that|it|this|the \w+) (?:like )?for (?:you|them|him|her|the)|where does (?:that|this|it) leave|how(?:'s| is| does| did) (?:that|this|it) (?:leave|leaving)|what (?:does|did|has) (?:that|this|those|these) (?:mean|do|cost)|what (?:does|did) (?:it|that|this|all of that|all that) (?:mean (?:for|to)|do to|cost|take|come to|add up to|set you back)|(?:leads?|led) to|results? in|who else|knock on|how (?:much|many) (?:\w+ ){0,6}(?:lose|losing|lost|waste|wasting|spent chasing|spend chasing)|at stake|slow(?:s|ing)? (?:you|things|the team) down|hold(?:s|ing)? (?:you|the team) back|would have happened|would (?:you|they|it|she|he) have|if (?:he|she|it|they|you|we|that|nobody|no one) (?:hadn't|had not)|(?:it|that|this) (?:causes|causing)|connected to|what (?:is|was) (?:it|that|this|the|one) (?:\w+ )?worth|who (?:has|had|have|'s) (?:got )?to\b|who (?:was it that )?(?:had|has) to|who (?:pays|paid|suffers|picks up|felt|feels|noticed)|what (?:stood|stops|stopped) ?(?:still)?$|what do (?:they|you|people|we) do (?:while|until|in the meantime|meanwhile)|in the meantime|while (?:they|you|he|she) (?:wait|waits|waited)|(?:do|does|did) (?:anyone|anybody|people|your \w+|the \w+) (?:leave|quit|complain|notice|suffer|get hurt))\b/;
/** A consequence asked for where a difficulty is on the table: "and then?", "what happens on the Monday". */
const THEN =
  /^(?:and |so |okay |ok |right )*(?:then what|and then|what then|what happens|what happened (?:to|with|then|next)|who (?:felt|noticed|heard|paid|knew)|how (?:do|did|does) (?:\w+ ){1,3}(?:take|react|feel|respond)|how (?:many|much) (?:hours|days|people|time|money|pounds|euros|dollars|of)|how long does (?:it|that|this) take|what (?:did|do|does|will|would) (?:\w+ ){1,3}say|who gets|where does that leave)\b/;
const TROUBLED =
  /\b(?:breaks? down|fall(?:s|ing)? (?:short|through|apart)|get(?:s|ting)? in the way|keeps? you up|not working|isn't working|doesn't work|(?:could|should) be better|(?:don't|do not|didn't|not) (?:you )?(?:really )?like|like least|like less|wish (?:you|it|they|was)|would you change|(?:happy|satisfied) with|go(?:es|ing)? wrong|went wrong|root cause|what's stopping|what is stopping|stops you|tried to fix|have you (?:ever )?tried|did you try|run into|running into|biggest (?:challenge|problem|issue|headache|frustration|worry|risk|time)|have you ever (?:had|experienced|been|lost|missed)|blackouts?|going on (?:with|for) you|on your plate|what (?:hurt|broke|slipped|happened)|was it that hurt|takes? (?:you )?(?:the most|so much|the longest|so long|too long)|fall behind|what's missing|what is missing)\b/;
/** Digs wherever the other was: what it is after depends on what was said. */
const PROBE =
  /\b(?:tell me (?:a (?:little )?(?:bit )?)?more|say (?:a (?:little )?(?:bit )?)?more|elaborate|expand on|an example|for example|what do you mean|how so|such as|like what|in what way|why is that|why's that|how come|what else|go on|tell me about (?:that|it|this)|about that$|what (?:happened|'s happened)$|why (?:was|did|do|does|is|are|were)|which (?:reason|one|ones)|how (?:often|long|many|much|did|does|do)|when (?:did|was|does|is|were|would)|where (?:did|was|were|is|does|do)|who(?:'s)? (?:found|noticed|was|is|did|told|right|wrong)|since when|the (?:one|ones|other|others|second|first|rest) )/;
const POINTING =
  /\b(?:it|that|this|those|these|one|ones|they|them|then|there|he|she|him|her|happen|happens|happened)\b/;

const has = (list: ReadonlySet<string>, all: readonly string[]): boolean =>
  all.some((word) => list.has(word));

/** "Cost centre" and "risk-free" are no consequences. */
const NO_EFFECT = /\bcost (?:cent(?:er|re)s?|codes?|accounting|of living)\b|\brisk[- ]free\b/;

/** Words that complete the question before them: "Roughly?", "What make?", "Or is it only unpleasant?". */
const COMPLETING_WORDS = 4;
/** A bare follow-up ("Which half?") explores nothing unless there is trouble in the air. */
const BARE_WORDS = 2;
const CHOICE_WORDS = 10;
const ITEM_WORDS = 6;
const PROBE_WORDS = 14;
const OTHER_SIDE =
  /\b(?:you|your|yours|you're|you've|you'd|you'll|yourself|they|their|the|he|she|his|her|it|who|whose|there|many|much|that|these|those)\b/;

/** "Is that the roof?", "were you?": a remark in the shape of a question. */
const IDENTIFIES = /^(?:is|was|are|were) (?:that|this|it|he|she|you|they|those|these)\b(?!.* or )/;

/** A statement or a bare bit with a question mark explores only when it says something about the other's world. */
function exploresFact({ clause, cue, greeting, troubled }: AskedInPlace, asked: string): boolean {
  const amount = /^(?:and |so )*how (?:many|much|long|often|big|far)\b/.test(asked);
  const theirs = cue === "invitation" || (cue === "wh" && /\byour?\b/.test(asked));
  if (greeting && !troubled && !theirs && !amount && !has(STATE, clause)) return false;
  if (clause.length <= BARE_WORDS) return amount;
  if (cue === "echo") return false;
  if (cue === "inversion" && clause.length <= 6 && IDENTIFIES.test(asked))
    return has(STATE, clause);
  if (cue === "mark" || cue === "statement") return clause.length > 3 && OTHER_SIDE.test(asked);
  return true;
}

/** "And invoice volumes?", "What about the second site?": the question before it, asked of something else. */
const NEXT_ITEM = /^(?:and|what about|how about)\b/;
/** "And if he says no?": what they would do then, no trouble yet. */
const SUPPOSING = /^(?:and |but |so )?(?:what )?if\b/;
/** An incident is being told: how it came, when it showed, where things were by then. */
const TELLING = /\b(?:was|were|did|happened|had)\b/;
const PAINED: ReadonlySet<Technique | null | undefined> = new Set(["problem", "implication"]);

/** What a question without words of its own takes over from the one before it, `undefined` when it stands alone. */
function takenOver(question: AskedInPlace, asked: string): Technique | null | undefined {
  const { clause, cue, before, thread } = question;
  const bare = cue === "mark" || cue === "elliptical" || cue === "echo";
  if (before !== undefined) {
    const completes =
      cue === "alternative" || question.said[0] === "or" || clause.length < COMPLETING_WORDS;
    return completes || (bare && clause.length <= CHOICE_WORDS) ? before : undefined;
  }
  return bare && clause.length <= ITEM_WORDS && NEXT_ITEM.test(asked) ? thread : undefined;
}

/** By what is in the air, for a question that names no trouble itself. */
function digsInTrouble(question: AskedInPlace, asked: string): boolean {
  const { clause, troubled, thread, followUp } = question;
  if (SUPPOSING.test(asked)) return false;
  const near = clause.length <= PROBE_WORDS;
  const points = near && (PROBE.test(asked) || POINTING.test(asked));
  if (troubled && points && (followUp || clause.length <= 8)) return true;
  return PAINED.has(thread) && near && (points || followUp) && (followUp || TELLING.test(asked));
}

/** The type by its own words and by what is in the air; `null` for small talk, leave, deeds and logistics. */
export function techniqueOf(question: AskedInPlace): Technique | null {
  const { clause, troubled, lead, cue, before } = question;
  const asked = clause.join(" ");
  const said = question.said.join(" ");
  const taken = takenOver(question, asked);
  if (taken !== undefined) return taken;
  if (isArranging(asked, clause, cue)) return null;
  const effects = !NO_EFFECT.test(asked);
  if (CURE.test(said)) return "need-payoff";
  if (effects && (has(EFFECT, clause) || has(PERSONAL, clause))) return "implication";
  if (EFFECT_ASKED.test(said)) return "implication";
  if (has(BENEFIT, clause) && /\b(?:would|could|might)\b/.test(asked)) return "need-payoff";
  if (THEN.test(asked) && (troubled || speaksOfTrouble(lead()))) return "implication";
  if (has(TROUBLE, clause) || TROUBLED.test(said)) return "problem";
  // A restatement: "What did that mean for you? Was that a bad week?"
  if (PAINED.has(before) && clause.length <= CHOICE_WORDS) return before ?? null;
  if (
    question.thread === "need-payoff" &&
    clause.length <= 8 &&
    (PROBE.test(asked) || THEN.test(asked))
  )
    return "need-payoff";
  // "How often is that?" behind a complaint asks about the complaint.
  if (digsInTrouble(question, asked)) return "problem";
  if (isWrapped(asked) || exploresFact(question, asked)) return "situation";
  return null;
}
