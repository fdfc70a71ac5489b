import { afterAll, beforeAll, expect, it } from "vitest";
import { listLines } from "../../src/store/crm-lines.ts";
import { listDeals } from "../../src/store/deals.ts";
import { DEFAULT_WORKSPACE } from "../../src/store/schema.ts";
import { salesforceStandIn } from "../sources/crms/salesforce-stand-in.ts";
import { openStand, type Stand, until } from "./stand.ts";

const DEAL = "0067F000003pmdWQAQ";
let crm: Awaited<ReturnType<typeof salesforceStandIn>>;
let stand: Stand;

beforeAll(async () => {
  crm = await salesforceStandIn(["CurrencyIsoCode"]);
  stage("Discovery");
  const keys = {
    ...{ orgId: "00D7F00000107XsUAI", clientId: "client", clientSecret: "secret" },
    ...{ refreshToken: "refresh-1", instanceUrl: crm.url, loginUrl: crm.url },
  };
  stand = await openStand({ settings: { crms: { salesforce: keys } } });
});
afterAll(async () => {
  await stand?.stop();
  await crm?.close();
});

function stage(StageName: string) {
  crm.deals.set(DEAL, {
    ...{ Id: DEAL, Name: "Kestrel: invoices", StageName, Amount: 30000, CloseDate: "2026-12-18" },
    ...{ CreatedDate: "2026-10-01T09:00:00.000+0000", SystemModstamp: new Date().toISOString() },
  });
}
function change(StageName: string) {
  stage(StageName);
  crm.streaming.publish("Opportunity", { recordIds: [DEAL] }, { StageName });
}
const hasStage = (wanted: string) =>
  until(`the deal to be in ${wanted}`, () =>
    stand.store.database.inWorkspace(DEFAULT_WORKSPACE, async (tx) =>
      (await listDeals(tx)).some((deal) => deal.stage === wanted),
    ),
  );
const listening = () =>
  until("the line to be held", async () => {
    const [line] = await stand.store.database.inWorkspace(DEFAULT_WORKSPACE, listLines);
    return line?.state === "listening" && crm.streaming.clients() === 1;
  });

it("shows a stage as soon as Salesforce tells that it changed, and after a restart what was told meanwhile", async () => {
  await listening();
  change("Proposal");
  await hasStage("Proposal");
  change("Negotiation");
  await hasStage("Negotiation");
  const restarting = stand.restart();
  await until("the line to be let go", async () => crm.streaming.goodbyes() === 1);
  change("Verbal agreement");
  await restarting;
  await hasStage("Verbal agreement");
  expect(crm.streaming.clients()).toBe(1);
}, 90_000);
