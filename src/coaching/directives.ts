/**
 * What managers taught the coach, and what of it rules can keep to: words not to use, subjects not to
 * touch, kinds of moments not to ask about. Pure; the rest is passed on to a language model as it was said.
 */
import { CREDITED_KINDS, type CreditedKind, type MissedKind } from "./opportunity.ts";

type Kind = MissedKind | CreditedKind;

/** One lesson, as it is kept. */
export interface Directive {
  id: string;
  /** What the coach had written; empty when it was told without an occasion. */
  before: string;
  /** What it should have been, why not at all, or the rule itself. */
  after: string;
  /** Ids of the wordings in what was changed or refused. */
  wordings: readonly string[];
}

/** What can be kept to without understanding a sentence. */
export interface Rules {
  /** Lower case; never in the coach's own words. */
  phrases: string[];
  /** Lower case; neither spoken of nor quoted. */
  subjects: string[];
  /** Moments that are not asked about. */
  kinds: Kind[];
  /** Wordings that were changed or refused: said only when nothing else fits. */
  wordings: string[];
}

const SUBJECT_KINDS: [RegExp, readonly Kind[]][] = [
  [
    /\b(?:pric(?:e|es|ing)|discounts?|concessions?|money)\b/,
    ["concession-for-nothing", "price-defended", "traded-concession"],
  ],
  [/\bobjections?\b/, ["objection-answered-early", "clarified-objection"]],
  [/\b(?:next steps?|follow[- ]?ups?|dates?)\b/, ["next-step-open", "dated-next-step"]],
  [
    /\b(?:process|procurement|sign(?:er|ers|ing|atures?|-off)?|who (?:decides|signs)|decisions?|authority)\b/,
    ["process-left-unasked", "asked-for-process"],
  ],
  [/\b(?:buying )?(?:signals?|interest)\b/, ["signal-talked-over"]],
  [
    /\b(?:feelings?|worr(?:y|ies)|fears?|emotions?|personal (?:things|stakes|matters)|disclosures?)\b/,
    ["disclosure-left-alone", "stayed-with-disclosure"],
  ],
  [/\b(?:openings?|agendas?|up-?front contracts?)\b/, ["upfront-contract"]],
  [/\b(?:praise|compliments?|credits?)\b/, CREDITED_KINDS],
];

