import { playNamed } from "../agents/plays.ts";
import type { Lookups } from "../agents/sources.ts";
import { contentWords, overlap } from "../calls/content-words.ts";
import type { Deal } from "../deals/deal.ts";
import { spokenMoney } from "../deals/money.ts";
import type { Memory } from "../memory/memory.ts";
import { findPerson, listPeople } from "../store/people.ts";
import { dealsOf } from "../store/pipeline.ts";
import type { Effects } from "./effects.ts";

/** Memories handed over for one look-up. */
const MOST_RECALLED = 8;

/**
 * What a mind may look up for one person: their memory, their deals, what was learned, the playbook. Each
 * sees what that person may see; a look-up that fails says so and fails nothing else.
 */
export function lookupsFor(
  { database, memory, now }: Pick<Effects, "database" | "memory" | "now">,
  workspaceId: string,
  personId: string,
  about: { dealId?: string | null } = {},
): Lookups {
  const reader = { personId };
  return {
    recall: async (query) => {
      const hits = await memory(workspaceId).recall(query, {
        ...{ reader, limit: MOST_RECALLED, now: now() },
      });
      return hits.length > 0 ? hits.map(memoryLine).join("\n") : "Nothing is remembered on that.";
    },
    deal: async (name) => {
      const deals = await visibleDeals(database, workspaceId, personId);
      const meant = name
        ? deals.filter((deal) => isNamed(deal, name))
        : deals.filter(({ id }) => id === about.dealId);
      if (meant.length > 0) return meant.slice(0, 5).map(dealLine).join("\n");
      return name ? `No deal of theirs is called ${name}.` : "No deal is known for this call.";
    },
    mentalModel: async (name) =>
      (await memory(workspaceId).model(name, reader)).markdown || "Nothing has been learned yet.",
    play: playNamed,
  };
}

/** A person's own deals, and those of the people who report to them. */
async function visibleDeals(
  database: Effects["database"],
  workspaceId: string,
  personId: string,
): Promise<Deal[]> {
  return await database.inWorkspace(workspaceId, async (tx) => {
    const person = await findPerson(tx, personId);
    const people = await listPeople(tx);
    const theirs = new Set(
      people
        .filter(({ id, managerId }) => id === personId || managerId === person?.id)
        .map(({ id }) => id),
    );
    return (await dealsOf(tx, {})).filter(({ ownerId }) => ownerId && theirs.has(ownerId));
  });
}

function isNamed({ name, account }: Deal, wanted: string): boolean {
  const key = wanted.trim().toLowerCase();
  return [name, account ?? ""].some((one) => one.toLowerCase().includes(key));
}

function memoryLine({ text, at, kind, speaker }: Memory): string {
  const when = at ? `${at.toISOString().slice(0, 10)}, ` : "";
  return `- (${when}${kind}${speaker ? `, ${speaker}` : ""}) ${text.replace(/\s+/g, " ").slice(0, 600)}`;
}

function dealLine(deal: Deal): string {
  const amount =
    deal.amountMinor === null ? "no amount" : spokenMoney(deal.amountMinor, deal.currency);
  return [
    `${deal.account ?? deal.name}: ${deal.status}, ${deal.stage}`,
    deal.category ?? "no forecast category",
    amount,
    deal.closeOn ? `closes ${deal.closeOn}` : "no close date",
    deal.nextStep
      ? `next: ${deal.nextStep}${deal.nextStepOn ? ` on ${deal.nextStepOn}` : ""}`
      : "no next step",
    deal.owner ? `owner ${deal.owner}` : "",
  ]
    .filter(Boolean)
    .join("; ");
}

/** Memories that share most of what a question asks about; a recall always finds something. */
export async function notesOn(
  { memory, now }: Pick<Effects, "memory" | "now">,
  workspaceId: string,
  personId: string,
  question: string,
  subject: readonly string[],
): Promise<{ text: string; on: string | null }[]> {
  const wanted = contentWords(subject.map((word) => word.toLowerCase()));
  if (wanted.size === 0) return [];
  const hits = await memory(workspaceId).recall(question, {
    ...{ reader: { personId }, limit: MOST_RECALLED, now: now() },
  });
  return hits
    .filter(
      ({ text }) =>
        overlap(contentWords(text.toLowerCase().split(/[^\p{L}\p{N}'’-]+/u)), wanted) ===
        wanted.size,
    )
    .map(({ text, at }) => ({ text, on: at ? at.toISOString().slice(0, 10) : null }));
}
