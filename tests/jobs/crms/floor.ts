import { createHmac } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import { receiveCrmHook } from "../../../src/jobs/crms/receive-crm-hook.ts";
import type { CrmHook } from "../../../src/sources/crms/crm.ts";
import { addConnection, findConnection } from "../../../src/store/connections.ts";
import { listDeals } from "../../../src/store/deals.ts";
import { call, connection, deal, person } from "../../../src/store/schema.ts";
import { type TestDatabase, testDatabase } from "../../database.ts";
import type { CrmStandIn } from "../../sources/crms/crm-stand-in.ts";
import { hubspotStandIn } from "../../sources/crms/hubspot-stand-in.ts";
import { type Bench, openBench, openTeam, type Team } from "../effects.ts";

/** A team of one test's own, and the CRMs it connects; the CRMs are closed with the test. */
export interface CrmFloor {
  bench: Bench;
  team: Team;
  work(): Promise<void>;
  /** Time goes by. */
  later(ms?: number): void;
  /** Closed when the test ends. */
  kept<One extends CrmStandIn>(crm: One): One;
  connect(provider: string, settings: object, secrets: Record<string, string>): Promise<string>;
  connection(id: string): ReturnType<typeof findConnection>;
  deals(): ReturnType<typeof listDeals>;
  dealRow(): Promise<typeof deal.$inferSelect | undefined>;
  /** A request of a vendor for a connection. */
  told(
    provider: string,
    connectionId: string,
    hook: Partial<CrmHook>,
  ): ReturnType<typeof receiveCrmHook>;
}

/** Opens a database for the file, and in it a floor for each test. */
export function crmFloor(): CrmFloor {
  let store: TestDatabase;
  const open: CrmStandIn[] = [];
  const log = { warn: () => undefined, info: () => undefined, error: () => undefined };
  const floor: CrmFloor = {
    bench: undefined as never,
    team: undefined as never,
    work: () => floor.bench.work(),
    later: (ms = 1000) => {
      floor.bench.clock.now = new Date(floor.bench.clock.now.getTime() + ms);
    },
    kept: (crm) => {
      open.push(crm);
      return crm;
    },
    connect: (provider, settings, secrets) =>
      floor.team.within((tx) =>
        addConnection(tx, floor.bench.effects.sealing, {
          ...{ kind: "crm", provider, label: provider, settings: { ...settings }, secrets },
        }),
      ),
    connection: (id) => floor.team.within((tx) => findConnection(tx, id)),
    deals: () => floor.team.within(listDeals),
    dealRow: async () => (await floor.team.within((tx) => tx.select().from(deal)))[0],
    told: (provider, connectionId, hook) =>
      receiveCrmHook(
        floor.bench.effects,
        log as never,
        { provider, connectionId },
        {
          ...{ method: "POST", url: `http://localhost:3000/webhooks/${provider}`, headers: {} },
          ...{ body: Buffer.alloc(0), ...hook },
        },
      ),
  };
  beforeAll(async () => {
    store = await testDatabase();
  });
  afterAll(() => store?.drop());
  beforeEach(async () => {
    floor.bench = openBench(store);
    floor.team = await openTeam(floor.bench);
    await floor.team.within((tx) =>
      tx.update(person).set({ email: "ines@ours.example" }).where(eq(person.id, floor.team.ines)),
    );
  });
  afterEach(async () => {
    // The next test's rounds go through all workspaces, and this one's CRMs answer no more.
    await floor.team.within((tx) => tx.update(connection).set({ status: "revoked" }));
    await Promise.all(open.splice(0).map((crm) => crm.close()));
  });
  return floor;
}

/** A deal as HubSpot writes it. */
export const HUBSPOT_DEAL = {
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

/** HubSpot with one deal and its person, connected. */
export async function connectHubspot(floor: CrmFloor, settings: object = {}) {
  const crm = floor.kept(await hubspotStandIn());
  crm.deals.set("11", { ...HUBSPOT_DEAL });
  crm.contacts.set("21", {
    firstname: "Hollis",
    lastname: "Grant",
    email: "hollis@kestrel.example",
  });
  crm.links.push(["11", "21"]);
  const id = await floor.connect(
    "hubspot",
    { url: crm.url, ...settings },
    { token: "pat-1", webhookSecret: "secret-1" },
  );
  return { crm, id };
}

/** HubSpot's webhook for some deals, signed as HubSpot signs. */
export async function hubspotHook(
  floor: CrmFloor,
  id: string,
  events: object[],
  secret = "secret-1",
  age = 0,
) {
  const { effects, clock } = floor.bench;
  const body = Buffer.from(JSON.stringify(events));
  const url = `${effects.publicUrl}/webhooks/hubspot/${id}`;
  const timestamp = clock.now.getTime() - age;
  const signed = createHmac("sha256", secret)
    .update(`POST${url}${body}${timestamp}`)
    .digest("base64");
  return await floor.told("hubspot", id, {
    ...{ url, body },
    headers: {
      "x-hubspot-signature-v3": signed,
      "x-hubspot-request-timestamp": String(timestamp),
    },
  });
}

let events = 0;
/** HubSpot's word that something of a deal changed. */
export function changed(objectId: string, more: object = {}) {
  events += 1;
  return {
    ...{ eventId: events, subscriptionId: 1, occurredAt: 1_795_000_000_000 + events },
    ...{ subscriptionType: "deal.propertyChange", objectId: Number(objectId), ...more },
  };
}

/** A call of Ines' on the deal that is here, held at 10:00 on 20 November; it is noon now. */
export async function callOn(floor: CrmFloor, lines: readonly string[], mark = "accuracy") {
  floor.bench.clock.now = new Date("2026-11-20T12:00:00Z");
  const row = await floor.dealRow();
  const text = [
    ...lines,
    ...Array.from(
      { length: 12 },
      (_, at) =>
        `Ines Falk: And what about part ${at} of it, how does that work today?\nHollis Grant: We type it in by hand, all of it, every day.`,
    ),
  ].join("\n");
  const callId = await floor.team.bring(floor.team.ines, mark, { text, later: true });
  await floor.team.within((tx) =>
    tx
      .update(call)
      .set({ dealId: row?.id ?? null, startedAt: new Date("2026-11-20T10:00:00Z") })
      .where(eq(call.id, callId)),
  );
  await floor.work();
  return callId;
}
