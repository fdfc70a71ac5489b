import { type Review, reviewCall } from "../agents/review-call.ts";
import { analyzeCall } from "../calls/analyze.ts";
import { recogniseCallType } from "../calls/call-type.ts";
import { clockTime } from "../calls/clock-time.ts";
import { emptySlots } from "../calls/empty-slots.ts";
import { measureFacts, rangesBeside } from "../calls/measure-facts.ts";
import { REFERENCE_RANGES, type TeamRanges, tableWith } from "../calls/reference-ranges.ts";
import { observeBehaviours } from "../coaching/behaviours.ts";
import type { Config } from "../config.ts";
import { CoachError } from "../errors.ts";
import {
  type DebriefScene,
  evidenceMessage,
  openingMessage,
  wentWellMessage,
} from "../messages/call-debrief.ts";
import { insteadOfSales } from "../messages/call-status.ts";
import { plainText } from "../messages/plain-text.ts";
import { forEachFile, print, printJson } from "./output.ts";
import { type Known, type ReadCall, readCall, readTranscript } from "./read-call.ts";
import { terminalMind } from "./terminal-mind.ts";
import { watchOn } from "./terminal-watch.ts";

/** `transcript FILE…`: the canonical transcript. */
export async function transcriptCommand(
  files: string[],
  options: { json?: boolean },
): Promise<number> {
  return await forEachFile(files, async (file) => {
    const { transcript, warnings, format } = await readTranscript(file);
    if (options.json) {
      printJson(canonical(transcript));
      return;
    }
    const names = new Map(transcript.participants.map((one) => [one.id, one.name]));
    print(`${transcript.title} (${format}, ${transcript.turns.length} turns)`);
    for (const warning of warnings) print(`note: ${warning}`);
    for (const turn of transcript.turns) {
      print(
        `${turn.startMs === null ? "     " : clockTime(turn.startMs)}  ${names.get(turn.speaker)}: ${turn.text}`,
      );
    }
  });
}

/** What is unknown is left out, as the canonical form has it. */
function canonical(transcript: Awaited<ReturnType<typeof readTranscript>>["transcript"]) {
  return {
    title: transcript.title,
    ...(transcript.startedAt ? { startedAt: transcript.startedAt } : {}),
    participants: transcript.participants.map(({ id, name, email, side }) => ({
      id,
      name,
      ...(email ? { email } : {}),
      ...(side ? { side } : {}),
    })),
    turns: transcript.turns.map(({ speaker, startMs, endMs, text }) => ({
      speaker,
      ...(startMs === null ? {} : { startMs }),
      ...(endMs === null ? {} : { endMs }),
      text,
    })),
  };
}

export interface AnalyzeOptions extends Known {
  json?: boolean;
  competitors?: string[];
  products?: string[];
  /** The team's own reference ranges, in front of the published ones. */
  ranges?: TeamRanges;
}

/** `analyze FILE…`: measures, moments and behaviours; one line a file with `--json`. */
export async function analyzeCommand(files: string[], options: AnalyzeOptions): Promise<number> {
  return await forEachFile(files, async (file) => {
    const read = await readCall(file, options);
    const analysis = analyzeCall(read.call, {
      competitors: options.competitors ?? [],
      products: options.products ?? [],
    });
    const { measures, moments } = analysis;
    const recognised = recogniseCallType(analysis.talk, moments);
    const type = read.call.type ?? recognised.type;
    const table = options.ranges ? tableWith(options.ranges) : REFERENCE_RANGES;
    if (options.json) {
      const behaviours = observeBehaviours(analysis, recognised.type ?? undefined).map(
        ({ id, competency, eligible, met, value, evidence }) => {
          return { id, competency, eligible, met, value, evidence };
        },
      );
      const call = { ...about(read), type: recognised.type, typeConfidence: recognised.confidence };
      const measured = { ...measures, ranges: rangesBeside(measures, type, table) };
      const notYetKnown = emptySlots(moments);
      printJson({ file, call, measures: measured, moments, behaviours, notYetKnown });
      return;
    }
    const share = measures.talkRatio.rep;
    print(`${read.call.title}: ${read.call.turns.length} turns, ${moments.length} moments`);
    print(
      share === null
        ? "Who sells is not known: name the rep with --rep NAME."
        : `A ${type ?? "call of unknown kind"}${type ? " call" : ""}; ranges are published ones for it, where there are any.`,
    );
    for (const { label, value, base, range } of measureFacts(measures, type, table)) {
      if (value === null && share === null) continue;
      const held = range === null || value === null ? "" : `; range: ${range}`;
      print(`  ${label}: ${value === null ? "not enough to say" : `${value} (${base})`}${held}`);
    }
    const names = new Map(read.call.participants.map((one) => [one.id, one.name]));
    for (const moment of moments) {
      const at = moment.atMs === null ? `turn ${moment.turn}` : clockTime(moment.atMs);
      print(
        `${at.padStart(8)}  ${moment.kind.padEnd(14)} ${names.get(moment.speaker)}: “${moment.quote}”`,
      );
    }
  });
}

