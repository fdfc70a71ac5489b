import { overlap } from "../../calls/content-words.ts";
import type { Candidate } from "../opportunity.ts";
import { type Reaction, type Subject, staysWith } from "../reaction.ts";
import { pickedUpLater, returnTo } from "./later.ts";
import type { Line, Run, RunQuestion } from "./runs.ts";
import {
  askedIn,
  hooksAt,
  reaction,
  runAfter,
  type Scene,
  spotOf,
  spotOfLine,
  spotOfRun,
  subjectOf,
  tellingLine,
  usualWords,
} from "./scene.ts";
import { type AtStake, heaviest } from "./stakes.ts";
import { tellingIn } from "./telling.ts";

/** Weather, keys and trains belong to the first minute and a half. */
const SMALL_TALK_MS = 60_000;
const SMALL_TALK_WORDS = 180;
/** Joining late, the first seconds say too little about what came before. */
const LATE_MS = 20_000;
/** Beneath this nothing was disclosed that a question could be about. */
const LEAST = 0.5;
/** An answer's first words answer; what comes later was not asked for. */
const ANSWER_WORDS = 30;
const CLOSED_ANSWER_WORDS = 10;
const BEYOND_WORDS = 30;
const BEYOND = 1.7;
const CLOSED =
  /^(?:(?:so|and|but|okay|oh|right)[, ]+)*(?:did|do|does|is|are|was|were|has|have|had|can|could|would|will|you|or)\b/;
/** Other people's words in between make it less sure what the rep reacted to. */
const MUCH_BETWEEN = 40;

/** Said that it was heard, if no more than that. */
const FEELS =
  /\bthat's (?:\w+,? ){0,4}(?:fair|hard|rough|tough|awful|terrible|horrible|a lot)\b|\b(?:sorry to hear|i'm (?:so )?sorry|thank you for (?:telling|sharing|saying))\b/;

/** Whether a run comes after the small talk. */
export function underWay(scene: Scene, run: Run): boolean {
  const start = scene.runs[0]?.startMs ?? null;
  // A recording that sets in later than that has no small talk left in it.
  if (run.startMs !== null && start !== null)
    return (
      run.startMs - (start > SMALL_TALK_MS ? start - SMALL_TALK_MS + LATE_MS : start) >=
      SMALL_TALK_MS
    );
  let words = 0;
  for (const earlier of scene.runs) {
    if (earlier === run) return false;
    words += earlier.words;
    if (words >= SMALL_TALK_WORDS) return earlier.index < run.index;
  }
  return false;
}

