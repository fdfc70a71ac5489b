import { describe, expect, it } from "vitest";
import { readConfig } from "../../../src/config.ts";
import { connectors } from "../../../src/connectors.ts";
import { connectCrm } from "../../../src/jobs/crms/connect-crm.ts";
import { reconcile } from "../../../src/jobs/crms/reconcile-crm.ts";
import { syncDeals } from "../../../src/jobs/crms/sync-deals.ts";
import { changeConnection, listConnections } from "../../../src/store/connections.ts";
import { hubspotStandIn } from "../../sources/crms/hubspot-stand-in.ts";
import { pipedriveStandIn } from "../../sources/crms/pipedrive-stand-in.ts";
import { salesforceStandIn } from "../../sources/crms/salesforce-stand-in.ts";
import { one } from "../effects.ts";
import { crmFloor, HUBSPOT_DEAL } from "./floor.ts";

const floor = crmFloor();
const all = () => floor.team.within((tx) => listConnections(tx, "crm"));
const look = (id: string, onPage?: (deals: number) => void) =>
  reconcile(floor.bench.effects, floor.team.id, id, onPage ? { onPage } : {});

/** Comes back from the vendor's page with a code, as an admin's browser does. */
async function signIn(provider: string, environment: Record<string, string>): Promise<string> {
  const connector = connectors(readConfig(environment), floor.bench.effects).find(
    ({ name }) => name === provider,
  );
  if (!connector) throw new Error(`${provider} is not set up`);
  return await connector.connect(
    { code: "code-1", redirectUri: `http://localhost:3000/connect/${provider}/return` },
    { workspaceId: floor.team.id, person: null },
    floor.team.within,
  );
}

const PIPEDRIVE_DEAL = {
  ...{ title: "Kestrel: invoices", value: 30000, currency: "EUR", stage_id: 1, owner_id: 7 },
  ...{ org_id: 5, person_id: 6, status: "open", add_time: "2026-10-01T09:00:00Z" },
  ...{ update_time: "2026-11-20T10:00:00Z", expected_close_date: "2026-12-18" },
};