export interface DebriefOptions extends AnalyzeOptions {
  messages?: boolean;
  /** Talk it through, line by line. */
  talk?: boolean;
}

/** `debrief FILE…`: the whole review of a call, as data, as its rep would read it, or talked through. */
export async function debriefCommand(
  config: Config,
  files: string[],
  options: DebriefOptions,
): Promise<number> {
  if (options.talk && (files.length > 1 || options.json))
    throw new CoachError(
      "bad-input",
      "--talk is about one call, and in words: name one file, without --json.",
    );
  const model = await terminalMind(config);
  return await forEachFile(files, async (file) => {
    const read = await readCall(file, options);
    const competitors = options.competitors ?? [];
    const watched = watchOn(process.stderr);
    const review = await reviewCall(
      {
        call: read.call,
        seed: `${read.call.title}/${read.call.turns.length}`,
        today: new Date().toISOString().slice(0, 10),
        ...{ competitors, products: options.products ?? [] },
        ...(options.json ? {} : { watched }),
      },
      model,
    );
    watched.clear();
    const scene = sceneOf(read, review);
    const { debrief } = review;
    if (options.json) {
      printJson({
        file,
        call: about(read),
        debrief,
        ...(options.messages && debrief
          ? { messages: await looksOf(openingMessage(debrief, scene)) }
          : {}),
      });
      return;
    }
    for (const note of read.notes) print(`note: ${note}`);
    if (!debrief) return print(nothingToAsk(read, review));
    if (options.talk) {
      const { talk } = await import("./talk.ts");
      const terminal = { input: process.stdin, screen: process.stderr };
      return await talk({ call: read.call, review, debrief, scene, competitors, model }, terminal);
    }
    const parts = [
      openingMessage(debrief, scene),
      evidenceMessage(debrief, scene, null),
      wentWellMessage(debrief, scene),
    ];
    print(parts.map((message) => plainText(message)).join("\n\n---\n\n"));
  });
}

function sceneOf(read: ReadCall, review: Review): DebriefScene {
  const duration = review.analysis.measures.durationMs;
  return {
    title: read.call.title,
    minutes: duration === null ? null : Math.round(duration / 60_000),
    audience: "only you see this",
    note: review.note,
    linkTo: (spot) => `#turn-${spot.turn}`,
  };
}

function nothingToAsk({ call }: ReadCall, { notSales }: Review): string {
  if (notSales && sidesKnown(call)) return insteadOfSales(notSales);
  return sidesKnown(call)
    ? "Nothing on this call is clear enough to ask about."
    : `Who sells on this call and who buys is not known. Name the rep with --rep NAME: ${call.participants.map((one) => one.name).join(", ")}.`;
}

/** Nobody is coached on a guess: a rep and a buyer must both be known. */
function sidesKnown(call: ReadCall["call"]): boolean {
  const sides = new Set(call.participants.map((participant) => participant.side));
  return sides.has("rep") && sides.has("buyer");
}

async function looksOf(message: Parameters<typeof plainText>[0]) {
  const { renderForAll } = await import("../bots/rendered.ts");
  const { slack, teams } = renderForAll(message, {
    deliveryId: "00000000-0000-7000-8000-000000000000",
  });
  return { slack, teams };
}

/** The call in an output: everything but the words. */
function about({ call, language, notes }: ReadCall) {
  return {
    title: call.title,
    startedAt: call.startedAt,
    type: call.type,
    language,
    turns: call.turns.length,
    participants: call.participants,
    notes,
  };
}
