import type { Sentence } from "../talk.ts";

const list = (words: string): ReadonlySet<string> => new Set(words.split(" "));

/** Words that stand between a subject and what it does. */
const BETWEEN = list(
  "also then just actually automatically even always simply now only really already basically be",
);
/** What a product does, said of "it", "the platform", "Match". */
const DOES = list(
  "lets allows gives shows sends flags reads matches syncs pulls pushes integrates connects plugs sits runs " +
    "learns tracks captures creates generates alerts updates checks handles comes goes finds takes picks logs asks " +
    "knows tells lines chases chase books keeps covers supports includes automates combines brings delivers helps offers " +
    "provides means rolls puts stops compares nudges does posts verifies splits schedules exports does's turns serves " +
    "won't remembers says blocks calculates drafts",
);
/** What a company does for its customers, said of "we". */
const OFFER = list(
  "help offer provide let give deliver automate support integrate connect include handle combine bring build built " +
    "designed specialise specialize serve read match flag find look cover classify verify check capture track catch " +
    "partner founded launched released match line pull sit train load chase",
);
/** What a product is called, besides its name. */
const PRODUCT = list(
  "platform product solution software system tool app engine portal module dashboard connector assistant workflow " +
    "integration workbench template",
);
/** The parts of a product that a tour points at. */
const FEATURE = list(
  "dashboard dashboards module report reports builder workflow workflows view tab screen queue alert alerts rule rules " +
    "template templates integration integrations connector api app portal engine log matrix assistant library field " +
    "roadmap beta feature features login sign-on panel workbench delegation tolerance tolerances scorecard calculator " +
    "academy onboarding implementation",
);
/** What a buyer would do with it. */
const USES = list(
  "see get have do put set click select assign open drag drill export schedule upload tag log build split choose sort " +
    "override pick tell add upload say only just be never start know load switch",
);
const CLIENTS = list("customers customer clients client");
const CLIENT_WORDS = list("our one some most typical two three typical of");
const SHOWS = list("show walk take demo share");
const STARTS_HERE = list("the my your where an a how what");
const HAS_DONE = list(
  "read looked matched put found built designed gone checked picked flagged linked",
);
const WOULD = list("go say come know show take book flag pick match send ask stop catch tell pull");
const POINTS = list("where how what");
const SEERS = list("he she they somebody someone");
const LONE = list("automatically payback out-of-the-box end-to-end roi");

