import { welcomeManager, welcomeRep } from "../messages/welcome.ts";
import type { Transaction } from "../store/database.ts";
import { countDecided } from "../store/debriefs.ts";
import { post } from "../store/deliveries.ts";
import { findPerson, ownWorkspace, type PersonRow, unwelcomed } from "../store/people.ts";
import { askedFor } from "../store/sending.ts";

/** A new workspace's managers decide about this many debriefs before a rep sees one unread. */
const SHADOW_DEBRIEFS = 20;

/** How many debriefs managers have still to decide about; 0 once the coach is trusted, or never was on trial. */
export async function shadowLeft(tx: Transaction): Promise<number> {
  const { sample, settings } = await ownWorkspace(tx);
  if (sample) return 0;
  return Math.max(0, (settings.shadowDebriefs ?? SHADOW_DEBRIEFS) - (await countDecided(tx)));
}

/**
 * The first thing a person hears, once ever: who sees what, how to ask, how to turn it off. Somebody
 * who has written first is welcomed at that hour, even where the welcome was waiting for the morning.
 * @param asked whether they have just asked for something and wait for the answer
 * @returns the message's id, `null` when they were welcomed before
 */
export async function welcome(
  tx: Transaction,
  person: PersonRow,
  asked = false,
): Promise<string | null> {
  const left = await shadowLeft(tx);
  const manager =
    person.managerId && person.managerId !== person.id
      ? await findPerson(tx, person.managerId)
      : null;
  const recipient = `dm:${person.id}`;
  const posted = await post(tx, {
    ...{ kind: "welcome", subjectId: person.id, recipient, personId: person.id, asked },
    message:
      person.role === "rep" ? welcomeRep(manager?.name ?? null, left > 0) : welcomeManager(left),
  });
  return posted ?? (asked ? await askedFor(tx, "welcome", person.id) : null);
}

/** Welcomes everybody on the roster who can be reached by now and has not been; returns the messages. */
export async function welcomeReachable(tx: Transaction): Promise<string[]> {
  const posted: string[] = [];
  for (const person of await unwelcomed(tx)) {
    const id = await welcome(tx, person);
    if (id) posted.push(id);
  }
  return posted;
}
