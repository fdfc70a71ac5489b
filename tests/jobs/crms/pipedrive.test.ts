import { v7 } from "uuid";
import { describe, expect, it } from "vitest";
import { reconcile } from "../../../src/jobs/crms/reconcile-crm.ts";
import { pipedriveStandIn } from "../../sources/crms/pipedrive-stand-in.ts";
import { one } from "../effects.ts";
import { crmFloor } from "./floor.ts";

const floor = crmFloor();

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
    floor.told("pipedrive", id, {
      headers: { authorization },
      body: Buffer.from(
        JSON.stringify({
          data: {},
          previous: null,
          meta: { action: "change", entity: "deal", entity_id: entity, id: v7(), version: "2.0" },
        }),
      ),
    });
  const basic = (password: string) => `Basic ${Buffer.from(`hook:${password}`).toString("base64")}`;

  it("tells under its password what changed, and the deal is asked for page by page", async () => {
    const crm = floor.kept(await pipedriveStandIn());
    crm.deals.set("11", { ...DEAL });
    const id = await floor.connect(
      "pipedrive",
      { url: crm.url, webhookUser: "hook" },
      { token: "token-1", webhookPassword: "pass" },
    );
    expect((await told(id, basic("wrong"))).status).toBe(401);
    expect((await told(id, basic("pass"))).status).toBe(200);
    await floor.work();
    expect(one(await floor.deals())).toMatchObject({
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
    const found = await reconcile(floor.bench.effects, floor.team.id, id);
    expect(found).toMatchObject({ deals: 2, gone: 1 });
    expect((await floor.deals()).map(({ name, status }) => [name, status]).sort()).toEqual([
      ["Second", "won"],
      ["Third", "lost"],
    ]);
  });
});
