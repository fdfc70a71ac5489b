import type { Transaction } from "../store/database.ts";
import {
  addModelVersion,
  modelVersions,
  newestModels,
  observationsOn,
} from "../store/memory-models.ts";
import {
  allShelves,
  findBank,
  lockBank,
  type ShelfRow,
  shelvesVisibleTo,
} from "../store/memory-shelves.ts";
import { modelSpec, modelSpecs } from "./bank.ts";
import { composed } from "./composing.ts";
import { consolidateShelf } from "./consolidation.ts";
import type { Audience, MentalModel, Reader } from "./memory.ts";
import { inPlace, type Place } from "./place.ts";

/** Folds what is new on every shelf of the bank into observations; returns how many changed. */
export async function consolidate(place: Place): Promise<number> {
  return await inPlace(place, async (tx) => {
    const bank = await heldIfThere(tx, place);
    let changes = 0;
    for (const shelf of bank ? await allShelves(tx, bank.id) : []) {
      changes += await consolidateShelf(tx, shelf);
    }
    return changes;
  });
}

/** Composes every model again where its observations changed; returns the ids that did. */
export async function refreshModels(place: Place): Promise<string[]> {
  return await inPlace(place, async (tx) => {
    const bank = await heldIfThere(tx, place);
    const changed = new Set<string>();
    for (const shelf of bank ? await allShelves(tx, bank.id) : []) {
      for (const id of await refreshShelf(tx, shelf)) changed.add(id);
    }
    return [...changed];
  });
}

/** Two processes that derive at once would both write the first observation of a subject. */
async function heldIfThere(tx: Transaction, place: Place) {
  const there = await findBank(tx, place.bank);
  return there ? await lockBank(tx, place.bank) : null;
}

/** The same for one shelf; a text that came out the same is no new version. */
export async function refreshShelf(tx: Transaction, shelf: ShelfRow): Promise<string[]> {
  const changed: string[] = [];
  const observations = await observationsOn(tx, [shelf.id]);
  for (const spec of await modelSpecs()) {
    const [before] = await newestModels(tx, spec.id, [shelf.id]);
    const { markdown, used } = composed(spec, observations);
    if (markdown === (before?.markdown ?? "")) continue;
    await addModelVersion(tx, {
      shelfId: shelf.id,
      modelId: spec.id,
      version: (before?.version ?? 0) + 1,
      markdown,
      observations: used,
    });
    changed.push(spec.id);
  }
  return changed;
}

/** A mental model put together from the shelves its reader may see, everybody's first. */
export async function modelFor(place: Place, id: string, reader: Reader): Promise<MentalModel> {
  const spec = await modelSpec(id);
  const parts = await inPlace(place, async (tx) => {
    const bank = await findBank(tx, place.bank);
    const shelves = bank ? await shelvesVisibleTo(tx, bank.id, reader) : [];
    return await newestModels(
      tx,
      id,
      shelves.map((shelf) => shelf.id),
    );
  });
  const order = ["workspace", "team", "private"];
  const written = parts
    .filter((part) => part.markdown !== "")
    .sort(
      (a, b) =>
        order.indexOf(a.audience) - order.indexOf(b.audience) ||
        (a.person ?? "").localeCompare(b.person ?? ""),
    );
  const sections = written.map((part) => {
    const heading = headingOf(part);
    return heading === null ? part.markdown : `## ${heading}\n\n${part.markdown}`;
  });
  const nothing = "Nothing yet. It grows as calls come in.";
  return {
    id,
    name: spec.name,
    markdown: `# ${spec.name}\n\n${sections.join("\n\n") || nothing}\n`,
    version: parts.reduce((sum, part) => sum + part.version, 0),
    refreshedAt: parts.reduce<Date | null>(
      (newest, part) => (newest && newest > part.createdAt ? newest : part.createdAt),
      null,
    ),
  };
}

/** Whose part of a model it is; `null` for everybody's. */
function headingOf({ person, audience }: { person: string | null; audience: Audience }) {
  return person === null
    ? null
    : `${person}${audience === "private" ? ", for your eyes only" : ""}`;
}

/** Earlier versions as far as their reader may see them, newest first. */
export async function modelHistory(place: Place, id: string, reader: Reader) {
  await modelSpec(id);
  return await inPlace(place, async (tx) => {
    const bank = await findBank(tx, place.bank);
    const shelves = bank ? await shelvesVisibleTo(tx, bank.id, reader) : [];
    const rows = await modelVersions(
      tx,
      id,
      shelves.map((shelf) => shelf.id),
    );
    return rows.map(({ version, markdown, createdAt, ...shelf }) => ({
      ...{ version, markdown, at: createdAt },
      part: headingOf(shelf),
    }));
  });
}
