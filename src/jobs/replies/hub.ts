import { hubMessage } from "../../messages/hub.ts";
import type { Message } from "../../messages/message.ts";
import type { Transaction } from "../../store/database.ts";
import { post } from "../../store/deliveries.ts";
import { findPerson, type PersonRow } from "../../store/people.ts";
import type { SaidRow } from "../../store/said.ts";
import type { Effects } from "../effects.ts";
import { hubOf } from "../hub.ts";
import { passTo } from "../pass.ts";
import type { Outcome } from "./outcome.ts";

const ASKED = /^\W*(?:\/?hub|(?:open |show )?my (?:page|hub)|home)\W*$/i;

/** A person's own page in short, with a way to the whole of it; `null` when they asked for something else. */
export async function hubReply(
  tx: Transaction,
  said: SaidRow,
  effects: Effects,
): Promise<Outcome | null> {
  if (!ASKED.test(said.text)) return null;
  const person = await findPerson(tx, said.personId);
  if (!person) return null;
  const message = await hubInShort(tx, effects, person);
  // Asked for in a channel it is still for one person's eyes.
  const recipient = `dm:${person.id}`;
  const threadId = said.place === recipient ? said.threadId : null;
  const row = { kind: "hub", subjectId: said.id, recipient, personId: person.id, threadId };
  return { deliveryIds: [await post(tx, { ...row, message })] };
}

/** What their page says in short, and a link that opens it for them alone. */
export async function hubInShort(
  tx: Transaction,
  effects: Pick<Effects, "sealing" | "publicUrl" | "now">,
  person: PersonRow,
): Promise<Message> {
  const { workspaceId, id: personId } = person;
  const hub = await hubOf(tx, person, effects.now());
  return hubMessage(hub, {
    linkTo: ({ callId, turn }) => `${effects.publicUrl}/calls/${callId}#turn-${turn}`,
    note: null,
    page: await passTo(tx, effects, { workspaceId, personId, path: "/hub" }),
  });
}
