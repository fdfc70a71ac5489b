import { createHmac } from "node:crypto";
import { eq } from "drizzle-orm";
import fc from "fast-check";
import { v7 } from "uuid";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { proposeAfterCall } from "../../src/jobs/crms/propose-corrections.ts";
import { receiveCrmHook } from "../../src/jobs/crms/receive-crm-hook.ts";
import { reconcile } from "../../src/jobs/crms/reconcile-crm.ts";
import { syncDeals } from "../../src/jobs/crms/sync-deals.ts";
import { tick } from "../../src/jobs/tick.ts";
import { addConnection, changeConnection, findConnection } from "../../src/store/connections.ts";
import { listDeals } from "../../src/store/deals.ts";
import { changesOf } from "../../src/store/pipeline.ts";
import {
  audit,
  call,
  crmEvent,
  deal,
  dealContact,
  dealCorrection,
  person,
} from "../../src/store/schema.ts";
import { type TestDatabase, testDatabase } from "../database.ts";
import {
  type CrmStandIn,
  hubspotStandIn,
  pipedriveStandIn,
  salesforceStandIn,
} from "../sources/crms/stand-ins.ts";
import { type Bench, one, openBench, openTeam, type Team } from "./effects.ts";

let store: TestDatabase;
let bench: Bench;
let team: Team;
const open: CrmStandIn[] = [];
const kept = <One extends CrmStandIn>(crm: One): One => {
  open.push(crm);
  return crm;
};

beforeAll(async () => {
  store = await testDatabase();
});
afterAll(() => store?.drop());
beforeEach(async () => {
  bench = openBench(store);
  team = await openTeam(bench);
  await team.within((tx) =>
    tx.update(person).set({ email: "ines@ours.example" }).where(eq(person.id, team.ines)),
  );
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((crm) => crm.close()));
});

const log = { warn: () => undefined, info: () => undefined, error: () => undefined };
const connect = (provider: string, settings: object, secrets: Record<string, string>) =>
  team.within((tx) =>
    addConnection(tx, bench.effects.sealing, {
      ...{ kind: "crm", provider, label: provider, settings: { ...settings }, secrets },
    }),
  );
const deals = () => team.within(listDeals);
const connection = (id: string) => team.within((tx) => findConnection(tx, id));
const work = async () => {
  await bench.work();
};

/** HubSpot's webhook for some deals, signed as HubSpot signs. */
async function hook(id: string, events: object[], secret = "secret-1", age = 0) {
  const body = Buffer.from(JSON.stringify(events));
  const url = `${bench.effects.publicUrl}/webhooks/hubspot/${id}`;
  const timestamp = bench.clock.now.getTime() - age;
  const signed = createHmac("sha256", secret)
    .update(`POST${url}${body}${timestamp}`)
    .digest("base64");
  return await receiveCrmHook(
    bench.effects,
    log as never,
    { provider: "hubspot", connectionId: id },
    {
      ...{ method: "POST", url, body },
      headers: {
        "x-hubspot-signature-v3": signed,
        "x-hubspot-request-timestamp": String(timestamp),
      },
    },
  );
}
let events = 0;
const changed = (objectId: string, more: object = {}) => {
  events += 1;
  return {
    ...{ eventId: events, subscriptionId: 1, occurredAt: bench.clock.now.getTime() },
    ...{ subscriptionType: "deal.propertyChange", objectId: Number(objectId), ...more },
  };
};
const HUBSPOT_DEAL = {
  dealname: "Kestrel: invoices",
  amount: "30000",
  deal_currency_code: "EUR",
  dealstage: "s1",
  closedate: "2026-12-18T00:00:00Z",
  createdate: "2026-10-01T09:00:00Z",
  hubspot_owner_id: "7",
  hs_is_closed: "false",
  hs_is_closed_won: "false",
  hs_lastmodifieddate: "2026-11-20T10:00:00Z",
};

async function hubspot() {
  const crm = kept(await hubspotStandIn());
  crm.deals.set("11", { ...HUBSPOT_DEAL });
  crm.contacts.set("21", {
    firstname: "Hollis",
    lastname: "Grant",
    email: "hollis@kestrel.example",
  });
  crm.links.push(["11", "21"]);
  const id = await connect(
    "hubspot",
    { url: crm.url },
    { token: "pat-1", webhookSecret: "secret-1" },
  );
  return { crm, id };
}

