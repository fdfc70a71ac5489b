import type { Sentence } from "../talk.ts";

/** What kind of thing a seller gives: two of one kind in one turn are one gift said twice. */
export type GiftKind = "price" | "extra" | "payment" | "price-hold" | "exit";

const PERCENT =
  "(?:\\d{1,2}(?:\\.\\d)?|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|twenty-five|thirty) ?(?:%|per ?cent)";
/** "I could", "we'd be happy to", "what I can do is": the seller about to do something for the buyer. */
const WILLING =
  "(?:(?:i|we)(?:'ll| will| can| could|'d| would| might|'m| am|'re| are)(?: be)?(?: happy to| glad to| able to| willing to| prepared to)?|(?:happy|able|prepared|willing) to|let me|let's|(?:what if|suppose) (?:i|we)|(?:i|we) (?:can|could) do is)(?: (?:probably|maybe|perhaps|certainly|also|just|happily|always|even|possibly|then|still|definitely|see if i can|see if we can))*";
const THING = "(?:[\\w'’-]+ ){0,4}";

interface Gift {
  kind: GiftKind;
  /** One of these words must be there before the pattern is tried. */
  cues: string;
  pattern: RegExp;
}

const gift = (kind: GiftKind, cues: string, ...patterns: string[]): Gift => ({
  kind,
  cues,
  pattern: new RegExp(`\\b(?:${patterns.join("|")})`),
});

const GIFTS: readonly Gift[] = [
  gift(
    "price",
    "percent cent discount off down lower reduce drop cut improve sharpen price rate difference middle half match better",
    `${WILLING} (?:go|do|offer|give|take|drop|knock|get|stretch|come|bring|shave) ${THING}${PERCENT}`,
    `${WILLING} (?:\\w+ ){0,5}(?:discount\\b|${PERCENT} (?:off|discount|less|lower))`,
    `${WILLING} (?:knock|take|took|shave) (?!that|it|this)${THING}off\\b`,
    `${WILLING} (?:come|go) (?:\\w+ )?down\\b`,
    `${WILLING} (?:lower|reduce|drop|cut|improve|sharpen) ${THING}(?:price|rate|fee|number|quote|cost)`,
    `${WILLING} (?:split the difference|meet you (?:\\w+ )?(?:half|in the middle)|match (?:that|it|them|their|the|your)\\b)`,
    `${WILLING} (?:do|give|get|offer|find) ${THING}better (?:price|rate|deal|number)`,
    `you(?:'d|'ll| would| will)? get a (?:better price|better rate|discount)`,
    `(?:that's |it's |is )?already (?:with |got |at )?(?:about |around )?${PERCENT} off`,
    `(?:if|for|with) (?:\\w+ ){0,5}(?:longer|two[- ]year|three[- ]year|multi-?year) (?:term|deal|contract),? (?:\\w+ ){0,2}(?:that|it|the price) comes down`,
  ),
  gift(
    "extra",
    "waive free charge nothing us throw extra cost off",
    `${WILLING} (?:waive|throw ${THING}in\\b|(?:knock|take|took) (?:that|it|this) off)`,
    `${WILLING} (?:include|add|do|give|offer|give you|put in|put) ${THING}(?:for free|for nothing|free(?! to)|no (?:extra |additional )?(?:cost|charge)|at no (?:extra |additional )?(?:cost|charge)|free of charge)`,
    `${WILLING} ${THING}(?:free|extra) (?:months?|weeks?|training|onboarding|seats?|support|shipping|delivery|days?|users?)`,
    "(?:is|'s|be|are|'re|goes|that) on us\\b",
    "(?:we'd|we'll|i'd|i'll|we would|we will)[^.?!]{0,60}\\bno (?:extra )?charge\\b",
    `(?:months?|weeks?|quarter|onboarding|training|set-?up|delivery|shipping)(?: is| are|'s|'d be| would be)?(?: \\w+)? (?:free(?! to| up| of (?!charge))|free of charge)`,
  ),
  gift(
    "payment",
    "quarter quarters quarterly monthly instalments installments payment payments terms net days paid move spread split defer push delay stagger nothing see",
    `${WILLING} (?:get|do|offer|give|take|accept|arrange|allow|make|live with|go|split|spread|let you pay) ${THING}(?:quarterly|monthly|instal\\w+|in (?:two|three|four|quarters)|by (?:the )?(?:quarter|month)|the quarters|net[- ](?:\\d\\d|thirty|forty-five|sixty|ninety)|(?:45|60|90|forty-five|sixty|ninety) days)`,
    `${WILLING} (?:extend|relax|stretch|soften|move|push|defer|delay|split|spread) ${THING}(?:terms|payments?|invoices?|bill|start of payment|fee)`,
    `(?:i|we) (?:can|could) do is (?:move|split|spread|defer|push|delay|stagger)\\b`,
    `${WILLING} (?:see|talk) about (?:net )?(?:\\d\\d|forty-five|sixty|ninety)\\b`,
    "(?:it's|that's|is|be) (?:only )?paid (?:when|once|after) (?:it|you|the)\\b",
    "nothing (?:up ?front|to pay) (?:until|till|before|but)\\b",
  ),
  gift(
    "price-hold",
    "cap hold freeze fix lock price more",
    `${WILLING} (?:cap|hold|freeze|fix|lock) (?:\\w+ ){0,4}(?:at|in|price|rate|it|that|increases?|for)\\b`,
    "price (?:is|'s|stays|will be|would be) (?:written|fixed|held|locked|frozen|capped)\\b",
    `(?:year|renewal|increases?|term)\\b[^.?!]{0,40}\\b(?:not|no|never) more than ${PERCENT}`,
  ),
  gift(
    "exit",
    "leave go cancel walk out break exit opt-out",
    "then you(?: can|'re free to| could|'d be free to)? (?:just )?(?:go|leave|cancel|walk(?: away)?|get out)\\b(?! (?:and|in|to|over|back|through|into|on))",
    `${WILLING} (?:give you|put in|offer|add|write in|do|include) (?:an? )?(?:\\w+ )?(?:break|exit|opt-out|out) ?(?:clause|option)?\\b`,
    "you (?:can|could) (?:leave|cancel|walk away|get out) (?:at any time|any time|if|after|without)\\b",
  ),
  gift("extra", "give", `${WILLING} give you the first (?:month|quarter|year|two|three)`),
];

