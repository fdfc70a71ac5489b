import { z } from "zod";
import type { Chosen } from "../../deals/crm/mapping.ts";
import { type Rehearsed, withPage } from "../../deals/crm/rehearsal.ts";
import { CoachError } from "../../errors.ts";
import { Later } from "../../sources/later.ts";
import {
  changeSetup,
  countDeals,
  findSetup,
  lockSetup,
  shownDeals,
} from "../../store/crm-setup.ts";
import { allOrNone } from "../../store/deal-import.ts";
import { ownWorkspace } from "../../store/people.ts";
import type { Effects } from "../effects.ts";
import { defineJob } from "../job.ts";
import { applyChosen } from "./apply-chosen.ts";
import type { ConnectedCrm } from "./crms.ts";
import { keepState } from "./keep-state.ts";
import { quotasToTake } from "./take-quotas.ts";

const schema = z.object({ workspaceId: z.uuid(), connectionId: z.uuid(), turn: z.int() });
type Data = z.infer<typeof schema>;

/** Deals asked for in one go. */
const BATCH = 100;

/** Does the next whole sync with what an admin filled in, counts what it changes, and takes it back. */
export const rehearseCrm = defineJob({
  name: "rehearse-crm",
  queue: "bulk",
  schema,
  id: ({ connectionId, turn }: Data) => `rehearse-${connectionId}-${turn}`,
  run: async (data: Data, effects: Effects) => {
    const { workspaceId, connectionId, turn } = data;
    const setup = await effects.database.inWorkspace(workspaceId, (tx) =>
      findSetup(tx, connectionId),
    );
    if (!setup?.draft || setup.rehearsal?.turn !== turn || setup.rehearsal.state !== "running")
      return;
    try {
      await rehearse(effects, data, setup.draft, setup.rehearsal);
    } catch (error) {
      if (error instanceof Later || !(error instanceof CoachError)) throw error;
      await keep(effects, data, (so) => ({
        ...so,
        state: "failed",
        problem: error.message,
        endedAt: effects.now().toISOString(),
      }));
    }
  },
});

async function rehearse(
  effects: Effects,
  data: Data,
  chosen: Chosen,
  begun: Rehearsed,
): Promise<void> {
  const connected = await effects.crms.connected(data.connectionId, chosen.mapping);
  if (connected.workspaceId !== data.workspaceId) return;
  let cursor = begun.cursor;
  do {
    const page = await connected.crm.changedSince(connected.access, null, cursor);
    const results: Parameters<typeof withPage>[1][] = [];
    for (let from = 0; from < page.ids.length || from === 0; from += BATCH)
      results.push(
        await changesOf(effects, connected, chosen, page.ids.slice(from, from + BATCH), {
          gone: from === 0 ? page.gone : [],
        }),
      );
    cursor = page.cursor;
    const goOn = await keep(effects, data, (so) => ({
      ...results.reduce(withPage, so),
      cursor,
    }));
    // Somebody filled in something else meanwhile: that is looked at instead.
    if (!goOn) return;
  } while (cursor !== null);
  const take = await quotasToTake(effects, connected, chosen.mapping);
  const { people, kept } = await allOrNone(
    effects.database,
    data.workspaceId,
    true,
    async (tx) => ({
      people: await applyChosen(tx, data.connectionId, chosen),
      kept: await take(tx),
    }),
  );
  await keep(effects, data, (so) => ({
    ...so,
    ...{ state: "done", people, quotas: kept.changed, endedAt: effects.now().toISOString() },
    problems: [...so.problems, ...kept.left.slice(0, 3)],
  }));
}

/** A batch before and after, all of it taken back. */
async function changesOf(
  effects: Effects,
  { crm, access, workspaceId, connection }: ConnectedCrm,
  chosen: Chosen,
  ids: readonly string[],
  { gone }: { gone: readonly string[] },
): Promise<Parameters<typeof withPage>[1]> {
  const state = ids.length > 0 ? await crm.state(access, ids) : null;
  return await allOrNone(effects.database, workspaceId, true, async (tx) => {
    const lost = await countDeals(tx, [...gone, ...(state?.gone ?? [])]);
    if (!state) return { before: [], after: [], gone: lost, problems: [] };
    const here = state.deals.map(({ id }) => id);
    const before = await shownDeals(tx, here);
    await applyChosen(tx, connection.id, chosen);
    const { timeZone, settings } = await ownWorkspace(tx);
    const currency = (settings as { currency?: string }).currency ?? "USD";
    const kept = await keepState(tx, state, {
      ...{ source: crm.provider, at: effects.now(), currency, zone: timeZone },
    });
    return { before, after: await shownDeals(tx, here), gone: lost, problems: kept.problems };
  });
}

/** Writes how far it is; false when another rehearsal has taken its place. */
async function keep(
  effects: Effects,
  { workspaceId, connectionId, turn }: Data,
  change: (so: Rehearsed) => Rehearsed,
): Promise<boolean> {
  return await effects.database.inWorkspace(workspaceId, async (tx) => {
    const { rehearsal } = await lockSetup(tx, connectionId);
    if (rehearsal?.turn !== turn) return false;
    await changeSetup(tx, connectionId, { rehearsal: change(rehearsal) });
    return true;
  });
}
