import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import {
  dropDraft,
  saveSetup,
  setupView,
  syncNow,
  tryOut,
  undoSetup,
} from "../../../src/jobs/crms/setup-desk.ts";
import { audit, deal, person } from "../../../src/store/schema.ts";
import { hubspotAccount } from "../../sources/crms/account-stand-ins.ts";
import { connectHubspot, crmFloor, HUBSPOT_DEAL } from "./floor.ts";

const floor = crmFloor();

/** HubSpot with an account of its own words, three deals, and everything brought in once. */
async function account() {
  const { crm, id } = await connectHubspot(floor);
  crm.account.answer = hubspotAccount({});
  const more = { own_plan: "Board on Friday", own_rival: "Payvolt" };
  crm.deals.set("11", { ...HUBSPOT_DEAL, dealstage: "s3", hubspot_owner_id: "8", ...more });
  crm.deals.set("12", { ...HUBSPOT_DEAL, dealname: "Lathes", hubspot_owner_id: "9" });
  crm.deals.set("13", { ...HUBSPOT_DEAL, dealname: "Drills" });
  const { effects } = floor.bench;
  const view = () => setupView(effects, floor.team.id, id);
  await view();
  await syncNow(effects, floor.team.id, id);
  await floor.work();
  return { crm, id, view, effects };
}
const rows = () => floor.team.within((tx) => tx.select().from(deal));
const named = async (name: string) => (await rows()).find((one) => one.name === name);
const FIRST = HUBSPOT_DEAL.dealname;
const filled = {
  "stage:verbal yes, papers out": "negotiation",
  "stage-category:verbal yes, papers out": "commit",
  "owner:otis@ours.example": "new",
  "field:nextStep": "own_plan",
  "field:competitor": "own_rival",
  currency: "EUR",
};

