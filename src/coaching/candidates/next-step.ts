import { BAR, type Candidate } from "../opportunity.ts";
import { leftOpen } from "./left-open.ts";
import type { Line, Run } from "./runs.ts";
import {
  hooksAt,
  reaction,
  runAfter,
  type Scene,
  spotOfLine,
  spotOfRun,
  subjectOf,
} from "./scene.ts";

/** The part of a call, by words, in which next steps are made. */
const CLOSING_SHARE = 0.6;
const LAST_SHARE = 0.75;

const DAY =
  /\b(?:monday|tuesday|wednesday|thursday|friday|saturday|tomorrow|the (?:\d{1,2}(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|twenty-\w+|thirtieth) of|(?:january|february|march|april|may|june|july|august|september|october|november|december) (?:the )?\d{1,2}|(?:at|by) (?:nine|ten|eleven|noon|twelve|one|two|three|four|five|half (?:past )?\w+|\d{1,2})\b)/;
const WEEKDAY = /\b(?:mon|tues|wednes|thurs|fri)day\b|\btomorrow\b/;
const ARRANGES =
  /\b(?:could we|can we|shall we|should we|let's|how about|what about|does|would|say|i'll (?:come|call|ring|send|see|put|have|be)|see you|speak|talk|meet|we'll|works?|i can|good for|put (?:it|something) in|book|perfect|you'll have)\b/;
const VAGUE =
  /\b(?:circle back|touch base|catch up|reconnect|drop (?:you|me) a line|be in touch|get in touch|keep in touch|talk again|speak again|regroup|(?:let's|we'll|we can|shall we|could we|can we|i'll) (?:\w+ ){0,2}pick (?:it|this) (?:back )?up|send (?:some stuff|something) over|have a (?:look|think)|(?:i'll|we'll|let me|let us|need to|have to) (?:\w+ )?think about it|get back to you|come back to you|(?:i'll|we'll|i will|we will|and) let you know(?! that)|(?:in|after) a couple of weeks or so|(?:talk|speak|look|meet|think|again)(?: \w+){0,3} (?:after|in) the (?:summer|new year|spring|autumn|holidays))\b/;

/** "Wednesday at ten your time?" arranges without a verb. */
const SHORT_OFFER = 9;
const LONG_WORDS = 18;
const TAKES = /\b(?:works?|good|fine|perfect|okay|ok|yes|great|lovely|suits|done|can do)\b/;

interface Closing {
  run: Run;
  line: Line;
}

/** Lines of the later part of a call, in order. */
function closingLines(scene: Scene, from: number): Closing[] {
  const total = scene.runs.reduce((sum, run) => sum + run.words, 0);
  let words = 0;
  const lines: Closing[] = [];
  for (const run of scene.runs) {
    for (const line of run.lines)
      if (words + line.place >= total * from && run.side !== null) lines.push({ run, line });
    words += run.words;
  }
  return lines;
}

/** How the call ended: with a day, or with good intentions. */
export function nextStepCandidates(scene: Scene): Candidate[] {
  const pinned = pinnedDown(scene);
  if (pinned) return [pinned];
  const dated = datedIn(scene);
  const agreed = dated.length > 0 ? credit(scene, dated) : null;
  if (agreed && agreed.confidence >= BAR) return [agreed];
  // A day that nobody agreed on closes nothing that is left open after it.
  const last = dated.at(-1)?.run.index ?? -1;
  const closing = closingLines(scene, LAST_SHARE).filter(({ run }) => run.index > last);
  const vague =
    closing
      .filter(({ line }) => VAGUE.test(line.sentence.lower.slice(0, 600)))
      // The buyer's drift matters most; then what the rep left open.
      .sort(
        (a, b) =>
          Number(b.run.side === "buyer") - Number(a.run.side === "buyer") ||
          a.run.index - b.run.index,
      )[0] ?? leftOpen(scene);
  if (!vague || vague.run.index <= last) return agreed ? [agreed] : [];
  const { run, line } = vague;
  const answer = run.side === "buyer" ? reaction(scene, run, subjectOf(scene, run, line)) : null;
  const after = runAfter(scene, run);
  return [
    {
      credited: false,
      kind: "next-step-open",
      flavour: run.side,
      spot: spotOfLine(line),
      response: answer ? spotOfRun(answer.run) : after ? spotOfRun(after) : null,
      returned: null,
      hooks: hooksAt(scene, run, line),
      confidence: (run.side === "buyer" ? 0.75 : 0.68) * scene.trust,
      because: "no day was named for a next step",
      source: null,
    },
  ];
}

/** Where a day for the next step was named by one side and taken up by the other. */
function datedIn(scene: Scene): Closing[] {
  return closingLines(scene, CLOSING_SHARE).filter(({ run, line }) => {
    const lower = line.sentence.lower.slice(0, 600);
    if (!DAY.test(lower) || !(WEEKDAY.test(lower) || /\b\d|of\b/.test(lower))) return false;
    const bareDay = line.sentence.asks && line.sentence.words.length <= SHORT_OFFER;
    if (!ARRANGES.test(lower) && !bareDay) return false;
    if (/\b(?:last|every|was|were|had|what would|saved)\b|^(?:and )?if\b/.test(lower)) return false;
    return run.side === "rep" || run.side === "buyer";
  });
}

/** What a call is about when something is still to be decided. */
const DECIDES =
  /\b(?:proposals?|quotes?|price|prices|pricing|offers?|contracts?|decid\w+|decision|board|committee|sign|signed|signature|budget|pilot|trial|think (?:it|about|on)|sleep on|go ahead|compare|options?|figures|numbers|costs?|terms|agreement|business case|demo|next step|partners?|director|boss|convinc\w+)\b/g;
const DECIDING = 3;

/** Whether anything is being decided in a call. */
function decides(scene: Scene): boolean {
  const heard = new Set<string>();
  for (const { line } of closingLines(scene, 0))
    for (const [word] of line.sentence.lower.slice(0, 600).matchAll(DECIDES)) heard.add(word);
  return heard.size >= DECIDING;
}

function credit(scene: Scene, dated: readonly Closing[]): Candidate {
  const asked = dated
    .filter(({ run }) => run.side === "rep")
    // A day is named in a short sentence; in a long one it is one thing among several.
    .sort(
      (a, b) =>
        Number(a.line.sentence.words.length > LONG_WORDS) -
        Number(b.line.sentence.words.length > LONG_WORDS),
    );
  const taken = (closing: Closing) => {
    const after = runAfter(scene, closing.run);
    return (after?.lines ?? [])
      .slice(0, 3)
      .some(({ sentence }) => TAKES.test(sentence.lower) || WEEKDAY.test(sentence.lower));
  };
  const sameDay = (closing: Closing) => {
    const after = runAfter(scene, closing.run);
    const day = WEEKDAY.exec(closing.line.sentence.lower)?.[0];
    return (
      day !== undefined && (after?.lines ?? []).some(({ sentence }) => sentence.lower.includes(day))
    );
  };
  const best =
    asked.find(sameDay) ??
    asked.find((closing) => closing.line.sentence.asks && taken(closing)) ??
    asked.find((closing) => WEEKDAY.test(closing.line.sentence.lower) && taken(closing)) ??
    asked.find(({ line }) => line.sentence.asks && WEEKDAY.test(line.sentence.lower)) ??
    asked.find(({ line }) => WEEKDAY.test(line.sentence.lower)) ??
    asked[0] ??
    (dated[0] as Closing);
  const after = runAfter(scene, best.run);
  const both = dated.some(({ run }) => run.side === "buyer") && asked.length > 0;
  const byRep = best.run.side === "rep";
  return {
    credited: true,
    kind: "dated-next-step",
    flavour: both ? "both" : null,
    spot: spotOfLine(best.line),
    response: after ? spotOfRun(after) : null,
    returned: null,
    hooks: hooksAt(scene, best.run, best.line),
    // A day that only one of them named is no agreement, and one for a delivery no next step.
    confidence: (byRep && both && decides(scene) ? 0.72 : 0.5) * scene.trust,
    because: both ? "a day, said by both" : "a day was named",
    source:
      scene.byTurn.get(best.line.turn.index)?.find(({ kind }) => kind === "next-meeting") ?? null,
  };
}

/** "I'll have a word and let you know", met with a day: wherever in the call it happens. */
const DRIFTS =
  /\b(?:let you know|come back to you|get back to you|have a (?:word|think|look|chat)|think about it|speak (?:with|to)|talk (?:with|to)|ask (?:the|him|her|them)|we come back|check with|see what|at some point|sometime|soon|in touch|look into it|and then i can go on)\b/;
const NAILS =
  /\b(?:could (?:we|you)|can (?:we|you)|shall we|let's|i've got|how about|what about|would|i'll (?:pencil|put|send|book)|in the diary|by|what suits|before we)\b/;

function pinnedDown(scene: Scene): Candidate | null {
  for (const run of scene.runs) {
    if (run.side !== "rep") continue;
    const before = scene.runs[run.index - 1];
    const after = scene.runs[run.index + 1];
    if (before?.side !== "buyer" || after?.side !== "buyer") continue;
    if (!before.lines.some(({ sentence }) => DRIFTS.test(sentence.lower.slice(0, 800)))) continue;
    const line = run.lines.find(({ sentence }) => {
      const lower = sentence.lower.slice(0, 800);
      return WEEKDAY.test(lower) && (NAILS.test(lower) || sentence.asks);
    });
    if (!line) continue;
    const answered = after.lines.some(({ sentence }) => WEEKDAY.test(sentence.lower.slice(0, 800)));
    if (!answered) continue;
    return {
      credited: true,
      kind: "dated-next-step",
      flavour: "both",
      spot: spotOfLine(line),
      response: spotOfRun(after),
      returned: null,
      hooks: hooksAt(scene, run, line),
      confidence: 0.76 * scene.trust,
      because: "the buyer was drifting, and a day was named and taken up",
      source: null,
    };
  }
  return null;
}
