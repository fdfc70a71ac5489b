import type { Line, Run } from "./runs.ts";
import { runAfter, type Scene } from "./scene.ts";
import { YIELDED } from "./signs/yielded.ts";
import { textOf, weightiest } from "./weighing.ts";

/** Something given way on, told from who offered, what it was, what had been wanted and how easily it went. */
const OFFERS =
  /\b(?:i|we)(?:'ll| will| can| could| might|'d)\b|\blet me\b|\blet's\b|\bi(?:'m| am) happy to\b|\b(?:call it|forget (?:the|about the))\b/;
const GIFT =
  /\b(?:scrap|waive[d]?|drop|knock|throw|thrown|free|no charge|for nothing|on us|on the house|half(?: price)?|take (?:it|that|the \w+) (?:off|down|out)|leave (?:it |that |the \w+ )?(?:off|out)|keep (?:it|you|that) at|old (?:rate|price)|off (?:the|that)|forget|skip|extend|month to month|rolling|no minimum|without the|sharpen|match|come down|down to|lower|discount|credit|swallow|absorb|included?|bump|round (?:it|that) down)\b/;
const TERM =
  /\b(?:price|rate|fee|fees|minimum|deposit|set-?up|onboarding|training|handling|month|months|weeks?|year|notice|term|overrun|delivery|fund|rental|licen[cs]es?|seats?|support|per ?cent|pages|days|visits?|hire|charge|surcharge|excess|contract|invoice|rebate|margin|extra|extras)\b|%|[$€£]/;
const NUMBER =
  /\b(?:\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)\b/;
