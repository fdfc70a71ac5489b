import { z } from "zod";
import type { Call } from "../calls/call.ts";
import type { Lookups, Sources } from "./sources.ts";
import { lineOf } from "./transcript-text.ts";

/** Something a model may look up: data and one function. It reads; none of them can write or send. */
export interface Tool {
  name: string;
  description: string;
  input: z.ZodType;
  /** Plain text or JSON; throws a sentence when it is asked for something it cannot understand. */
  run(input: unknown): string | Promise<string>;
}

function tool<Input>(
  name: string,
  description: string,
  input: z.ZodType<Input>,
  run: (input: Input) => string | Promise<string>,
): Tool {
  return { name, description, input, run: (given) => run(input.parse(given)) };
}

/** Enough to see what led to a moment and what came of it. */
const MOST_TURNS = 40;

const CLOCK = /^(?:(\d{1,2}):)?(\d{1,3}):(\d{2})$/;
const clock = z.string().regex(CLOCK).describe("A time on the call: mm:ss or h:mm:ss");

function milliseconds(time: string): number {
  const [, hours = "0", minutes = "0", seconds = "0"] = CLOCK.exec(time) ?? [];
  return (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000;
}

const search = z.object({
  text: z.string().min(1).optional().describe("Words that must all be in the turn, any case"),
  from: clock.optional(),
  to: clock.optional(),
  turn: z.number().int().nonnegative().optional().describe("Around this turn"),
});

function searchTranscript(call: Call, asked: z.infer<typeof search>): string {
  const words = (asked.text ?? "").toLowerCase().split(/\s+/).filter(Boolean);
  const from = asked.from === undefined ? null : milliseconds(asked.from);
  const to = asked.to === undefined ? null : milliseconds(asked.to);
  const hits = call.turns.flatMap((turn, index) => {
    const lower = turn.text.toLowerCase();
    const at = turn.startMs;
    const fits =
      words.every((word) => lower.includes(word)) &&
      (from === null || (at !== null && at >= from)) &&
      (to === null || (at !== null && at <= to)) &&
      (asked.turn === undefined || Math.abs(index - asked.turn) <= 5);
    return fits ? [index] : [];
  });
  if (hits.length === 0) return "Nothing on this call.";
  const shown = hits.slice(0, MOST_TURNS).map((index) => lineOf(call, index));
  const left = hits.length - shown.length;
  return [...shown, ...(left > 0 ? [`… and ${left} more; ask more narrowly.`] : [])].join("\n");
}

/** What can be looked up for this input; the same order every time, so that the cache holds. */
export function toolsFor({ call, measures, ranked, lookups }: Sources): Tool[] {
  return [
    ...(call
      ? [
          tool(
            "search_transcript",
            "Finds turns of this call by words, by time or around a turn. Returns them verbatim.",
            search,
            (asked) => searchTranscript(call, asked),
          ),
        ]
      : []),
    ...(measures
      ? [
          tool(
            "read_measures",
            "The measured numbers of this call, and why some could not be measured.",
            z.object({}),
            () => JSON.stringify(measures),
          ),
        ]
      : []),
    ...(ranked.length > 0
      ? [
          tool(
            "read_moments",
            "The moments of this call that may be spoken about, best first, all or of one kind.",
            z.object({ kind: z.string().optional() }),
            ({ kind }) =>
              JSON.stringify(
                ranked.filter((one) => kind === undefined || one.kind === kind),
                (key, value) => (key === "source" ? undefined : value),
              ),
          ),
        ]
      : []),
    ...beyondTheCall(lookups),
  ];
}

function beyondTheCall({ recall, deal, mentalModel, play }: Lookups): Tool[] {
  const named = z.object({ name: z.string().min(1) });
  return [
    ...(recall
      ? [
          tool(
            "recall",
            "What is remembered from earlier calls and conversations about a subject.",
            z.object({ query: z.string().min(1) }),
            ({ query }) => recall(query),
          ),
        ]
      : []),
    ...(deal ? [tool("read_deal", "The deal this call is part of.", z.object({}), deal)] : []),
    ...(mentalModel
      ? [
          tool("read_mental_model", "A page of what has been learned so far.", named, ({ name }) =>
            mentalModel(name),
          ),
        ]
      : []),
    ...(play
      ? [tool("read_play", "A play of the team's playbook.", named, ({ name }) => play(name))]
      : []),
  ];
}
