import { sentencesOf } from "../../calls/talk.ts";
import type { Answer } from "../../messages/answer.ts";
import type { CallSummary } from "../../store/call-search.ts";
import {
  callName,
  callsLooked,
  capital,
  type Evidence,
  many,
  placeLooked,
  subjectOf,
} from "./evidence.ts";
import {
  type Figures,
  figuresOf,
  lengthOf,
  type Mean,
  percent,
  publishedTalkShare,
} from "./figures.ts";
import { citeAt, citeMoment, momentsOf, patternsOf } from "./findings.ts";
import { shortQuote } from "./passages.ts";

type Part = Pick<Answer, "lines" | "quotes" | "note">;

/** A sentence of so many words says something. */
const WHOLE_THOUGHT = 8;

/** Fewer calls than this are no pattern, and the answer says so. */
const ENOUGH = 3;

export function fewness(count: number): string | null {
  if (count >= ENOUGH) return null;
  return `That is ${count === 1 ? "one call" : `${count} calls`}, too few to call it a pattern.`;
}

const spread = ({ lowest, highest }: Mean, unit: string, evidence: Evidence) =>
  lowest.value === highest.value
    ? ""
    : `, from ${lowest.value}${unit} (${callName(lowest.call, evidence)}) to ${highest.value}${unit} (${callName(highest.call, evidence)})`;

/** "Do I talk too much?": the share with its spread, and how it stands to the one published figure. */
export function tellTalkShare(evidence: Evidence): Part | null {
  const { talkShare, longest } = figuresOf(evidence.calls);
  if (!talkShare) return null;
  const { who } = subjectOf(evidence);
  const where = callsLooked(evidence, talkShare.calls);
  const lines = [
    `${capital(who)} spoke ${talkShare.value} % of the talk over ${where}${spread(talkShare, " %", evidence)}.`,
  ];
  const against = againstPublished(evidence.calls);
  if (against) lines.push(against);
  const before = earlierShare(evidence);
  if (before) lines.push(before);
  const quotes = longest ? startOf(longest, evidence) : [];
  if (longest)
    lines.push(
      `The longest stretch without a break was ${lengthOf(longest.ms)}${quotes.length > 0 ? ". It starts here:" : "."}`,
    );
  return { lines, quotes, note: fewness(talkShare.calls) };
}

/** On demos and negotiations a rep is meant to speak longer, so only discovery calls are held against the figure. */
function againstPublished(calls: readonly CallSummary[]): string | null {
  const published = publishedTalkShare();
  const shares = calls.flatMap((call) => {
    const share = call.type === "discovery" ? percent(call.measures.talkRatio.rep) : null;
    return share === null ? [] : [share];
  });
  if (!published || shares.length === 0) return null;
  const above = shares.filter((share) => share > published.percent).length;
  const much =
    shares.length === 1
      ? `The one discovery call was ${above === 1 ? "above" : "not above"}`
      : above === 0
        ? "None of the discovery calls was above"
        : `${above} of the ${shares.length} discovery calls ${above === 1 ? "was" : "were"} above`;
  const rest = shares.length < calls.length ? " For other calls there is no such figure." : "";
  return `${much} ${published.percent} %, the share ${published.source} found on the best of them.${rest}`;
}

function earlierShare({ earlier }: Evidence): string | null {
  const before = figuresOf(earlier).talkShare;
  if (!before || before.calls < 2) return null;
  return `Before that: ${before.value} % over ${many(before.calls, "call")}.`;
}

function startOf({ turn, call }: NonNullable<Figures["longest"]>, evidence: Evidence) {
  const full = evidence.inFull.find(({ id }) => id === call.id);
  const turns = full?.call.turns ?? [];
  // A stretch may open with "oh no": the first whole thought shows better what it was about.
  for (let at = turn; full && at < turn + 6; at += 1) {
    if (turns[at]?.speaker !== turns[turn]?.speaker) continue;
    const thought = sentencesOf(turns[at]?.text ?? "").find(
      ({ words }) => words.length >= WHOLE_THOUGHT,
    );
    if (thought) return [citeAt(full, at, shortQuote(thought.text), evidence)];
  }
  return [];
}