describe("HubSpot", () => {
  it("says that a deal changed, and the deal is here as it is now, with its owner, people and history", async () => {
    const { crm, id } = await hubspot();
    expect((await hook(id, [changed("11")])).status).toBe(200);
    await work();
    expect(one(await deals())).toMatchObject({
      ...{ name: "Kestrel: invoices", stage: "Discovery", owner: "Ines Falk", status: "open" },
    });
    crm.deals.set("11", { ...HUBSPOT_DEAL, dealstage: "s2", amount: "38000" });
    bench.clock.now = new Date(bench.clock.now.getTime() + 1000);
    await hook(id, [changed("11")]);
    await work();
    const changes = await team.within((tx) => changesOf(tx));
    expect(changes.map(({ field, before, after }) => [field, before, after]).sort()).toEqual([
      ["amountMinor", "3000000", "3800000"],
      ["stage", "Discovery", "Proposal"],
    ]);
    const people = await team.within((tx) => tx.select().from(dealContact));
    expect(people).toHaveLength(1);
  });

  it("is believed only with its signature, and only in time", async () => {
    const { id } = await hubspot();
    expect((await hook(id, [changed("11")], "another")).status).toBe(401);
    expect((await hook(id, [changed("11")], "secret-1", 6 * 60_000)).status).toBe(401);
    expect((await hook(v7(), [changed("11")])).status).toBe(404);
    await work();
    expect(await deals()).toEqual([]);
  });

  it("may tell the same thing often and in any order: the end is the same", async () => {
    const { crm, id } = await hubspot();
    crm.deals.set("12", { ...HUBSPOT_DEAL, dealname: "Second" });
    const told = [changed("11"), changed("12"), changed("11"), changed("12")];
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray([...told, ...told, ...told], { minLength: 4 }),
        async (order) => {
          for (const event of order) await hook(id, [event]);
          await work();
          const names = (await deals()).map(({ name }) => name);
          expect(new Set(names).size).toBe(names.length);
          expect(await team.within((tx) => changesOf(tx))).toEqual([]);
        },
      ),
      { numRuns: 8 },
    );
    expect((await team.within((tx) => tx.select().from(crmEvent))).length).toBeLessThanOrEqual(4);
  });

  it("brings the meetings logged on a deal, each with its prep an hour before and once", async () => {
    const { crm, id } = await hubspot();
    bench.clock.now = new Date("2026-11-23T12:00:00Z");
    crm.meetings.set("31", {
      hs_meeting_title: "Kestrel demo",
      hs_meeting_start_time: "2026-11-23T14:00:00Z",
    });
    for (let round = 0; round < 2; round += 1) {
      await hook(id, [changed("11")]);
      await work();
      bench.clock.now = new Date(bench.clock.now.getTime() + 1000);
    }
    for (const time of ["12:50", "13:00", "13:05"]) {
      bench.clock.now = new Date(`2026-11-23T${time}:30Z`);
      await bench.effects.enqueue(tick, { occurrence: time });
      await work();
    }
    const prep = one(await team.inbox(team.ines, "meeting-prep"));
    expect(prep.text).toMatch(/^In an hour, 14:00: Kestrel demo · with Hollis Grant/);
  });

  it("that deletes a deal takes it from here, and leaves its calls and a word of what it was", async () => {
    const { crm, id } = await hubspot();
    await hook(id, [changed("11")]);
    await work();
    const callId = await team.bring(team.ines, "deleted deal");
    const [row] = await team.within((tx) => tx.select().from(deal));
    await team.within((tx) =>
      tx
        .update(call)
        .set({ dealId: row?.id ?? null })
        .where(eq(call.id, callId)),
    );
    crm.deals.delete("11");
    bench.clock.now = new Date(bench.clock.now.getTime() + 2000);
    await hook(id, [changed("11", { subscriptionType: "deal.deletion" })]);
    await work();
    expect(await deals()).toEqual([]);
    expect((await team.call(callId))?.dealId).toBeNull();
    const kept = await team.within((tx) => tx.select().from(audit));
    expect(kept.find(({ action }) => action === "deal-removed")?.detail).toMatchObject({
      deal: { name: "Kestrel: invoices" },
    });
  });

  it("that revokes the key loses nothing: what waited is taken once it is connected again", async () => {
    const { crm, id } = await hubspot();
    crm.revoke();
    await hook(id, [changed("11")]);
    await work();
    expect(await connection(id)).toMatchObject({ status: "broken" });
    expect(await deals()).toEqual([]);
    const mended = kept(await hubspotStandIn());
    mended.deals.set("11", { ...HUBSPOT_DEAL });
    await team.within((tx) =>
      changeConnection(tx, bench.effects.sealing, id, {
        settings: { url: mended.url },
        status: "active",
      }),
    );
    await bench.effects.enqueue(syncDeals, {
      workspaceId: team.id,
      connectionId: id,
      again: "mended",
    });
    await work();
    expect(await deals()).toHaveLength(1);
  });

  it("is asked at night for what its webhooks did not tell, and goes on from where it stopped", async () => {
    const { crm, id } = await hubspot();
    for (let at = 0; at < 230; at += 1) {
      crm.deals.set(String(100 + at), { ...HUBSPOT_DEAL, dealname: `Deal ${at}` });
    }
    let pages = 0;
    const first = await reconcile(bench.effects, team.id, id, () => {
      pages += 1;
      if (pages === 2) crm.slowDown(1);
    }).catch((error: unknown) => error);
    expect(first).toMatchObject({ name: "Later" });
    expect((await deals()).length).toBe(200);
    await reconcile(bench.effects, team.id, id);
    expect((await deals()).length).toBe(231);
    const again = await reconcile(bench.effects, team.id, id);
    expect(again.changed).toBe(0);
  });
});

