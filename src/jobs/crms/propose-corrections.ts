import { DateTime } from "luxon";
import { z } from "zod";
import { discrepanciesOf } from "../../deals/accuracy.ts";
import { correctionsMessage } from "../../messages/corrections.ts";
import type { Message } from "../../messages/message.ts";
import type { CrmStanding } from "../../sources/crms/crm.ts";
import { findCall } from "../../store/calls.ts";
import { openCorrections, proposeCorrections } from "../../store/corrections.ts";
import type { Transaction } from "../../store/database.ts";
import { post } from "../../store/deliveries.ts";
import { findPerson, ownWorkspace } from "../../store/people.ts";
import { dealFiles, dealsOf } from "../../store/pipeline.ts";
import { deliverMessage } from "../deliver-message.ts";
import type { Effects } from "../effects.ts";
import { defineJob } from "../job.ts";
import { crmOf } from "./crm-of.ts";
import { standingIn, standingOf } from "./deal-standing.ts";

/** More than this in one message is a chore, and nobody does it. */
const MOST = 3;

/** What calls and CRM say differently about a deal: the rows, and the message that shows them. */
export async function correctionsOn(
  tx: Transaction,
  dealId: string,
  scene: {
    crm: string | null;
    publicUrl: string;
    today: string;
    onlyNew: boolean;
    standing: CrmStanding | null;
  },
): Promise<Message | null> {
  const deal = (await dealsOf(tx, {})).find(({ id }) => id === dealId);
  const [file] = deal ? await dealFiles(tx, [deal]) : [];
  if (!deal || !file) return null;
  const standing = scene.standing && (await standingOf(tx, file, scene.standing));
  const found = discrepanciesOf(file, scene.today, standing);
  const fresh = await proposeCorrections(tx, dealId, found, MOST);
  const rows = scene.onlyNew ? fresh : await openCorrections(tx, dealId);
  if (rows.length === 0) return null;
  return correctionsMessage(rows.slice(0, MOST), {
    deal: deal.name,
    crm: scene.crm,
    linkTo: ({ callId, turn }) => `${scene.publicUrl}/calls/${callId}#turn-${turn}`,
  });
}

const schema = z.object({ workspaceId: z.uuid(), callId: z.uuid(), revision: z.int() });
type Data = z.infer<typeof schema>;

/** After a call was read: what it says of the deal that the CRM does not, told to its rep alone. */
export const proposeAfterCall = defineJob({
  name: "propose-after-call",
  queue: "bulk",
  schema,
  id: ({ callId, revision }: Data) => `corrections-${callId}-${revision}`,
  run: async ({ workspaceId, callId }: Data, effects: Effects) => {
    const connected = await crmOf(effects, workspaceId);
    if (!connected) return;
    const dealId = await effects.database.inWorkspace(
      workspaceId,
      async (tx) => (await findCall(tx, callId))?.dealId ?? null,
    );
    if (!dealId) return;
    const standing = await standingIn(effects, connected, dealId);
    const deliveryId = await effects.database.inWorkspace(workspaceId, async (tx) => {
      const call = await findCall(tx, callId);
      if (!call?.dealId || !call.repId || !call.announce) return null;
      const rep = await findPerson(tx, call.repId);
      if (!rep || rep.pausedAt) return null;
      const zone = rep.timeZone ?? (await ownWorkspace(tx)).timeZone;
      const message = await correctionsOn(tx, call.dealId, {
        ...{ crm: connected.crm.name, publicUrl: effects.publicUrl, onlyNew: true, standing },
        today: DateTime.fromJSDate(effects.now(), { zone }).toFormat("yyyy-MM-dd"),
      });
      if (!message) return null;
      const recipient = `dm:${rep.id}`;
      const row = { kind: "corrections", subjectId: callId, recipient, personId: rep.id, message };
      return await post(tx, row);
    });
    if (deliveryId) await effects.enqueue(deliverMessage, { workspaceId, deliveryId });
  },
});