/** "How long do I go on?" */
export function tellMonologue(evidence: Evidence): Part | null {
  const { longest } = figuresOf(evidence.calls);
  if (!longest) return null;
  const { whose } = subjectOf(evidence);
  return {
    lines: [
      `${capital(whose)} longest stretch without a break was ${lengthOf(longest.ms)}, on ${callName(longest.call, evidence)}. I looked at ${placeLooked(evidence)}.`,
    ],
    quotes: startOf(longest, evidence),
    note: fewness(evidence.calls.length),
  };
}

/** "How many questions do I ask?": the count, how many of them open, and the one that went deepest. */
export function tellQuestions(evidence: Evidence): Part | null {
  const { questions, openShare } = figuresOf(evidence.calls);
  if (!questions || !openShare) return null;
  const { who } = subjectOf(evidence);
  const lines = [
    `${capital(who)} asked ${questionsIn(questions)} over ${callsLooked(evidence, questions.calls)}${spread(questions, "", evidence)}.`,
    `${openShare.open} of the ${openShare.all} were open, ${openShare.value} %.`,
  ];
  const deepest = momentsOf(evidence.inFull, "question", 0.7)
    .filter(({ moment }) => moment.side === "rep" && moment.form === "open")
    .map((found) => ({ found, depth: depthOf(found.moment) }))
    .filter(({ depth }) => depth > 0)
    .sort((a, b) => b.depth - a.depth)[0];
  if (deepest) lines.push("One that went below the surface:");
  return {
    lines,
    quotes: deepest ? [citeMoment(deepest.found, evidence)] : [],
    note: fewness(questions.calls),
  };
}

const questionsIn = ({ value, calls }: Mean) =>
  calls === 1 ? `${value} questions` : `${value} questions a call`;

/** " on 2 of 3 calls"; of one call alone there is nothing to count. */
const seenOn = (count: number, of: number) => (of === 1 ? "" : ` on ${count} of ${of} calls`);

function depthOf(question: {
  technique: string | null;
  painLevel: number | null;
  quote: string;
  confidence: number;
}): number {
  const deep = question.technique === "implication" || question.technique === "need-payoff";
  const words = question.quote.split(/\s+/).length;
  if ((!deep && (question.painLevel ?? 0) < 2) || words < 5) return 0;
  return (question.painLevel ?? 1) + (deep ? 1 : 0) + question.confidence;
}

/** "How did I do on discovery this month?": the numbers, one thing that worked, one to look at. */
export function tellOverall(evidence: Evidence): Part | null {
  const { talkShare, questions, openShare } = figuresOf(evidence.calls);
  const { who } = subjectOf(evidence);
  const well = patternsOf(evidence.inFull, true)[0];
  const missed = patternsOf(evidence.inFull, false)[0];
  if (!talkShare && !well && !missed) return null;
  const asked =
    questions && openShare
      ? ` and asked ${questionsIn(questions)}, ${openShare.value} % of them open`
      : "";
  const read = evidence.inFull.length;
  const lines = [
    talkShare
      ? `${capital(who)} spoke ${talkShare.value} % of the talk over ${callsLooked(evidence, talkShare.calls)}${asked}.`
      : `I looked at ${placeLooked(evidence)}; there was not enough to measure.`,
  ];
  const before = earlierShare(evidence);
  if (before) lines.push(before);
  const quotes = [];
  if (well) {
    const { spot } = well.candidate;
    lines.push(
      `Worth keeping, and seen${seenOn(well.calls, read) || " here"}: ${lowerFirst(well.skill.behaviour)}.`,
    );
    quotes.push(citeAt(well.call, spot.turn, cited(spot.quote), evidence, "worth keeping"));
  }
  if (missed) {
    const { spot } = missed.candidate;
    lines.push(
      `There was room for this${seenOn(missed.calls, read)}: ${lowerFirst(missed.skill.behaviour)}.`,
    );
    quotes.push(citeAt(missed.call, spot.turn, cited(spot.quote), evidence, "room for more"));
  }
  return { lines, quotes, note: fewness(evidence.calls.length) };
}

/** A debrief's quote may end with an ellipsis of ours; an answer's is what was said. */
export const cited = (quote: string) => shortQuote(quote.replace(/\s*…$/, ""));

export const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);
