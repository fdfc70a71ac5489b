import { contentWords, overlap } from "../../calls/content-words.ts";
import type { Candidate } from "../opportunity.ts";
import { authorityConfidence, authorityIn } from "./authority.ts";
import { movesOn, questionAnswered, underWay } from "./disclosure.ts";
import { pickedUpLater, returnTo } from "./later.ts";
import { OPENED, PAST, PROCESS_QUESTION } from "./process-cues.ts";
import type { Line, Run, RunQuestion } from "./runs.ts";
import {
  askedIn,
  hooksAt,
  ofKind,
  reaction,
  runAfter,
  runBefore,
  type Scene,
  spotOf,
  spotOfLine,
  spotOfRun,
  subjectOf,
  tellingLine,
} from "./scene.ts";
import { ROUTED } from "./signs/routed.ts";
import { sureness, weightiest } from "./weighing.ts";

interface Opened {
  line: Line;
  slot: string;
  confidence: number;
}

/** The line of a buyer's run that opens authority or process, if one does. */
function openedIn(run: Run): Opened | null {
  let best: Opened | null = null;
  for (const line of run.lines) {
    const lower = line.sentence.lower.slice(0, 800);
    if (line.sentence.asks || PAST.test(lower)) continue;
    for (const { slot, confidence, pattern } of OPENED)
      if ((!best || confidence > best.confidence) && pattern.test(lower))
        best = { line, slot, confidence };
  }
  return best;
}

/** Log odds from which somebody else's yes came up. */
const ROUTED_FROM = 0.4;

/** The same, told from what it is made of where no phrase gives it away. */
function hintedIn(scene: Scene, run: Run): Opened | null {
  const routed = weightiest(ROUTED, run);
  if (routed && routed.odds >= ROUTED_FROM && !routed.line.sentence.asks) {
    const { line, odds } = routed;
    return {
      line,
      slot: "decision-process",
      confidence: sureness(odds, ROUTED_FROM) - scene.crowd,
    };
  }
  const found = authorityIn(run, ({ turn }) =>
    (scene.byTurn.get(turn.index) ?? []).some(
      (moment) => moment.kind === "mention" && moment.subject === "person",
    ),
  );
  if (!found) return null;
  return {
    line: found.line,
    slot: "decision-process",
    confidence: authorityConfidence(found.points),
  };
}

/** Authority or process the buyer opened and nobody asked about; and questions that did ask. */
export function processCandidates(scene: Scene): Candidate[] {
  return [...unasked(scene), ...asked(scene)];
}

/** The first words of an answer to some other question were half asked for. */
const FIRST_WORDS = 0.97;

function unasked(scene: Scene): Candidate[] {
  const candidates: Candidate[] = [];
  for (const run of scene.runs) {
    if (run.side !== "buyer" || !underWay(scene, run)) continue;
    const opened = openedIn(run) ?? hintedIn(scene, run);
    if (!opened) continue;
    const before = questionAnswered(scene, run);
    // The answer to our own question was not opened by the buyer.
    if (before && PROCESS_QUESTION.test(before.quote.toLowerCase())) continue;
    const subject = subjectOf(scene, run, opened.line);
    const answer = reaction(scene, run, subject);
    if (!answer || answer.question) continue;
    // Their words handed back stay with it only if they are the words about who decides.
    if (answer.echo && overlap(contentWords(answer.echo.sentence.words), subject.core) >= 2)
      continue;
    const later = scene.runs
      .slice(answer.run.index)
      .some(
        (next) =>
          next.side === "rep" &&
          askedIn(scene, next).some((question) => PROCESS_QUESTION.test(question.sentence.lower)),
      );
    const pickedUp = pickedUpLater(scene, run, answer.run, subject);
    if (pickedUp && later) continue;
    const first = before && opened.line.place < 12 ? FIRST_WORDS : 1;
    const source = (scene.byTurn.get(opened.line.turn.index) ?? []).find(
      (moment) => moment.kind === "qualification",
    );
    candidates.push({
      credited: false,
      kind: "process-left-unasked",
      flavour: opened.slot,
      spot: spotOfLine(opened.line),
      response: spotOfRun(answer.run, movesOn),
      returned: returnTo(scene, answer.run, subject),
      unasked: before === null,
      hooks: hooksAt(scene, run, opened.line),
      confidence:
        opened.confidence * first * (later ? 0.75 : 1) * (pickedUp ? 0.8 : 1) * scene.trust,
      because: "the buyer opened who decides or how, and the rep went elsewhere",
      source: source ?? null,
    });
  }
  return candidates;
}

