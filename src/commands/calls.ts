import { reviewCall } from "../agents/review-call.ts";
import { analyzeCall } from "../calls/analyze.ts";
import { recogniseCallType } from "../calls/call-type.ts";
import { clockTime } from "../calls/clock-time.ts";
import { emptySlots } from "../calls/empty-slots.ts";
import { measureFacts, rangesBeside } from "../calls/measure-facts.ts";
import { REFERENCE_RANGES, type TeamRanges, tableWith } from "../calls/reference-ranges.ts";
import { observeBehaviours } from "../coaching/behaviours.ts";
import {
  type DebriefScene,
  evidenceMessage,
  openingMessage,
  wentWellMessage,
} from "../messages/call-debrief.ts";
import { plainText } from "../messages/plain-text.ts";
import { forEachFile, print, printJson } from "./output.ts";
import { type Known, type ReadCall, readCall, readTranscript } from "./read-call.ts";

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
}

/** `debrief FILE…`: the whole review of a call, as data or as its rep would read it. */
export async function debriefCommand(files: string[], options: DebriefOptions): Promise<number> {
  return await forEachFile(files, async (file) => {
    const read = await readCall(file, options);
    const review = await reviewCall({
      call: read.call,
      seed: `${read.call.title}/${read.call.turns.length}`,
      today: new Date().toISOString().slice(0, 10),
      competitors: options.competitors ?? [],
      products: options.products ?? [],
    });
    const minutes = review.analysis.measures.durationMs;
    const scene: DebriefScene = {
      title: read.call.title,
      minutes: minutes === null ? null : Math.round(minutes / 60_000),
      audience: "only you see this",
      note: review.note,
      linkTo: (spot) => `#turn-${spot.turn}`,
    };
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
    if (!debrief) {
      print(
        sidesKnown(read.call)
          ? "Nothing on this call is clear enough to ask about."
          : `Who sells on this call and who buys is not known. Name the rep with --rep NAME: ${read.call.participants.map((one) => one.name).join(", ")}.`,
      );
      return;
    }
    const parts = [
      openingMessage(debrief, scene),
      evidenceMessage(debrief, scene, null),
      wentWellMessage(debrief, scene),
    ];
    print(parts.map((message) => plainText(message)).join("\n\n---\n\n"));
  });
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
