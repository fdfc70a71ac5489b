import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { proposeAfterCall } from "../../../src/jobs/crms/propose-corrections.ts";
import { audit, dealCorrection } from "../../../src/store/schema.ts";
import { one } from "../effects.ts";
import { callOn, changed, connectHubspot, crmFloor, HUBSPOT_DEAL, hubspotHook } from "./floor.ts";

const floor = crmFloor();

describe("what was said on a call", () => {
  /** A call of Ines' on the deal, on which the buyer says when it is decided. */
  async function spoken() {
    const { crm, id } = await connectHubspot(floor);
    floor.bench.clock.now = new Date("2026-11-20T12:00:00Z");
    await hubspotHook(floor, id, [changed("11")]);
    await floor.work();
    const callId = await callOn(floor, [
      "Ines Falk: How will the decision be made on your side?",
      "Hollis Grant: The board decides on 22 January, and then I sign the contract the same week.",
      "Ines Falk: Good to know. Who prepares it for them?",
      "Hollis Grant: I'll send the summary to our finance director by Tuesday.",
    ]);
    return { crm, id, callId };
  }
  const proposals = () => floor.team.inbox(floor.team.ines, "corrections");

  it("is proposed beside the CRM's field with the words, written when the button is pressed, and taken back", async () => {
    const { crm } = await spoken();
    const proposal = one(await proposals());
    expect(proposal.text).toContain("Close date");
    expect(proposal.text).toContain("The board decides on 22 January");
    expect(crm.deals.get("11")?.closedate).toBe(HUBSPOT_DEAL.closedate);
    const rows = await floor.team.within((tx) => tx.select().from(dealCorrection));
    const close = rows.find(({ field }) => field === "closeOn");
    await floor.team.press(floor.team.ines, proposal.id, "correction-write", close?.id);
    expect(crm.deals.get("11")?.closedate).toBe("2027-01-22");
    const now = await floor.dealRow();
    expect(now?.closeOn).toBe("2027-01-22");
    const word = (await floor.team.inbox(floor.team.ines, "correction-word")).at(-1);
    expect(word?.text).toContain("Written to HubSpot.");
    floor.later(60_000);
    await floor.team.press(floor.team.ines, word?.id ?? "", "correction-undo", close?.id);
    expect(crm.deals.get("11")?.closedate).toBe(HUBSPOT_DEAL.closedate);
    const done = await floor.team.within((tx) => tx.select().from(audit));
    expect(done.map(({ action }) => action)).toEqual(
      expect.arrayContaining(["correction-writing", "correction-written", "correction-taken-back"]),
    );
  });

  it("is told to its rep alone, and not again once it was left", async () => {
    const { callId } = await spoken();
    const proposal = one(await proposals());
    expect(await floor.team.inbox(floor.team.dora, "corrections")).toEqual([]);
    for (const { id } of await floor.team.within((tx) => tx.select().from(dealCorrection)))
      await floor.team.press(floor.team.ines, proposal.id, "correction-leave", id);
    await floor.bench.effects.enqueue(proposeAfterCall, {
      workspaceId: floor.team.id,
      callId,
      revision: 9,
    });
    await floor.work();
    expect(await proposals()).toHaveLength(1);
  });

  it("that cannot be written says why, and can be tried again", async () => {
    const { crm } = await spoken();
    const proposal = one(await proposals());
    const rows = await floor.team.within((tx) => tx.select().from(dealCorrection));
    crm.revoke();
    await floor.team.press(floor.team.ines, proposal.id, "correction-write", rows[0]?.id);
    expect((await floor.team.inbox(floor.team.ines, "correction-word")).at(-1)?.text).toMatch(
      /^Not written\. HubSpot no longer accepts the key/,
    );
    const [after] = await floor.team.within((tx) =>
      tx
        .select()
        .from(dealCorrection)
        .where(eq(dealCorrection.id, rows[0]?.id ?? "")),
    );
    expect(after?.state).toBe("proposed");
  });
});
