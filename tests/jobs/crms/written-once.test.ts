import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { reconcile } from "../../../src/jobs/crms/reconcile-crm.ts";
import { writeCorrection } from "../../../src/jobs/crms/write-correction.ts";
import type { Crm } from "../../../src/sources/crms/crm.ts";
import { correctionsUnderWay, proposeCorrections } from "../../../src/store/corrections.ts";
import { audit, deal, dealCorrection } from "../../../src/store/schema.ts";
import { pipedriveStandIn } from "../../sources/crms/pipedrive-stand-in.ts";
import { salesforceStandIn } from "../../sources/crms/salesforce-stand-in.ts";
import { callOn, changed, connectHubspot, crmFloor, HUBSPOT_DEAL, hubspotHook } from "./floor.ts";

const floor = crmFloor();

/** HubSpot with a deal, a call on it, and what was proposed of it. */
async function proposed() {
  const { crm, id } = await connectHubspot(floor);
  floor.bench.clock.now = new Date("2026-11-20T12:00:00Z");
  await hubspotHook(floor, id, [changed("11")]);
  await floor.work();
  await callOn(floor, [
    "Ines Falk: How will the decision be made on your side?",
    "Hollis Grant: The board decides on 22 January, and then I sign the contract the same week.",
    "Ines Falk: Good to know. Who prepares it for them?",
    "Hollis Grant: I'll send the summary to our finance director by Tuesday.",
  ]);
  const [message] = await floor.team.inbox(floor.team.ines, "corrections");
  return { crm, messageId: message?.id ?? "" };
}
const rowOf = async (field: string) =>
  (await floor.team.within((tx) => tx.select().from(dealCorrection))).find(
    (row) => row.field === field,
  );
const words = async () =>
  (await floor.team.inbox(floor.team.ines, "correction-word")).map(({ text }) => text);

/** The next so many writes get through, and the worker dies before it can say so. */
function dieAfterWriting(times: number) {
  const { effects } = floor.bench;
  const { connected } = effects.crms;
  effects.crms.connected = async (id) => {
    const found = await connected(id);
    const write: Crm["write"] = async (access, correction) => {
      const made = await found.crm.write(access, correction);
      if (times-- > 0) throw new Error("killed");
      return made;
    };
    return { ...found, crm: { ...found.crm, write } };
  };
}
const carryOn = async (correctionId: string) => {
  floor.later(120_000);
  await floor.bench.effects.enqueue(writeCorrection, {
    ...{ workspaceId: floor.team.id, correctionId, again: String(floor.bench.clock.now) },
  });
  await floor.work();
};
/** Somebody who is to be added to a deal, on their way. */
async function adding(dealId: string, name: string) {
  const evidence = { source: "call", text: "Hello", who: name, on: null, place: null } as const;
  const [row] = await floor.team.within((tx) =>
    proposeCorrections(
      tx,
      dealId,
      [
        {
          ...{ field: "contact", inCrm: null, value: name, said: name, kind: "empty" },
          evidence: { ...evidence, callId: null, turn: null },
        },
      ],
      3,
    ),
  );
  await floor.team.within((tx) =>
    tx
      .update(dealCorrection)
      .set({ state: "writing", decidedAt: floor.bench.clock.now, personId: floor.team.ines })
      .where(eq(dealCorrection.id, row?.id ?? "")),
  );
  return row?.id ?? "";
}
const takeBack = async (id: string) => {
  await floor.team.within((tx) =>
    tx.update(dealCorrection).set({ state: "taking-back" }).where(eq(dealCorrection.id, id)),
  );
  await carryOn(id);
};

describe("a correction", () => {
  it("that is pressed twice is written once, and says so the second time", async () => {
    const { crm, messageId } = await proposed();
    const close = await rowOf("closeOn");
    await floor.team.press(floor.team.ines, messageId, "correction-write", close?.id);
    await floor.team.press(floor.team.ines, messageId, "correction-write", close?.id);
    expect(crm.asked.filter(({ method }) => method === "PATCH")).toHaveLength(1);
    expect((await words()).map((text) => text.split("\n")[0])).toEqual([
      ...["Written to HubSpot.", "That was decided already."],
    ]);
  });

  it("whose worker dies after writing is finished by the next, and can still be put back", async () => {
    const { crm, messageId } = await proposed();
    dieAfterWriting(1);
    const close = await rowOf("closeOn");
    await expect(
      floor.team.press(floor.team.ines, messageId, "correction-write", close?.id),
    ).rejects.toThrow("killed");
    expect(await rowOf("closeOn")).toMatchObject({ state: "writing" });
    const at = (ms: number) => new Date(floor.bench.clock.now.getTime() + ms);
    const underWay = (before: Date) => floor.team.within((tx) => correctionsUnderWay(tx, before));
    expect(await underWay(at(-60_000))).toEqual([]);
    expect(await underWay(at(60_000))).toEqual([close?.id]);
    await carryOn(close?.id ?? "");
    expect(await rowOf("closeOn")).toMatchObject({
      ...{ state: "written", written: { before: HUBSPOT_DEAL.closedate, made: null } },
    });
    await takeBack(close?.id ?? "");
    expect(crm.deals.get("11")?.closedate).toBe(HUBSPOT_DEAL.closedate);
    const kept = await floor.team.within((tx) => tx.select().from(audit));
    const of = (action: string) => kept.filter((one) => one.action === action).length;
    expect([of("correction-written"), of("correction-taken-back")]).toEqual([1, 1]);
  });

  it("of a field nobody may write says so, and the others are written", async () => {
    const { crm, messageId } = await proposed();
    crm.denied.add("closedate");
    const [close, step] = [await rowOf("closeOn"), await rowOf("nextStep")];
    await floor.team.press(floor.team.ines, messageId, "correction-write", close?.id);
    floor.later();
    await floor.team.press(floor.team.ines, messageId, "correction-write", step?.id);
    const [refused, written] = await words();
    expect(refused).toMatch(/^Not written\. HubSpot does not allow this: .*edit closedate/);
    expect(written).toContain("Written to HubSpot.");
    expect(await rowOf("closeOn")).toMatchObject({ state: "proposed" });
    expect(crm.deals.get("11")?.hs_next_step).toContain("send the summary");
  });

  it("on a deal that is gone, or in another currency by now, is not written and says why", async () => {
    const { crm } = await proposed();
    const row = await rowOf("closeOn");
    const set = (values: object) =>
      floor.team.within((tx) =>
        tx
          .update(dealCorrection)
          .set({ state: "writing", decidedAt: new Date(), personId: floor.team.ines, ...values })
          .where(eq(dealCorrection.id, row?.id ?? "")),
      );
    await set({ field: "amount", value: "3800000 EUR" });
    await floor.team.within((tx) => tx.update(deal).set({ currency: "JPY" }));
    await carryOn(row?.id ?? "");
    expect(await words()).toEqual([
      "Not written. The deal is in JPY now, and the amount was said in EUR.",
    ]);
    crm.deals.delete("11");
    await set({ field: "closeOn", value: "2027-01-22" });
    await carryOn(row?.id ?? "");
    expect(crm.asked.filter(({ method }) => method === "PATCH")).toEqual([]);
    // The newer word stands in place of the older.
    expect(await words()).toEqual(["Not written. That deal is no longer in HubSpot."]);
  });
});

