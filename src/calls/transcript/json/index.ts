import type { Parsed } from "../assembly.ts";
import { type Reading, refusal, type Source } from "../source.ts";
import { assemblyai } from "./assemblyai.ts";
import { canonical } from "./canonical.ts";
import { deepgram } from "./deepgram.ts";
import { fathom } from "./fathom.ts";
import { fireflies } from "./fireflies.ts";
import { gong } from "./gong.ts";
import { parseJson } from "./parse.ts";
import { recall } from "./recall.ts";
import type { Shape } from "./shape.ts";
import { asFields, asList } from "./value.ts";
import { whisper } from "./whisper.ts";

/** Every JSON shape that can be read; the first that knows the value reads it. */
const SHAPES: Shape[] = [canonical, gong, fireflies, fathom, deepgram, recall, assemblyai, whisper];
/** Where vendors' answers, webhooks and saved requests put what they are about. */
const WRAPPERS = ["data", "body", "transcript", "response", "result", "payload"];
const DEPTH = 5;
const BREADTH = 200;

type Named = Pick<Source, "name" | "warnings">;

/** Reads any known JSON transcript; throws `Rejected` for broken JSON (with its place), an unknown shape (naming the known ones) or several calls at once. */
export function readJson(text: string, source: Named): Reading | Parsed {
  const value = parseJson(text, source);
  const readings = find(value, source, DEPTH);
  const spoken = readings.filter((reading) => turnsOf(reading) > 0);
  const [first] = spoken;
  if (spoken.length > 1) {
    throw refusal(source, null, `it holds ${spoken.length} calls; save one call per file`);
  }
  if (first !== undefined) return first;
  if (readings.length > 0) {
    throw refusal(
      source,
      null,
      "it holds no speech yet; wait for the transcript and export it again",
    );
  }
  const problem = vendorError(value);
  throw refusal(
    source,
    null,
    problem === null
      ? `this JSON is not a transcript of a known shape; known are ${SHAPES.map((shape) => shape.shows).join(", ")}`
      : `the vendor answered with an error instead of a transcript (${problem}); fetch it again`,
  );
}

/** Looks at the value itself first, then inside its wrappers. */
function find(value: unknown, source: Named, depth: number): (Reading | Parsed)[] {
  for (const shape of SHAPES) {
    const reading = shape.read(value, source);
    if (reading !== null) return [reading];
  }
  if (depth === 0) return [];
  const data = asFields(value);
  const inner =
    data === null
      ? asList(value).slice(0, BREADTH)
      : WRAPPERS.flatMap((key) => (Object.hasOwn(data, key) ? [data[key]] : []));
  return inner.flatMap((entry) => find(entry, source, depth - 1));
}

function turnsOf(reading: Reading | Parsed): number {
  return "pieces" in reading ? reading.pieces.length : reading.transcript.turns.length;
}

/** The status or kind of an error answer such as `{"errors": […]}`. */
function vendorError(value: unknown): string | null {
  const answer = asFields(value) ?? asList(value)[0];
  if (answer === undefined) return null;
  const status = typeof answer.status === "number" ? answer.status : null;
  if (status !== null && status >= 400) return `status ${status}`;
  return Array.isArray(answer.errors) ? "errors" : null;
}
