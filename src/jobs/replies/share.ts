import type { CallDebrief } from "../../coaching/call-debrief.ts";
import type { Candidate } from "../../coaching/opportunity.ts";
import { pointsNowhere, WHAT_WAS_DONE } from "../../coaching/shared-moment.ts";
import {
  askToShareMessage,
  SHARE_NAMED,
  SHARE_NOT,
  SHARE_UNNAMED,
  SHARE_WITHDRAW,
  sharedMessage,
} from "../../messages/share-moment.ts";
import { listContacts } from "../../store/call-search.ts";
import type { CallRow } from "../../store/calls.ts";
import type { Transaction } from "../../store/database.ts";
import type { DebriefRow } from "../../store/debriefs.ts";
import { type DeliveryRow, post, sentSince } from "../../store/deliveries.ts";
import { listAccounts, listPeople } from "../../store/people.ts";
import type { SaidRow } from "../../store/said.ts";
import {
  askedToShareSince,
  askToShare,
  decideSharing,
  lockShared,
} from "../../store/shared-moments.ts";
import type { Effects } from "../effects.ts";
import type { ButtonReply } from "./outcome.ts";

/** More often it would be a chore. */
const ASKED_AT_MOST_EVERY_MS = 7 * 24 * 3600 * 1000;

/** The states a button leads to. */
const STATES = {
  [SHARE_NAMED]: "named",
  [SHARE_UNNAMED]: "unnamed",
  [SHARE_NOT]: "kept",
  [SHARE_WITHDRAW]: "withdrawn",
} as const;

/**
 * Asks the rep whether the moment their debrief credits may be shown to the team: once a debrief, at
 * most once a week, and only their own words.
 * @returns the question's delivery, or `null` when there is nothing to ask
 */
export async function askAboutSharing(
  tx: Transaction,
  { debrief, call, root }: { debrief: DebriefRow; call: CallRow; root: DeliveryRow },
  effects: Pick<Effects, "now">,
): Promise<string | null> {
  const moment = creditedMoment(debrief.output as CallDebrief, call);
  const personId = debrief.repId;
  if (!moment || !personId || root.personId !== personId) return null;
  const people = await listPeople(tx);
  const owner = people.find(({ id }) => id === personId);
  const team = people.filter(({ managerId }) => managerId && managerId === owner?.managerId);
  // Alone there is nobody to show it to.
  if (team.length < 2) return null;
  const now = effects.now();
  const weekAgo = new Date(now.getTime() - ASKED_AT_MOST_EVERY_MS);
  if (await askedToShareSince(tx, personId, weekAgo)) return null;
  const id = await askToShare(tx, { debriefId: debrief.id, personId, ...moment, createdAt: now });
  if (!id) return null;
  const names = await namesAround(tx, call);
  return await post(tx, {
    ...{ kind: "share-moment", subjectId: id, recipient: root.recipient, personId },
    threadId: root.id,
    message: askToShareMessage({
      ...{ id, ...moment, team: team.length },
      mayBeUnnamed: pointsNowhere(moment.quote, names),
    }),
  });
}

/** The rep's own words that the debrief credits, and what was done there; `null` when there are none. */
function creditedMoment(
  { question, wentWell }: CallDebrief,
  call: CallRow,
): { quote: string; what: string } | null {
  const { ranked = [] } = (call.analysis ?? {}) as { ranked?: Omit<Candidate, "source">[] };
  const credited = [
    ...(question.credited ? [question.moment] : []),
    ...wentWell.map((one) => one.moment),
  ];
  for (const { side, turn, quote } of credited) {
    const kind = ranked.find((one) => one.credited && one.spot.turn === turn)?.kind;
    const what = kind && kind in WHAT_WAS_DONE && WHAT_WAS_DONE[kind as keyof typeof WHAT_WAS_DONE];
    if (side === "rep" && what) return { quote, what };
  }
  return null;
}

/** Everybody and every company the words could name. */
async function namesAround(tx: Transaction, call: CallRow): Promise<string[]> {
  const named = [
    ...(await listPeople(tx)),
    ...(await listContacts(tx)),
    ...(await listAccounts(tx)),
    ...(call.transcript?.participants ?? []),
  ];
  return [...new Set(named.flatMap(({ name }) => [name, ...name.split(/\s+/)]))];
}

/** The owner's answer, which they may change as often as they like. */
export const shareReply: ButtonReply = async (tx, said, effects) => {
  const row = await lockShared(tx, said.actionValue ?? "");
  const state = STATES[said.actionId as keyof typeof STATES];
  if (!row || !state || row.personId !== said.personId) return {};
  const wasShared = row.state === "named" || row.state === "unnamed";
  // In a digest that went out since it may have stood.
  const shown =
    wasShared && row.decidedAt !== null && (await sentSince(tx, "digest", row.decidedAt));
  await decideSharing(tx, row.id, state, effects.now());
  return { deliveryIds: [await tell(tx, said, sharedMessage(state, { id: row.id, shown }))] };
};

async function tell(
  tx: Transaction,
  said: SaidRow,
  message: ReturnType<typeof sharedMessage>,
): Promise<string | null> {
  return await post(tx, {
    ...{ kind: "share-answer", subjectId: said.id, recipient: said.place },
    ...{ personId: said.personId, threadId: said.threadId, message },
  });
}
