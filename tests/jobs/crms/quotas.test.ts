import { describe, expect, it } from "vitest";
import { reconcile } from "../../../src/jobs/crms/reconcile-crm.ts";
import { saveSetup, setupView, undoSetup } from "../../../src/jobs/crms/setup-desk.ts";
import { mergeQuotas } from "../../../src/store/imports/quotas.ts";
import { quotasOf } from "../../../src/store/pipeline.ts";
import { quota } from "../../../src/store/schema.ts";
import {
  hubspotAccount,
  hubspotGoal,
  pipedriveAccount,
  pipedriveGoal,
  salesforceAccount,
} from "../../sources/crms/account-stand-ins.ts";
import type { CrmStandIn } from "../../sources/crms/crm-stand-in.ts";
import { pipedriveStandIn } from "../../sources/crms/pipedrive-stand-in.ts";
import { salesforceStandIn } from "../../sources/crms/salesforce-stand-in.ts";
import { connectHubspot, crmFloor } from "./floor.ts";

const floor = crmFloor();
const quotas = async () =>
  (await floor.team.within((tx) => tx.select().from(quota)))
    .map(({ quarter, amountMinor, currency }) => `${quarter} ${amountMinor} ${currency}`)
    .sort();
const night = (id: string) => reconcile(floor.bench.effects, floor.team.id, id);
const view = (id: string) => setupView(floor.bench.effects, floor.team.id, id, { again: true });
/** Says which target is the quota, as the page does, and waits until it is read. */
async function choose(id: string, kind: string) {
  await view(id);
  await saveSetup(floor.bench.effects, floor.team.id, id, { quota: kind, currency: "EUR" }, null);
  await floor.work();
}
const connection = (id: string) => floor.connection(id);

describe("quotas of HubSpot", () => {
  const months = [
    ...["2026-10", "2026-11", "2026-12"].map((month) => hubspotGoal(month, "10000")),
    hubspotGoal("2027-01", "12000.50"),
  ];
  const team = hubspotGoal("2026-10", "99999", {
    ...{ hubspot_owner_id: null, hs_assignee_user_id: null },
  });
  const calls = hubspotGoal("2026-10", "40", { hs_kpi_unit_type: "number" });

  it("are added up from months, those of a team and of other things left alone", async () => {
    const { crm, id } = await connectHubspot(floor);
    crm.account.answer = hubspotAccount({ goals: [...months, team, calls] });
    expect((await view(id)).understanding?.quota).toMatchObject({
      ...{ as: "family-1", how: "suggested" },
    });
    // Nothing is read while nobody has said which it is.
    await night(id);
    expect(await quotas()).toEqual([]);
    await choose(id, "family-1");
    expect(await quotas()).toEqual(["2026-Q4 3000000 EUR", "2027-Q1 1200050 EUR"]);
    expect((await view(id)).sync).toMatchObject({ quotas: 2, left: [] });
    // The review asks for quotas here, wherever they came from.
    expect(await floor.team.within((tx) => quotasOf(tx, floor.team.ines))).toContainEqual({
      ...{ ownerId: floor.team.ines, quarter: "2026-Q4" },
      ...{ amountMinor: 3_000_000, currency: "EUR" },
    });
  });

  it("follow the CRM at night, stay where a file has said otherwise since, and go when they go there", async () => {
    const { crm, id } = await connectHubspot(floor);
    crm.account.answer = hubspotAccount({ goals: months });
    await choose(id, "family-1");
    await floor.team.within((tx) =>
      mergeQuotas(
        tx,
        (async function* () {
          const ines = { person: "Ines Falk", email: "ines@ours.example" };
          yield { ...ines, quarter: "2026-Q4", amountMinor: 5_000_000, currency: "EUR", row: 1 };
        })(),
        { importId: null },
      ),
    );
    await night(id);
    expect(await quotas()).toEqual(["2026-Q4 5000000 EUR", "2027-Q1 1200050 EUR"]);
    crm.account.answer = hubspotAccount({ goals: months.slice(0, 2) });
    await night(id);
    expect(await quotas()).toEqual(["2026-Q4 2000000 EUR"]);
    await night(id);
    expect(await quotas()).toEqual(["2026-Q4 2000000 EUR"]);
    await undoSetup(floor.bench.effects, floor.team.id, id, null);
    await floor.work();
    expect(await quotas()).toEqual([]);
  });

  it("that may not be read are named with the scope, and what was read stays", async () => {
    const { crm, id } = await connectHubspot(floor);
    crm.account.answer = hubspotAccount({ goals: months });
    await choose(id, "family-1");
    crm.account.answer = hubspotAccount({ goals: months, mayReadGoals: false });
    await night(id);
    expect(await quotas()).toHaveLength(2);
    expect(await connection(id)).toMatchObject({
      ...{ status: "active", problem: expect.stringContaining("crm.objects.goals.read") },
    });
    expect((await view(id)).shapeProblems[0]).toContain("crm.objects.goals.read");
  });
});

