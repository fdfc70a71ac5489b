import type { CallType } from "../../calls/call.ts";
import type { AnswerTopic } from "../../messages/answer.ts";

/** What sets each topic off, the first that fits wins: from the narrow to the wide. */
const CUES: [AnswerTopic, RegExp][] = [
  [
    "private",
    /\b(reflections?|reflected|debriefs? (?:answers?|thread|repl(?:y|ies))|(?:answers?|answered|repl(?:y|ied)|wr[io]te|wrote|said|say) (?:\w+ ){0,3}(?:in|to|about) (?:\w+ ){0,2}(?:debriefs?|coach|coaching)|practi[cs]ed?|role ?play|drills?|private notes?)\b/,
  ],
  [
    "ranking",
    /\b(rank|ranking|leaderboard|league table|scores?|scored|grade|rating|(?:who|which rep|which of)(?: \w+){0,3} (?:best|worst|weakest|strongest|top|bottom)|(?:best|worst|weakest|strongest|top|bottom) (?:rep|seller|performer|of the team)|better than|worse than|compared? (?:me )?(?:to|with) (?:the )?(?:others?|team|rest))\b/,
  ],
  [
    "monologue",
    /\b(monologues?|longest (?:stretch|turn|speech)|without (?:a )?(?:break|pause|stopping)|ramble|rambling|go on too long)\b/,
  ],
  [
    "talk-share",
    /\b(talk(?:ing)? (?:too|so) much|talk(?:ing)? (?:share|ratio|time)|(?:share|ratio) of (?:the )?talk|(?:speak|spoke|talked?|talking|speaking) (?:\w+ )?(?:more|less|too|enough|much|most)|how much (?:do|did|does|am|is|was|of the) (?:\w+ ){0,4}(?:talk|speak|spoke|speaking|talking)|listen(?:ing)? enough)\b/,
  ],
  [
    "questions",
    /\b((?:how many|number of|enough|more|open|closed|good|better) (?:\w+ )?questions|questions (?:do|did|have|am) (?:i|we|\w+) ask|ask(?:ing)? (?:\w+ ){0,2}questions)\b/,
  ],
  [
    "work-on",
    /\b(work on|improve|get better|do better|do differently|focus on|practice next|missed?|missing|overlook(?:ed)?|weak(?:ness(?:es)?| spots?)|opportunit(?:y|ies) (?:did|do|have) (?:i|we|\w+) miss|next thing to learn|biggest (?:gap|mistake)|go(?:ing|es)? wrong|went wrong)\b/,
  ],
  [
    "went-well",
    /\b(went well|go(?:es|ing)? well|did well|do(?:ing)? well|good at|strengths?|strong at|highlights?|proud|wins?|worked well|best moments?)\b/,
  ],
  [
    "next-step",
    /\b(next (?:meeting|call|steps?|appointment|conversation)|meet(?:ing)? (?:again|next)|follow[- ]?up (?:meeting|call)|when (?:do|are|is|will|did|shall) (?:\w+ ){0,4}(?:meet|speak|talk|see)(?:ing)?)\b/,
  ],
  [
    "promises",
    /\b(promis\w+|commit(?:ment|ments|ted)?|owe[sd]?|to[- ]?dos?|action items?|(?:said|say|agreed?) (?:\w+ )?(?:i|he|she|they|we|\w+)(?:'d| would|'ll| will) (?:send|do|bring|check|get|call|write)|(?:need|have|supposed|meant) to (?:send|deliver|follow up))\b/,
  ],
  [
    "objections",
    /\b(objections?|objected|push(?:ed)?[- ]?back|pushing back|concerns?|concerned|worr(?:y|ies|ied)|hesitat\w+|resist\w*|why not)\b/,
  ],
  [
    "decision",
    /\b(who (?:\w+ )?(?:decides?|decided|signs?|approves?|buys|is the (?:economic buyer|decision maker|signer)|makes the (?:decision|call)|holds the budget|can say yes)|decision[- ]?(?:makers?|process|criteria)|decisions?|economic buyer|sign(?:s|ed)?[- ]?off|signatory|procurement|buying process|how (?:do|does|will|is|are) (?:\w+ ){1,3}(?:decide|buy|approve)d?)\b/,
  ],
  [
    "budget",
    /\b(budgets?|pric(?:e|es|ing)|costs?|money|discounts?|afford|spend(?:ing)?|expensive|cheap(?:er)?|quote[sd]?|fees?)\b/,
  ],
  ["competitor", /\b(competitors?|competition|rivals?|alternatives?|incumbents?|other vendors?)\b/],
  [
    "overall",
    /\b(how (?:did|do|am|are|have|has|is|was|were) (?:i|we|the team|my team|\w+) (?:do|doing|done|getting on|performing|perform)|how (?:was|were|is|are) (?:my|our|the|\w+) (?:\w+ )?calls?|how (?:am|are|is) (?:i|we|\w+) (?:on|at|with|in)|summar(?:y|ise|ize)|sum up|recap|my (?:numbers|stats|progress))\b/,
  ],
];

