import type { Rule } from "../../coaching/schedule.ts";
import type { Transaction } from "../../store/database.ts";
import { post } from "../../store/deliveries.ts";
import { findPerson, listPeople } from "../../store/people.ts";
import { deliverMessage } from "../deliver-message.ts";
import type { Deliverable } from "../deliverables/deliverable.ts";
import { produce } from "../deliverables/run.ts";
import type { Effects } from "../effects.ts";
import type { Occasion } from "../routine.ts";

/** One schedule for each manager that somebody reports to. */
export async function aManagerEach(
  tx: Transaction,
  rule: Rule,
): Promise<{ personId: string; rule: Rule }[]> {
  const people = await listPeople(tx);
  return people
    .filter(({ id, leftOn }) => !leftOn && people.some(({ managerId }) => managerId === id))
    .map(({ id }) => ({ personId: id, rule }));
}

/**
 * Makes a team's page and posts it, once an occurrence. With nothing to say it stays quiet: nobody
 * asked.
 */
export async function postTeamPage(
  effects: Effects,
  occasion: Occasion,
  deliverable: Deliverable,
  {
    standardPlace,
    worthReading = () => true,
  }: { standardPlace: string; worthReading?(data: unknown): boolean },
): Promise<void> {
  const { workspaceId, occurrenceId, schedule } = occasion;
  const manager = await effects.database.inWorkspace(workspaceId, async (tx) =>
    schedule.personId ? await findPerson(tx, schedule.personId) : null,
  );
  if (!manager) return;
  const made = await produce(effects, workspaceId, deliverable, manager, "");
  if (made.empty || !worthReading(made.data)) return;
  const recipient = schedule.place ?? standardPlace;
  const deliveryId = await effects.database.inWorkspace(workspaceId, (tx) =>
    post(tx, {
      ...{ kind: deliverable.command.name, subjectId: occurrenceId, recipient },
      personId: recipient === `dm:${manager.id}` ? manager.id : null,
      message: made.message,
    }),
  );
  if (deliveryId) await effects.enqueue(deliverMessage, { workspaceId, deliveryId });
}