describe("Pipedrive", () => {
  const DEAL = {
    ...{
      id: 11,
      title: "Kestrel: invoices",
      value: 30000,
      currency: "EUR",
      stage_id: 1,
      owner_id: 7,
    },
    ...{ org_id: 5, person_id: 6, status: "open", add_time: "2026-10-01T09:00:00Z" },
    ...{ update_time: "2026-11-20T10:00:00Z", expected_close_date: "2026-12-18" },
  };
  const told = (id: string, authorization: string, entity = 11) =>
    receiveCrmHook(
      bench.effects,
      log as never,
      { provider: "pipedrive", connectionId: id },
      {
        ...{
          method: "POST",
          url: "http://localhost:3000/webhooks/pipedrive",
          headers: { authorization },
        },
        body: Buffer.from(
          JSON.stringify({
            data: {},
            previous: null,
            meta: { action: "change", entity: "deal", entity_id: entity, id: v7(), version: "2.0" },
          }),
        ),
      },
    );
  const basic = (password: string) => `Basic ${Buffer.from(`hook:${password}`).toString("base64")}`;

  it("tells under its password what changed, and the deal is asked for page by page", async () => {
    const crm = kept(await pipedriveStandIn());
    crm.deals.set("11", { ...DEAL });
    const id = await connect(
      "pipedrive",
      { url: crm.url, webhookUser: "hook" },
      { token: "token-1", webhookPassword: "pass" },
    );
    expect((await told(id, basic("wrong"))).status).toBe(401);
    expect((await told(id, basic("pass"))).status).toBe(200);
    await work();
    expect(one(await deals())).toMatchObject({
      name: "Kestrel: invoices",
      stage: "Discovery",
      owner: "Ines Falk",
    });
    crm.deals.set("12", {
      ...DEAL,
      id: 12,
      title: "Second",
      status: "won",
      won_time: "2026-11-01T00:00:00Z",
    });
    crm.deals.set("13", { ...DEAL, id: 13, title: "Third", status: "lost", lost_reason: "Price" });
    crm.deals.set("11", { ...DEAL, status: "deleted" });
    const found = await reconcile(bench.effects, team.id, id);
    expect(found).toMatchObject({ deals: 2, gone: 1 });
    expect((await deals()).map(({ name, status }) => [name, status]).sort()).toEqual([
      ["Second", "won"],
      ["Third", "lost"],
    ]);
  });
});

