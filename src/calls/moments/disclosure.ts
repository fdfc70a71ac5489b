import { matchesOf } from "../matches.ts";
import type { Disclosure } from "../moment.ts";
import type { Sentence, SpokenTurn } from "../talk.ts";
import { type Cue, cueReader } from "./cues.ts";
import { FIRST_NAMES } from "./mentions/first-names.ts";

const MONTH =
  "(?:january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn|winter|christmas|easter|q[1-4]|year[- ]end|month[- ]end)";
const SUM =
  "(?:[$€£] ?\\d[\\d,.]{0,14}(?: ?(?:k|m|grand|thousand|million))?|\\d[\\d,.]{0,14} ?(?:k\\b|m\\b|grand|thousand|million|pounds|dollars|euros|quid)|(?:\\b\\w{1,12}[- ]){1,3}(?:grand|quid)|(?:\\b\\w{1,12}[- ]){0,2}(?:hundred|thousand|million) (?:pounds|dollars|euros|quid)|six figures|seven figures|\\b\\w{1,12} (?:thousand|million) (?:a|per|every|on|in|last|this))";
const ROLE =
  "(?:cfo|ceo|coo|cto|cio|finance director|managing director|chairman|chair|founder|owner|boss|manager|director|head of \\w+|vp(?: of)?(?: \\w+)?|board|auditors?|finance|procurement|legal|investors?|husband|wife|partner|predecessor)";
const WEIGHS =
  "(?:(?:would|will|'d|'ll|does|has|had|is|was|'s) (?:\\w+ )?(?:have to|need to|to (?:look|sign|agree|approve|be)|want|ask|kill|block|push|look at|sign|hate|fight|never|leaving|retiring|against|nervous|worried|sceptical|skeptical|breathing|pushing|asking|asked|said|told|furious|not happy|unhappy|burned|burnt)|(?:wants?|hates?|signs?|asks?|asked|keeps? (?:asking|pushing)|blocks?|blocked|insists?|doesn't (?:want|like|trust|believe)|won't|didn't|nearly|told (?:us|me)|said (?:no|to me|we|that)|killed|left|quit|resigned|decides|looks at|started|joins|joined)\\b)";

