import { z } from "zod";
import type { Call } from "../calls/call.ts";
import type { Lookups, Sources } from "./sources.ts";
import { lineOf, transcriptText } from "./transcript-text.ts";

/** Something a model may look up: data and one function. It reads; none of them can write or send. */
export interface Tool {
  name: string;
  description: string;
  /** What a person who waits reads meanwhile: our words, never the model's. */
  doing: string;
  input: z.ZodType;
  /** Plain text or JSON; throws a sentence when it is asked for something it cannot understand. */
  run(input: unknown): string | Promise<string>;
}

function tool<Input>(
  name: string,
  doing: string,
  description: string,
  input: z.ZodType<Input>,
  run: (input: Input) => string | Promise<string>,
): Tool {
  return { name, doing, description, input, run: (given) => run(input.parse(given)) };
}

/** Enough to see what led to a moment and what came of it. */
const MOST_TURNS = 40;

const CLOCK = /^(?:(\d{1,2}):)?(\d{1,3}):(\d{2})$/;
const clock = z.string().regex(CLOCK).describe("A time on the call: mm:ss or h:mm:ss");

function milliseconds(time: string): number {
  const [, hours = "0", minutes = "0", seconds = "0"] = CLOCK.exec(time) ?? [];
  return (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000;
}

const NOTHING = "Nothing on this call.";

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
  if (hits.length === 0) return NOTHING;
  const shown = hits.slice(0, MOST_TURNS).map((index) => lineOf(call, index));
  const left = hits.length - shown.length;
  return [...shown, ...(left > 0 ? [`… and ${left} more; ask more narrowly.`] : [])].join("\n");
}

/** What can be looked up for this input; the same order every time, so that the cache holds. */
export function toolsFor({ call, calls, measures, ranked, lookups }: Sources): Tool[] {
  return [
    ...severalCalls(calls),
    ...(call
      ? [
          tool(
            "search_transcript",
            "Searching the call",
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
            "Reading the numbers",
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
            "Reading the moments of the call",
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

/** Several calls are searched, and opened one at a time. */
function severalCalls(calls: Sources["calls"]): Tool[] {
  if (calls.length === 0) return [];
  const known = calls.map(({ id }) => id);
  const one = z.object({ callId: z.string() });
  const the = (id: string) => {
    const found = calls.find((call) => call.id === id);
    if (!found) throw new ToolError(`There is no call ${id} here, only ${known.join(", ")}.`);
    return found.call;
  };
  const count = calls.length === 1 ? "one call" : `${calls.length} calls`;
  return [
    tool(
      "search_calls",
      `Searching ${count}`,
      "Finds turns by words, by time or around a turn: on one of the calls, or by words on all of them.",
      search.extend({ callId: z.string().optional() }),
      ({ callId, ...asked }) =>
        callId === undefined ? searchAll(calls, asked) : searchTranscript(the(callId), asked),
    ),
    tool(
      "read_call",
      calls.length === 1 ? "Reading the call" : `Reading one of ${count}`,
      "The whole transcript of one call.",
      one,
      ({ callId }) => transcriptText(the(callId), []),
    ),
  ];
}

/** So many calls are shown for one search; beyond that it was asked too widely. */
const MOST_CALLS = 8;

function searchAll(calls: Sources["calls"], asked: z.infer<typeof search>): string {
  const found = calls.flatMap(({ id, call }) => {
    const hits = searchTranscript(call, asked);
    return hits === NOTHING ? [] : [`Call ${id}, ${call.title}:\n${hits}`];
  });
  if (found.length === 0) return "Nothing on these calls.";
  const left = found.length - MOST_CALLS;
  return [
    ...found.slice(0, MOST_CALLS),
    ...(left > 0 ? [`… and on ${left} more calls; ask more narrowly.`] : []),
  ].join("\n\n");
}

/** A look-up that was asked for wrongly; its sentence goes back to the model. */
export class ToolError extends Error {}

function beyondTheCall({ recall, deal, mentalModel, play }: Lookups): Tool[] {
  const named = z.object({ name: z.string().min(1) });
  return [
    ...(recall
      ? [
          tool(
            "recall",
            "Looking up what is remembered",
            "What is remembered from earlier calls and conversations about a subject.",
            z.object({ query: z.string().min(1) }),
            ({ query }) => recall(query),
          ),
        ]
      : []),
    ...(deal
      ? [
          tool(
            "read_deal",
            "Reading the deal",
            "A deal: stage, amount, dates, next step. Without a name the one this is about.",
            z.object({ name: z.string().min(1).optional().describe("A customer or a deal") }),
            ({ name }) => deal(name),
          ),
        ]
      : []),
    ...(mentalModel
      ? [
          tool(
            "read_mental_model",
            "Reading what has been learned so far",
            "A page of what has been learned so far: discovery-playbook or coaching-themes.",
            named,
            ({ name }) => mentalModel(name),
          ),
        ]
      : []),
    ...(play
      ? [
          tool(
            "read_play",
            "Reading the playbook",
            "A play of the team's playbook, or a part of the method, by what it is about.",
            named,
            ({ name }) => play(name),
          ),
        ]
      : []),
  ];
}
