import { DateTime } from "luxon";
import type { MemoryBank } from "../../memory/memory.ts";
import { modelMessage, readModel } from "../../messages/mental-model.ts";
import type { Message } from "../../messages/message.ts";
import { openableCalls } from "../../store/call-search.ts";
import { ownWorkspace, type PersonRow } from "../../store/people.ts";
import type { Effects } from "../effects.ts";
import { passTo } from "../pass.ts";

/** A mental model for one reader: their parts, with links to the calls they may open. */
export async function modelMessageFor(
  effects: Pick<Effects, "database" | "now" | "publicUrl" | "sealing">,
  workspaceId: string,
  bank: MemoryBank,
  person: PersonRow,
  id: string,
): Promise<Message> {
  const { name, markdown, version, refreshedAt } = await bank.model(id, { personId: person.id });
  const parts = readModel(markdown);
  const called = parts.flatMap(({ sources }) => sources.flatMap(({ call }) => call?.id ?? []));
  return await effects.database.inWorkspace(workspaceId, async (tx) => {
    const viewer = {
      id: person.id,
      role: person.role,
      now: effects.now(),
      withSampleHistory: true,
    };
    const openable = await openableCalls(tx, viewer, called);
    const zone = person.timeZone ?? (await ownWorkspace(tx)).timeZone;
    const page = await passTo(tx, effects, {
      ...{ workspaceId, personId: person.id, path: `/memory/${id}` },
    });
    return modelMessage(name, parts, {
      linkTo: ({ id: callId, turn }) =>
        openable.has(callId)
          ? `${effects.publicUrl}/calls/${callId}${turn === null ? "" : `#turn-${turn}`}`
          : null,
      page,
      version: refreshedAt
        ? `version ${version}, ${DateTime.fromJSDate(refreshedAt).setZone(zone).toFormat("d LLLL yyyy")}`
        : null,
    });
  });
}