describe("signing in at Pipedrive", () => {
  async function pipedrive() {
    const crm = floor.kept(await pipedriveStandIn());
    for (let id = 1; id <= 5; id += 1) {
      crm.deals.set(String(id), { ...PIPEDRIVE_DEAL, id, title: `Deal ${id}` });
    }
    const environment = {
      ...{ PIPEDRIVE_CLIENT_ID: "client-1", PIPEDRIVE_CLIENT_SECRET: "secret-1" },
      PIPEDRIVE_API_URL: crm.url,
    };
    return { crm, environment };
  }

  it("asks at Pipedrive's own page, and brings deals by the company's own address and webhooks of its own", async () => {
    const { crm, environment } = await pipedrive();
    const { PIPEDRIVE_API_URL: _, ...real } = environment;
    const page = new URL(
      one(connectors(readConfig(real), floor.bench.effects)).agreeAt({
        ...{ redirectUri: "https://coach.example/connect/pipedrive/return", state: "sealed" },
      }),
    );
    expect(page.origin + page.pathname).toBe("https://oauth.pipedrive.com/oauth/authorize");
    expect(Object.fromEntries(page.searchParams)).toEqual({
      ...{ response_type: "code", client_id: "client-1", state: "sealed" },
      redirect_uri: "https://coach.example/connect/pipedrive/return",
    });
    expect(await signIn("pipedrive", environment)).toBe(
      "Its deals are being brought in. Its changes come by themselves from now on.",
    );
    await floor.work();
    expect(await floor.deals()).toHaveLength(5);
    const { id, externalId } = one(await all());
    expect(externalId).toBe("42");
    expect(crm.signIn.webhooks.map(({ event_object }) => event_object)).toEqual([
      ...["deal", "person", "activity"],
    ]);
    const [hook] = crm.signIn.webhooks;
    const basic = Buffer.from(`${hook?.http_auth_user}:${hook?.http_auth_password}`);
    crm.deals.set("1", { ...PIPEDRIVE_DEAL, id: 1, title: "Deal 1", stage_id: 3 });
    const told = await floor.told("pipedrive", id, {
      headers: { authorization: `Basic ${basic.toString("base64")}` },
      body: Buffer.from(JSON.stringify({ meta: { id: "w1", entity: "deal", entity_id: 1 } })),
    });
    expect(told.status).toBe(200);
    await floor.work();
    expect((await floor.deals()).find(({ name }) => name === "Deal 1")?.stage).toBe("Proposal");
    expect(JSON.stringify(await all())).not.toMatch(/access-|refresh-|secret-1/);
  });

  it("has a new token each hour, whose refresh token is good once, also for two that need it at once", async () => {
    const { crm, environment } = await pipedrive();
    await signIn("pipedrive", environment);
    await floor.work();
    const { id } = one(await all());
    for (let hour = 0; hour < 3; hour += 1) {
      crm.signIn.expire();
      const [first, second] = await Promise.all([
        floor.bench.effects.crms.connected(id),
        floor.bench.effects.crms.connected(id),
      ]);
      const answers = await Promise.all(
        [first, second].map(({ crm, access }) => crm.check(access)),
      );
      expect(answers).toHaveLength(2);
    }
    const renewals = crm.asked.filter(({ path }) => path === "/oauth/token");
    expect(renewals).toHaveLength(1 + 3);
  });

  it("that leads to a host that is not Pipedrive's gets no token sent there", async () => {
    const { crm } = await pipedrive();
    const stranger = floor.kept(await pipedriveStandIn());
    const id = await floor.connect(
      "pipedrive",
      { url: crm.url, clientId: "client-1", apiDomain: stranger.url },
      { clientSecret: "secret-1", accessToken: "access-0", refreshToken: "refresh-0" },
    );
    await expect(look(id)).rejects.toThrow("not one of Pipedrive's hosts");
    expect(stranger.asked).toEqual([]);
  });

  it("ends in Pipedrive itself when the app is removed there: the connection says so at once", async () => {
    const { environment } = await pipedrive();
    await signIn("pipedrive", environment);
    await floor.work();
    const [pipe] = connectors(readConfig(environment), floor.bench.effects);
    const authorization = `Basic ${Buffer.from("client-1:secret-1").toString("base64")}`;
    const gone = { client_id: "client-1", company_id: 42, user_id: 7, timestamp: "2026-11-20" };
    const { id } = one(await all());
    expect(await pipe?.ended?.({ authorization: "Basic eDp5", body: gone })).toBe(false);
    await pipe?.ended?.({ authorization, body: { ...gone, user_id: 8 } });
    await pipe?.ended?.({ authorization, body: { ...gone, company_id: 43 } });
    await pipe?.ended?.({ authorization, body: null });
    expect(await floor.connection(id)).toMatchObject({ status: "active" });
    expect(await pipe?.ended?.({ authorization, body: gone })).toBe(true);
    const row = await floor.connection(id);
    expect(row).toMatchObject({ status: "broken" });
    expect(row?.problem).toMatch(/^The app was removed in Pipedrive/);
    await signIn("pipedrive", environment);
    expect(one(await all())).toMatchObject({ id, status: "active", problem: null });
  });

  it("without the right to make webhooks says so, and brings the deals all the same", async () => {
    const { crm, environment } = await pipedrive();
    crm.signIn.forbidWebhooks();
    expect(await signIn("pipedrive", environment)).toMatch(/webhooks could not be made.*at night/);
    await floor.work();
    expect(await floor.deals()).toHaveLength(5);
  });
});

