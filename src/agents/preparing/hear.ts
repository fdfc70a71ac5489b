import type { Side } from "../../calls/call.ts";
import { sentencesOf } from "../../calls/talk.ts";
import type { Cited } from "../../coaching/cited.ts";
import type { CallInFull } from "../../store/call-search.ts";
import { citeOn } from "../several-calls.ts";
import type { PrepInput } from "./account.ts";

/** What sort of thing the buyer told: decides what they need to hear about it. */
export type HearKind =
  | "failure"
  | "money"
  | "fear"
  | "date"
  | "person"
  | "interest"
  | "request"
  | "problem";

interface Told {
  kind: HearKind;
  call: CallInFull;
  turn: number;
  quote: string;
  weight: number;
}

/** Before this share of the turns people speak about headsets and weather. */
const SMALL_TALK = 0.06;
const FEWEST_WORDS = 9;
const NEAR_TURNS = 12;
const WIDEST_WORDS = 34;
const FIGURE =
  /\b(?:hundred|thousand|million|grand|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-\w+)?|\d+)\b/i;
const ASKED = /^(?:so |and |but )?(?:if you could|could you|can you|would you|send me)\b/i;
const GAPS: Partial<Record<string, { kind: HearKind; weight: number }>> = {
  impact: { kind: "money", weight: 2.2 },
  "cost-of-inaction": { kind: "money", weight: 2 },
  "personal-stakes": { kind: "fear", weight: 2 },
  problem: { kind: "problem", weight: 1.2 },
};
const FLAVOURS: Partial<Record<string, HearKind>> = {
  failure: "failure",
  money: "money",
  fear: "fear",
  date: "date",
  person: "person",
};

/** The buyer's words that matter most to what comes next; `null` when nothing was heard. */
export function whatTheyTold(input: PrepInput): { kind: HearKind; quote: Cited } | null {
  const best = input.calls
    .slice(0, 4)
    .flatMap((call, age, calls) =>
      toldOn(call, age).map((one) => ({
        ...one,
        // What was passed over and taken up since is told better on the later call.
        weight: one.weight - (calls.slice(0, age).some(tookUp) ? 1 : 0),
      })),
    )
    .sort((a, b) => b.weight - a.weight)[0];
  if (!best) return null;
  return { kind: best.kind, quote: citeOn(best.call, widened(best), input) };
}

const tookUp = ({ ranked }: CallInFull) =>
  ranked.some(
    ({ kind }) => kind === "stayed-with-disclosure" || kind === "asked-impact-and-waited",
  );

function toldOn(call: CallInFull, age: number): Told[] {
  const recent = Math.max(0, 0.9 - 0.45 * age);
  const told: Told[] = [];
  const add = (kind: HearKind, spot: { turn: number; quote: string } | null, weight: number) => {
    if (!spot || spot.turn < call.call.turns.length * SMALL_TALK) return;
    const words = spot.quote.split(/\s+/).length;
    const counted = FIGURE.test(spot.quote);
    const about = ASKED.test(spot.quote)
      ? "request"
      : kind === "money" && !counted
        ? "problem"
        : kind;
    // A figure or a longer sentence can be taken up; "that's it" cannot.
    const full = Math.min(words, 20) / 20 + (counted ? 0.3 : about === kind ? 0 : -0.5);
    told.push({
      kind: about,
      call,
      turn: spot.turn,
      quote: spot.quote,
      weight: weight + recent + full,
    });
  };
  for (const { kind, flavour, spot, lead, response, confidence, returned, hooks } of call.ranked) {
    const told = FLAVOURS[flavour ?? ""] ?? "problem";
    if (kind === "disclosure-left-alone")
      add(told, spot, 2 * confidence + 0.8 + (returned ? 0.3 : 0) - (age > 0 ? 0.6 : 0));
    if (kind === "signal-talked-over") add("interest", spot, 2 * confidence + 0.5);
    if (kind === "stayed-with-disclosure" || kind === "asked-impact-and-waited")
      for (const words of [response, lead ?? null, sumNear(call, spot.turn, hooks.money)])
        add(
          words && hooks.money && words.quote.includes(hooks.money) ? "money" : told,
          words?.side === "buyer" ? words : null,
          2 * confidence,
        );
  }
  for (const moment of call.moments) {
    if (moment.kind !== "gap" || moment.side !== "buyer" || moment.confidence < 0.75) continue;
    const found = GAPS[moment.slot];
    // On a negotiation a sum is a price, not what something costs them.
    const price = call.type === "negotiation" && FIGURE.test(moment.quote);
    if (found && !price && moment.turn !== call.setAside) add(found.kind, moment, found.weight);
  }
  return told.filter(({ quote }) => quote.trim() !== "");
}

/** The buyer's sentence with that sum in it, nearest to a turn. */
function sumNear(
  { call }: CallInFull,
  turn: number,
  money: string | undefined,
): { turn: number; quote: string; side: Side | null } | null {
  if (!money) return null;
  const sides = new Map(call.participants.map(({ id, side }) => [id, side]));
  const near = call.turns
    .map(({ text, speaker }, at) => ({ text, side: sides.get(speaker) ?? null, turn: at }))
    .slice(Math.max(0, turn - NEAR_TURNS), turn + NEAR_TURNS)
    .filter(({ text, side }) => side === "buyer" && text.includes(money));
  const [nearest] = near.sort((a, b) => Math.abs(a.turn - turn) - Math.abs(b.turn - turn));
  const quote = sentencesOf(nearest?.text ?? "").find(({ text }) => text.includes(money))?.text;
  return nearest && quote ? { turn: nearest.turn, quote, side: nearest.side } : null;
}

/** A short sentence needs the one before it: "So that's what keeps me up" is about something. */
function widened({ call, turn, quote }: Told): { turn: number; quote: string } {
  const { turns } = call.call;
  const text = turns[turn]?.text ?? "";
  const at = text.indexOf(quote);
  if (at < 0 || wordsIn(quote) >= FEWEST_WORDS) return { turn, quote };
  let from = at;
  for (const before of sentencesOf(text.slice(0, at)).toReversed()) {
    const start = text.lastIndexOf(before.text, from);
    if (start < 0 || wordsIn(text.slice(start, at + quote.length)) > WIDEST_WORDS) break;
    from = start;
    if (wordsIn(text.slice(from, at + quote.length)) >= FEWEST_WORDS) break;
  }
  if (from < at) return { turn, quote: text.slice(from, at + quote.length) };
  // Recorders cut one breath into several turns.
  for (let back = turn - 1; back >= Math.max(0, turn - 3); back -= 1) {
    const said = sentencesOf(turns[back]?.text ?? "").at(-1)?.text ?? "";
    if (turns[back]?.speaker === turns[turn]?.speaker && wordsIn(said) >= FEWEST_WORDS)
      return { turn: back, quote: said };
  }
  return { turn, quote };
}

const wordsIn = (part: string) => part.split(/\s+/).filter(Boolean).length;