/** Questions that leave open what will come: their answers are still volunteered. */
const INVITES =
  /\b(?:any (?:other )?(?:questions|thoughts)|what do you think|how does (?:that|it) (?:sound|look)|anything else|what did you (?:make|think)|how was|does that make sense|how's it|how are|is that (?:right|fair|about right)|okay\?|right\?|tell me (?:about|a bit about))\b/;

/** The rep's question a run answers, when it was asked for something in particular. */
export function questionAnswered(scene: Scene, run: Run): RunQuestion | null {
  const before = scene.runs[run.index - 1];
  if (before?.side !== "rep") return null;
  const last = askedIn(scene, before).at(-1);
  if (!last || last.after > 8) return null;
  return INVITES.test(last.quote.toLowerCase()) ? null : last;
}

/** Whether the rep had just asked anything at all: then nobody may say that it came unasked. */
function askedJustBefore(scene: Scene, run: Run): boolean {
  const before = scene.runs[run.index - 1];
  return before?.side === "rep" && askedIn(scene, before).length > 0;
}

/** How much of it was volunteered: 1 unasked, less for the first words of an answer. */
function volunteered(scene: Scene, run: Run, stake: AtStake): number {
  const question = questionAnswered(scene, run);
  if (!question) return 1;
  // A closed question is answered in a few words; what follows is given freely.
  const enough = CLOSED.test(question.quote.toLowerCase()) ? CLOSED_ANSWER_WORDS : ANSWER_WORDS;
  if (stake.line.place >= enough) return 0.95;
  // An answer far longer than the person's others has gone beyond the question.
  const beyond = run.words >= BEYOND_WORDS && run.words >= BEYOND * usualWords(scene, run);
  // Told from all of it, how far it went beyond the question is already weighed.
  return beyond || stake.told ? 0.95 : 0.8;
}

/** Speaks of what is sold: the plainest way of going elsewhere. */
const PITCHES =
  /\b(?:ours|in our|our (?:\w+ )?(?:system|platform|product|software|app|tool|team|service|plan|kit|machines?|model)|what we do|the way (?:we|it|ours)|we(?:'ve| have) (?:got|a)|we do|you'd (?:get|be on|see|have|be able)|you can|it'll|it's (?:all|really|got|very)|let me|shall i show|(?:the|this) (?:platform|system|app|tool|module|starter|unit)|plugs? in\w*|goes out|automatic\w*|lets you|comes with|supports?)\b/;
const PITCH_WORDS = 18;
const PITCHED = 0.05;

/** A few words that neither pitch nor ask leave it open whether it was heard. */
const UNCLEAR = -0.06;

/** What the answer itself says about whether a telling was left alone. */
function turnedAway({ run, asked, words }: Reaction): number {
  if (words < PITCH_WORDS) return asked ? 0 : UNCLEAR;
  const pitches = run.lines.some(({ sentence }) => PITCHES.test(sentence.lower.slice(0, 800)));
  return pitches && !asked ? PITCHED : 0;
}

/** Disclosures the rep left alone, and those they stayed with. */
export function disclosureCandidates(scene: Scene): Candidate[] {
  const candidates: Candidate[] = [];
  for (const run of scene.runs) {
    if (run.side !== "buyer" || !underWay(scene, run)) continue;
    const stake = heaviest(run, usualWords(scene, run));
    if (!stake || stake.score < LEAST) {
      const opened = openedUp(scene, run);
      if (opened) candidates.push(opened);
      continue;
    }
    const subject = subjectOf(scene, run, stake.line);
    const answer = reaction(scene, run, subject);
    if (!answer) continue;
    const base = {
      hooks: hooksAt(scene, run, stake.line),
      flavour: stake.flavour,
      source:
        scene.byTurn
          .get(stake.line.turn.index)
          ?.find(({ kind }) => kind === "buyer-signal" || kind === "gap") ?? null,
    };
    const kept = answer.stayed ? null : keptTo(scene, answer, subject);
    if (kept) {
      const stayed = stayedWith(scene, run, stake, { ...answer, question: kept }, base);
      if (stayed) candidates.push(stayed);
      continue;
    }
    if (answer.stayed) {
      const stayed = stayedWith(scene, run, stake, answer, base);
      if (stayed) candidates.push(stayed);
      continue;
    }
    if (pickedUpLater(scene, run, answer.run, subject)) continue;
    const returned = returnTo(scene, answer.run, subject);
    let confidence = stake.score * volunteered(scene, run, stake) * scene.trust;
    if (answer.between > MUCH_BETWEEN) confidence *= 0.85;
    if (answer.run.words < 12 && !answer.asked) confidence *= 0.9;
    const [first] = answer.run.lines;
    if (first && FEELS.test(first.sentence.lower.slice(0, 200))) confidence *= 0.92;
    if (returned) confidence += 0.05;
    if (stake.told) confidence += turnedAway(answer) - scene.crowd;
    candidates.push({
      ...base,
      credited: false,
      kind: "disclosure-left-alone",
      spot: spotOfLine(stake.line),
      response: spotOfRun(answer.run, movesOn),
      returned,
      unasked: !askedJustBefore(scene, run),
      confidence: Math.min(0.95, confidence),
      because: `${stake.flavour}, not asked about, not handed back, not picked up later`,
    });
  }
  return candidates;
}

/** A short question is about what its answer goes on about, whatever its own words. */
const SHORT_WORDS = 40;
const KEPT_WORDS = 18;
const KEPT_SHARED = 3;

/** The rep's question after which the buyer went on about the same, `null` when there was none. */
function keptTo(scene: Scene, answer: Reaction, subject: Subject): RunQuestion | null {
  const question = askedIn(scene, answer.run).findLast(({ after }) => after <= 6);
  const opened = runAfter(scene, answer.run);
  if (!question || !opened || answer.words > SHORT_WORDS || opened.words < KEPT_WORDS) return null;
  const same = overlap(scene.content[opened.index] ?? new Set(), subject.whole);
  const weight = tellingIn(opened, usualWords(scene, opened))?.points ?? 0;
  return same >= KEPT_SHARED || (same >= 2 && weight >= 3) ? question : null;
}

/** A hint has at least so many words. */
const HINT_WORDS = 9;

/** A hint that a question followed, and something weighty came: the question is what opened it. */
function openedUp(scene: Scene, run: Run): Candidate | null {
  const hint = tellingIn(run, usualWords(scene, run));
  const line = hint?.line ?? run.lines.findLast(({ sentence }) => sentence.words.length >= 6);
  if (!line || run.words < HINT_WORDS) return null;
  const subject = subjectOf(scene, run, line);
  const answer = reaction(scene, run, subject);
  if (!answer?.question || answer.question.before > 30) return null;
  if (!hint && answer.echoed === 0) return null;
  const opened = scene.runs
    .slice(answer.run.index + 1, answer.run.index + 4)
    .filter(({ side, words }) => side === "buyer" && words >= 15)
    .map((each) => ({ run: each, stake: heaviest(each, usualWords(scene, each)) }))
    .find(({ stake }) => stake !== null && stake.score >= LEAST);
  const deeper = opened?.stake;
  if (!opened || !deeper) return askedBack(scene, line, answer);
  return {
    credited: true,
    kind: "stayed-with-disclosure",
    flavour: deeper.flavour,
    spot: spotOf(answer.question.turn, answer.question.quote),
    response: spotOfLine(deeper.line),
    returned: null,
    lead: spotOfLine(line),
    hooks: hooksAt(scene, opened.run, deeper.line),
    confidence: Math.min(0.64, deeper.score + Math.min(0.05, opened.run.words / 900)) * scene.trust,
    because: `followed a hint, ${opened.run.words} words came back`,
    source: null,
  };
}

/** So many of the buyer's words in the asking itself, and the answer runs on: it was heard. */
const ECHOED = 2;

/** Their words taken up in the asking, and a long answer, though nothing heavy was named in it. */
function askedBack(scene: Scene, line: Line, answer: Reaction): Candidate | null {
  const opened = runAfter(scene, answer.run);
  if (!answer.question || !opened || answer.echoed < ECHOED) return null;
  const usual = usualWords(scene, opened);
  const telling = tellingIn(opened, usual);
  if (!telling || telling.points < 2.5 || opened.words < 1.5 * usual) return null;
  return {
    credited: true,
    kind: "stayed-with-disclosure",
    flavour: null,
    spot: spotOf(answer.question.turn, answer.question.quote),
    response: spotOfLine(telling.line),
    returned: null,
    lead: spotOfLine(line),
    hooks: hooksAt(scene, opened, telling.line),
    confidence: 0.57 * scene.trust,
    because: `asked in the buyer's words, ${opened.words} words came back`,
    source: null,
  };
}

const MOVES_ON =
  /\b(?:so,? (?:this|that|the|what|in|on|with|i)|let me|what (?:i|we)(?:'d|'ll| want| have| had)? |another|the other|in terms of|and (?:then|the)|going back|next|wise)\b/;

/** The sentence in which the rep's answer goes elsewhere. */
export function movesOn(lower: string): boolean {
  return MOVES_ON.test(lower) && lower.split(" ").length >= 5;
}

const BROUGHT = 0.6;

/** So many runs on, a question still belongs to the words handed back before it. */
const SOON_RUNS = 5;

/** A follow-up counts for what it opened: the buyer's next words, and what was at stake in them. */
function stayedWith(
  scene: Scene,
  run: Run,
  stake: AtStake,
  answer: Reaction,
  base: Pick<Candidate, "hooks" | "flavour" | "source">,
): Candidate | null {
  const asked = answer.question
    ? { question: answer.question, run: answer.run }
    : askedSoon(scene, run, stake, answer.run);
  // Handing back words is listening; a question is the step that takes something.
  if (!asked) return null;
  const { question } = asked;
  const opened = runAfter(scene, asked.run);
  if (!opened || opened.words < 10) return null;
  const deepest = heaviest(opened, usualWords(scene, opened));
  const deeper = deepest && deepest.firm >= LEAST ? deepest : null;
  const confidence =
    stake.firm * 0.75 +
    Math.min(0.12, opened.words / 500) +
    (deeper ? deeper.firm * 0.25 : deepest ? 0.05 : 0) +
    (answer.echo ? 0.06 : question.before <= 12 ? 0.05 : 0);
  // What came back shows that there was something to ask about, however little was said before.
  const brought = deepest && deepest.score >= BROUGHT && question.before <= 20;
  return {
    ...base,
    credited: true,
    kind: "stayed-with-disclosure",
    flavour: answer.echo ? "handed-back" : base.flavour,
    spot: spotOf(question.turn, question.quote),
    response: deeper ? spotOfLine(deeper.line) : tellingLine(scene, opened),
    returned: null,
    lead: spotOfLine(stake.line),
    confidence: Math.min(0.95, Math.max(confidence, brought ? BROUGHT : 0)) * scene.trust,
    because: `asked about ${stake.flavour}, ${opened.words} words came back`,
  };
}

function askedSoon(scene: Scene, run: Run, stake: AtStake, echoed: Run) {
  const subject = subjectOf(scene, run, stake.line);
  for (const later of scene.runs.slice(echoed.index + 1, echoed.index + 1 + SOON_RUNS)) {
    if (later.side !== "rep") continue;
    const question = askedIn(scene, later).find((each) => staysWith(each, subject, true));
    if (question) return { question, run: later };
  }
  return null;
}