const CUES: Cue<Disclosure>[] = [
  {
    label: "failure",
    confidence: 0.72,
    triggers:
      "stop went fell failed lost missed fined walked cancelled canceled pulled let burned burnt crashed breach breached complaint complained sued late wrong double apologise apologize broke blew scrapped abandoned dropped rejected threatened disaster turned shut refused stopped forgot",
    pattern:
      /\b(?:(?:had|got|saw) (?:a |an |our |the |one |another |two |three |several )*(?:\w+ ){0,2}(?:put (?:us|me) on (?:stop|hold)|walk(?:ed)? (?:away|out)|pull(?:ed)? out|cancel(?:led|ed)?|leave|complain(?:ed)?|threaten(?:ed)?|shut|refuse[d]?|turned? (?:away|down))|put (?:us|me|our account) on (?:stop|hold|notice)|(?:we|i|they|it|he|she) (?:had (?:to|an|a) (?:\w+ ){0,2}(?:apologi[sz]e|breach|complaint|disaster|recall|shut|outage|scrap|fine)|(?:just |nearly |almost |actually |already |even |completely |badly |only )*(?:lost (?:a|an|our|the|two|three|that|one|some|them|him|her|their) (?!track|count|time)\w+|missed (?:the|our|a|two|three|that|payroll|a deadline)|failed (?:the|our|an|a|to)|fell (?:over|apart|through)|got (?:fined|sued|burned|burnt|caught|breached|it wrong|rejected)|let (?:us|them|a customer|him|her|people) down|blew (?:up|the|our|it)|went (?:down|wrong|bust|under|dark)|scrapped|abandoned|double[- ](?:paid|booked|shipped|charged|invoiced)|forgot to|paid (?:\w+ ){1,3}twice|were (?:fined|sued|late|audited)|walked away|crashed|broke (?:down|the)))\b|(?:last|previous|first) (?:system|rollout|project|vendor|supplier|attempt|implementation|one|time) (?:\w+ ){0,3}(?:failed|fell|went|was a (?:disaster|mess)|died|got scrapped|burned|burnt|broke|never)|(?:turned|went|became|was) (?:into )?(?:a |an )(?:complete |total |real )?(?:disaster|mess|fiasco))/,
  },
  {
    label: "fear",
    confidence: 0.75,
    triggers:
      "worried worries worry scares scared scare afraid nervous terrified fear job neck head sleep awake dread dreading bonus line blame reputation embarrassed embarrassing hook survive",
    pattern:
      /\b(?:(?:i'm|i am|we're|we are|i was|i've been) (?:a bit |a little |really |quite |very |honestly |pretty |just |frankly |still )*(?:worried|scared|afraid|nervous|terrified|dreading|embarrassed|on the hook)|what (?:really |actually )?(?:worries|scares|frightens) (?:me|us)|(?:that|it|which|this) (?:really |honestly |kind of |does )*(?:worries|scares|frightens|terrifies) (?:me|us)|my (?:big(?:gest)? |real |own |only )?(?:worry|fear|nightmare) |my (?:job|neck|head|bonus|reputation) |keeps? me (?:up|awake)|(?:losing|lose|lost) sleep|i dread|(?:i|we) (?:won't|wouldn't|might not|may not) survive|(?:i'd|i'll|i would|i will) (?:be|get) (?:the one |blamed|fired|sacked|out of a job)|(?:on|comes back on|falls on) me if\b)/,
  },
  {
    label: "person",
    confidence: 0.66,
    triggers:
      "would will has had wants want hates signs asks asked keeps blocks blocked insists doesn't won't told said killed left quit resigned decides is was looks didn't nearly started joins joined cfo's boss's he'd she'd he'll she'll",
    pattern: new RegExp(
      `\\b(?:(?:my|our|the new|the|a new|their) ${ROLE}(?:'s)?,? (?:\\w+ )?${WEIGHS})`,
    ),
  },
  {
    label: "money",
    confidence: 0.66,
    triggers: "# grand quid thousand million pounds dollars euros figures",
    pattern: new RegExp(
      `(?:\\b(?:we|i|they|it|that|which|he|she)(?:'ve|'d|'re|'m| have| had| are| am)? (?:\\w+ ){0,4}(?:spend|spent|spending|paid|paying|budgeted|lost|losing|costs|costing|wrote off|set aside|allocated|sunk|wasted|put aside|ring-fenced|signed off)\\b[^.?!]{0,40}?${SUM}|\\b(?:anything|everything) (?:over|above|north of|more than|under) ${SUM}|\\b(?:budget|ceiling|limit|cap|fine|penalty|invoice|contract|renewal|bill) (?:\\w+ ){0,3}(?:is|was|of|at|for|around|about|to) (?:about |around |roughly |just )?${SUM}|${SUM}[^.?!]{0,24}\\b(?:left in|in the budget|to spend|set aside|down the drain|a (?:week|month|year)|per (?:month|year)|in (?:penalties|fines|credits|write-offs|late fees)))`,
    ),
  },
  {
    label: "date",
    confidence: 0.66,
    triggers:
      "january february march april may june july august september october november december spring summer autumn winter christmas easter q1 q2 q3 q4 year-end month-end weeks months week month quarter monday tuesday wednesday thursday friday",
    pattern: new RegExp(
      `(?:\\b(?:i|we|they)(?:'ve| have|'ve got| have got| got)(?: got)? (?:the |an |a |our |my |another )?(?:\\w+ ){0,2}(?:audit(?:ors?)?|board(?: meeting)?|renewal|launch|go-live|deadline|inspection|review|move|migration|peak|opening|shutdown|year end|budget round|budgets?|visit|tender|investors?) (?:\\w+ ){0,3}(?:in|on|by|at|from|before|coming|next|this|due)\\b|\\b(?:contract|licen[cs]e|subscription|renewal|lease|deal|support|agreement|notice)\\b[^.?!]{0,30}\\b(?:ends?|expires?|runs out|is up|comes up|up for renewal|renews?|due|lapses)\\b[^.?!]{0,24}(?:${MONTH}|(?:next|this) (?:week|month|quarter|year)|\\d+ (?:weeks|months)|\\w+ (?:weeks|months))|\\b(?:has|have|needs?|got|must) to be (?:\\w+ ){0,3}(?:live|done|in place|in|ready|running|signed|gone|out|sorted|finished|switched) (?:\\w+ ){0,2}(?:by|before|in) (?:the )?(?:end of )?(?:${MONTH}|next|this|\\w+day)|\\b(?:auditors?|inspectors?|regulator|investors|board|new (?:ceo|cfo|owners?|boss))\\b[^.?!]{0,30}\\b(?:in|by|on|from|start of|end of|before) (?:the )?(?:${MONTH}|next|\\w+day))`,
    ),
  },
];

const readCues = cueReader(CUES);

/** A bid is part of the haggling, not something given away. */
const BID =
  /\b(?:to|will|would|can|could|i'll|we'll|i'd|we'd|comfortable|hoping|willing|fine with|interested in) (?:\w+ )?(?:pay(?:ing)?|spend(?:ing)?|offer|do|go|stay(?:ing)?)\b|\b(?:your|asking|lowest|best|final) (?:price|offer)\b|\b(?:deal|offer)\b/;

/** What the rep's question was after: a disclosure of that kind was asked for, not volunteered. */
const ASKED: Record<Disclosure, RegExp> = {
  money:
    /\b(?:budget|cost|costs|costing|price|pay|paying|spend|spending|money|how much|how many|number|figure|worth|value|expensive|invest\w*|impact)\b/,
  person:
    /\b(?:who|whose|anyone|anybody|someone|somebody|else|involved|team|decision|decide[sd]?|sign(?:s|ed)?|approv\w+|stakeholders?|boss|report to|people)\b/,
  date: /\b(?:when|timeline|timing|deadline|date|how soon|how long|by what|time ?frame|schedule|start|renew\w*|expires?|now|urgent|urgency|driving|prompted)\b/,
  failure:
    /\b(?:go(?:es|ne)? wrong|went wrong|happened|example|tried|fail\w*|last time|problem|issue|break\w*|broke|worst|lost|lose|challenge\w*|pain|mistake\w*|struggl\w+|what happens)\b/,
  fear: /\b(?:worr(?:y|ies|ied)|concern\w*|afraid|fear|keeps you|at stake|personally|mean for you|risk|nervous|feel)\b/,
};

/** Words with which people lower their guard or go beyond the question. */
const UNGUARDED =
  /\b(?:to be (?:honest|fair|frank|blunt)|honestly|frankly|between (?:you and me|us|ourselves)|i (?:probably )?shouldn't (?:say|really|be saying|tell)|don't quote me|off the record|truth is|the thing is|funny (?:you|enough)|by the way|on top of that|actually|i'll (?:tell you|admit|be honest)|if i'm honest|in confidence|what nobody)\b/;

const LAST_TIME = new RegExp(
  `\\b(?:last|this|back in|in) (?:${MONTH}|year|month|week|quarter|summer|\\w+day)\\b|\\byesterday\\b|\\bthis morning\\b`,
);

/** "Geoff would have to look at it": a given name, then something that weighs on the deal. */
const WEIGHS_AFTER = new RegExp(`^,? (?:\\w+ )?${WEIGHS}`);
const NAME_BEFORE = /\p{Lu}\p{Ll}+/gu;

function namedPerson(sentence: Sentence, known: ReadonlySet<string>): number {
  for (const match of matchesOf(NAME_BEFORE, sentence.text)) {
    const name = match[0].toLowerCase();
    if (!FIRST_NAMES.has(name) || known.has(name)) continue;
    const after = match.index + match[0].length;
    const rest = sentence.lower
      .slice(after, after + 60)
      .replace(/^ (?:in|from|our|over in|at) \w+(?: \w+)?(?=,? (?:w|h|i|k|d))/, "");
    if (WEIGHS_AFTER.test(rest) || /^'(?:d|ll) /.test(rest)) return match.index;
  }
  return -1;
}

export interface FoundDisclosure {
  disclosed: Disclosure;
  confidence: number;
  at: number;
}

const ORDER: Disclosure[] = ["failure", "fear", "person", "money", "date"];

/**
 * What a buyer's sentence gives away beyond the question before it, `null` when nothing or when it
 * was asked for. `place` is the sentence's place in its turn: later ones are further from the question.
 */
export function disclosureOf(
  sentence: Sentence,
  place: number,
  question: readonly Sentence[],
  known: ReadonlySet<string>,
): FoundDisclosure | null {
  if (sentence.asks || sentence.words.length < 5) return null;
  const found = readCues(sentence);
  const named = namedPerson(sentence, known);
  if (named >= 0) found.push({ label: "person", confidence: 0.74, at: named });
  if (found.length === 0) return null;
  const asked = (kind: Disclosure) => question.some((before) => ASKED[kind].test(before.lower));
  const told = found.filter(
    (cue) =>
      (place > 1 || !asked(cue.label)) && !(cue.label === "money" && BID.test(sentence.lower)),
  );
  told.sort((a, b) => ORDER.indexOf(a.label) - ORDER.indexOf(b.label));
  const best = told[0];
  if (best === undefined) return null;
  let confidence = best.confidence;
  if (new Set(told.map((cue) => cue.label)).size > 1) confidence += 0.08;
  if (UNGUARDED.test(sentence.lower)) confidence += 0.08;
  if (best.label === "failure" && LAST_TIME.test(sentence.lower)) confidence += 0.08;
  if (place > 0 || question.length === 0) confidence += 0.04;
  // Asked about, but several sentences ago: they went on by themselves, perhaps.
  if (asked(best.label)) confidence -= 0.12;
  return { disclosed: best.label, confidence, at: best.at };
}

/** The rep's questions a buyer's turn answers: those of the last rep turn, none when it asked nothing. */
export function questionBefore(turn: SpokenTurn | null, punctuated: boolean): Sentence[] {
  if (turn === null) return [];
  return punctuated ? turn.sentences.filter((sentence) => sentence.asks) : turn.sentences;
}
