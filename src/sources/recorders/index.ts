import { fathom } from "./fathom.ts";
import { fireflies } from "./fireflies.ts";
import { folder } from "./folder.ts";
import { gong } from "./gong.ts";
import { graph } from "./graph.ts";
import { other } from "./other.ts";
import { recall } from "./recall.ts";
import type { Recorder, Source } from "./recorder.ts";
import { zoom } from "./zoom.ts";

/** Every recorder there is. A new one is a file and a line here. */
export const RECORDERS: readonly Recorder[] = [
  zoom,
  gong,
  graph,
  fireflies,
  fathom,
  recall,
  other,
  folder,
];

export function recorderOf(source: string): Recorder | null {
  return RECORDERS.find((one) => one.source === source) ?? null;
}

export function isSource(name: string): name is Source {
  return recorderOf(name) !== null;
}
