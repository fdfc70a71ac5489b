import { v7 } from "uuid";
import { expect, vi } from "vitest";
import { listenToCrm } from "../../../src/jobs/crms/listen-to-crm.ts";
import { type CrmLineRow, listLines } from "../../../src/store/crm-lines.ts";
import { crmEvent } from "../../../src/store/schema.ts";
import { salesforceStandIn } from "../../sources/crms/salesforce-stand-in.ts";
import { crmFloor } from "./floor.ts";

export const HOUR_MS = 3600_000;
export const HOLDER = v7();
export const idOf = (number: number) => `0067F000003pm${String(number).padStart(2, "0")}QAQ`;

/** Salesforce of one test. */
type Crm = Awaited<ReturnType<typeof salesforceStandIn>>;

/** A floor whose Salesforce tells its changes by Change Data Capture, and what tests do with it. */
export function changesFloor() {
  const floor = crmFloor();

  /** A connected organisation with one deal, and the time of the test for both sides. */
  async function connected() {
    const crm = floor.kept(await salesforceStandIn(["CurrencyIsoCode"]));
    crm.streaming.setClock(() => floor.bench.clock.now.getTime());
    const id = await floor.connect(
      "salesforce",
      { orgId: "00D7F00000107XsUAI", instanceUrl: crm.url, loginUrl: crm.url, clientId: "client" },
      { clientSecret: "secret", refreshToken: "refresh-1" },
    );
    setDeal(crm, 1, "Discovery");
    return { crm, id };
  }

  function setDeal(crm: Crm, number: number, StageName: string) {
    crm.deals.set(idOf(number), {
      ...{ Id: idOf(number), Name: `Deal ${number}`, StageName, Amount: 30000, IsDeleted: false },
      ...{ Account: { Name: "Kestrel" }, Owner: { Name: "Ines Falk", Email: "ines@ours.example" } },
      ...{ IsWon: false, IsClosed: false, ForecastCategoryName: "Pipeline" },
      ...{ CreatedDate: "2026-10-01T09:00:00.000+0000", CloseDate: "2026-12-18" },
      SystemModstamp: floor.bench.clock.now.toISOString(),
    });
  }

  const change = (crm: Crm, number: number, StageName: string) => {
    setDeal(crm, number, StageName);
    return crm.streaming.publish("Opportunity", { recordIds: [idOf(number)] }, { StageName });
  };

  const within = <T>(run: Parameters<typeof floor.team.within<T>>[0]) => floor.team.within(run);
  const line = async (): Promise<CrmLineRow | undefined> => (await within(listLines))[0];
  const stages = async () =>
    Object.fromEntries((await floor.deals()).map(({ name, stage }) => [name, stage]));
  const events = () => within((tx) => tx.select().from(crmEvent));

  /** Listens while something is done; as another process would with another holder. */
  async function listening(id: string, during: () => Promise<void>, holder = HOLDER) {
    const stop = new AbortController();
    const where = { workspaceId: floor.team.id, connectionId: id };
    let over = false;
    const done = listenToCrm(floor.bench.effects, where, holder, stop.signal).finally(() => {
      over = true;
    });
    try {
      await during();
    } finally {
      stop.abort();
      await done;
    }
    return over;
  }

  /** Until it ends by itself. */
  const tried = (id: string, holder = HOLDER) =>
    listenToCrm(
      floor.bench.effects,
      { workspaceId: floor.team.id, connectionId: id },
      holder,
      new AbortController().signal,
    );

  const heardUpTo = (position: string, object = "Opportunity") =>
    vi.waitFor(
      async () => expect((await line())?.positions[`/data/${object}ChangeEvent`]).toBe(position),
      { timeout: 15_000, interval: 10 },
    );
  const subscribed = (crm: Crm) =>
    vi.waitFor(
      async () => {
        expect((await line())?.state).toBe("listening");
        expect(crm.streaming.clients()).toBe(1);
      },
      { timeout: 15_000, interval: 10 },
    );

  /** For five minutes from now. */
  const lease = (holder: string) => ({
    holder,
    now: floor.bench.clock.now,
    until: new Date(floor.bench.clock.now.getTime() + 5 * 60_000),
  });

  return {
    floor,
    connected,
    setDeal,
    change,
    within,
    line,
    stages,
    events,
    listening,
    tried,
    heardUpTo,
    subscribed,
    lease,
  };
}