describe("quotas of Pipedrive", () => {
  async function pipedrive(given: Parameters<typeof pipedriveAccount>[0]) {
    const crm: CrmStandIn = floor.kept(await pipedriveStandIn());
    crm.account.answer = pipedriveAccount(given);
    return await floor.connect("pipedrive", { url: crm.url }, { token: "token-1" });
  }

  it("are each person's goals for the value of won deals, each time they fall due", async () => {
    const yearly = pipedriveGoal({
      ...{ interval: "yearly", duration: { start: "2027-01-01", end: "2027-12-31" } },
    });
    const count = pipedriveGoal({
      expected_outcome: { target: 12, tracking_metric: "quantity" },
    });
    const id = await pipedrive({
      goals: [
        pipedriveGoal({ interval: "monthly", expected_outcome: pipedriveGoal().expected_outcome }),
        ...[yearly, count, pipedriveGoal({ assignee: { id: 1, type: "team" } })],
      ],
    });
    await choose(id, "deals_won");
    expect(await quotas()).toEqual(["2026-Q4 27000000 EUR"]);
    expect((await view(id)).sync?.left).toEqual([
      "Ines Falk: the target from 2027-01-01 to 2027-12-31 is no month and no quarter.",
    ]);
  });

  it("that may not be read are named", async () => {
    const id = await pipedrive({ mayReadGoals: false });
    expect((await view(id)).shapeProblems[0]).toContain("goals:read");
  });
});

describe("quotas of Salesforce", () => {
  const row = {
    ...{ QuotaAmount: 90000, StartDate: "2026-10-01", PeriodId: "p4", ProductFamily: null },
    ...{ QuotaOwner: { Name: "Ines Falk", Email: "ines@ours.example" }, ForecastingTypeId: "0Db1" },
  };
  async function salesforce(given: Parameters<typeof salesforceAccount>[0]) {
    const crm = floor.kept(await salesforceStandIn(["CurrencyIsoCode"]));
    crm.account.answer = salesforceAccount(given);
    const settings = { instanceUrl: crm.url, loginUrl: crm.url, clientId: "client" };
    return await floor.connect("salesforce", settings, {
      ...{ clientSecret: "secret", refreshToken: "refresh-1" },
    });
  }

  it("are read by forecast type with their period, also without a field for the currency", async () => {
    const id = await salesforce({
      quotas: [row, { ...row, QuotaAmount: 1, ProductFamily: "Lathes" }],
      oneCurrency: true,
    });
    await choose(id, "0Db1");
    expect(await quotas()).toEqual(["2026-Q4 9000000 EUR"]);
    const { understanding } = await view(id);
    expect(understanding?.stages.map(({ word, as }) => [word, as])).toEqual([
      ["Perception Analysis", "evaluation"],
      ["Closed Won", "won"],
    ]);
  });

  it("that may not be read are named, with the permission", async () => {
    const id = await salesforce({ noForecasts: true });
    expect((await view(id)).shapeProblems[0]).toContain("View All Forecasts");
  });
});
