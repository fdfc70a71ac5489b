import { type DigestInput, digestAgent } from "../../agents/digest.ts";
import { TREND_DAYS } from "../../agents/preparing/trend.ts";
import type { Digest } from "../../coaching/digest.ts";
import { digestMessage } from "../../messages/digest.ts";
import {
  type CallInFull,
  callsInFull,
  listContacts,
  type Viewer,
  visibleCalls,
} from "../../store/call-search.ts";
import type { Transaction } from "../../store/database.ts";
import { listAccounts, ownWorkspace } from "../../store/people.ts";
import { sharedSince } from "../../store/shared-moments.ts";
import { COMMANDS } from "./commands.ts";
import { type Asking, defineDeliverable, type Nothing } from "./deliverable.ts";

const DAY_MS = 24 * 3600 * 1000;
/** Read word for word, the newest first: some seconds' work at most. */
const MOST_READ = 240;
/** A week, or as far back as it takes to have something to count. */
const LONGEST = { days: 60, words: "in the last 60 days" };
const PERIODS = [
  { days: 7, words: "this week" },
  { days: 30, words: "in the last 30 days" },
  LONGEST,
];
/** A moment that was shared stands in the next digest, and in that alone. */
const SHARED_DAYS = 7;
const ENOUGH_CALLS = 6;

/** The week's themes on a team's calls: the same whoever asks for them. */
export const digest = defineDeliverable<"team", DigestInput, Digest>({
  command: COMMANDS.digest,
  for: "anyone",
  reader: "manager",
  private: false,
  gather,
  agent: digestAgent,
  trend: ({ trend }) => trend,
  message: (output, _input, scene) => digestMessage(output, scene),
});

async function gather(
  tx: Transaction,
  { viewer, subject: { manager, reps }, people, now, today }: Asking<"team">,
): Promise<DigestInput | Nothing> {
  if (!manager || reps.length === 0)
    return { nothing: "A digest is about a team, and nobody here reports to anybody yet." };
  // What the team's manager may see, whoever asks: so no rep's first day is in it.
  const reader: Viewer = { ...viewer, id: manager.id, role: "manager" };
  const ids = reps.map(({ id }) => id);
  const daysAgo = (days: number) => new Date(now.getTime() - days * DAY_MS);
  const all = await visibleCalls(tx, reader, { since: daysAgo(TREND_DAYS), until: daysAgo(-1) });
  const season = all.filter(({ repId }) => repId !== null && ids.includes(repId));
  const within = (days: number) => season.filter(({ heldAt }) => heldAt >= daysAgo(days));
  const { days, words } = PERIODS.find((one) => within(one.days).length >= ENOUGH_CALLS) ?? LONGEST;
  const listed = within(days);
  if (listed.length === 0)
    return {
      nothing:
        "No call of the team in the last 60 days that I may speak about, so there is no digest.",
    };
  const { settings } = await ownWorkspace(tx);
  const contacts = await listContacts(tx);
  const accounts = await listAccounts(tx);
  const heard = listed.flatMap(({ participants }) => participants);
  const read = await callsInFull(
    tx,
    reader,
    season.slice(0, MOST_READ).map(({ id }) => id),
  );
  return {
    ...{ period: words, team: reps.length, competitors: settings.competitors ?? [], today },
    fresh: within(7).length,
    calls: read.filter(({ id }) => listed.some((one) => one.id === id)),
    season: season.length > MOST_READ ? wholeDays(read) : read,
    shared: await sharedSince(tx, ids, daysAgo(SHARED_DAYS)),
    names: [
      ...new Set([
        ...[...people, ...contacts, ...heard].flatMap(({ name }) => [
          name,
          name.split(" ")[0] ?? name,
        ]),
        ...accounts.map(({ name }) => name),
      ]),
    ].filter((name) => name.length > 2),
  };
}

/** Where not all were read, the oldest day is one of which some are missing. */
function wholeDays(calls: readonly CallInFull[]): CallInFull[] {
  const oldest = Math.min(...calls.map(({ heldAt }) => heldAt.getTime()));
  return calls.filter(({ heldAt }) => heldAt.getTime() >= oldest + DAY_MS);
}
