import type { Call, CallType, Side, SideEvidence } from "../../src/calls/call.ts";
import { prepare, type Talk } from "../../src/calls/talk.ts";

interface Given {
  type?: CallType | null;
  title?: string;
  sides?: boolean;
  sideFrom?: SideEvidence;
  /** Milliseconds a word takes; `null` for a transcript without times. */
  pace?: number | null;
}

/** A call from lines "R: …" and "B: …"; turns follow each other with 300 ms between them. */
export function callOf(lines: readonly string[], given: Given = {}): Call {
  const pace = given.pace === undefined ? 400 : given.pace;
  const side = (own: Side) => (given.sides === false ? null : own);
  const from = given.sideFrom === undefined ? {} : { sideFrom: given.sideFrom };
  let at = 0;
  const turns = lines.map((line) => {
    const text = line.slice(3);
    const speaker = line.startsWith("R:") ? "rep" : "buyer";
    if (pace === null) return { speaker, startMs: null, endMs: null, text };
    const startMs = at;
    const endMs = startMs + text.split(" ").length * pace;
    at = endMs + 300;
    return { speaker, startMs, endMs, text };
  });
  return {
    title: given.title ?? "Weekly",
    startedAt: "2026-03-02T10:00:00Z",
    type: given.type ?? null,
    participants: [
      { id: "rep", name: "Dana Reyes", side: side("rep"), ...from },
      { id: "buyer", name: "Ines Okafor", side: side("buyer"), ...from },
    ],
    turns,
  };
}

/** The same, made ready for the detectors. */
export function talkOf(lines: readonly string[], given: Given = {}): Talk {
  return prepare(callOf(lines, given));
}
