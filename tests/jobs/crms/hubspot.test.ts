import { eq } from "drizzle-orm";
import fc from "fast-check";
import { v7 } from "uuid";
import { describe, expect, it } from "vitest";
import { reconcile } from "../../../src/jobs/crms/reconcile-crm.ts";
import { syncDeals } from "../../../src/jobs/crms/sync-deals.ts";
import { tick } from "../../../src/jobs/tick.ts";
import { changeConnection } from "../../../src/store/connections.ts";
import { changesOf } from "../../../src/store/pipeline.ts";
import { audit, call, crmEvent, dealContact } from "../../../src/store/schema.ts";
import { hubspotStandIn } from "../../sources/crms/hubspot-stand-in.ts";
import { one } from "../effects.ts";
import { changed, connectHubspot, crmFloor, HUBSPOT_DEAL, hubspotHook } from "./floor.ts";

const floor = crmFloor();

describe("HubSpot", () => {
  it("says that a deal changed, and the deal is here as it is now, with its owner, people and history", async () => {
    const { crm, id } = await connectHubspot(floor);
    expect((await hubspotHook(floor, id, [changed("11")])).status).toBe(200);
    await floor.work();
    expect(one(await floor.deals())).toMatchObject({
      ...{ name: "Kestrel: invoices", stage: "Discovery", owner: "Ines Falk", status: "open" },
    });
    crm.deals.set("11", { ...HUBSPOT_DEAL, dealstage: "s2", amount: "38000" });
    floor.later();
    await hubspotHook(floor, id, [changed("11")]);
    await floor.work();
    const changes = await floor.team.within((tx) => changesOf(tx));
    expect(changes.map(({ field, before, after }) => [field, before, after]).sort()).toEqual([
      ["amountMinor", "3000000", "3800000"],
      ["stage", "Discovery", "Proposal"],
    ]);
    const people = await floor.team.within((tx) => tx.select().from(dealContact));
    expect(people).toHaveLength(1);
  });

  it("is believed only with its signature, and only in time", async () => {
    const { id } = await connectHubspot(floor);
    expect((await hubspotHook(floor, id, [changed("11")], "another")).status).toBe(401);
    expect((await hubspotHook(floor, id, [changed("11")], "secret-1", 6 * 60_000)).status).toBe(
      401,
    );
    expect((await hubspotHook(floor, v7(), [changed("11")])).status).toBe(404);
    await floor.work();
    expect(await floor.deals()).toEqual([]);
  });

  it("may tell the same thing often and in any order: the end is the same", async () => {
    const { crm, id } = await connectHubspot(floor);
    crm.deals.set("12", { ...HUBSPOT_DEAL, dealname: "Second" });
    const told = [changed("11"), changed("12"), changed("11"), changed("12")];
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray([...told, ...told, ...told], { minLength: 4 }),
        async (order) => {
          for (const event of order) await hubspotHook(floor, id, [event]);
          await floor.work();
          const names = (await floor.deals()).map(({ name }) => name);
          expect(new Set(names).size).toBe(names.length);
          expect(await floor.team.within((tx) => changesOf(tx))).toEqual([]);
        },
      ),
      { numRuns: 8 },
    );
    expect(
      (await floor.team.within((tx) => tx.select().from(crmEvent))).length,
    ).toBeLessThanOrEqual(4);
  });

  it("brings the meetings logged on a deal, each with its prep an hour before and once", async () => {
    const { crm, id } = await connectHubspot(floor);
    floor.bench.clock.now = new Date("2026-11-23T12:00:00Z");
    crm.meetings.set("31", {
      hs_meeting_title: "Kestrel demo",
      hs_meeting_start_time: "2026-11-23T14:00:00Z",
    });
    for (let round = 0; round < 2; round += 1) {
      await hubspotHook(floor, id, [changed("11")]);
      await floor.work();
      floor.later();
    }
    for (const time of ["12:50", "13:00", "13:05"]) {
      floor.bench.clock.now = new Date(`2026-11-23T${time}:30Z`);
      await floor.bench.effects.enqueue(tick, { occurrence: time });
      await floor.work();
    }
    const prep = one(await floor.team.inbox(floor.team.ines, "meeting-prep"));
    expect(prep.text).toMatch(/^In an hour, 14:00: Kestrel demo · with Hollis Grant/);
  });

  it("that deletes a deal takes it from here, and leaves its calls and a word of what it was", async () => {
    const { crm, id } = await connectHubspot(floor);
    await hubspotHook(floor, id, [changed("11")]);
    await floor.work();
    const callId = await floor.team.bring(floor.team.ines, "deleted deal");
    const row = await floor.dealRow();
    await floor.team.within((tx) =>
      tx
        .update(call)
        .set({ dealId: row?.id ?? null })
        .where(eq(call.id, callId)),
    );
    crm.deals.delete("11");
    floor.later(2000);
    await hubspotHook(floor, id, [changed("11", { subscriptionType: "deal.deletion" })]);
    await floor.work();
    expect(await floor.deals()).toEqual([]);
    expect((await floor.team.call(callId))?.dealId).toBeNull();
    const kept = await floor.team.within((tx) => tx.select().from(audit));
    expect(kept.find(({ action }) => action === "deal-removed")?.detail).toMatchObject({
      deal: { name: "Kestrel: invoices" },
    });
  });

  it("that revokes the key loses nothing: what waited is taken once it is connected again", async () => {
    const { crm, id } = await connectHubspot(floor);
    crm.revoke();
    await hubspotHook(floor, id, [changed("11")]);
    await floor.work();
    expect(await floor.connection(id)).toMatchObject({ status: "broken" });
    expect(await floor.deals()).toEqual([]);
    const mended = floor.kept(await hubspotStandIn());
    mended.deals.set("11", { ...HUBSPOT_DEAL });
    await floor.team.within((tx) =>
      changeConnection(tx, floor.bench.effects.sealing, id, {
        settings: { url: mended.url },
        status: "active",
      }),
    );
    await floor.bench.effects.enqueue(syncDeals, {
      workspaceId: floor.team.id,
      connectionId: id,
      again: "mended",
    });
    await floor.work();
    expect(await floor.deals()).toHaveLength(1);
  });

  it("is asked at night for what its webhooks did not tell, and goes on from where it stopped", async () => {
    const { crm, id } = await connectHubspot(floor);
    for (let at = 0; at < 230; at += 1) {
      crm.deals.set(String(100 + at), { ...HUBSPOT_DEAL, dealname: `Deal ${at}` });
    }
    let pages = 0;
    const first = await reconcile(floor.bench.effects, floor.team.id, id, {
      onPage: () => {
        pages += 1;
        if (pages === 2) crm.slowDown(1);
      },
    }).catch((error: unknown) => error);
    expect(first).toMatchObject({ name: "Later" });
    expect((await floor.deals()).length).toBe(200);
    await reconcile(floor.bench.effects, floor.team.id, id);
    expect((await floor.deals()).length).toBe(231);
    const again = await reconcile(floor.bench.effects, floor.team.id, id);
    expect(again.changed).toBe(0);
  });
});
