import { type OneOnOneInput, oneOnOneAgent } from "../../agents/one-on-one.ts";
import type { OneOnOne } from "../../coaching/one-on-one.ts";
import { oneOnOneMessage } from "../../messages/one-on-one.ts";
import { callsInFull, type Viewer, visibleCalls } from "../../store/call-search.ts";
import type { Transaction } from "../../store/database.ts";
import { changesOf, dealsOf } from "../../store/pipeline.ts";
import { lastObservation } from "../../store/pipeline-reviews.ts";
import { COMMANDS } from "./commands.ts";
import { type Asking, defineDeliverable, type Nothing } from "./deliverable.ts";

const DAY_MS = 24 * 3600 * 1000;
/** What a one-on-one looks back at, at most. */
const LOOK_BACK_MS = 90 * DAY_MS;
const MOST_READ = 10;

/** The brief for a one-on-one: from what the manager may see, for the manager and for the rep it is about. */
export const oneOnOne = defineDeliverable<"rep", OneOnOneInput, OneOnOne>({
  command: COMMANDS.oneOnOne,
  for: "own",
  reader: "manager",
  private: true,
  gather,
  agent: oneOnOneAgent,
  message: (output, _input, scene) => oneOnOneMessage(output, scene),
});

async function gather(
  tx: Transaction,
  { asker, viewer, subject: rep, people, now, zone, today }: Asking<"rep">,
): Promise<OneOnOneInput | Nothing> {
  const manager = people.find(({ id }) => id === rep.managerId) ?? null;
  // Whoever reads it, it is the same page: the rep's own first look is in it for nobody.
  const reader: Viewer = manager ? { ...viewer, id: manager.id, role: manager.role } : viewer;
  const period = {
    since: new Date(now.getTime() - LOOK_BACK_MS),
    until: new Date(now.getTime() + DAY_MS),
  };
  const ofRep = ({ repId }: { repId: string | null }) => repId === rep.id;
  const listed = (await visibleCalls(tx, reader, period)).filter(ofRep);
  const all = await visibleCalls(tx, { ...viewer, id: rep.id, role: rep.role }, period);
  const withheld = all.filter(ofRep).length - listed.length;
  const first = rep.name.split(" ")[0] ?? rep.name;
  if (listed.length === 0) {
    const whose = asker.id === rep.id ? "yours" : `${first}'s`;
    return {
      nothing:
        withheld > 0
          ? `The only ${withheld === 1 ? "call" : `${withheld} calls`} of ${whose} I know ${withheld === 1 ? "is" : "are"} under a day old and with ${first} alone. Ask me again tomorrow.`
          : `I know no call of ${whose} from the last 90 days, so there is nothing I could show. Keep the time for ${first}'s own topics.`,
    };
  }
  const deals = (await dealsOf(tx, { ownerId: rep.id })).filter(({ status }) => status === "open");
  const ids = deals.map(({ id }) => id);
  return {
    rep: { name: rep.name, startedOn: rep.startedOn },
    manager: manager?.name ?? null,
    forRep: asker.id === rep.id,
    ...{ today, zone, now, withheld, deals },
    calls: await callsInFull(
      tx,
      reader,
      listed.slice(0, MOST_READ).map(({ id }) => id),
    ),
    pipeline: await lastObservation(tx, rep.id, new Date(now.getTime() - LOOK_BACK_MS)),
    changes: ids.length > 0 ? await changesOf(tx, ids) : [],
  };
}
