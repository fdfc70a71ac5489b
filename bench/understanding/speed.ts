/** `npx tsx bench/understanding/speed.ts`: a whole analysis beside a plain parse of the same text by compromise. */
import { argv, stdout } from "node:process";
import nlp from "compromise";
import { analyzeCall } from "../../src/calls/analyze.ts";
import type { Call, Turn } from "../../src/calls/call.ts";

const REP = [
  "Thanks for making the time, we have thirty minutes and I'd like to understand how your team works today.",
  "How do you handle the returns when the warehouse is closed?",
  "What does that delay cost you in a normal month?",
  "Our platform reads the orders, matches them to the stock and flags what is missing.",
  "You mentioned the audit in November, what happens if it slips?",
  "I'll send you the summary by Friday and copy in Priya.",
  "It connects to your warehouse system, so nobody types the same order twice.",
  "Right.",
];
const BUYER = [
  "We use spreadsheets for most of it, and honestly they break every other week.",
  "Two people spend a day a week fixing the numbers, so it costs us about forty grand a year.",
  "Marta would have to look at anything over 30k before we sign.",
  "We also talked to Northwind and they were cheaper, but the integration looked painful.",
  "Yes.",
  "The real reason is that the old system was never built for two sites.",
  "That's a good question, I had not thought about it.",
  "If we don't fix it before the summer I'll be explaining it to the board in September.",
];

/** A call of our own making at about 150 words a minute, the same on every run. */
function callOf(minutes: number): Call {
  const turns: Turn[] = [];
  let words = 0;
  let seed = 7;
  const next = (most: number) => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % most;
  };
  for (let at = 0; words < minutes * 150; at += 1) {
    const rep = at % 2 === 0;
    const lines = rep ? REP : BUYER;
    const text = Array.from({ length: 1 + next(4) }, () => lines[next(lines.length)]).join(" ");
    const spoken = text.split(" ").length;
    const startMs = (words / 150) * 60_000;
    words += spoken;
    turns.push({ speaker: rep ? "r" : "b", startMs, endMs: (words / 150) * 60_000 - 200, text });
  }
  return {
    title: "Speed",
    startedAt: "2026-03-02T10:00:00Z",
    type: null,
    participants: [
      { id: "r", name: "Dana Reyes", side: "rep" },
      { id: "b", name: "Ines Okafor", side: "buyer" },
    ],
    turns,
  };
}

function median(times: number[]): number {
  return times.toSorted((a, b) => a - b)[times.length >> 1] ?? 0;
}

function time(runs: number, run: () => unknown): number {
  run();
  return median(
    Array.from({ length: runs }, () => {
      const from = performance.now();
      run();
      return performance.now() - from;
    }),
  );
}

const runs = Number(argv[2] ?? 7);
const lists = { competitors: ["Northwind", "Payvolt"], products: ["Orderline"] };
const warm = callOf(30);
for (let round = 0; round < 20; round += 1) analyzeCall(warm, lists);
stdout.write(
  "| call | words | our analysis (ms) | compromise parse (ms) | ratio |\n| --- | --- | --- | --- | --- |\n",
);
for (const minutes of [10, 60, 240]) {
  const call = callOf(minutes);
  const text = call.turns.map((turn) => turn.text).join(" ");
  const words = text.split(" ").length;
  const ours = time(runs * 3, () => analyzeCall(call, lists));
  const theirs = time(Math.max(3, Math.round((runs * 10) / minutes)), () => nlp(text));
  stdout.write(
    `| ${minutes} min | ${words} | ${ours.toFixed(1)} | ${theirs.toFixed(0)} | 1 : ${(theirs / ours).toFixed(0)} |\n`,
  );
}