/** What an "our company" pitch says rather than a description of the buyer's own tools. */
const PHRASE =
  /\b(?:what (?:we|it) (?:do|does)\b|(?:how|way) (?:that )?it works|what happens is|what that means|out of the box|single pane|(?:is|are|it's) (?:a|the) (?:\w+ )?(?:platform|tool|system|engine|module)|(?:made|built|designed) for|one place|on (?:the|this) (?:left|right|screen|tab|page)|up here|the way i'd think of it|on average|founded in|(?:thousands|hundreds) of (?:customers|companies|clients|teams)|straight through|in (?:beta|design)\b|goes live|best[- ]in[- ]class|there's (?:match|approve)\b)/;
const PHRASE_WORDS = list(
  "what works happens means box pane is are it's made built designed place left right screen tab page here think average founded hundreds thousands straight beta design live best-in-class",
);

/** Next steps and the buyer's words said back are no presentation, whatever they name. */
const NOT_PRESENTING =
  /\b(?:i'll (?:\w+ )?(?:send|get|put|check|drop|pop|ask|write|look|fill|draft)|i can (?:send|get|put|ask|find out)|(?:what )?i'd suggest|next steps?|you(?:'d| had| have|'ve)? (?:said|told|mentioned|asked)|if i(?:'ve|'m)? (?:\w+ )?(?:got|understand|understood|heard|hear|right)|sounds like|let me (?:see|check|say|play|make sure))\b/;
const NOT_WORDS = list(
  "i'll i can i'd suggest next you you'd you've said told mentioned asked if sounds let",
);

interface Found {
  /** Presenting phrases, at most two a sentence with marks. */
  count: number;
  /** Those that only a seller would say: "our customers", "what we do". */
  ours: number;
  /** Index of the first of them in the sentence's text. */
  at: number;
  /** "So this is the inbox": no claim yet, but where a presentation begins. */
  opens: boolean;
}

const NONE: Found = { count: 0, ours: 0, at: 0, opens: false };
const OPENS: Found = { ...NONE, opens: true };
const OPENING =
  /^(?:(?:okay|ok|right|so|and|now|then|um|uh|great|lovely|cool),? )*(?:this is|that's|here's|there's|there is|in \w+ you've got|what you've got|let me (?:go|jump|get this|show|open)|i'm going to take you)\b/;

/** What a word may begin: one lookup for each word of the call spares the rest. */
const HEAD = 1;
const IN_PHRASE = 2;
const IN_EXCLUSION = 4;
const OPENS_SENTENCE = 8;
const MARKS = new Map<string, number>();
function mark(words: Iterable<string>, bit: number) {
  for (const word of words) MARKS.set(word, (MARKS.get(word) ?? 0) | bit);
}
mark(
  list(
    "it which this it'll it's it'd you can you're you'd you'll you've we we'll we'd we've our there's got here's show walk take",
  ),
  HEAD,
);
for (const words of [LONE, PRODUCT, CLIENTS]) mark(words, HEAD);
mark(PHRASE_WORDS, IN_PHRASE);
mark(NOT_WORDS, IN_EXCLUSION);
mark(
  list(
    "okay ok right so and now then um uh great lovely cool this that's here's there's there in what let i'm",
  ),
  OPENS_SENTENCE,
);

/** Counts what a sentence presents: what the product is, does, shows, and whom it already serves. */
export function presentingIn(sentence: Sentence): Found {
  const { words, lower } = sentence;
  const most = Math.max(2, Math.floor(words.length / 15));
  let count = 0;
  let ours = 0;
  let first = -1;
  let phrase = false;
  let excluded = false;
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] as string;
    const bits = MARKS.get(word);
    if (bits === undefined) continue;
    if ((bits & IN_PHRASE) !== 0) phrase = true;
    if ((bits & IN_EXCLUSION) !== 0) excluded = true;
    if ((bits & HEAD) === 0) continue;
    let next = at + 1;
    while (next < words.length && BETWEEN.has(words[next] as string)) next += 1;
    const then = words[next] ?? "";
    let found = false;
    switch (word) {
      case "it":
      case "which":
      case "this":
        found = DOES.has(then) || ((then === "can" || then === "will") && words.length > 5);
        found ||= word === "this" && then === "is" && POINTS.has(words[next + 1] ?? "");
        break;
      case "it'll":
        found = true;
        break;
      case "it's":
        found = HAS_DONE.has(then);
        break;
      case "it'd":
        found = WOULD.has(then);
        break;
      case "you":
        found =
          then === "can" && USES.has(words[next + 1] ?? "") && words[next + 1] !== "be"
            ? true
            : then === "click" || then === "select" || then === "drag" || then === "log";
        break;
      case "can":
        found = then === "see" && SEERS.has(words[at - 1] ?? "");
        break;
      case "you're":
        found = then === "getting" && words.length > 6;
        break;
      case "you'd":
      case "you'll":
        found = USES.has(then) || (then === "have" && words.length > 4);
        break;
      case "you've":
        found = then === "got" && STARTS_HERE.has(words[next + 1] ?? "");
        found &&= count > 0 || opensWith(sentence);
        break;
      case "we":
      case "we'll":
      case "we'd":
        found = OFFER.has(then) || (then === "don't" && words[next + 1] === "just");
        if (found) ours += 1;
        break;
      case "we've":
        found = then === "built" || then === "helped" || then === "launched";
        found ||= then === "got" && words.slice(next, next + 7).some(isSellers);
        if (found) ours += 1;
        break;
      case "our":
        found = PRODUCT.has(then) || PRODUCT.has(words[next + 1] ?? "") || CLIENTS.has(then);
        found ||= CLIENTS.has(words[next + 1] ?? "");
        if (found) ours += 1;
        break;
      case "there's":
      case "got":
      case "here's":
        found = words.slice(at + 1, at + 5).some(isFeature);
        break;
      case "show":
      case "walk":
      case "take":
        found = then === "you" && SHOWS.has(word) && at > 0 && words.length > 4;
        break;
      default:
        if (LONE.has(word)) found = true;
        else if (PRODUCT.has(word)) found = DOES.has(then);
        else if (CLIENTS.has(word)) {
          found = CLIENT_WORDS.has(words[at - 1] ?? "");
          if (found) ours += 1;
        }
    }
    if (!found) continue;
    if (first < 0) first = at;
    count += 1;
  }
  if (phrase) {
    const match = PHRASE.exec(lower);
    if (match !== null) {
      count += 1;
      if (match[0].startsWith("what we")) ours += 1;
      if (first < 0) return bounded(count, ours, most, match.index, excluded, lower);
    }
  }
  if (count === 0) return opensWith(sentence) ? OPENS : NONE;
  return bounded(count, ours, most, lower.indexOf(words[first] ?? ""), excluded, lower);
}

function opensWith(sentence: Sentence): boolean {
  const bits = MARKS.get(sentence.words[0] ?? "") ?? 0;
  return (bits & OPENS_SENTENCE) !== 0 && OPENING.test(sentence.lower);
}

const isFeature = (word: string) => FEATURE.has(word);
const isSellers = (word: string) => FEATURE.has(word) || CLIENTS.has(word) || word === "team";

function bounded(
  count: number,
  ours: number,
  most: number,
  at: number,
  excluded: boolean,
  lower: string,
): Found {
  if (excluded && NOT_PRESENTING.test(lower)) return NONE;
  return { count: Math.min(count, most), ours, at: Math.max(0, at), opens: true };
}

/** "Let me show you how it works", "that's exactly what we do": a presentation is about to begin. */
const ANNOUNCES =
  /\b(?:(?:let me|i'll|i can|i just|i'd like to|i want to|going to|happy to|easiest if i)[^.?!]{0,25}\b(?:show you|walk you through|share my screen|share something|demo|take you through|tour)|exactly what we do)\b(?![^.?!]*\b(?:when we|later|at the end|next (?:time|week)|afterwards)\b)/;
const ANNOUNCING = list("show walk share demo through tour exactly");

/** Where a sentence announces a presentation, -1 where it does not. */
export function announcedAt(sentence: Sentence): number {
  for (const word of sentence.words)
    if (ANNOUNCING.has(word)) return sentence.lower.slice(0, 1000).search(ANNOUNCES);
  return -1;
}
