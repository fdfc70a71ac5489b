import { labelOf, looksLikeName, type SeenLabel, speakerLabels } from "./labels.ts";
import { plainText, voiceSpans } from "./markup.ts";
import type { Piece, Reading } from "./source.ts";

/** One caption with its markup, as WebVTT, SRT and SBV readers return it. */
export interface Cue {
  startMs: number | null;
  endMs: number | null;
  /** Lines joined by a line feed. */
  payload: string;
  /** Of the timing, counted from 1. */
  line: number;
}

/** Turns captions into speech: voice tags, JSON metadata (Teams) or "Name:" labels say who spoke. */
export function speechOf(format: string, cues: Cue[]): Reading {
  const metadata = cues.map((cue) => spokenMetadata(cue.payload));
  const spans = cues.map((cue) =>
    voiceSpans(cue.payload).map((span) => ({
      name: span.name,
      lines: span.markup
        .split("\n")
        .map(plainText)
        .filter((line) => line !== ""),
    })),
  );
  const voiced = spans.some((cue) => cue.some((span) => span.name !== null));
  // A file that names its voices has no need of labels: "Note: …" is something they say.
  const groups = spans.flat().map((span) => span.lines);
  const speakers = voiced ? new Set<string>() : labelsIn(groups);
  const stacked = !voiced && speakers.size === 0 && namesOnTop(groups);
  const pieces: Piece[] = [];
  let startedAt: string | null = null;
  for (const [index, cue] of cues.entries()) {
    const spoken = metadata[index];
    const own: { name: string | null; texts: string[] }[] = [];
    const say = (name: string | null, text: string) => {
      const last = own.at(-1);
      if (last !== undefined && last.name === name) last.texts.push(text);
      else own.push({ name, texts: [text] });
    };
    if (spoken) {
      startedAt ??= beginning(spoken.startedAt, cue.startMs);
      say(spoken.name, plainText(spoken.text));
    } else {
      for (const span of spans[index] ?? []) {
        sayLines(stacked ? unstacked(span) : span, speakers, say);
      }
    }
    for (const { name, texts } of own) {
      const text = texts.join(" ").trim();
      const { startMs, endMs, line } = cue;
      if (text !== "") pieces.push({ name, text, startMs, endMs, where: `Line ${line}` });
    }
  }
  return { format, startedAt, pieces };
}

function labelsIn(groups: string[][]): Set<string> {
  const seen: SeenLabel[] = [];
  let cues = 0;
  for (const lines of groups) {
    if (lines.length === 0) continue;
    cues++;
    for (const line of lines) {
      const found = labelOf(line);
      if (found !== null) seen.push({ label: found.label, alone: found.rest === "" });
    }
  }
  return speakerLabels(seen, cues);
}

/** Teams' Word export puts each name on a line above the words; nearly every cue must look like that. */
function namesOnTop(groups: string[][]): boolean {
  const cues = groups.filter((lines) => lines.length > 0);
  const names = cues.filter(
    ([first, second]) => second !== undefined && looksLikeName(first ?? ""),
  );
  const different = new Set(names.map(([name]) => name)).size;
  return (
    names.length >= 2 &&
    names.length >= cues.length * 0.8 &&
    (different < names.length || different < 4)
  );
}

function unstacked({ name, lines }: { name: string | null; lines: string[] }): {
  name: string | null;
  lines: string[];
} {
  const [first = "", ...rest] = lines;
  return rest.length > 0 && looksLikeName(first) ? { name: first, lines: rest } : { name, lines };
}

function sayLines(
  span: { name: string | null; lines: string[] },
  speakers: Set<string>,
  say: (name: string | null, text: string) => void,
): void {
  let name = span.name;
  for (const line of span.lines) {
    const found = speakers.size === 0 ? null : labelOf(line);
    if (found !== null && speakers.has(found.label)) {
      name = found.label;
      say(name, found.rest);
    } else {
      say(name, line);
    }
  }
}

/** Teams' metadata form: `{"speakerName", "spokenText", "startDateTime"}` in place of the words. */
function spokenMetadata(
  payload: string,
): { name: string | null; text: string; startedAt: string | null } | null {
  if (!payload.startsWith("{") || !payload.includes('"spokenText"')) return null;
  try {
    const data: unknown = JSON.parse(payload);
    if (typeof data !== "object" || data === null) return null;
    const { speakerName, spokenText, startDateTime } = data as Record<string, unknown>;
    if (typeof spokenText !== "string") return null;
    return {
      name: typeof speakerName === "string" && speakerName.trim() !== "" ? speakerName : null,
      text: spokenText,
      startedAt: typeof startDateTime === "string" ? startDateTime : null,
    };
  } catch {
    return null;
  }
}

/** The recording began as long before the cue's moment as the cue's offset says. */
function beginning(at: string | null, offsetMs: number | null): string | null {
  const moment = at === null ? Number.NaN : Date.parse(at);
  const start = new Date(moment - (offsetMs ?? 0));
  return Number.isNaN(start.getTime()) ? null : start.toISOString();
}