/** "Walk me through what has to happen before" asks without a question mark. */
const INVITES = /\b(?:walk|talk|take) me through\b|\btell me (?:how|who|what)\b/;

function invited(run: Run): Pick<RunQuestion, "turn" | "quote" | "sentence" | "words"> | null {
  const line = run.lines.find(
    ({ sentence }) => INVITES.test(sentence.lower) && PROCESS_QUESTION.test(sentence.lower),
  );
  if (!line) return null;
  const { turn, sentence } = line;
  return { turn, sentence, quote: sentence.text, words: sentence.words };
}

/** Asks after those who were just named, their way, their day or what they turn down. */
const ONWARD =
  /\b(?:who|what|when|how|which)\b.*\b(?:they|them|he|she|him|her|it|that|there|go|goes|come|meets?|sits?|decides?|asks?|looks?|hardest|need|there|person|form|round|board|gate|committee)\b/;

function askedOnward(scene: Scene, run: Run): RunQuestion | undefined {
  const before = runBefore(scene, run);
  if (before === null || before.index !== run.index - 1) return undefined;
  if (!openedIn(before) && !hintedIn(scene, before)) return undefined;
  return askedIn(scene, run).find(
    ({ sentence, before: lead, after }) => lead <= 15 && after <= 15 && ONWARD.test(sentence.lower),
  );
}

function asked(scene: Scene): Candidate[] {
  const qualified = new Set(ofKind(scene, "qualification").map(({ turn }) => turn));
  const candidates: Candidate[] = [];
  for (const run of scene.runs) {
    if (run.side !== "rep" || !underWay(scene, run)) continue;
    const question =
      askedIn(scene, run).find(
        (each) => PROCESS_QUESTION.test(each.sentence.lower) && each.after <= 20,
      ) ??
      invited(run) ??
      askedOnward(scene, run);
    if (!question || /^(?:shall|can|could|should) (?:i|we)\b/.test(question.sentence.lower))
      continue;
    const opened = runAfter(scene, run);
    if (!opened || opened.words < 15) continue;
    const told =
      opened.turns.some(({ index }) => qualified.has(index)) || openedIn(opened) !== null;
    const hinted = !told && hintedIn(scene, opened) !== null;
    const answer =
      openedIn(opened)?.line ??
      opened.lines.find(
        ({ turn, sentence }) =>
          sentence.words.length >= 6 &&
          (scene.byTurn.get(turn.index) ?? []).some(
            (moment) => moment.kind === "qualification" && sentence.text.includes(moment.quote),
          ),
      );
    const list = question.words.length > 22 || /, (?:or|do|is|does)\b/.test(question.quote);
    const open = /^(?:(?:so|and|but|okay|then)[, ]+)*(?:who|what|how|when|which|if)\b/.test(
      question.quote.toLowerCase(),
    );
    candidates.push({
      credited: true,
      kind: "asked-for-process",
      flavour: null,
      spot: spotOf(question.turn, question.quote),
      response: answer ? spotOfLine(answer) : tellingLine(scene, opened),
      returned: null,
      hooks: answer ? hooksAt(scene, opened, answer) : {},
      confidence:
        ((told ? 0.66 : hinted ? 0.5 : 0.46) +
          Math.min(0.12, opened.words / 500) +
          (open ? 0.08 : 0) -
          (list ? 0.2 : 0)) *
        scene.trust,
      because: "asked who decides or how, and got an answer",
      source: null,
    });
  }
  return candidates;
}
