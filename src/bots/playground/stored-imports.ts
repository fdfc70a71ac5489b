import { createReadStream } from "node:fs";
import { counted, spokenList } from "../../deals/spoken.ts";
import { CoachError } from "../../errors.ts";
import {
  confirmImport,
  correctImport,
  importAt,
  receiveImport,
  takeBack,
} from "../../jobs/deal-import/desk.ts";
import type { Effects } from "../../jobs/effects.ts";
import { currentWorkspace, SAMPLE_WORKSPACE } from "../../store/current-workspace.ts";
import { lastImports } from "../../store/imports/imports.ts";
import type { Undone } from "../../store/imports/undo.ts";
import { listPeople } from "../../store/people.ts";
import { DEFAULT_WORKSPACE } from "../../store/schema.ts";
import type { ImportHost } from "./import-host.ts";

const RECENT = 5;

/**
 * Imports over the real store. Whatever floor the page shows, files go to the workspace of the people
 * who brought them: fictional and real figures never meet.
 */
export function storedImports(world: Pick<Effects, "database" | "enqueue" | "now">): ImportHost {
  const { database } = world;
  /**
   * Who brings it: a manager or an admin, or anybody while there is none. Somebody of the sample floor
   * stays who they are while their own import makes that floor step aside.
   */
  const whoIs = async (personId: string): Promise<string> => {
    for (const workspaceId of [await currentWorkspace(database), SAMPLE_WORKSPACE]) {
      const { person, led } = await database.inWorkspace(workspaceId, async (tx) => {
        const people = await listPeople(tx);
        return {
          person: people.find(({ id }) => id === personId) ?? null,
          led: people.some(({ role }) => role !== "rep"),
        };
      });
      if (person?.role === "rep" && led)
        throw new CoachError("forbidden", "Deals are brought in by a manager or an admin.");
      if (person) return person.name;
    }
    // Whoever an undo has just taken away, or nobody yet: the page is this machine's own.
    return "the playground";
  };
  return {
    desk: async (personId) => {
      await whoIs(personId);
      const sample = (await currentWorkspace(database)) === SAMPLE_WORKSPACE;
      return await database.inWorkspace(DEFAULT_WORKSPACE, async (tx) => ({
        sample,
        people: (await listPeople(tx)).map(({ id, name }) => ({ id, name })),
        recent: (await lastImports(tx, RECENT)).map((row) => ({
          id: row.id,
          at: row.createdAt.toISOString(),
          ...{ by: row.by, state: row.state, files: row.files },
          written: row.report?.files.reduce((sum, one) => sum + one.added + one.changed, 0) ?? 0,
        })),
      }));
    },
    upload: async (personId, files) => {
      const by = await whoIs(personId);
      const sources = files.map(({ name, path }) => ({
        name,
        read: () => createReadStream(path) as AsyncIterable<Buffer>,
      }));
      return { id: await receiveImport(world, DEFAULT_WORKSPACE, by, sources) };
    },
    show: async (personId, id) => {
      await whoIs(personId);
      const row = await importAt(world, DEFAULT_WORKSPACE, id);
      const { state, by, corrections, addOwners, rowsRead, report, problem, parts } = row;
      return {
        ...{ id, state, by, corrections, addOwners, rowsRead, report, problem, files: parts },
        at: row.createdAt.toISOString(),
      };
    },
    correct: async (personId, id, change) => {
      await whoIs(personId);
      await correctImport(world, DEFAULT_WORKSPACE, id, change);
    },
    confirm: async (personId, id) => {
      await whoIs(personId);
      await confirmImport(world, DEFAULT_WORKSPACE, id);
    },
    undo: async (personId, id) => {
      await whoIs(personId);
      return undoneWords(await takeBack(world, DEFAULT_WORKSPACE, id));
    },
  };
}

function undoneWords(undone: Undone): string {
  const parts = [
    ...(undone.dealsRemoved > 0 ? [`${counted(undone.dealsRemoved, "deal")} removed`] : []),
    ...(undone.dealsRestored > 0 ? [`${counted(undone.dealsRestored, "deal")} as before`] : []),
    ...(undone.contactsRemoved > 0
      ? [`${counted(undone.contactsRemoved, "contact")} removed`]
      : []),
    ...(undone.activitiesRemoved > 0
      ? [`${counted(undone.activitiesRemoved, "activity", "activities")} removed`]
      : []),
    ...(undone.peopleRemoved > 0
      ? [`${counted(undone.peopleRemoved, "person", "people")} removed`]
      : []),
  ];
  const kept =
    undone.kept.length > 0
      ? ` Left as they are, since somebody has worked with them: ${spokenList(undone.kept.slice(0, 10))}${undone.kept.length > 10 ? ` and ${undone.kept.length - 10} more` : ""}.`
      : "";
  return `Taken back: ${parts.length > 0 ? spokenList(parts) : "nothing was left to take back"}.${kept}`;
}
