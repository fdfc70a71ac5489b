import type { MemoryBank } from "../../memory/memory.ts";
import { notYoursToAsk, reportMemoryMessage } from "../../messages/memory.ts";
import type { Message } from "../../messages/message.ts";
import { listPeople, type PersonRow } from "../../store/people.ts";
import type { Effects } from "../effects.ts";

const MOST_LINES = 12;

/**
 * What somebody may know of a colleague: a manager what their report's calls have shown, everybody else
 * nothing. `null` when no colleague of that name is meant.
 */
export async function reportMemories(
  { database }: Pick<Effects, "database">,
  workspaceId: string,
  bank: MemoryBank,
  asker: PersonRow,
  name: string,
): Promise<Message | null> {
  const people = await database.inWorkspace(workspaceId, listPeople);
  const wanted = name.toLowerCase().replace(/['’]s$/, "");
  const meant = people.filter(
    (one) => one.name.toLowerCase() === wanted || one.name.toLowerCase().split(" ")[0] === wanted,
  );
  const [person] = meant;
  if (!person || meant.length > 1 || person.id === asker.id) return null;
  const first = person.name.split(" ")[0] ?? person.name;
  // The bank decides what is seen; this only says why there is nothing.
  if (asker.role !== "manager" || person.managerId !== asker.id) return notYoursToAsk(first);
  const observed = await bank.observations({
    reader: { personId: asker.id },
    personId: person.id,
  });
  return reportMemoryMessage(
    first,
    observed.slice(0, MOST_LINES).map(({ statement }) => statement),
  );
}
