import { type DigestInput, digestAgent } from "../../agents/digest.ts";
import type { Digest } from "../../coaching/digest.ts";
import { digestMessage } from "../../messages/digest.ts";
import {
  type CallSummary,
  callsInFull,
  listContacts,
  type Viewer,
  visibleCalls,
} from "../../store/call-search.ts";
import type { Transaction } from "../../store/database.ts";
import { listAccounts, ownWorkspace } from "../../store/people.ts";
import { COMMANDS } from "./commands.ts";
import { type Asking, defineDeliverable, type Nothing } from "./deliverable.ts";

const DAY_MS = 24 * 3600 * 1000;
const MOST_READ = 120;
/** A week, or as far back as it takes to have something to count. */
const PERIODS = [
  { days: 7, words: "this week" },
  { days: 30, words: "in the last 30 days" },
  { days: 60, words: "in the last 60 days" },
];
const ENOUGH_CALLS = 6;

/** The week's themes on a team's calls: the same whoever asks for them. */
export const digest = defineDeliverable<"team", DigestInput, Digest>({
  command: COMMANDS.digest,
  for: "anyone",
  reader: "manager",
  private: false,
  gather,
  agent: digestAgent,
  message: (output, _input, scene) => digestMessage(output, scene.note),
});

async function gather(
  tx: Transaction,
  { viewer, subject: { manager, reps }, people, now }: Asking<"team">,
): Promise<DigestInput | Nothing> {
  if (!manager || reps.length === 0)
    return { nothing: "A digest is about a team, and nobody here reports to anybody yet." };
  // What the team's manager may see, whoever asks: so no rep's first day is in it.
  const reader: Viewer = { ...viewer, id: manager.id, role: "manager" };
  const until = new Date(now.getTime() + DAY_MS);
  const team = new Set(reps.map(({ id }) => id));
  let listed: CallSummary[] = [];
  let period = "";
  for (const { days, words } of PERIODS) {
    const since = new Date(now.getTime() - days * DAY_MS);
    const seen = await visibleCalls(tx, reader, { since, until });
    listed = seen.filter(({ repId }) => repId !== null && team.has(repId));
    period = words;
    if (listed.length >= ENOUGH_CALLS) break;
  }
  if (listed.length === 0)
    return {
      nothing:
        "No call of the team in the last 60 days that I may speak about, so there is no digest.",
    };
  const { settings } = await ownWorkspace(tx);
  const contacts = await listContacts(tx);
  const accounts = await listAccounts(tx);
  const heard = listed.flatMap(({ participants }) => participants);
  return {
    ...{ period, team: reps.length, competitors: settings.competitors ?? [] },
    calls: await callsInFull(
      tx,
      reader,
      listed.slice(0, MOST_READ).map(({ id }) => id),
    ),
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