const GIFTS_BY_CUE = new Map<string, Gift[]>();
for (const each of GIFTS)
  for (const cue of each.cues.split(" ")) {
    const known = GIFTS_BY_CUE.get(cue);
    if (known === undefined) GIFTS_BY_CUE.set(cue, [each]);
    else known.push(each);
  }

const REFUSES =
  /\b(?:i|we)(?:'d|'ll| would| will|'m| am|'re| are)? (?:\w+ )?(?:can't|cannot|won't|don't|couldn't|wouldn't|not|never)\b|\b(?:not able|unable|not going to|no discounts?|before (?:i|we)|instead of|rather than|never)\b/;
/** A question gives nothing unless it is an offer. */
const OFFERED = /\b(?:what if|how about|would it help|if (?:i|we) (?:could|can|were to|did|do))\b/;
/** "So if I get you all of that": the gifts again, not a new one. */
const AGAIN = /\b(?:that lot|all (?:of )?that|if i'm able to|as (?:i|we) said|i've said it)\b/;

/** "I can get you that": what it gives is in the words before it. */
const AGREES =
  /\b(?:i|we) (?:can|could|'ll|will) (?:probably |certainly |maybe )?(?:get|do|give|offer) (?:you )?(?:that|this|those|it)\b(?! (?:for you )?(?:tomorrow|today|by|this|next|on|over|across|now|later))/;
const TERMS = new Set(
  "quarter quarters quarterly monthly instalments installments discount percent free cheaper terms".split(
    " ",
  ),
);

/** Whether a sentence speaks of terms that a seller could give. */
export function namesTerms(sentence: Sentence): boolean {
  for (const word of sentence.words) if (TERMS.has(word)) return true;
  return false;
}

/** The kind of thing given in a seller's sentence, `null` where nothing is. `terms`: terms were spoken of just before. */
export function giftIn(sentence: Sentence, terms: boolean): GiftKind | null {
  let tried: Gift | null = null;
  let found: GiftKind | null = null;
  const lower = sentence.lower.length > 2000 ? sentence.lower.slice(0, 2000) : sentence.lower;
  for (const word of sentence.words) {
    const gifts = GIFTS_BY_CUE.get(word);
    if (gifts === undefined) continue;
    for (const each of gifts) {
      if (each === tried) continue;
      tried = each;
      if (each.pattern.test(lower)) found ??= each.kind;
    }
    if (found !== null) break;
  }
  if (found === null && lower.includes("%") && GIFTS[0]?.pattern.test(lower)) found = "price";
  if (found === null && terms && AGREES.test(lower)) found = "payment";
  if (found === null || REFUSES.test(lower) || AGAIN.test(lower)) return null;
  return sentence.asks && !OFFERED.test(lower) ? null : found;
}