describe("the set-up of a CRM", () => {
  it("says what it understood and what it only guessed, strangers first, with what is missing in one line", async () => {
    const { view } = await account();
    const { understanding, sync } = await view();
    expect(
      understanding?.stages.map(({ word, outcome, as, how }) => [word, outcome, as, how]),
    ).toEqual([
      ["Discovery", "open", "discovery", "read"],
      ["Proposal", "open", "proposal", "read"],
      ["Verbal yes, papers out", "open", "negotiation", "suggested"],
      ["Paid", "won", "won", "suggested"],
      ["No thanks", "lost", "lost", "suggested"],
    ]);
    expect(understanding?.owners.map(({ name, how, by, deals }) => [name, how, by, deals])).toEqual(
      [
        ["Dora Lind", "unknown", null, 1],
        ["Otis Vane", "unknown", null, 1],
        ["Ines Falk", "read", "e-mail", 0],
      ],
    );
    const place = (field: string) => understanding?.fields.find((one) => one.field === field);
    expect(place("nextStep")).toMatchObject({ as: "hs_next_step", how: "read" });
    expect(place("competitor")).toMatchObject({ as: "own_rival", how: "suggested" });
    expect(understanding?.categories.map(({ as }) => as)).toEqual(["pipeline", "upside", "commit"]);
    expect(understanding?.missing).toEqual([
      "a look at 3 stages that I guessed",
      "2 owners who are nobody here yet",
    ]);
    expect(sync).toMatchObject({ state: "done", deals: 3 });
  });

  it("shows what the next sync would change, having done it and taken all of it back", async () => {
    const { id, view, effects } = await account();
    const before = await rows();
    await tryOut(effects, floor.team.id, id, filled);
    await floor.work();
    const { rehearsal, isDraft } = await view();
    expect(isDraft).toBe(true);
    expect(rehearsal).toMatchObject({
      ...{ state: "done", deals: 3, changed: 2, added: 0, gone: 0, people: 1 },
      fields: { stage: 1, category: 1, "next step": 1, owner: 1 },
    });
    expect(rehearsal?.samples).toContainEqual({
      ...{ deal: FIRST, field: "stage" },
      before: "Verbal yes, papers out",
      after: "Verbal yes, papers out (negotiation)",
    });
    expect(await rows()).toEqual(before);
    expect(await floor.team.within((tx) => tx.select().from(person))).not.toContainEqual(
      expect.objectContaining({ name: "Otis Vane" }),
    );
    await dropDraft(effects, floor.team.id, id);
    expect(await view()).toMatchObject({ isDraft: false });
  });

  it("holds once it is saved, for what is here and what comes, and is taken back whole", async () => {
    const { crm, id, view, effects } = await account();
    // Pressed twice in a hurry.
    await saveSetup(effects, floor.team.id, id, filled, null);
    await saveSetup(effects, floor.team.id, id, filled, null);
    await floor.work();
    expect(await named(FIRST)).toMatchObject({
      ...{ stage: "Verbal yes, papers out (negotiation)", category: "commit" },
      nextStep: "Board on Friday",
    });
    const otis = await floor.team.within((tx) =>
      tx.select().from(person).where(eq(person.name, "Otis Vane")),
    );
    expect(otis).toMatchObject([{ email: "otis@ours.example", role: "rep" }]);
    expect((await named("Lathes"))?.ownerId).toBe(otis[0]?.id);
    crm.deals.set("14", { ...HUBSPOT_DEAL, dealname: "Saws", own_plan: "Call on Monday" });
    await syncNow(effects, floor.team.id, id);
    await floor.work();
    expect((await named("Saws"))?.nextStep).toBe("Call on Monday");

    floor.later();
    await undoSetup(effects, floor.team.id, id, null);
    await floor.work();
    expect(await named(FIRST)).toMatchObject({
      ...{ stage: "Verbal yes, papers out", category: null, nextStep: null },
    });
    expect((await view()).canUndo).toBe(false);
    await expect(undoSetup(effects, floor.team.id, id, null)).rejects.toThrow(/nothing left/);
    const done = await floor.team.within((tx) => tx.select().from(audit));
    expect(done.map(({ action }) => action)).toEqual(
      expect.arrayContaining(["crm-setup-saved", "crm-setup-undone"]),
    );
  });

  it("keeps what a page did not ask, and refuses one field for two things or a field that is gone", async () => {
    const { id, view, effects } = await account();
    const save = (more: object) => saveSetup(effects, floor.team.id, id, { ...more }, null);
    await save({ "owner:otis@ours.example": "nobody", "stage:paid": "won" });
    await save({ "stage:no thanks": "lost" });
    const { understanding } = await view();
    expect(understanding?.owners.find(({ name }) => name === "Otis Vane")).toMatchObject({
      ...{ as: "nobody", how: "said" },
    });
    expect(understanding?.missing[0]).toBe("a look at 1 stage that I guessed");
    await expect(save({ "field:nextStep": "own_plan", "field:lossReason": "own_plan" }))
      .rejects //
      .toThrow(/“Agreed plan” is chosen for two things/);
    await expect(save({ "field:nextStep": "gone" })).rejects.toThrow(/no field “gone” any more/);
  });

  it("says why when the CRM refuses, beside what it knew, and a rehearsal stops with that sentence", async () => {
    const { crm, id, view, effects } = await account();
    crm.revoke();
    const again = await setupView(effects, floor.team.id, id, { again: true });
    expect(again.refused).toMatch(/no longer accepts the key/);
    expect(again.understanding?.stages).toHaveLength(5);
    await tryOut(effects, floor.team.id, id, filled);
    await floor.work();
    expect((await view()).rehearsal).toMatchObject({
      ...{ state: "failed", problem: expect.stringMatching(/no longer accepts the key/) },
    });
  });

  it("is nobody else's: another workspace finds no such CRM", async () => {
    const { id, effects } = await account();
    const other = "00000000-0000-7000-8000-000000000001";
    await expect(setupView(effects, other, id)).rejects.toThrow(/no longer connected/);
    await expect(saveSetup(effects, other, id, filled, null)).rejects.toThrow(/no longer/);
  });
});
