import { synthesis as agent, type SynthesisInput } from "../../agents/synthesis.ts";
import { spelled } from "../../coaching/rep-record.ts";
import { addDays } from "../../deals/deal.ts";
import { spokenDay } from "../../deals/spoken.ts";
import { synthesisMessage } from "../../messages/synthesis.ts";
import { type Viewer, visibleCalls } from "../../store/call-search.ts";
import type { Transaction } from "../../store/database.ts";
import { dealsOf } from "../../store/pipeline.ts";
import { COMMANDS } from "./commands.ts";
import { type Asking, defineDeliverable, type Nothing } from "./deliverable.ts";
import { plannedCalls } from "./rep-record.ts";

const DAYS = 30;
const DAY_MS = 24 * 3600 * 1000;
const MOST_READ = 40;
const LEAST_CALLS = 5;

/** A team's month in coaching: themes, never people; the same whoever asks. */
export const synthesis = defineDeliverable({
  command: COMMANDS.synthesis,
  for: "anyone",
  reader: "manager",
  private: true,
  gather,
  agent,
  message: (output, _input, { note }) => synthesisMessage(output, note),
});

async function gather(
  tx: Transaction,
  { viewer, subject: { manager, reps }, now, today }: Asking<"team">,
): Promise<SynthesisInput | Nothing> {
  if (!manager || reps.length === 0)
    return { nothing: "A synthesis is about a team, and nobody here reports to anybody yet." };
  const team = new Set(reps.map(({ id }) => id));
  // What the team's manager may see, whoever asks: so no rep's first day is in it.
  const reader: Viewer = { ...viewer, id: manager.id, role: "manager" };
  const between = async (from: number, to: number) => {
    const since = new Date(now.getTime() - from * DAY_MS);
    const until = new Date(now.getTime() - to * DAY_MS);
    const seen = await visibleCalls(tx, reader, { since, until });
    const own = seen.filter(({ repId }) => repId !== null && team.has(repId));
    return await plannedCalls(
      tx,
      reader,
      own.slice(0, MOST_READ).map(({ id }) => id),
    );
  };
  const calls = await between(DAYS, -1);
  if (calls.length < LEAST_CALLS)
    return {
      nothing:
        `${calls.length === 1 ? "One call" : `${spelled(calls.length)} calls`} of the team in the last thirty days; a month's synthesis needs ${spelled(LEAST_CALLS)}.`.replace(
          /^./,
          (first) => first.toUpperCase(),
        ),
    };
  const since = addDays(today, -DAYS);
  const decided = (await dealsOf(tx, { decidedSince: since })).filter(
    ({ status, ownerId }) => status !== "open" && ownerId !== null && team.has(ownerId),
  );
  return {
    month: `the thirty days to ${spokenDay(today)}`,
    ...{ calls, earlier: await between(2 * DAYS, DAYS), decided },
    unnamed: reps.map(({ name }) => name.split(" ")[0] ?? name),
  };
}