describe("Salesforce", () => {
  const ORG = "00D7F00000107XsUAI";
  const DEAL = {
    ...{
      Id: "0067F000003pmdWQAQ",
      Name: "Kestrel: invoices",
      Account: { Name: "Kestrel Freight" },
    },
    ...{
      Owner: { Name: "Ines Falk", Email: "ines@ours.example" },
      StageName: "Perception Analysis",
    },
    ...{ IsWon: false, IsClosed: false, ForecastCategoryName: "Pipeline", Amount: 30000 },
    ...{
      CreatedDate: "2026-10-01T09:00:00.000+0000",
      CloseDate: "2026-12-18",
      NextStep: "Send terms",
    },
    SystemModstamp: "2026-11-20T10:00:00.000Z",
  };
  const message = (org: string, id: string, more = "") =>
    `<?xml version="1.0"?>${more}<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body><notifications xmlns="http://soap.sforce.com/2005/09/outbound"><OrganizationId>${org}</OrganizationId><Notification><Id>${id}</Id><sObject xsi:type="sf:Opportunity" xmlns:sf="urn:sobject" xmlns:xsi="x"><sf:Id>${DEAL.Id}</sf:Id></sObject></Notification></notifications></soapenv:Body></soapenv:Envelope>`;
  const told = (id: string, text: string) =>
    receiveCrmHook(
      bench.effects,
      log as never,
      { provider: "salesforce", connectionId: id },
      { method: "POST", url: "http://localhost:3000/x", headers: {}, body: Buffer.from(text) },
    );
  async function salesforce(hidden: string[] = ["CurrencyIsoCode"]) {
    const crm = kept(await salesforceStandIn(hidden));
    crm.deals.set(DEAL.Id, { ...DEAL });
    const id = await connect(
      "salesforce",
      { orgId: ORG, instanceUrl: crm.url, loginUrl: crm.url, clientId: "client" },
      { clientSecret: "secret", refreshToken: "refresh-1" },
    );
    return { crm, id };
  }

  it("is acknowledged in its own words, and believed from its own organisation alone", async () => {
    const { id } = await salesforce();
    const taken = await told(id, message(ORG.slice(0, 15), "04l1"));
    expect([taken.status, taken.mediaType]).toEqual([200, "text/xml"]);
    expect(taken.body).toContain("<Ack>true</Ack>");
    await work();
    expect(one(await deals())).toMatchObject({ name: "Kestrel: invoices", owner: "Ines Falk" });
    expect((await told(id, message("00D000000000000", "04l2"))).status).toBe(401);
  });

  it("has no entities to grow, no other file to read, and no XML that is none", async () => {
    const { id } = await salesforce();
    const bomb = '<!DOCTYPE a [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>';
    const outside = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>';
    for (const text of [
      message(ORG, "1", bomb),
      message(ORG, "2", outside),
      "not xml",
      "<a>",
      "",
    ]) {
      expect((await told(id, text)).status, text.slice(0, 40)).toBeGreaterThanOrEqual(400);
    }
    expect(await team.within((tx) => tx.select().from(crmEvent))).toEqual([]);
  });

  it("may hide a field: the others are read, that one stays, and the connection says so", async () => {
    const { crm, id } = await salesforce();
    await told(id, message(ORG, "04l1"));
    await work();
    crm.deals.set(DEAL.Id, { ...DEAL, Amount: 50000, NextStep: undefined });
    const hiding = kept(await salesforceStandIn(["CurrencyIsoCode", "NextStep"]));
    hiding.deals.set(DEAL.Id, { ...DEAL, Amount: 50000, NextStep: undefined });
    await team.within((tx) =>
      changeConnection(tx, bench.effects.sealing, id, {
        settings: { orgId: ORG, instanceUrl: hiding.url, loginUrl: hiding.url, clientId: "client" },
      }),
    );
    bench.clock.now = new Date(bench.clock.now.getTime() + 1000);
    await told(id, message(ORG, "04l2"));
    await work();
    const [row] = await team.within((tx) => tx.select().from(deal));
    expect(row).toMatchObject({ amountMinor: 5_000_000, nextStep: "Send terms" });
    expect((await connection(id))?.problem).toContain("Opportunity.NextStep");
  });

  it("gets a new token when the old one ends in the middle, and keeps it sealed", async () => {
    const { crm, id } = await salesforce();
    await told(id, message(ORG, "04l1"));
    await work();
    crm.endToken();
    crm.deals.set(DEAL.Id, { ...DEAL, StageName: "Negotiation/Review" });
    bench.clock.now = new Date(bench.clock.now.getTime() + 1000);
    await told(id, message(ORG, "04l2"));
    await work();
    expect(one(await deals()).stage).toBe("Negotiation/Review");
    expect(JSON.stringify(await connection(id))).not.toContain("access-");
  });
});

