import { type CallDebriefInput, callDebrief } from "../../../src/agents/call-debrief.ts";
import { analyzeCall } from "../../../src/calls/analyze.ts";
import type { Call, Turn } from "../../../src/calls/call.ts";
import type { Missed, Spot } from "../../../src/coaching/opportunity.ts";

/** A short call with something left alone in it; `extra` is said by the buyer near the end. */
export function callWith(extra: string[] = []): Call {
  const lines: [string, string][] = [
    ["ana", "Thanks for the time, Piet. What does month end look like for you?"],
    [
      "piet",
      "Two people retype the freight invoices, and it costs us about ninety thousand a year.",
    ],
    ["ana", "Okay. Let me show you the import screen, it reads invoices from any mailbox."],
    ["piet", "Sure."],
    ["ana", "And here is how the approvals look on a phone."],
    ...extra.map((text): [string, string] => ["piet", text]),
    ["ana", "I'll send you the slides."],
  ];
  let at = 0;
  const turns = lines.map(([speaker, text]): Turn => {
    const startMs = at;
    at += 4_000 + text.length * 60;
    return { speaker, startMs, endMs: at - 1_000, text };
  });
  return {
    title: "Dunmore Foods",
    startedAt: null,
    type: "discovery",
    participants: [
      { id: "ana", name: "Ana Ruiz", side: "rep", sideFrom: "given" },
      { id: "piet", name: "Piet Vos", side: "buyer", sideFrom: "given" },
    ],
    turns,
  };
}

/** What the debrief of that call is asked with: one moment, found by hand and not by the detectors. */
export function inputFor(call: Call): CallDebriefInput {
  const spotAt = (turn: number): Spot => {
    const { speaker, startMs, text } = call.turns[turn] ?? { speaker: "", startMs: null, text: "" };
    const side = speaker === "ana" ? "rep" : "buyer";
    return { turn, atMs: startMs, quote: text, speaker, side };
  };
  const missed: Missed = {
    credited: false,
    kind: "disclosure-left-alone",
    flavour: "money",
    spot: spotAt(1),
    response: spotAt(2),
    returned: null,
    hooks: { money: "ninety thousand" },
    confidence: 0.8,
    because: "a cost was named and the screen came next",
    source: null,
  };
  return {
    call,
    measures: analyzeCall(call).measures,
    choice: { opening: missed, opportunity: missed, wentWell: [], ranked: [missed] },
    seed: "test",
    recentWordings: [],
    followUpOn: "2026-11-27",
  };
}

export { callDebrief };
