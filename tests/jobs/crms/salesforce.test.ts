import { describe, expect, it } from "vitest";
import { changeConnection } from "../../../src/store/connections.ts";
import { crmEvent } from "../../../src/store/schema.ts";
import { salesforceStandIn } from "../../sources/crms/salesforce-stand-in.ts";
import { one } from "../effects.ts";
import { crmFloor } from "./floor.ts";

const floor = crmFloor();

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
    floor.told("salesforce", id, { body: Buffer.from(text) });
  async function salesforce(hidden: string[] = ["CurrencyIsoCode"]) {
    const crm = floor.kept(await salesforceStandIn(hidden));
    crm.deals.set(DEAL.Id, { ...DEAL });
    const id = await floor.connect(
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
    await floor.work();
    expect(one(await floor.deals())).toMatchObject({
      name: "Kestrel: invoices",
      owner: "Ines Falk",
    });
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
    expect(await floor.team.within((tx) => tx.select().from(crmEvent))).toEqual([]);
  });

  it("may hide a field: the others are read, that one stays, and the connection says so", async () => {
    const { crm, id } = await salesforce();
    await told(id, message(ORG, "04l1"));
    await floor.work();
    crm.deals.set(DEAL.Id, { ...DEAL, Amount: 50000, NextStep: undefined });
    const hiding = floor.kept(await salesforceStandIn(["CurrencyIsoCode", "NextStep"]));
    hiding.deals.set(DEAL.Id, { ...DEAL, Amount: 50000, NextStep: undefined });
    await floor.team.within((tx) =>
      changeConnection(tx, floor.bench.effects.sealing, id, {
        settings: { orgId: ORG, instanceUrl: hiding.url, loginUrl: hiding.url, clientId: "client" },
      }),
    );
    floor.later();
    await told(id, message(ORG, "04l2"));
    await floor.work();
    const row = await floor.dealRow();
    expect(row).toMatchObject({ amountMinor: 5_000_000, nextStep: "Send terms" });
    expect((await floor.connection(id))?.problem).toContain("Opportunity.NextStep");
  });

  it("gets a new token when the old one ends in the middle, and keeps it sealed", async () => {
    const { crm, id } = await salesforce();
    await told(id, message(ORG, "04l1"));
    await floor.work();
    crm.endToken();
    crm.deals.set(DEAL.Id, { ...DEAL, StageName: "Negotiation/Review" });
    floor.later();
    await told(id, message(ORG, "04l2"));
    await floor.work();
    expect(one(await floor.deals()).stage).toBe("Negotiation/Review");
    expect(JSON.stringify(await floor.connection(id))).not.toContain("access-");
  });
});
