import { eq } from "drizzle-orm";
import { v7 } from "uuid";
import { receiveFile } from "../../../src/jobs/receive-file.ts";
import { addPerson, changeSettings } from "../../../src/store/people.ts";
import { account, contact, deal, dealContact, person } from "../../../src/store/schema.ts";
import { OPEN_CALL } from "../../agents/held-call.ts";
import { MANAGER, OTHER_REP, REP, type SlackStand } from "./stand.ts";

/** Somebody on the team who is not in Slack: among two, a count would point at somebody. */
const THIRD_REP = "Noor Said";
const DAY_MS = 24 * 3600_000;

export interface SlackFloor {
  accountId: string;
}

/**
 * A small sales floor in a stand's workspace: an account with a contact, three open deals and a lost one
 * of the rep's, four calls of that rep and three of colleagues.
 */
export async function openFloor(
  stand: SlackStand,
  now: Date,
  { weeks = 1 } = {},
): Promise<SlackFloor> {
  const { effects, workspaceId, people } = stand;
  const [accountId, contactId] = [v7(), v7()];
  const day = (days: number) => new Date(now.getTime() + days * DAY_MS).toISOString().slice(0, 10);
  await effects.database.inWorkspace(workspaceId, async (tx) => {
    // Evenings and week-ends are not what is looked at here.
    await changeSettings(tx, {
      quietHours: { from: "00:00", until: "00:00", days: [] },
      messagesPerDay: 20,
    });
    await tx
      .update(person)
      .set({ startedOn: day(-20) })
      .where(eq(person.id, people[REP] ?? ""));
    const managerId = people[MANAGER] ?? null;
    await addPerson(tx, { id: v7(), name: THIRD_REP, role: "rep", managerId });
    await tx
      .insert(account)
      .values({ id: accountId, name: "Fernhill Dairies", domain: "fern.test" });
    await tx.insert(contact).values({ id: contactId, accountId, name: "Hollis Grant" });
    const ids = [v7(), v7(), v7(), v7()];
    const open = { ownerId: people[REP] ?? null, currency: "EUR", openedOn: day(-60) };
    const named = (at: number, name: string, amountMinor: number) => ({
      ...open,
      ...{ id: ids[at] ?? "", externalId: `D${at}`, name, amountMinor, status: "open" as const },
      ...{ stage: "Proposal", category: "commit", closeOn: day(20) },
    });
    await tx.insert(deal).values([
      { ...named(0, "Fernhill cold stores", 4_800_000), accountId },
      named(1, "Marlow lines", 3_100_000),
      named(2, "Stannard packing", 2_500_000),
      {
        ...named(3, "Calder rollout", 1_900_000),
        ...{ status: "lost" as const, stage: "Closed lost", closedOn: day(-10) },
        lossReason: "Went with what they had",
      },
    ]);
    await tx.insert(dealContact).values({ dealId: ids[0] ?? "", contactId });
  });
  // Four of the rep's, enough for a first plan; each at an hour of its own, since two recordings of one
  // hour would be one call.
  const callers = [REP, OTHER_REP, THIRD_REP, REP, OTHER_REP, REP, REP];
  const all = Array.from({ length: weeks }, () => callers).flat();
  for (const [at, rep] of all.entries()) {
    const week = Math.floor(at / callers.length);
    const text = OPEN_CALL.trim().replace(/^ *R:/gm, `${rep}:`).replace(/^ *B:/gm, "Hollis Grant:");
    await receiveFile(effects, workspaceId, {
      ...{ source: "import", fileName: `call-${at}.txt`, mediaType: null, requestedBy: null },
      bytes: Buffer.from(`${text}\nHollis Grant: That was number ${at}.`),
      ...{ accountId, repName: rep, announce: false },
      startedAt: new Date(now.getTime() - 2 * DAY_MS - week * 7 * DAY_MS - at * 3_600_000),
    });
  }
  await stand.work();
  await effects.database.inWorkspace(workspaceId, (tx) =>
    // What a call showed is its rep's alone for a day.
    tx.execute(
      `update debrief set created_at = '${new Date(now.getTime() - 1.5 * DAY_MS).toISOString()}'`,
    ),
  );
  return { accountId };
}