/** As if it cost nothing. */
const EASILY =
  /\b(?:that's fine|no (?:problem|bother|worries)|not a problem|happy to|leave it at that|just|easy|make it easy|sure|of course|absolutely|fine|i tell you what|tell you what|look|in fact|then)\b/;
/** What the buyer had said before: more, less, a figure, a hesitation about the terms. */
const WANTED =
  /\b(?:more than|bit more|asked for|any (?:movement|room|flexibility|chance|way|give|leeway)|flexib\w+|wiggle|sharpen|discount|cheaper|lower|less|off|minimum|chunk|a lot|much|high|higher|too long|quite long|shorter|longer|expensive|steep|dear|budget|the year|a (?:week|month|year)|per (?:month|year)|deposit|up front|upfront|thousand|hundred|[a-z]+ty[- ](?:one|two|three|four|five|six|seven|eight|nine)|anything (?:you can|we can)|best you can|squeeze|tight|writing (?:it|that) down|maybe \w+)\b|[$€£%]/;
const TAKEN =
  /\b(?:good of you|painless|thanks|thank you|very nice|oh,? (?:right|okay|lovely|great|nice)|great|brilliant|perfect|lovely|cheers|generous|kind|right you are|deal|done)\b|!/;
const TIED =
  /\b(?:if you|if we|in return|in exchange|provided|as long as|on condition|against|subject to|i'd need|we'd need|it'd need|i'll need|would need|you'd have to|for that|then you|but only|because (?:it|you|we) (?:has|have|won't|don't)|instead)\b/;
/** Asked about the product, "we can" answers; it gives nothing. */
const ABOUT_USE =
  /\b(?:you can|you could|you'd|it (?:can|does|will|would|comes|goes|takes)|per customer|by country|on the (?:phone|screen|system)|a (?:report|filter|button|sticker|label|code|link|file)|send (?:you|them|it|over)|show|post|order|book|ship|deliver|print|ring|call (?!it\b)|email|load|set up|bring)\b/;

/** Asked outright for something better. */
const ASKS_MORE =
  /\b(?:bit more|asked for|any (?:movement|room|flexibility|chance|give|leeway)|discount|could you (?:do|go|come|stretch|manage|get)|can you (?:do|go|come|stretch|manage)|best you can|squeeze|sharpen|better (?:price|rate|than that)|something off|knock)\b/;

const NEEDED = 3.7;

/** Money or terms came up in the words just before. */
const PRICED =
  /\b(?:price|cost|quote|rate|fee|premium|money|number|figure|total|budget|a (?:day|month|year|seat|head)|hundred|thousand|grand|per ?cent|deposit|months?|minimum|contract|discount|freight|terms|each|rental|hire|payment|(?:thirty|forty-five|sixty|ninety|\d+) days)\b|[$€£]/;
const PRICED_WEIGHT = 1.3;
const YIELDED_FROM = 0.6;

const LEAVES =
  /\byou can (?:have|pay|keep)\b|\bi don't mind\b|\bthere you go\b|\bours\b|\bon (?:us|me|the house)\b/;
/** A day, an hour, a guess: offered, and nothing given. */
const SCHEDULES =
  /\b(?:invite|diary|calendar|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|half (?:past )?(?:seven|eight|nine|ten|eleven|twelve|one|two|three|four|five)|o'clock|i'd say|slot|tomorrow|morning|afternoon|list|page|screen|email)\b/;

/** A better offer told from all its words, where money or terms were the subject. */
function weighed(scene: Scene, run: Run): { line: Line; points: number } | null {
  const before = scene.runs.slice(Math.max(0, run.index - 2), run.index);
  const said = before.flatMap(({ lines }) => lines.map(({ sentence }) => sentence.lower)).join(" ");
  if (!PRICED.test(said)) return null;
  const found = weightiest(YIELDED, run);
  if (!found || found.odds + PRICED_WEIGHT < YIELDED_FROM || found.line.sentence.asks) return null;
  const own = found.line.sentence.lower;
  const whole = textOf(found.lines);
  if (SCHEDULES.test(own) || !(GIFT.test(whole) || TERM.test(whole) || NUMBER.test(own)))
    return null;
  if (!OFFERS.test(whole) && !LEAVES.test(whole)) return null;
  return { line: found.line, points: NEEDED };
}

/** "I can't sell them for half": a refusal gives nothing, whatever sum stands in it. */
const REFUSES =
  /\b(?:can't|cannot|couldn't|won't|will not|wouldn't|not able to|unable to) (?:\w+ ){0,2}(?:sell|go|do|take|accept|drop|lower|let|give|come|move|offer)\b/;

/** "That's too low, the last I can do is two hundred": a bid answered with a bid gives nothing away. */
const COUNTERS =
  /\b(?:(?:too|that|so|quite|pretty|really|way|far|bit) (?:quite |too )?low\b|lowest|nothing (?:lower|less)|not? (?:any |a penny )?(?:lower|less)|the last i (?:can|could|would)|can't go (?:that|any|so|quite|as)|as low as|counter|best i can|quite the drop|offer a bit more|firm (?:on|at)|meet (?:me|you|in)|final (?:offer|price)|a bit more than that)\b/;
/** What a buyer names to see what comes back. */
const BIDS = /(?:[$€£] ?\d|\b\d{2,}\b|\b(?:hundred|thousand|\w+ty)\b)/;

/** Whether a run answers the buyer's bid with a bid of its own. */
export function countersBid(scene: Scene, run: Run): boolean {
  const asked = scene.runs[run.index - 1];
  if (asked?.side !== "buyer") return false;
  return (
    COUNTERS.test(textOf(run.lines)) &&
    BIDS.test(textOf(asked.lines)) &&
    BIDS.test(textOf(run.lines))
  );
}

const WHEN = /\b(?:today|tonight|tomorrow|any ?time|this (?:week|month|afternoon)|right away)\b/;
const GIVES_TO_OTHERS = /\bdonat\w+|\bcharit\w+/;

const wishBefore = (scene: Scene, run: Run) => textOf(scene.runs[run.index - 1]?.lines ?? []);

/** The line of a rep's run that gives way, `null` when none does or something was asked for in return. */
export function yieldIn(scene: Scene, run: Run): { line: Line; points: number } | null {
  const found = givenWay(scene, run);
  if (!found) return null;
  const lower = found.line.sentence.lower.replaceAll("’", "'");
  if (REFUSES.test(lower)) return null;
  // A day offered is no term, and their own donation no discount.
  const whenOnly = WHEN.test(lower) && !NUMBER.test(lower) && !GIFT.test(lower);
  return whenOnly || GIVES_TO_OTHERS.test(wishBefore(scene, run)) ? null : found;
}

function givenWay(scene: Scene, run: Run): { line: Line; points: number } | null {
  const asked = scene.runs[run.index - 1];
  if (run.side !== "rep" || asked?.side !== "buyer") return null;
  const text = run.lines.map(({ sentence }) => sentence.lower.slice(0, 600)).join(" ");
  if (TIED.test(text) || IF_YOU.test(text)) return null;
  const wish = asked.lines.map(({ sentence }) => sentence.lower.slice(0, 600)).join(" ");
  if (!OFFERS.test(text) || !WANTED.test(wish)) return weighed(scene, run);
  const after = runAfter(scene, run)?.lines[0]?.sentence.lower ?? "";
  const terms = TERM.test(wish) ? 0.6 : TERM.test(saidBefore(scene, run)) ? 0.4 : 0;
  const shared =
    1 +
    terms +
    (ASKS_MORE.test(wish) ? 1.2 : 0) +
    (EASILY.test(text) ? 0.6 : 0) +
    (TAKEN.test(after.slice(0, 120)) ? 0.8 : 0);
  let best: { line: Line; points: number } | null = null;
  for (const line of run.lines) {
    const lower = line.sentence.lower.slice(0, 600);
    if (line.sentence.asks || !OFFERS.test(lower)) continue;
    const points =
      shared +
      (GIFT.test(lower) ? 1.5 : 0) +
      (TERM.test(lower) ? 0.6 : 0) +
      (NUMBER.test(lower) ? 0.7 : 0) -
      (ABOUT_USE.test(lower) ? 0.9 : 0);
    if (points >= NEEDED && (!best || points > best.points)) best = { line, points };
  }
  return best ?? weighed(scene, run);
}

const saidBefore = (scene: Scene, run: Run) =>
  scene.runs
    .slice(Math.max(0, run.index - 4), run.index)
    .flatMap(({ lines }) => lines.map(({ sentence }) => sentence.lower.slice(0, 400)))
    .join(" ");

const IF_YOU =
  /\bfor that (?:price )?i\b|\bprovided (?:that )?you\b|\bas long as you\b|\bi'd want (?:you|the|a|from)\b|\bif it's (?:for )?(?:one|two|three|\d+|the full|a (?:year|longer))\b|\bif (?:you|we|it)(?:'d|'re|'ll| can| could| would| were| took| take| did| do| sign| gave| give| put| go| went| moved?|'s worth)\b|\bi(?:'d| would|'ll) need\b(?! to\b)(?! to\b)|\bit(?:'d| would) need\b|\bon the other side\b|\bin return\b/;
const THEN_I = /\b(?:i|we)(?:'d| can| could|'ll| will| would)\b/;

/** The line of a rep's run that offers something for something, after a wish; `null` when none does. */
export function tradeIn(scene: Scene, run: Run): Line | null {
  const asked = scene.runs[run.index - 1];
  if (run.side !== "rep" || asked?.side !== "buyer") return null;
  const own = textOf(run.lines);
  if (!IF_YOU.test(own) || !THEN_I.test(own)) return null;
  if (!(NUMBER.test(own) || GIFT.test(own) || TERM.test(own))) return null;
  const wish = textOf(asked.lines);
  const wished = WANTED.test(wish) && (TERM.test(wish) || NUMBER.test(wish)) && WISHES.test(wish);
  if (!wished && !weighed(scene, run)) return null;
  return (
    run.lines.find((line, place) => {
      if (line.sentence.asks || !IF_YOU.test(line.sentence.lower)) return false;
      // The condition and what is given for it stand side by side.
      const both = textOf(run.lines.slice(Math.max(0, place - 1), place + 3));
      return THEN_I.test(both) && (NUMBER.test(both) || GIFT.test(both) || TERM.test(both));
    }) ?? null
  );
}

const WISHES =
  /\b(?:i'd like|i want|we want|(?:i|we)'d want|we'd like|we(?:'d| would)? need|i(?:'d| would)? need|asking|ask|request|could (?:that|you|it|we)|can you|any (?:movement|room|chance)|what about|take away|instead of|and not|too (?:much|high|long)|more than|a lot|how about|hoping)\b/;
