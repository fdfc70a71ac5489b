import { DateTime } from "luxon";
import { prepAgent } from "../../agents/prep.ts";
import type { PrepInput } from "../../agents/preparing/account.ts";
import type { Prep } from "../../coaching/prep.ts";
import type { Deal } from "../../deals/deal.ts";
import { prepMessage } from "../../messages/prep.ts";
import { type CallInFull, callsInFull, visibleCalls } from "../../store/call-search.ts";
import type { Transaction } from "../../store/database.ts";
import { nextMeetingWith } from "../../store/meetings.ts";
import { openFocus } from "../../store/open-focus.ts";
import { ownWorkspace } from "../../store/people.ts";
import { dealFiles, dealsOf } from "../../store/pipeline.ts";
import { COMMANDS } from "./commands.ts";
import { type Asking, defineDeliverable, type Nothing } from "./deliverable.ts";

const YEAR_MS = 365 * 24 * 3600 * 1000;
const DAY_MS = 24 * 3600 * 1000;
/** The last calls with an account carry what matters to the next. */
const MOST_READ = 8;

/** Deal prep: made of the asker's calls with an account, its deal, and nobody else's. */
export const prep = defineDeliverable<"account", PrepInput, Prep>({
  command: COMMANDS.prep,
  for: "anyone",
  reader: "rep",
  private: true,
  gather,
  agent: prepAgent,
  message: (output, _input, scene) => prepMessage(output, scene),
});

async function gather(
  tx: Transaction,
  { asker, viewer, subject, people, now, zone, today }: Asking<"account">,
): Promise<PrepInput | Nothing> {
  const { settings } = await ownWorkspace(tx);
  const period = {
    since: new Date(now.getTime() - YEAR_MS),
    until: new Date(now.getTime() + DAY_MS),
  };
  const listed = (await visibleCalls(tx, viewer, period)).filter(
    ({ accountId }) => accountId === subject.id,
  );
  const calls = await callsInFull(
    tx,
    viewer,
    listed.slice(0, MOST_READ).map(({ id }) => id),
  );
  const all = (await dealsOf(tx, {})).filter(({ account }) => account === subject.name);
  const deals = all.filter(({ ownerId }) => {
    const owner = people.find(({ id }) => id === ownerId);
    return ownerId === asker.id || owner?.managerId === asker.id || owner === undefined;
  });
  if (calls.length === 0 && deals.length === 0) {
    const nothing =
      all.length > 0
        ? `${subject.name} is a colleague's deal and I know no call of yours there, so I leave it with them.`
        : `Nothing on ${subject.name} yet: no call and no deal. After the first call there is something to prepare from.`;
    return { nothing };
  }
  const deal = newest(deals);
  if (calls.length === 0 && deal && deal.status !== "open") {
    const nothing = `The deal with ${subject.name} is ${deal.status} and I heard none of its calls, so there is nothing to prepare from.`;
    return { nothing };
  }
  const [file] = deal ? await dealFiles(tx, [deal]) : [];
  return {
    account: subject.name,
    ...{ today, zone, now, deal, calls },
    people: file?.people ?? [],
    meeting:
      (await inCalendar(tx, subject.id, now, zone)) ??
      nextMeeting(calls, deal, file?.activities ?? [], today),
    focus: calls[0]?.repId === asker.id ? await openFocus(tx, asker.id) : null,
    competitors: settings.competitors ?? [],
  };
}

/** The open deal, else the one decided last. */
function newest(deals: readonly Deal[]): Deal | null {
  const day = ({ closedOn, openedOn }: Deal) => closedOn ?? openedOn ?? "";
  const sorted = deals.toSorted(
    (a, b) =>
      Number(b.status === "open") - Number(a.status === "open") || day(b).localeCompare(day(a)),
  );
  return sorted[0] ?? null;
}

/** The next one in a calendar, by the asker's clock. */
async function inCalendar(
  tx: Transaction,
  accountId: string,
  now: Date,
  zone: string,
): Promise<PrepInput["meeting"]> {
  const meeting = await nextMeetingWith(tx, accountId, now);
  if (!meeting) return null;
  const at = DateTime.fromJSDate(meeting.startsAt, { zone });
  return { on: at.toFormat("yyyy-MM-dd'T'HH:mm"), about: meeting.title };
}

/** The nearest day to come on which there is to be a meeting: said on a call, logged, or in the CRM. */
function nextMeeting(
  calls: readonly CallInFull[],
  deal: Deal | null,
  activities: readonly { kind: string; at: string; text: string }[],
  today: string,
): PrepInput["meeting"] {
  const spoken = calls
    .flatMap(({ moments }) => moments)
    .flatMap((moment) =>
      moment.kind === "next-meeting" && moment.when && moment.confidence >= 0.6
        ? [{ on: moment.when, about: null }]
        : [],
    );
  const logged = activities
    .filter(({ kind }) => kind === "meeting")
    .map(({ at, text }) => ({ on: at, about: text }));
  const written = deal?.nextStepOn ? [{ on: deal.nextStepOn, about: deal.nextStep }] : [];
  const ahead = [...spoken, ...logged, ...written]
    .filter(({ on }) => on.slice(0, 10) >= today)
    // Of one day, the one with an hour.
    .sort(
      (a, b) => a.on.slice(0, 10).localeCompare(b.on.slice(0, 10)) || b.on.length - a.on.length,
    );
  return ahead[0] ?? null;
}