const NOT = "(?:never|don't|do not|please don't|stop|avoid|no more|not)";
const QUOTED = /["“]([^"“”]{2,60})["”]/g;
const WORDED = new RegExp(
  `\\b${NOT}(?: ever)? (?:say|saying|use|using|write|writing)(?: the (?:words?|phrases?|expression))? ([^.,;:?!]{2,40})`,
);
const SPEAKING = new RegExp(
  `\\b${NOT}(?: ever)? (?:mention|mentioning|name|naming|bring up|bringing up|talk about|talking about|refer to|referring to|discuss|discussing|quote|quoting|touch|touching)(?: on)?(?: (?:the|any|our|their))? ([^.,;:?!]{2,40})|\\bnothing (?:about|on) ([^.,;:?!]{2,40})|\\bleave ([^.,;:?!]{2,40}?) (?:out|alone)\\b`,
);
const ASKING = new RegExp(
  `\\b(?:${NOT}|no|too (?:early|soon|late) to|not the time to)(?: ever)? (?:(?:ask|asking|coach|coaching|questions?|raise|raising|challenge|challenging|debriefs?|start|open|opening)(?: with| them| reps?| people)?(?: about| on| for)?|give|giving|any) ([^.;:?!]{2,60})|\\bno ([^.;:?!]{2,30})`,
);
/** What trails behind a name and is no part of it. */
const TRAILING =
  / (?:on|in|to|with|at|for|when|while|unless|until|any ?more|again|please|here)\b.*$/;

/** An edited question is an example of how to ask; anything else says what to leave. */
const isExample = ({ before, after }: Pick<Directive, "before" | "after">) =>
  before !== "" && after.trim().endsWith("?");

/** What of the lessons rules can keep to. */
export function rulesOf(directives: readonly Directive[]): Rules {
  const rules: Rules = { phrases: [], subjects: [], kinds: [], wordings: [] };
  for (const directive of directives) {
    rules.wordings.push(...directive.wordings.filter((id) => id.startsWith("q-")));
    if (isExample(directive)) continue;
    const { phrases, subjects, kinds } = ruleIn(directive.after);
    rules.phrases.push(...phrases);
    rules.subjects.push(...subjects);
    rules.kinds.push(...kinds);
  }
  return rules;
}

/** What one sentence of a manager asks to leave. */
export function ruleIn(text: string): Omit<Rules, "wordings"> {
  const lower = text.toLowerCase().replaceAll("’", "'").replace(/\s+/g, " ").trim();
  const about = group(SPEAKING.exec(lower));
  const quoted = new RegExp(`\\b${NOT}\\b`).test(lower)
    ? [...lower.matchAll(QUOTED)].map(([, words = ""]) => words.trim())
    : [];
  if (about) {
    const kinds = kindsOf(about);
    // "Never mention discounts" is about a kind of moment, "never mention Payvolt" about a name.
    return kinds.length > 0
      ? { phrases: [], subjects: [], kinds }
      : { phrases: [], subjects: quoted.length > 0 ? quoted : [bare(about)], kinds: [] };
  }
  if (quoted.length > 0) return { phrases: quoted, subjects: [], kinds: [] };
  const words = group(WORDED.exec(lower));
  if (words) return { phrases: [bare(words)], subjects: [], kinds: [] };
  const asked = group(ASKING.exec(lower));
  return { phrases: [], subjects: [], kinds: asked ? kindsOf(asked) : [] };
}

function kindsOf(text: string): Kind[] {
  return SUBJECT_KINDS.flatMap(([cue, kinds]) => (cue.test(text) ? kinds : []));
}

const group = (match: RegExpExecArray | null) => match?.slice(1).find(Boolean) ?? null;
const bare = (text: string) => text.replace(TRAILING, "").replace(/["“”]/g, "").trim();

const OWN = /[“"][^“”"]*[”"]/g;

/** Where a text breaks a rule, as reasons to mend it. Words in quotation marks are the speaker's. */
export function checkRules({ phrases, subjects }: Rules, text: string): string[] {
  const lower = text.toLowerCase().replaceAll("’", "'");
  const own = lower.replace(OWN, " ");
  return [
    ...phrases
      .filter((phrase) => holds(own, phrase))
      .map((phrase) => `a manager asked not to say “${phrase}”`),
    ...subjects
      .filter((subject) => holds(lower, subject))
      .map((subject) => `a manager asked to leave “${subject}” out`),
  ];
}

/** Whole words only: a rule about "ops" is not one about "stops". */
export function holds(text: string, words: string): boolean {
  const lower = text.toLowerCase().replaceAll("’", "'");
  const at = lower.indexOf(words);
  if (at < 0 || words === "") return false;
  const letter = /[\p{L}\p{N}]/u;
  const free = !letter.test(lower[at - 1] ?? " ") && !letter.test(lower[at + words.length] ?? " ");
  return free || holds(lower.slice(at + 1), words);
}

const KIND_WORDS: [Kind, string][] = [
  ["concession-for-nothing", "price and discounts"],
  ["objection-answered-early", "objections"],
  ["next-step-open", "next steps"],
  ["process-left-unasked", "how it gets decided"],
  ["signal-talked-over", "signs of interest"],
  ["disclosure-left-alone", "what buyers let out about themselves"],
  ["upfront-contract", "how a call was opened"],
  ["qualified-out", "what went well"],
];

/**
 * How a lesson is kept to, for the person who gave it: what my own rules do, or that they can only pass
 * it on.
 */
export function keptTo(directive: Pick<Directive, "before" | "after">): string {
  if (isExample(directive)) return "I ask it the first way only when nothing else fits.";
  const { phrases, subjects, kinds } = ruleIn(directive.after);
  const [phrase] = phrases;
  if (phrase) return `I don't say “${phrase}”.`;
  const [subject] = subjects;
  if (subject) return `I don't speak of “${subject}”, nor quote it.`;
  const about = KIND_WORDS.filter(([kind]) => kinds.includes(kind)).map(([, words]) => words);
  // Praise holds all the kinds of what went well; it is named once.
  if (kinds.length === CREDITED_KINDS.length) return "I don't open with what went well.";
  if (about.length > 0) return `I don't ask about ${about.join(" or ")}.`;
  return directive.before
    ? "I don't ask it in those words again where anything else fits; the language model, where one is connected, reads your reason too."
    : "My own rules can't read this one. The language model, where one is connected, keeps to it.";
}
