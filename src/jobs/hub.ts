import { behavioursSeen } from "../agents/behaviours-seen.ts";
import { promisesOn } from "../agents/preparing/promises.ts";
import { callName } from "../agents/questions/evidence.ts";
import { citeOn, type When } from "../agents/several-calls.ts";
import { BEHAVIOUR_BY_ID, isBehaviour } from "../coaching/behaviours.ts";
import { type Hub, type HubFocus, streakOf } from "../coaching/hub.ts";
import { addDays } from "../deals/deal.ts";
import { type CallInFull, callsInFull, type Viewer, visibleCalls } from "../store/call-search.ts";
import type { Transaction } from "../store/database.ts";
import { waitingQuestions } from "../store/debriefs.ts";
import { openFocus } from "../store/open-focus.ts";
import { ownWorkspace, type PersonRow } from "../store/people.ts";
import { planOf } from "../store/plans.ts";

const DAY_MS = 24 * 3600 * 1000;
/** A habit is looked at over ninety days and at most so many calls. */
const LOOK_BACK_MS = 90 * DAY_MS;
const MOST_READ = 12;
const SHOWN_CALLS = 5;
const MOST_PROMISES = 4;
/** A promise of a month ago was kept, or let go. */
const PROMISED_DAYS = 30;

/** A rep's own page, from their own calls: for their eyes alone. */
export async function hubOf(tx: Transaction, person: PersonRow, now: Date): Promise<Hub> {
  const { timeZone } = await ownWorkspace(tx);
  const when: When = { zone: person.timeZone ?? timeZone, now };
  const viewer: Viewer = { id: person.id, role: "rep", now, withSampleHistory: true };
  const listed = await visibleCalls(tx, viewer, {
    since: new Date(now.getTime() - LOOK_BACK_MS),
    until: new Date(now.getTime() + DAY_MS),
  });
  const calls = await callsInFull(
    tx,
    viewer,
    listed.slice(0, MOST_READ).map(({ id }) => id),
  );
  const waiting = await waitingQuestions(tx, person.id);
  return {
    name: person.name,
    focus: await focusOf(tx, person.id, calls, when),
    promises: promisesDue(calls, when),
    calls: listed.slice(0, SHOWN_CALLS).map((call) => ({
      id: call.id,
      name: callName(call, when),
      on: call.heldAt.toISOString().slice(0, 10),
      waiting: waiting.has(call.id),
    })),
  };
}

async function focusOf(
  tx: Transaction,
  repId: string,
  calls: readonly CallInFull[],
  when: When,
): Promise<HubFocus | null> {
  const planned = (await planOf(tx, repId))?.focuses[0]?.behaviour ?? null;
  const open = await openFocus(tx, repId);
  const behaviour = planned ?? open?.behaviour ?? null;
  if (!behaviour || !isBehaviour(behaviour)) return null;
  const seen = (behavioursSeen(calls).get(behaviour) ?? []).toSorted(
    (a, b) => a.call.heldAt.getTime() - b.call.heldAt.getTime(),
  );
  const shown = seen.findLast(({ observation }) => observation.met && observation.evidence[0]);
  const words = shown?.observation.evidence[0];
  return {
    behaviour,
    name: BEHAVIOUR_BY_ID[behaviour].name,
    practice: open?.behaviour === behaviour ? open.practice : null,
    from: planned ? "plan" : "debrief",
    streak: streakOf(seen.map(({ observation }) => observation.met === true)),
    last: shown && words ? citeOn(shown.call, words, when) : null,
  };
}

/** A plan may be older than a behaviour's name. */

/** What was undertaken on the newest call with each account, soonest first, those without a day last. */
function promisesDue(calls: readonly CallInFull[], when: When) {
  const today = when.now.toISOString().slice(0, 10);
  const since = addDays(today, -PROMISED_DAYS);
  const newest = calls.filter(
    (call, at) =>
      call.heldAt.toISOString().slice(0, 10) >= since &&
      calls.findIndex(({ accountId, id }) =>
        call.accountId === null ? id === call.id : accountId === call.accountId,
      ) === at,
  );
  return promisesOn(newest, "rep", { ...when, today })
    .toSorted((a, b) => (a.due ?? "9999").localeCompare(b.due ?? "9999"))
    .slice(0, MOST_PROMISES);
}
