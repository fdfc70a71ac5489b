import { contentWords, overlap } from "../../calls/content-words.ts";
import type { Spot } from "../opportunity.ts";
import type { Subject } from "../reaction.ts";
import type { Run } from "./runs.ts";
import { askedIn, type Scene, spotOfLine } from "./scene.ts";

/** Words said in so small a share of the runs tell which subject is meant. */
const RARE_SHARE = 0.04;

/** Numbers, hours and places come up everywhere. */
const COUNTS = new Set(
  (
    "four five six seven eight nine ten eleven twelv thirteen fourteen fifteen twenty thirty forty fifty sixty hundred thousand half till until " +
    "end side back front top bottom left hand place point part month year night morning evening afternoon hour minute line"
  ).split(" "),
);

/** Of a subject's words those that are not said all through the call. */
function telling(scene: Scene, words: ReadonlySet<string>): Set<string> {
  const often = Math.max(3, Math.ceil(scene.runs.length * RARE_SHARE));
  return new Set(
    [...words].filter((word) => (scene.said.get(word) ?? 0) <= often && !COUNTS.has(word)),
  );
}

/** Coming back within this time needs only one telling word. */
const SOON_MS = 120_000;
const SOON_RUNS = 12;

/** The rep's later run that comes back to a subject, by a question or by handing it back. */
export function pickedUpLater(scene: Scene, from: Run, after: Run, subject: Subject): Run | null {
  const words = telling(scene, subject.core);
  for (const later of scene.runs.slice(after.index + 1)) {
    if (later.side !== "rep") continue;
    const soon =
      from.startMs !== null && later.startMs !== null
        ? later.startMs - from.startMs <= SOON_MS
        : later.index - from.index <= SOON_RUNS;
    const shared = overlap(scene.content[later.index] ?? new Set(), words);
    if (shared === 0) continue;
    const asks = askedIn(scene, later).some(
      (question) => overlap(contentWords(question.words), words) >= (soon ? 1 : 2),
    );
    if (asks || (shared >= 2 && askedIn(scene, later).length > 0 && later.words <= 60))
      return later;
    const handedBack = later.lines.some(
      ({ sentence }) => overlap(contentWords(sentence.words), words) >= (soon ? 2 : 3),
    );
    if (handedBack) return later;
  }
  return null;
}

/** Where the buyer came back to a subject unasked, after the rep had moved on. */
export function returnTo(scene: Scene, after: Run, subject: Subject): Spot | null {
  const words = telling(scene, subject.core);
  if (words.size < 2) return null;
  for (const later of scene.runs.slice(after.index + 1)) {
    if (later.side !== "buyer") continue;
    if (overlap(scene.content[later.index] ?? new Set(), words) < 2) continue;
    const line = later.lines.find(
      ({ sentence }) => !sentence.asks && overlap(contentWords(sentence.words), words) >= 2,
    );
    if (!line) continue;
    const before = scene.content[later.index - 1];
    if (before && overlap(before, words) >= 1) continue;
    return spotOfLine(line);
  }
  return null;
}
