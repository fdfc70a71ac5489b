import type { Sentence } from "../../calls/talk.ts";
import type { Hooks } from "../opportunity.ts";

const HEADS =
  "board|committee|council|treasury|procurement|purchasing|fd|cfo|ceo|coo|cio|md|finance director|managing director|operations director|chairman|chairwoman|chair|bursar|owners?|legal team|lawyers?|auditors?|inspectors?|regulator|fda|trustees|governors|head office|partners|bank|boss|director|investors?";
const BODY = new RegExp(`\\b(the|our|my|their|group|a) ((?:[a-z][a-z'-]+ ){0,2}?(?:${HEADS}))\\b`);
const BARE_BODY = /\b(?:group )?(?:procurement|purchasing|legal|head office)\b/;
const WHEN =
  /\b(?:(?:at |by |before |from |until |since |every |in |last |next |this |after )(?:the )?(?:end of )?(?:next |the )?(?:january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn|winter|christmas|easter|year[- ]end|q[1-4]|year|quarter))\b/;
const SPAN =
  /\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2}) (?:hours|days|weeks|months|weekends)\b(?! ago)/;
const SHARE =
  /\b(?:\d{1,2}|five|seven|eight|ten|twelve|fifteen|twenty|twenty-five|thirty) ?(?:%|per ?cent)/;
/** What a buyer would also use it for. */
const ALSO =
  /\b(?:do|for|with|cover|handle|include|take|on) ((?:the|our|my) [a-z][\w-]*(?: [a-z][\w-]*){0,2}?)(?= as well| too\b| also\b|\?|,|$)|\b(?:start|begin)(?:ning)? (?:only |just )?(?:with|in) (?:only |just )?((?:the |our )?[\w-]+)/;

const NUMBER = new Set(
  (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen " +
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million half grand"
  ).split(" "),
);
const SCALE = /\b(?:hundred|thousand|million|grand|k)\b|[$€£]|\b(?:pounds|dollars|euros?|quid)\b/;
const UNIT = new Set(["pounds", "dollars", "euros", "euro", "quid", "k"]);
/** After these a figure counts things, not money. */
const COUNTED =
  /^(?:invoices|people|orders|deliveries|lines|rows|items|cows|litres|kilos|tonnes|calls|users|pages|steps|suppliers|employees|units|parts|pallets|hours|times|customers)$/;

/** The first sum in a sentence, as it was said. */
function sumIn(sentence: Sentence): string | null {
  const tokens = [...sentence.text.matchAll(/[$€£]? ?[\p{L}\p{N}][\p{L}\p{N},.'’-]*/gu)];
  let from = -1;
  for (let at = 0; at <= tokens.length; at += 1) {
    const token =
      tokens[at]?.[0]
        .trim()
        .toLowerCase()
        .replace(/[.,]+$/, "") ?? "";
    const numeric =
      /^[$€£]? ?\d/.test(token) ||
      token.split("-").every((part) => NUMBER.has(part)) ||
      (from >= 0 && (UNIT.has(token) || token === "and" || token === "a"));
    if (numeric && token !== "") {
      if (from < 0) from = at;
      const ended = /[.,]$/.test(tokens[at]?.[0] ?? "");
      if (!ended) continue;
      at += 1;
    }
    if (from < 0) continue;
    let last = at - 1;
    while (last > from && /^(?:and|a)$/i.test(tokens[last]?.[0].trim() ?? "")) last -= 1;
    const first = from;
    const start = tokens[first];
    const end = tokens[last];
    const next = tokens[last + 1]?.[0].trim().toLowerCase() ?? "";
    from = -1;
    if (!start || !end) continue;
    // "A hundred": the article belongs to the number.
    const article = tokens[first - 1]?.[0].trim().toLowerCase() === "a" ? tokens[first - 1] : start;
    const sum = sentence.text
      .slice((article ?? start).index, end.index + end[0].length)
      .trim()
      .replace(/[.,]+$/, "");
    if (SCALE.test(sum.toLowerCase()) && /\S \S|\d|-/.test(sum) && !COUNTED.test(next)) return sum;
  }
  return null;
}

/** Who, how much, when, how long and what else a sentence names, in words that can be said back. */
export function namedIn(sentence: Sentence): Omit<Hooks, "person"> {
  const lower = sentence.lower.slice(0, 600);
  const text = sentence.text;
  const named: Omit<Hooks, "person"> = {};
  const body = BODY.exec(lower);
  const bare = BARE_BODY.exec(lower);
  if (body?.[2]) {
    const at = body.index + body[0].length - body[2].length;
    const words = text.slice(at, at + body[2].length);
    const own = body[1] === "our" || body[1] === "my";
    named.body = body[1] === "group" ? `group ${words}` : own ? `your ${words}` : `the ${words}`;
  } else if (bare) named.body = text.slice(bare.index, bare.index + bare[0].length);
  const money = sumIn(sentence);
  if (money) named.money = money;
  const date = WHEN.exec(lower);
  if (date) named.date = text.slice(date.index, date.index + date[0].length);
  const span = SPAN.exec(lower);
  if (span) named.span = text.slice(span.index, span.index + span[0].length).toLowerCase();
  const share = SHARE.exec(lower);
  if (share) named.share = text.slice(share.index, share.index + share[0].length).toLowerCase();
  const also = ALSO.exec(lower);
  const noun = !sentence.asks ? undefined : (also?.[1] ?? also?.[2]);
  if (noun && also) {
    const at = lower.indexOf(noun, also.index);
    named.noun = text.slice(at, at + noun.length).replace(/^(?:our|my) /i, "the ");
  }
  return named;
}
