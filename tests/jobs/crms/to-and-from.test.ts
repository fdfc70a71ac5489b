import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { expect, it } from "vitest";
import { heard } from "../../../src/bots/conversation.ts";
import { call, dealCorrection, person } from "../../../src/store/schema.ts";
import { changed, connectHubspot, crmFloor, HUBSPOT_DEAL, hubspotHook } from "./floor.ts";

const floor = crmFloor();

const ask = async (text: string) => {
  const { effects } = floor.bench;
  const { id, ines } = floor.team;
  await heard(effects, id, { personId: ines, place: `dm:${ines}`, threadId: null, text });
  await floor.work();
};

it("a stage that changes in the CRM stands in the next review", async () => {
  const { crm, id } = await connectHubspot(floor);
  floor.bench.clock.now = new Date("2026-11-20T12:00:00Z");
  await hubspotHook(floor, id, [changed("11")]);
  await floor.work();
  const before = (await floor.dealRow())?.stage ?? "";
  crm.deals.set("11", { ...HUBSPOT_DEAL, dealstage: "s2" });
  await hubspotHook(floor, id, [changed("11")]);
  await floor.work();
  const after = (await floor.dealRow())?.stage ?? "";
  expect(after).not.toBe(before);
  await ask("pipeline review");
  const review = (await floor.team.inbox(floor.team.ines)).map(({ text }) => text).join("\n");
  expect(review).toContain("Kestrel Freight");
  expect(review).toContain(`${after} | 1 |`);
  expect(review).not.toContain(`${before} |`);
});

it("a quote on a sample call is proposed beside its field, written with a press, and taken back", async () => {
  await floor.team.within((tx) =>
    tx.update(person).set({ name: "Ines Ferreira" }).where(eq(person.id, floor.team.ines)),
  );
  const { crm, id } = await connectHubspot(floor);
  floor.bench.clock.now = new Date("2026-11-18T12:00:00Z");
  await hubspotHook(floor, id, [changed("11")]);
  await floor.work();
  const sample = "../../../samples/calls/11-redbrick-negotiation.vtt";
  const text = await readFile(join(import.meta.dirname, sample), "utf8");
  const callId = await floor.team.bring(floor.team.ines, "redbrick", { text, later: true });
  const deal = await floor.dealRow();
  const startedAt = new Date("2026-11-18T10:00:00Z");
  await floor.team.within((tx) =>
    tx
      .update(call)
      .set({ dealId: deal?.id ?? null, startedAt })
      .where(eq(call.id, callId)),
  );
  await floor.work();
  const [proposal] = await floor.team.inbox(floor.team.ines, "corrections");
  expect(proposal?.text).toContain("If it's not signed Friday");
  const rows = await floor.team.within((tx) => tx.select().from(dealCorrection));
  const close = rows.find(({ field }) => field === "closeOn");
  const press = async (messageId: string | undefined, action: string) => {
    await floor.team.press(floor.team.ines, messageId ?? "", action, close?.id);
    floor.later(60_000);
  };
  await press(proposal?.id, "correction-write");
  expect(crm.deals.get("11")?.closedate).toBe("2026-11-20");
  const word = (await floor.team.inbox(floor.team.ines, "correction-word")).at(-1);
  await press(word?.id, "correction-undo");
  expect(crm.deals.get("11")?.closedate).toBe(HUBSPOT_DEAL.closedate);
});