describe("what was said on a call", () => {
  /** A call of Ines' on the deal, on which the buyer says when it is decided. */
  async function spoken() {
    const { crm, id } = await hubspot();
    bench.clock.now = new Date("2026-11-20T12:00:00Z");
    await hook(id, [changed("11")]);
    await work();
    const [row] = await team.within((tx) => tx.select().from(deal));
    const text = [
      "Ines Falk: How will the decision be made on your side?",
      "Hollis Grant: The board decides on 22 January, and then I sign the contract the same week.",
      "Ines Falk: Good to know. Who prepares it for them?",
      "Hollis Grant: I'll send the summary to our finance director by Tuesday.",
      ...Array.from(
        { length: 12 },
        (_, at) =>
          `Ines Falk: And what about part ${at} of it, how does that work today?\nHollis Grant: We type it in by hand, all of it, every day.`,
      ),
    ].join("\n");
    const callId = await team.bring(team.ines, "accuracy", { text, later: true });
    await team.within((tx) =>
      tx
        .update(call)
        .set({ dealId: row?.id ?? null, startedAt: new Date("2026-11-20T10:00:00Z") })
        .where(eq(call.id, callId)),
    );
    await work();
    return { crm, id, callId };
  }
  const proposals = () => team.inbox(team.ines, "corrections");

  it("is proposed beside the CRM's field with the words, written when the button is pressed, and taken back", async () => {
    const { crm } = await spoken();
    const proposal = one(await proposals());
    expect(proposal.text).toContain("Close date");
    expect(proposal.text).toContain("The board decides on 22 January");
    expect(crm.deals.get("11")?.closedate).toBe(HUBSPOT_DEAL.closedate);
    const rows = await team.within((tx) => tx.select().from(dealCorrection));
    const close = rows.find(({ field }) => field === "closeOn");
    await team.press(team.ines, proposal.id, "correction-write", close?.id);
    expect(crm.deals.get("11")?.closedate).toBe("2027-01-22");
    const [now] = await team.within((tx) => tx.select().from(deal));
    expect(now?.closeOn).toBe("2027-01-22");
    const word = (await team.inbox(team.ines, "correction-word")).at(-1);
    expect(word?.text).toContain("Written to HubSpot.");
    bench.clock.now = new Date(bench.clock.now.getTime() + 60_000);
    await team.press(team.ines, word?.id ?? "", "correction-undo", close?.id);
    expect(crm.deals.get("11")?.closedate).toBe(HUBSPOT_DEAL.closedate);
    const done = await team.within((tx) => tx.select().from(audit));
    expect(done.map(({ action }) => action)).toEqual(
      expect.arrayContaining(["correction-writing", "correction-written", "correction-taken-back"]),
    );
  });

  it("is told to its rep alone, and not again once it was left", async () => {
    const { callId } = await spoken();
    const proposal = one(await proposals());
    expect(await team.inbox(team.dora, "corrections")).toEqual([]);
    for (const { id } of await team.within((tx) => tx.select().from(dealCorrection)))
      await team.press(team.ines, proposal.id, "correction-leave", id);
    await bench.effects.enqueue(proposeAfterCall, { workspaceId: team.id, callId, revision: 9 });
    await work();
    expect(await proposals()).toHaveLength(1);
  });

  it("that cannot be written says why, and can be tried again", async () => {
    const { crm } = await spoken();
    const proposal = one(await proposals());
    const rows = await team.within((tx) => tx.select().from(dealCorrection));
    crm.revoke();
    await team.press(team.ines, proposal.id, "correction-write", rows[0]?.id);
    expect((await team.inbox(team.ines, "correction-word")).at(-1)?.text).toMatch(
      /^Not written\. HubSpot no longer accepts the key/,
    );
    const [after] = await team.within((tx) =>
      tx
        .select()
        .from(dealCorrection)
        .where(eq(dealCorrection.id, rows[0]?.id ?? "")),
    );
    expect(after?.state).toBe("proposed");
  });
});