const GREETING = /^(?:hi|hello|hey|hiya|yo|good (?:morning|afternoon|evening)|morning|evening)\b/;
const THANKS =
  /^(?:many )?(?:thanks?|thank you|thx|ta|cheers|much appreciated|great|perfect|ok(?:ay)?|got it|nice|cool)\b/;
const HELP =
  /^(?:help|menu|\?+)$|\b(?:what can (?:you|i) (?:do|ask)|how do(?:es)? (?:you|this|it) work|who are you|what are you|what do you (?:do|know about me))\b/;
const ASKS =
  /\?|^(?:what|who|whom|whose|when|where|which|why|how|did|do|does|is|are|was|were|has|have|had|can|could|would|should|am|any|anything|tell|show|list|find|give|search|look|summari[sz]e|remind|print|read)\b/;
const SPOKEN =
  /\b(?:say|said|says|mention\w*|talk(?:ed)? about|tell|told|ask(?:ed)? (?:about|for)|come up|came up|know about|think about|thought about|heard?|feel about|like about)\b/;

/** The topic of a question; `unclear` when these words ask nothing. */
export function topicOf(text: string, named: { competitors: number }): AnswerTopic {
  const lower = text.toLowerCase().replaceAll("’", "'").replace(/\s+/g, " ").trim();
  const words = lower.split(" ").length;
  // A press without words, or a mark alone, is somebody who does not know what to ask.
  if (!/\p{L}/u.test(lower) || HELP.test(lower)) return "help";
  const asks = ASKS.test(lower);
  const topic = CUES.find(([, cue]) => cue.test(lower))?.[0];
  if (topic && (asks || words <= 5)) {
    // "Who decides between us and Payvolt" is about the decision, "what about Payvolt's price" about both.
    return topic === "objections" && named.competitors > 0 ? "competitor" : topic;
  }
  if (!asks && words <= 8 && GREETING.test(lower)) return "greeting";
  if (!asks && words <= 8 && THANKS.test(lower)) return "thanks";
  if (named.competitors > 0 && (asks || words <= 3)) return "competitor";
  if (asks || SPOKEN.test(lower)) return "said";
  return "unclear";
}

/** "Objections" with a capital is still no name. */
export function isTopicWord(word: string): boolean {
  return CUES.some(([, cue]) => cue.test(word)) || SPOKEN.test(word);
}

const TYPES: [CallType, RegExp][] = [
  ["discovery", /\bdiscover(?:y|ies)\b/],
  ["demo", /\bdemos?|demonstrations?\b/],
  ["negotiation", /\bnegotiat(?:ions?|ing)\b/],
  ["executive", /\bexecutive|exec (?:calls?|meetings?)\b/],
];

/** The kind of call a question is limited to, `null` for all. */
export function callTypeOf(text: string): CallType | null {
  const lower = text.toLowerCase();
  return TYPES.find(([, cue]) => cue.test(lower))?.[0] ?? null;
}
