import { matchesOf } from "../../matches.ts";
import type { Sentence } from "../../talk.ts";
import type { FoundValue } from "./money.ts";

const MONTHS =
  "(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)";
const DAYS = "(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)";
const COUNT =
  "(?:\\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|twelve|eighteen|twenty|thirty|sixty|ninety|a couple of|a few|several)";
const UNIT = "(?:days?|weeks?|months?|quarters?|years?)";
const YEAR = "(?:19|20)\\d\\d";
const ORDINAL = "(?:first|second|third|fourth|1st|2nd|3rd|4th)";

const DATE = new RegExp(
  [
    `\\b(?:the )?(?:end|beginning|start|middle|close) of (?:the )?(?:(?:next|this|last) )?(?:${MONTHS}|day|week|month|quarter|year|q[1-4]|${YEAR})(?: ${YEAR})?`,
    `\\b${ORDINAL}(?: and ${ORDINAL})? (?:fiscal )?(?:quarters?|half|week)(?: of)?(?: (?:the year|fiscal(?: year)?))?(?: ${YEAR})?`,
    `\\b(?:q[1-4]|h[12])(?: (?:of )?(?:fiscal )?${YEAR})?\\b`,
    `\\b(?:fiscal|calendar|full) year(?: ${YEAR})?`,
    `\\bfiscal ${YEAR}`,
    `\\b(?:mid-|late |early )?${MONTHS}(?: the)? \\d{1,2}(?:st|nd|rd|th)?(?:,? ${YEAR})?\\b`,
    `\\b(?:the )?\\d{1,2}(?:st|nd|rd|th)?(?: of)? ${MONTHS}(?: ${YEAR})?\\b`,
    `\\b(?:mid-|late |early )?${MONTHS}(?: (?:of )?${YEAR})\\b`,
    `\\b(?:mid-|late |early |next |last |this |by |in |until |since |before |after |from |through |of |for )${MONTHS}\\b`,
    `\\b(?:this|next|last|every|each|on|by|until|before|coming|past) ${DAYS}(?: (?:morning|afternoon|evening|week))?`,
    `\\b${DAYS}(?: (?:morning|afternoon|evening))?\\b`,
    `\\b(?:this|next|last|past|current|previous|prior|coming|same) (?:${COUNT} )?(?:fiscal )?(?:week|month|quarter|year|summer|winter|spring|autumn|fall|${UNIT})(?: period)?\\b`,
    `\\b(?:in|within|over|for|after|past|last|next) (?:about |the |the next |the last |the past )?${COUNT} ${UNIT}\\b`,
    `\\b${COUNT} ${UNIT} (?:ago|from now|later|time|earlier)`,
    `\\b(?:today|tomorrow|yesterday|tonight|year[- ]end|month[- ]end|year[- ]to[- ]date)\\b`,
    `\\b(?:january|february|april|june|july|august|september|october|november|december)\\b`,
    `\\b${YEAR}\\b`,
    `\\bthe (?:quarter|year)\\b`,
    `\\b\\d{1,2}[/.]\\d{1,2}[/.](?:\\d{2}|\\d{4})\\b`,
  ].join("|"),
  "g",
);

/** "In March", "by Friday": the date is what follows; "in two weeks" needs its first word. */
const LED_IN =
  /^(?:by|in|on|until|since|before|after|from|through|of|for) (?=(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun))/i;

const TRIGGERS = new Set(
  (
    "january february march april may june july august september october november december jan feb mar apr jun jul " +
    "aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday quarter q1 q2 q3 q4 h1 h2 " +
    "half today tomorrow yesterday tonight year-end month-end year-to-date"
  ).split(" "),
);
/** Spans of time are dates only after a word that places them: "next week", "in two months", not "two days a week". */
const SPANS = new Set(
  "day days week weeks month months quarters year years summer winter spring autumn fall end period".split(
    " ",
  ),
);
const PLACED = new Set(
  (
    "this next last past current previous prior coming same fiscal full calendar end beginning start middle close ago " +
    "later earlier within in over after"
  ).split(" "),
);

/** One lookup for each word of the call instead of three. */
const NAMES = 1;
const SPAN = 2;
const PLACES = 4;
const BITS = new Map<string, number>();
for (const [words, bit] of [
  [TRIGGERS, NAMES],
  [SPANS, SPAN],
  [PLACED, PLACES],
] as const)
  for (const word of words) BITS.set(word, (BITS.get(word) ?? 0) | bit);

/** A month, a weekday, a placed span or a year: anything a date must hold. */
function holdsDate(sentence: Sentence): boolean {
  const { words, lower } = sentence;
  let span = false;
  let placed = false;
  for (let place = 0; place < words.length; place += 1) {
    const word = words[place] as string;
    const code = word.charCodeAt(0);
    if (code >= 48 && code <= 57) {
      if (
        word.length >= 3 &&
        /^(?:(?:19|20)\d\d|\d{1,2}\.\d{1,2}\.\d|\d{1,2}(?:st|nd|rd|th))/.test(word)
      )
        return true;
      continue;
    }
    if (code === 109 && word.startsWith("mid-")) return true;
    const bits = BITS.get(word);
    if (bits === undefined) {
      if (word === "now" && words[place - 1] === "from") placed = true;
      continue;
    }
    if ((bits & NAMES) !== 0) return true;
    if ((bits & PLACES) !== 0) placed = true;
    if ((bits & SPAN) === 0) continue;
    span = true;
    if (word === "year" && words[place - 1] === "the") placed = true;
  }
  if (span && placed) return true;
  return lower.includes("/") && /\d\/\d/.test(lower);
}

/** The dates said in a sentence; `entity` keeps the speaker's words. */
export function datesIn(sentence: Sentence): FoundValue[] {
  const found: FoundValue[] = [];
  if (!holdsDate(sentence)) return found;
  for (const match of matchesOf(DATE, sentence.lower)) {
    const whole = sentence.text.slice(match.index, match.index + match[0].length);
    const entity = whole.replace(LED_IN, "");
    // "We may" and "march" are verbs unless written as a name or followed by a number.
    if (/\b(?:may|march|mar)\b/.test(match[0]) && !/\b(?:May|March|Mar)\b|\d/.test(entity))
      continue;
    found.push({ entity, at: match.index + whole.length - entity.length, confidence: 0.85 });
  }
  return found;
}
