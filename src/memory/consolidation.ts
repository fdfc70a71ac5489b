import type { Transaction } from "../store/database.ts";
import { factsOn } from "../store/memories.ts";
import {
  deleteObservations,
  type ObservationRow,
  observationsOn,
  putObservation,
} from "../store/memory-models.ts";
import type { ShelfRow } from "../store/memory-shelves.ts";
import { type Counted, statementOf } from "./statements.ts";
import { newId } from "./telling.ts";

type Fact = Awaited<ReturnType<typeof factsOn>>[number];
type Derived = Omit<ObservationRow, "workspaceId" | "updatedAt" | "id">;

/** Sources an observation names; the counts hold for all. */
const NAMED_SOURCES = 24;
const LONGEST_TEXT = 200;
/** Fewer than this say nothing about a direction. */
const LEAST_FOR_TREND = 4;
/** How far the later half must differ from the earlier one to be called a change. */
const CHANGE = 0.25;

/**
 * Derives a shelf's observations from its facts, and nothing else: what one reader may not see is never
 * folded into what another reads. Returns how many were added, changed or taken away.
 */
export async function consolidateShelf(tx: Transaction, shelf: ShelfRow): Promise<number> {
  const before = new Map((await observationsOn(tx, [shelf.id])).map((row) => [keyOf(row), row]));
  const groups = new Map<string, Fact[]>();
  for (const fact of await factsOn(tx, shelf.id)) {
    const key = keyOf({ personId: fact.personId, ...fact.fact });
    groups.set(key, [...(groups.get(key) ?? []), fact]);
  }
  let changes = 0;
  for (const [key, facts] of groups) {
    const old = before.get(key);
    const derived = observationOf(shelf, facts);
    before.delete(key);
    if (old && JSON.stringify(pick(old)) === JSON.stringify(pick(derived))) continue;
    await putObservation(tx, { id: old?.id ?? newId(), ...derived });
    changes += 1;
  }
  await deleteObservations(
    tx,
    [...before.values()].map((row) => row.id),
  );
  return changes + before.size;
}

const keyOf = (row: { personId: string | null; kind: string; subject: string }) =>
  JSON.stringify([row.personId, row.kind, row.subject]);

/** What makes an observation another one; JSON in the database may reorder keys, so sources go by id. */
const pick = (row: Derived) => [
  ...[row.statement, row.seen, row.missed, row.trend],
  ...[row.firstSeen, row.lastSeen],
  row.sources.map((source) => [
    source.memoryId,
    source.stance,
    source.at,
    source.quote ?? source.text ?? "",
  ]),
];

function observationOf(shelf: ShelfRow, facts: readonly Fact[]): Derived {
  const { fact, personId } = facts[0] as Fact;
  const seen = facts.filter((one) => one.fact.stance === "for").length;
  const dated = facts.flatMap((one) => (one.at ? [one.at] : []));
  const counted: Counted = {
    ...{ kind: fact.kind, subject: fact.subject },
    ...{ seen, missed: facts.length - seen },
    ...{ firstSeen: dated[0] ?? null, lastSeen: dated.at(-1) ?? null },
    trend: trendOf(facts),
  };
  return {
    ...counted,
    ...{ bankId: shelf.bankId, shelfId: shelf.id, personId },
    statement: statementOf(counted),
    sources: named(facts).map((one) => ({
      memoryId: one.id,
      documentId: one.documentId,
      at: one.at?.toISOString() ?? null,
      stance: one.fact.stance,
      ...(one.callId ? { callId: one.callId } : {}),
      ...(one.source.turn === undefined ? {} : { turn: one.source.turn }),
      ...(one.source.title ? { title: one.source.title } : {}),
      ...(one.source.quote
        ? { quote: one.source.quote }
        : { text: one.text.slice(0, LONGEST_TEXT) }),
    })),
  };
}

/** The newest of each side, so that a contradiction keeps its sources however old it is. */
function named(facts: readonly Fact[]): Fact[] {
  const newest = (stance: "for" | "against") =>
    facts.filter((one) => one.fact.stance === stance).slice(-NAMED_SOURCES / 2);
  const chosen = new Set([...newest("for"), ...newest("against")]);
  return facts.filter((one) => chosen.has(one)).reverse();
}

function trendOf(facts: readonly Fact[]): Counted["trend"] {
  const dated = facts.filter((one) => one.at !== null);
  if (dated.length < LEAST_FOR_TREND) return "too few";
  const half = Math.floor(dated.length / 2);
  const share = (some: readonly Fact[]) =>
    some.filter((one) => one.fact.stance === "for").length / some.length;
  const change = share(dated.slice(-half)) - share(dated.slice(0, half));
  if (change >= CHANGE) return "rising";
  if (change <= -CHANGE) return "falling";
  const all = share(dated);
  return all > 0.2 && all < 0.8 ? "mixed" : "steady";
}
