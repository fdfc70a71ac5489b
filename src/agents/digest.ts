import { type Digest, digestSchema } from "../coaching/digest.ts";
import type { SharedMoment } from "../coaching/shared-moment.ts";
import { counted } from "../deals/spoken.ts";
import type { CallInFull } from "../store/call-search.ts";
import type { Agent } from "./agent.ts";
import { checkTexts, saidIn } from "./deliverable-guards.ts";
import { checkLength } from "./guards.ts";
import { chosenThemes, themesOf } from "./preparing/themes.ts";
import { trendOf } from "./preparing/trend.ts";

/** Everything a digest may be made of. */
export interface DigestInput {
  /** "this week", "the last 30 days". */
  period: string;
  /** The team's calls of that time that are no longer their reps' alone. */
  calls: readonly CallInFull[];
  /** How many of them are of the last seven days. */
  fresh: number;
  /** Those of the last three months, as far back as they are whole, to draw a trend from. */
  season: readonly CallInFull[];
  /** What their owners have given to the team lately, newest first. */
  shared: readonly SharedMoment[];
  /** ISO date. */
  today: string;
  /** How many reps there are. */
  team: number;
  /** Names that must not stand in it: everybody of ours, the accounts, their people. */
  names: readonly string[];
  competitors: readonly string[];
}

/** Below this a share is an anecdote, and says so. */
const SMALL_NUMBERS = 20;
const LINE_WORDS = 35;
const MOST_SHARED = 2;
const NUMBER = /\d+/g;

function compose(input: DigestInput): Digest {
  const { calls, team, period, competitors } = input;
  const themes = themesOf(calls, team, competitors);
  const chosen = chosenThemes(themes);
  // What was left out most often, of what is shown.
  const worth = chosen.toSorted((a, b) => b.left - a.left)[0];
  // What is told comes first; what else can be shown fills the picture.
  const trend = trendOf({ ...input, calls: input.season, themes: [...chosen, ...themes] });
  return {
    period,
    calls: calls.length,
    fresh: input.fresh,
    themes: chosen.map(({ id, line, on, of }) => ({ id, line, on, of })),
    tryThis: worth?.tryThis ?? null,
    shared: input.shared.slice(0, MOST_SHARED),
    trend,
    notes: notesOf(input, chosen.length, trend !== null),
  };
}

function notesOf({ calls, team, shared }: DigestInput, shown: number, hasTrend: boolean): string[] {
  if (calls.length === 0) return ["No call that I may speak about yet."];
  if (shown === 0)
    return [
      `${counted(calls.length, "call")} from a team of ${team}: anything I could say would point at somebody, so I say nothing.`,
    ];
  return [
    ...(calls.length < SMALL_NUMBERS ? ["Small numbers: what happened, not yet a pattern."] : []),
    ...(hasTrend
      ? []
      : ["A trend is drawn once there are calls of several people over some weeks."]),
    shared.length > 0
      ? "Themes are of the whole team. A moment stands here because its owner shared it."
      : "Themes only, nobody's calls. Moments appear here once their owners share them.",
  ];
}

function guard(input: DigestInput, output: Digest): string[] {
  const themes = themesOf(input.calls, input.team, input.competitors);
  const texts = [
    ...output.themes.map(({ line }) => line),
    ...(output.tryThis ? [output.tryThis] : []),
    ...output.notes,
  ];
  const text = texts.join(" ");
  // Somebody may be called Price: our own fixed words name nobody.
  const fixed = themes.map(({ line, tryThis }) => `${line} ${tryThis}`).join(" ");
  return [
    ...checkTexts({ calls: [], texts: [fixed, ...saidIn(compose(input))] }, texts),
    ...output.themes.flatMap(({ id, on, of, line }) => {
      const counted = themes.find((one) => one.id === id);
      if (!counted || counted.on !== on || counted.of !== of) return [`“${id}” was not counted so`];
      const known = new Set([String(on), String(of)]);
      return (line.match(NUMBER) ?? [])
        .filter((number) => !known.has(number))
        .map((number) => `${number} was not counted`);
    }),
    ...input.names
      .filter((name) => {
        const word = new RegExp(`(?<!\\p{L})${escaped(name)}(?!\\p{L})`, "u");
        return word.test(text) && !word.test(fixed);
      })
      .map((name) => `${name} must not be named in the channel`),
    ...texts.flatMap((line) => checkLength(line, LINE_WORDS, "a line")),
  ];
}

const escaped = (name: string) => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** The week's themes for the team's channel: with their base, never about one person. */
export const digestAgent: Agent<DigestInput, Digest> = {
  name: "digest",
  schema: digestSchema,
  prompt: (input) => ({
    persona: "sales-coach",
    task:
      "Write the week's digest for a team's channel: at most three of the counted themes, each one sentence with its " +
      "base, and one thing to try. No names of people or companies, no quotes, nothing that points at one person.",
    // Counts alone: what was said on whose call has no place in a channel.
    facts: JSON.stringify({
      draft: compose(input),
      counted: themesOf(input.calls, input.team, input.competitors),
    }),
  }),
  compose,
  settle: (input, output) => {
    const { themes: _themes, tryThis: _tryThis, ...counted } = compose(input);
    return { ...output, ...counted };
  },
  guard,
};
