import { z } from "zod";
import type { PracticeLine } from "../coaching/practice.ts";
import type { PracticeScene } from "../store/schema.ts";
import type { Agent } from "./agent.ts";
import { checkLength } from "./guards.ts";

/** A role play as far as it has come: the next line is the buyer's. */
export interface PracticeInput {
  scene: PracticeScene;
  /** What is practised, in words. */
  behaviour: string;
  lines: readonly PracticeLine[];
  /** Which of the buyer's own lines was said last. */
  cue: number;
}

const practiceTurnSchema = z.object({ say: z.string().min(1) });
type PracticeTurn = z.infer<typeof practiceTurnSchema>;

const LINE_WORDS = 45;
const COACHING =
  /\b(?:technique|role[- ]?play|practi[cs]e|coach|as an ai|language model|well done|good question|great question|transcript)\b/i;
const FIGURE = /\d[\d.,]*/g;
const NUMBER_WORD =
  /\b(?:ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundred|thousand|million)\b/gi;

/**
 * The buyer of that very deal, played. The local coach plays nobody: it gives the buyer's own next
 * line, and the drill is built around that.
 */
export const practiceAgent: Agent<PracticeInput, PracticeTurn> = {
  name: "practice",
  schema: practiceTurnSchema,
  prompt: ({ scene, behaviour, lines }) => ({
    persona: "practice-buyer",
    task:
      `Say the next line as ${scene.buyer} of ${scene.account}: one to three short spoken sentences, at most ${LINE_WORDS} words. ` +
      `The seller practises one thing: ${behaviour.toLowerCase()}. Give them an honest chance to do it: ` +
      "answer a good open question with something that is in the material, stay guarded when they talk past you, and bring up a worry of yours when the talk runs dry. " +
      "Use no figure, name or fact that stands neither in the material nor in what was said so far.",
    facts: JSON.stringify({
      youAre: scene.buyer,
      company: scene.account,
      whatYouSaidOnCalls: [...scene.cues.map(({ quote }) => quote), ...scene.facts],
      saidSoFar: lines.map(({ by, text }) => ({ by: by === "rep" ? "seller" : "you", text })),
    }),
  }),
  compose: ({ scene, cue }) => {
    const next = scene.cues[(cue + 1) % Math.max(1, scene.cues.length)] ?? scene.cues[0];
    return { say: next?.quote ?? "" };
  },
  guard: (input, { say }) => {
    const known = materialOf(input);
    const invented = [...say.matchAll(FIGURE), ...say.matchAll(NUMBER_WORD)]
      .map(([figure]) => figure.toLowerCase().replace(/[.,]+$/, ""))
      .filter((figure) => !known.includes(figure));
    const isTheirs = input.scene.cues.some(({ quote }) => quote === say);
    return [
      ...invented.map((figure) => `nobody has said “${figure}”`),
      // Their own words may be as long as they were.
      ...(isTheirs ? [] : checkLength(say, LINE_WORDS, "the line")),
      ...(!isTheirs && COACHING.test(say) ? ["the buyer speaks, not a coach"] : []),
      ...(/\n/.test(say.trim()) ? ["one line, of one person"] : []),
      ...(input.lines.some(({ by, text }) => by === "buyer" && text === say && !isTheirs)
        ? ["that was said before"]
        : []),
    ];
  },
};

function materialOf({ scene, lines }: PracticeInput): string {
  return [...scene.cues.map(({ quote }) => quote), ...scene.facts, ...lines.map(({ text }) => text)]
    .join(" ")
    .toLowerCase();
}