describe("somebody who is added to a deal", () => {
  it("is made once in HubSpot though the worker dies, and goes when that is taken back", async () => {
    const { crm } = await proposed();
    const id = await adding((await floor.dealRow())?.id ?? "", "Ada Voss");
    dieAfterWriting(1);
    await expect(carryOn(id)).rejects.toThrow("killed");
    await carryOn(id);
    const made = () => [...crm.contacts.values()].filter(({ lastname }) => lastname === "Voss");
    expect(made()).toHaveLength(1);
    expect(crm.asked.filter(({ path }) => path === "/crm/v3/objects/contacts")).toHaveLength(1);
    await takeBack(id);
    expect(made()).toEqual([]);
  });

  it("is left alone in HubSpot when they were on the deal already", async () => {
    const { crm } = await proposed();
    const id = await adding((await floor.dealRow())?.id ?? "", "Hollis Grant");
    await carryOn(id);
    await takeBack(id);
    expect(crm.contacts.get("21")).toBeDefined();
    expect(crm.contacts.size).toBe(1);
  });

  it("is made once in Salesforce though the worker dies, and goes when that is taken back", async () => {
    const crm = floor.kept(await salesforceStandIn(["CurrencyIsoCode"]));
    const deal = "0067F000003pmdWQAQ";
    crm.deals.set(deal, {
      ...{ Id: deal, Name: "Kestrel: invoices", Account: { Name: "Kestrel Freight" } },
      ...{ Owner: { Name: "Ines Falk" }, StageName: "Qualification", Amount: 30000 },
      ...{ IsWon: false, IsClosed: false, CloseDate: "2026-12-18" },
    });
    const connection = await floor.connect(
      "salesforce",
      { orgId: "00D7F00000107XsUAI", instanceUrl: crm.url, loginUrl: crm.url, clientId: "client" },
      { clientSecret: "secret", refreshToken: "refresh-1" },
    );
    await reconcile(floor.bench.effects, floor.team.id, connection);
    const id = await adding((await floor.dealRow())?.id ?? "", "Ada Voss");
    dieAfterWriting(1);
    await expect(carryOn(id)).rejects.toThrow("killed");
    await carryOn(id);
    expect(crm.roles).toHaveLength(1);
    await takeBack(id);
    expect(crm.roles).toEqual([]);
  });

  it("is made once in Pipedrive, and who was there before only leaves the deal again", async () => {
    const crm = floor.kept(await pipedriveStandIn());
    crm.deals.set("11", {
      ...{ id: 11, title: "Kestrel: invoices", value: 30000, currency: "EUR", stage_id: 1 },
      ...{ pipeline_id: 1, owner_id: 7, org_id: 5, person_id: 6, status: "open" },
      ...{ add_time: "2026-10-01T09:00:00Z", update_time: "2026-11-20T10:00:00Z" },
    });
    crm.persons.push({ id: 8, name: "Bo Lind", org_id: 5 });
    const connection = await floor.connect("pipedrive", { url: crm.url }, { token: "token-1" });
    await reconcile(floor.bench.effects, floor.team.id, connection);
    const dealId = (await floor.dealRow())?.id ?? "";
    for (const name of ["Ada Voss", "Bo Lind"]) {
      const id = await adding(dealId, name);
      await carryOn(id);
      expect(crm.persons.filter((one) => one.name === name)).toHaveLength(1);
      expect(crm.participants).toHaveLength(1);
      await takeBack(id);
      expect(crm.participants).toEqual([]);
    }
    expect(crm.persons.map(({ name }) => name)).toEqual(["Hollis Grant", "Bo Lind"]);
    // Killed between the person and their part, and after both.
    const id = await adding(dealId, "Cy Moor");
    crm.persons.push({ id: 9, name: "Cy Moor", org_id: 5 });
    dieAfterWriting(1);
    await expect(carryOn(id)).rejects.toThrow("killed");
    await carryOn(id);
    expect(crm.persons.filter(({ name }) => name === "Cy Moor")).toHaveLength(1);
    expect(crm.participants).toHaveLength(1);
  });
});
