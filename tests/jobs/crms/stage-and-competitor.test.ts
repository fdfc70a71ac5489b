import { describe, expect, it } from "vitest";
import { reconcile } from "../../../src/jobs/crms/reconcile-crm.ts";
import { audit, dealCorrection, workspace } from "../../../src/store/schema.ts";
import { pipedriveStandIn } from "../../sources/crms/pipedrive-stand-in.ts";
import { salesforceStandIn } from "../../sources/crms/salesforce-stand-in.ts";
import { one } from "../effects.ts";
import { callOn, changed, connectHubspot, crmFloor, HUBSPOT_DEAL, hubspotHook } from "./floor.ts";

const floor = crmFloor();

const UNDECIDED = [
  "Ines Falk: Shall we go through the terms?",
  "Hollis Grant: To be honest, we haven't decided whether we're going to buy anything at all.",
  "Ines Falk: What else is on the table?",
  "Hollis Grant: We're also looking at Payvolt, and they quoted us last week.",
];
const proposals = () => floor.team.inbox(floor.team.ines, "corrections");
const rows = () => floor.team.within((tx) => tx.select().from(dealCorrection));
/** Presses a proposal's button, or that of the word that came last. */
async function write(field: string) {
  const found = (await rows()).find((row) => row.field === field);
  floor.later();
  await floor.team.press(floor.team.ines, one(await proposals()).id, "correction-write", found?.id);
  const word = (await floor.team.inbox(floor.team.ines, "correction-word")).at(-1);
  return async () => {
    floor.later();
    await floor.team.press(floor.team.ines, word?.id ?? "", "correction-undo", found?.id);
  };
}
const listPayvolt = () =>
  floor.team.within((tx) => tx.update(workspace).set({ settings: { competitors: ["Payvolt"] } }));

describe("HubSpot", () => {
  async function negotiating(settings: object = {}) {
    const { crm, id } = await connectHubspot(floor, settings);
    crm.deals.set("11", {
      ...{ ...HUBSPOT_DEAL, dealstage: "s4", pipeline: "default" },
      main_rival: "",
    });
    await listPayvolt();
    floor.bench.clock.now = new Date("2026-11-20T12:00:00Z");
    await hubspotHook(floor, id, [changed("11")]);
    await floor.work();
    return crm;
  }

  it("has the stage and the competitor corrected on a press, by its own stage's id, and back", async () => {
    const crm = await negotiating({ competitorField: "main_rival" });
    await callOn(floor, UNDECIDED);
    const { text } = one(await proposals());
    expect(text).toContain("Stage: the CRM has Negotiation; what was said fits Evaluation.");
    expect(text).toContain("we haven't decided whether we're going to buy anything at all");
    expect(text).toContain("Competitor: empty in the CRM; on the call: Payvolt.");
    expect(crm.deals.get("11")).toMatchObject({ dealstage: "s4", main_rival: "" });
    expect(await floor.team.inbox(floor.team.dora, "corrections")).toEqual([]);

    const undoStage = await write("stage");
    const undoCompetitor = await write("competitor");
    expect(crm.deals.get("11")).toMatchObject({ dealstage: "s3", main_rival: "Payvolt" });
    expect((await floor.dealRow())?.stage).toBe("Evaluation");

    await undoStage();
    await undoCompetitor();
    expect(crm.deals.get("11")).toMatchObject({ dealstage: "s4", main_rival: "" });
    const kept = await floor.team.within((tx) => tx.select().from(audit));
    const stage = kept.filter(({ detail }) => (detail as { field?: string }).field === "stage");
    expect(stage.map(({ action }) => action)).toEqual([
      ...["correction-writing", "correction-written"],
      ...["correction-taking-back", "correction-taken-back"],
    ]);
    expect(stage[0]?.personId).toBe(floor.team.ines);
  });

  it("proposes no competitor where no field is mapped, and no stage on words that say nothing of it", async () => {
    await negotiating();
    await callOn(floor, [
      "Ines Falk: Shall we go through the terms?",
      "Hollis Grant: We haven't decided who signs it, but we're also looking at Payvolt.",
    ]);
    expect((await rows()).map(({ field }) => field)).not.toContain("stage");
    expect((await rows()).map(({ field }) => field)).not.toContain("competitor");
  });
});

describe("Salesforce", () => {
  it("has its stage written by name, and put back", async () => {
    const crm = floor.kept(await salesforceStandIn(["CurrencyIsoCode"]));
    const id = "0067F000003pmdWQAQ";
    crm.deals.set(id, {
      ...{ Id: id, Name: "Kestrel: invoices", Account: { Name: "Kestrel Freight" } },
      ...{ Owner: { Name: "Ines Falk" }, StageName: "Negotiation/Review", Rival__c: "Ledgerline" },
      ...{ IsWon: false, IsClosed: false, Amount: 30000, CloseDate: "2026-12-18" },
    });
    const connection = await floor.connect(
      "salesforce",
      {
        ...{ orgId: "00D7F00000107XsUAI", instanceUrl: crm.url, loginUrl: crm.url },
        ...{ clientId: "client", competitorField: "Rival__c" },
      },
      { clientSecret: "secret", refreshToken: "refresh-1" },
    );
    await listPayvolt();
    await reconciled(connection);
    await callOn(floor, UNDECIDED);
    const undoStage = await write("stage");
    const undoCompetitor = await write("competitor");
    expect(crm.deals.get(id)).toMatchObject({
      ...{ StageName: "Perception Analysis", Rival__c: "Ledgerline;Payvolt" },
    });
    await undoStage();
    await undoCompetitor();
    expect(crm.deals.get(id)).toMatchObject({
      ...{ StageName: "Negotiation/Review", Rival__c: "Ledgerline" },
    });
  });
});

describe("Pipedrive", () => {
  it("has its stage written by the id it has in the deal's own pipeline, and put back", async () => {
    const crm = floor.kept(await pipedriveStandIn());
    crm.deals.set("11", {
      ...{ id: 11, title: "Kestrel: invoices", value: 30000, currency: "EUR", stage_id: 5 },
      ...{ pipeline_id: 1, owner_id: 7, org_id: 5, person_id: 6, status: "open" },
      ...{ add_time: "2026-10-01T09:00:00Z", update_time: "2026-11-20T10:00:00Z" },
      expected_close_date: "2026-12-18",
    });
    await reconciled(await floor.connect("pipedrive", { url: crm.url }, { token: "token-1" }));
    await callOn(floor, UNDECIDED);
    const undoStage = await write("stage");
    expect(crm.deals.get("11")?.stage_id).toBe(4);
    await undoStage();
    expect(crm.deals.get("11")?.stage_id).toBe(5);
  });
});

async function reconciled(connectionId: string) {
  floor.bench.clock.now = new Date("2026-11-20T12:00:00Z");
  await reconcile(floor.bench.effects, floor.team.id, connectionId);
}