describe("a key that is revoked while everything is looked at", () => {
  /** Revokes it after the first page; the connection says so, and what was read stays. */
  async function brokenOff(id: string, crm: { revoke(): void }, firstPage: number) {
    const stopped = await look(id, () => crm.revoke()).catch((error: unknown) => error);
    expect(String(stopped)).toMatch(/no longer accepts/);
    expect(await floor.deals()).toHaveLength(firstPage);
    const row = await floor.connection(id);
    expect(row).toMatchObject({ status: "broken" });
    expect(row?.problem).toMatch(/Connect it again/);
  }
  async function mended(id: string, deals: number) {
    const row = one(await all());
    expect(row).toMatchObject({ id, status: "active", problem: null });
    await floor.work();
    expect(await floor.deals()).toHaveLength(deals);
  }

  it("at HubSpot: the same connection goes on at the second page with the new key", async () => {
    const crm = floor.kept(await hubspotStandIn());
    for (let at = 100; at < 330; at += 1) {
      crm.deals.set(String(at), { ...HUBSPOT_DEAL, dealname: `Deal ${at}` });
    }
    const id = await floor.connect("hubspot", { url: crm.url }, { token: "pat-1" });
    await brokenOff(id, crm, 100);
    crm.restore();
    const before = crm.asked.length;
    await connectCrm(floor.bench.effects, floor.team.id, {
      crm: { provider: "hubspot", name: "HubSpot" },
      ...{ account: null, settings: {}, secrets: { token: "pat-1" } },
    });
    await mended(id, 230);
    const searches = crm.asked.slice(before).filter(({ path }) => path.endsWith("/deals/search"));
    expect(searches.map(({ body }) => (JSON.parse(body) as { after?: string }).after)).toEqual([
      ...["100", "200"],
    ]);
  });

  it("at Salesforce: signing in again goes on at the second page, or at the first where that is forgotten", async () => {
    const crm = floor.kept(await salesforceStandIn(["CurrencyIsoCode"]));
    crm.paging.size = 2;
    for (let at = 1; at <= 5; at += 1) {
      const Id = `0067F000003pm0${at}QAQ`;
      crm.deals.set(Id, { Id, Name: `Deal ${at}`, StageName: "Discovery", IsDeleted: false });
    }
    const environment = {
      ...{ SALESFORCE_CLIENT_ID: "client", SALESFORCE_CLIENT_SECRET: "secret" },
      SALESFORCE_LOGIN_URL: crm.url,
    };
    const id = await floor.connect(
      "salesforce",
      { orgId: "00D7F00000107XsUAI", instanceUrl: crm.url, loginUrl: crm.url, clientId: "client" },
      { clientSecret: "secret", refreshToken: "refresh-1" },
    );
    await brokenOff(id, crm, 2);
    crm.restore();
    const before = crm.asked.length;
    expect(await signIn("salesforce", environment)).toMatch(/^It goes on where it stopped\./);
    await mended(id, 5);
    const asked = () => crm.asked.slice(before).filter(({ path }) => /queryAll/.test(path));
    expect(asked()[0]?.path).toMatch(/queryAll\/01g\w+-2$/);
    expect((await floor.connection(id))?.externalId).toBe("00D7F00000107XsUAI");

    // The same after days: Salesforce has forgotten the list, and it is begun again.
    crm.deals.delete("0067F000003pm05QAQ");
    floor.later();
    const again = await floor.connection(id);
    await floor.team.within(async (tx) => {
      const reconcile = {
        since: null,
        begunAt: again?.createdAt.toISOString(),
        cursor: "0|queryAll/01g0001-2",
      };
      await changeConnection(tx, floor.bench.effects.sealing, id, {
        settings: { ...again?.settings, reconcile },
      });
    });
    crm.paging.forget();
    expect(await look(id)).toMatchObject({ deals: 4 });
    expect((await floor.connection(id))?.status).toBe("active");
  });

  it("at Pipedrive: signing in again goes on at the second page, and what waited is taken", async () => {
    const crm = floor.kept(await pipedriveStandIn());
    for (let id = 1; id <= 5; id += 1) {
      crm.deals.set(String(id), { ...PIPEDRIVE_DEAL, id, title: `Deal ${id}` });
    }
    const environment = {
      ...{ PIPEDRIVE_CLIENT_ID: "client-1", PIPEDRIVE_CLIENT_SECRET: "secret-1" },
      PIPEDRIVE_API_URL: crm.url,
    };
    const id = await floor.connect(
      "pipedrive",
      { url: crm.url, webhookUser: "hook" },
      { token: "token-1", webhookPassword: "pass" },
    );
    await brokenOff(id, crm, 2);
    // What is told in the meantime waits.
    const basic = Buffer.from("hook:pass").toString("base64");
    await floor.told("pipedrive", id, {
      headers: { authorization: `Basic ${basic}` },
      body: Buffer.from(JSON.stringify({ meta: { id: "w1", entity: "deal", entity_id: 1 } })),
    });
    await floor.bench.effects.enqueue(syncDeals, { workspaceId: floor.team.id, connectionId: id });
    await floor.work();
    crm.deals.set("1", { ...PIPEDRIVE_DEAL, id: 1, title: "Deal 1", stage_id: 3 });
    crm.restore();
    const before = crm.asked.length;
    expect(await signIn("pipedrive", environment)).toMatch(/^It goes on where it stopped\./);
    await mended(id, 5);
    expect((await floor.deals()).find(({ name }) => name === "Deal 1")?.stage).toBe("Proposal");
    const pages = crm.asked
      .slice(before)
      .filter(({ path, query }) => path === "/api/v2/deals" && query.has("sort_by"));
    expect(pages.map(({ query }) => query.get("cursor"))).toEqual(["2", "4"]);
    // The API token that no longer works is gone; what signing in gave is used.
    expect(pages.every(({ headers }) => headers.authorization?.startsWith("Bearer access-"))).toBe(
      true,
    );
  });
});
