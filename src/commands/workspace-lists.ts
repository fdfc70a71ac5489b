import { readConfig } from "../config.ts";
import { openParts } from "../parts.ts";
import { currentWorkspace } from "../store/current-workspace.ts";
import { listPeople, ownWorkspace } from "../store/people.ts";

/** The roster, our domains, rivals and products of the floor in the store. */
export async function workspaceLists() {
  const parts = await openParts(readConfig(), { workers: false });
  try {
    const workspaceId = await currentWorkspace(parts.database);
    return await parts.database.inWorkspace(workspaceId, async (tx) => {
      const { settings } = await ownWorkspace(tx);
      const people = await listPeople(tx);
      return {
        roster: people.map((person) => ({
          name: person.name,
          ...(person.email ? { email: person.email } : {}),
        })),
        ourDomains: settings.domains ?? [],
        competitors: settings.competitors ?? [],
        products: settings.products ?? [],
        ...(settings.ranges ? { ranges: settings.ranges } : {}),
      };
    });
  } finally {
    await parts.close();
  }
}
