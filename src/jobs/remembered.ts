import { DateTime } from "luxon";
import { type Remembered, wordsToCite } from "../coaching/remembered.ts";
import type { Hit, MemoryBank, Narrowing } from "../memory/memory.ts";
import type { CallRow } from "../store/calls.ts";

/** Words of the rep's own, by what they are. */
const KINDS = ["reflection", "intention"];
const MOST = 3;
const LOOKED_AT = 12;
/** A season; what is older was said by somebody else. */
const LOOK_BACK_MS = 180 * 24 * 3600_000;
/** The behaviour under which a promise to the buyer is to the point. */
const PROMISES = "day-and-owner";

/**
 * What the rep said or set out to do about a behaviour, or with this account, before this call: for their
 * own eyes, asked for as themselves. What was cited lately is not cited again. Memory that does not answer
 * is memory with nothing to say.
 */
export async function rememberedFor(
  bank: MemoryBank,
  row: Pick<CallRow, "id" | "repId" | "accountId">,
  asked: { behaviour: string; now: Date; zone: string; cited: ReadonlySet<string> },
): Promise<Remembered[]> {
  const { repId, accountId } = row;
  const { behaviour, now, zone, cited } = asked;
  if (!repId) return [];
  const ask = async (within: Narrowing): Promise<Hit[]> =>
    // By what it is about, not by its words: people seldom call a behaviour by its name.
    await bank.recall("", {
      ...{ reader: { personId: repId }, limit: LOOKED_AT, now },
      within: {
        personId: repId,
        since: new Date(now.getTime() - LOOK_BACK_MS),
        until: now,
        ...within,
      },
    });
  try {
    const onIt = await ask({ kinds: KINDS, tags: [`behaviour:${behaviour}`] });
    const account = accountId ? [`account:${accountId}`] : null;
    const withThem = account ? await ask({ kinds: KINDS, tags: account }) : [];
    const promised =
      account && behaviour === PROMISES ? await ask({ kinds: ["commitment"], tags: account }) : [];
    const fits = (hit: Hit) =>
      hit.personId === repId && hit.callId !== row.id && !cited.has(hit.documentId);
    return [
      ...best(onIt.filter(fits), zone),
      ...best(withThem.filter(fits), zone, true),
      ...best(promised.filter(fits), zone),
    ]
      .filter((one, at, all) => all.findIndex(({ memory }) => memory === one.memory) === at)
      .slice(0, MOST);
  } catch {
    return [];
  }
}

/** What was meant to be done before what was explained, the newest first. */
function best(hits: readonly Hit[], zone: string, onlyIntended = false): Remembered[] {
  return hits
    .flatMap((hit) => {
      const cite = citeOf(hit);
      return cite && hit.at && (cite.intends || !onlyIntended) ? [{ hit, at: hit.at, cite }] : [];
    })
    .sort((a, b) => Number(b.cite.intends) - Number(a.cite.intends) || +b.at - +a.at)
    .map(
      ({ hit, at, cite }): Remembered => ({
        memory: hit.documentId,
        kind: hit.kind as Remembered["kind"],
        on: DateTime.fromJSDate(at).setZone(zone).toISODate() ?? at.toISOString().slice(0, 10),
        words: cite.words,
        about: hit.source.title ?? null,
        callId: hit.callId,
      }),
    );
}

function citeOf(hit: Hit): { words: string; intends: boolean } | null {
  if (hit.kind === "intention") {
    const words = hit.text.replace(/^Set out to try: /, "");
    return { words, intends: true };
  }
  return wordsToCite(hit.kind === "commitment" ? (hit.source.quote ?? "") : hit.text);
}
