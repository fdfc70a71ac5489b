import { eq } from "drizzle-orm";
import { v7 } from "uuid";
import { describe, expect, it } from "vitest";
import { reconcile } from "../../../src/jobs/crms/reconcile-crm.ts";
import { call, contact, crmEvent, dealContact, person } from "../../../src/store/schema.ts";
import { one } from "../effects.ts";
import { callOn, changed, connectHubspot, crmFloor, HUBSPOT_DEAL, hubspotHook } from "./floor.ts";

const floor = crmFloor();

async function brought() {
  const { crm, id } = await connectHubspot(floor);
  floor.bench.clock.now = new Date("2026-11-20T12:00:00Z");
  const again = async (...ids: string[]) => {
    floor.later();
    await hubspotHook(
      floor,
      id,
      (ids.length > 0 ? ids : ["11"]).map((one) => changed(one)),
    );
    await floor.work();
  };
  await again();
  return { crm, id, again };
}
const onDeal = async () =>
  (
    await floor.team.within((tx) =>
      tx
        .select({ name: contact.name, saidBy: dealContact.saidBy })
        .from(dealContact)
        .innerJoin(contact, eq(contact.id, dealContact.contactId)),
    )
  )
    .map(({ name }) => name)
    .sort();

describe("a CRM's odd news", () => {
  it("of contacts that were merged leaves the one that is left, and whom a person of ours named", async () => {
    const { crm, again } = await brought();
    crm.contacts.set("22", { firstname: "H.", lastname: "Grant", email: "h.grant@old.example" });
    crm.contacts.set("23", { firstname: "Ada", lastname: "Voss", email: "ada@kestrel.example" });
    crm.links.push(["11", "22"], ["11", "23"]);
    await again();
    expect(await onDeal()).toEqual(["Ada Voss", "H. Grant", "Hollis Grant"]);
    const [ada] = await floor.team.within((tx) =>
      tx.select().from(contact).where(eq(contact.name, "Ada Voss")),
    );
    await floor.team.within((tx) =>
      tx
        .update(dealContact)
        .set({ saidBy: "Ines Falk" })
        .where(eq(dealContact.contactId, ada?.id ?? "")),
    );
    // HubSpot moves what hung on the one to the other, and forgets the one.
    crm.contacts.delete("22");
    crm.links.splice(1, 2);
    await again();
    await again();
    expect(await onDeal()).toEqual(["Ada Voss", "Hollis Grant"]);
  });

  it("of deals that were merged takes the calls of the one over to the other", async () => {
    const { crm, again } = await brought();
    crm.deals.set("12", { ...HUBSPOT_DEAL, dealname: "Kestrel, again" });
    await again("12");
    const rows = await floor.deals();
    const [first, second] = ["Kestrel: invoices", "Kestrel, again"].map((name) =>
      rows.find((row) => row.name === name),
    );
    const callId = await floor.team.bring(floor.team.ines, "merged deal");
    await floor.team.within((tx) =>
      tx
        .update(call)
        .set({ dealId: second?.id ?? null })
        .where(eq(call.id, callId)),
    );
    crm.merge("12", "11");
    await again("12");
    expect((await floor.deals()).map(({ name }) => name)).toEqual(["Kestrel: invoices"]);
    expect((await floor.team.call(callId))?.dealId).toBe(first?.id);
  });

  it("of objects nobody knows, without an id, or with one that is none, is taken and changes nothing", async () => {
    const { id } = await brought();
    const before = await floor.deals();
    const odd = [
      { subscriptionType: "object.creation", objectTypeId: "2-9999", objectId: 5 },
      { subscriptionType: "ticket.creation", objectId: 6 },
      { subscriptionType: "deal.creation" },
      { subscriptionType: "deal.creation", objectId: "11' OR ''='" },
      { subscriptionType: 7, objectId: {} },
      "deal",
      null,
      [],
    ];
    expect((await hubspotHook(floor, id, odd as object[])).status).toBe(200);
    await floor.work();
    expect(await floor.deals()).toEqual(before);
    expect(await floor.connection(id)).toMatchObject({ status: "active", problem: null });
    const events = await floor.team.within((tx) => tx.select().from(crmEvent));
    expect(events.filter(({ state }) => state !== "done")).toEqual([]);
  });

  it("of another currency is taken with its amount, digits and all; one that is none is refused alone", async () => {
    const { crm, id, again } = await brought();
    crm.deals.set("11", { ...HUBSPOT_DEAL, amount: "4500000", deal_currency_code: "JPY" });
    await again();
    expect(await floor.dealRow()).toMatchObject({ amountMinor: 4_500_000, currency: "JPY" });
    crm.deals.set("11", { ...HUBSPOT_DEAL, deal_currency_code: "BITCOIN" });
    crm.deals.set("12", { ...HUBSPOT_DEAL, dealname: "Second" });
    await again("11", "12");
    expect((await floor.deals()).map(({ name, currency }) => [name, currency]).sort()).toEqual([
      ["Kestrel: invoices", "JPY"],
      ["Second", "EUR"],
    ]);
    expect((await floor.connection(id))?.problem).toContain("not a code of three letters");
  });

  it("from a clock some minutes behind ours is not missed at night", async () => {
    const { crm, id } = await brought();
    floor.bench.clock.now = new Date("2026-11-21T02:00:00Z");
    await reconcile(floor.bench.effects, floor.team.id, id);
    // Changed after that night, and written down by a clock eight minutes slow.
    crm.deals.set("11", {
      ...{ ...HUBSPOT_DEAL, amount: "31000" },
      hs_lastmodifieddate: "2026-11-21T01:52:30Z",
    });
    floor.bench.clock.now = new Date("2026-11-22T02:00:00Z");
    const found = await reconcile(floor.bench.effects, floor.team.id, id);
    expect(found.changed).toBe(1);
    expect((await floor.dealRow())?.amountMinor).toBe(3_100_000);
  });

  it("comes in although two people manage each other, and one themselves", async () => {
    const { team } = floor;
    const manage = (id: string, managerId: string) =>
      team.within((tx) => tx.update(person).set({ managerId }).where(eq(person.id, id)));
    await manage(team.ines, team.dora);
    await manage(team.dora, team.ines);
    await manage(team.paul, team.paul);
    const { crm, again } = await brought();
    expect(one(await floor.deals()).owner).toBe("Ines Falk");
    await callOn(floor, [
      "Ines Falk: How will the decision be made on your side?",
      "Hollis Grant: The board decides on 22 January, and then I sign the contract the same week.",
    ]);
    expect(await team.inbox(team.ines, "corrections")).toHaveLength(1);
    expect(await team.inbox(team.dora, "corrections")).toEqual([]);
    crm.deals.set("11", { ...HUBSPOT_DEAL, hubspot_owner_id: "999" });
    await again();
    await team.say(team.dora, v7(), "pipeline");
    expect((await floor.deals())[0]?.name).toBe("Kestrel: invoices");
  });
});
