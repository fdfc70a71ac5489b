import { v7 } from "uuid";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { deliverMessage } from "../../../src/jobs/deliver-message.ts";
import { findDelivery, post } from "../../../src/store/deliveries.ts";
import { newestPlace, placeOf } from "../../../src/store/places.ts";
import { allowVisit, enterVisit, visitorBehind } from "../../../src/store/visits.ts";
import { userToken } from "./emulated-team.ts";
import { openSlackStand, REP, type SlackStand } from "./stand.ts";

let stand: SlackStand;
beforeAll(async () => {
  stand = await openSlackStand();
});
afterAll(() => stand?.close());

const within = <T>(run: Parameters<typeof stand.effects.database.inWorkspace<T>>[1]) =>
  stand.effects.database.inWorkspace(stand.workspaceId, run);
const place = (recipient: string) => within((tx) => placeOf(tx, "slack", recipient));
const rep = () => `dm:${stand.people[REP]}`;
const send = async (recipient: string, personId: string | null) => {
  const deliveryId =
    (await within((tx) =>
      post(tx, {
        ...{ kind: "word", subjectId: v7(), recipient, personId, asked: true },
        message: { summary: "A word", blocks: [{ type: "text", text: ["A word"] }] },
      }),
    )) ?? "";
  await deliverMessage.run({ workspaceId: stand.workspaceId, deliveryId }, stand.effects);
  return await within((tx) => findDelivery(tx, deliveryId));
};

describe("places in Slack", () => {
  it("are found when the app was added: everybody with a known e-mail address", async () => {
    const user = await stand.team.userId(REP);
    expect((await place(rep()))?.address).toMatchObject({ user, team: stand.team.id });
  });

  it("begin with an invitation: the first channel is the team's, the next goes by its own id", async () => {
    const invited = { type: "member_joined_channel", user: `U${stand.team.id.slice(1)}` };
    await stand.event({ ...invited, channel: stand.sales, team: stand.team.id });
    await stand.event({ ...invited, channel: "C0000000002", team: stand.team.id });
    expect((await place("channel:team"))?.address).toMatchObject({ channel: stand.sales });
    expect(await place("channel:C0000000002")).not.toBeNull();
    // Somebody else who joins is no invitation.
    await stand.event({ ...invited, user: "U1", channel: "C0000000003", team: stand.team.id });
    expect(await place("channel:C0000000003")).toBeNull();
  });

  it("end when the channel is archived: what was meant for it fails with the reason, and it can come back", async () => {
    expect(await send("channel:team", null)).toMatchObject({ status: "sent" });
    await stand.event({ type: "channel_archive", channel: stand.sales, user: "U1" });
    expect(await place("channel:team")).toBeNull();
    await stand.event({ type: "channel_unarchive", channel: stand.sales, user: "U1" });
    expect(await send("channel:team", null)).toMatchObject({ status: "sent" });
  });

  it("end also when nobody told us: Slack's own answer is enough", async () => {
    const asMember = userToken(stand.team.id, REP);
    await stand.team.ask("conversations.archive", { channel: stand.sales }, asMember);
    const failed = await send("channel:team", null);
    expect(failed).toMatchObject({ status: "failed", failure: "The channel is archived." });
    expect(await place("channel:team")).toBeNull();
    await stand.team.ask("conversations.unarchive", { channel: stand.sales }, asMember);
  });

  it("take a channel's new name", async () => {
    await stand.event({
      type: "channel_rename",
      channel: { id: "C0000000002", name: "deal-desk", created: 1 },
    });
    expect((await place("channel:C0000000002"))?.name).toBe("deal-desk");
  });

  it("end when somebody leaves, and the message goes where else they are", async () => {
    const user = await stand.team.userId(REP);
    const change = (deleted: boolean) =>
      stand.event({
        ...{ type: "user_change", cache_ts: 1, event_ts: "1" },
        user: { id: user, deleted, profile: { email: "ines.falk@alpha.test" }, name: "ines" },
      });
    const personId = stand.people[REP] ?? "";
    const now = new Date();
    const until = new Date(now.getTime() + 3600_000);
    const visit = await within((tx) => allowVisit(tx, { personId, now, expiresAt: until }));
    await within((tx) => enterVisit(tx, visit, { now, until }));
    const behind = () => within((tx) => visitorBehind(tx, visit, now));
    expect(await behind()).toMatchObject({ id: personId });
    await change(true);
    expect(await behind()).toBeNull();
    expect(await within((tx) => newestPlace(tx, rep()))).toBeNull();
    expect(await send(rep(), stand.people[REP] ?? "")).toMatchObject({
      platform: "playground",
      status: "sent",
    });
    await change(false);
    expect(await send(rep(), stand.people[REP] ?? "")).toMatchObject({ platform: "slack" });
  });

  it("keep a message that was deleted in Slack from being written again by a press", async () => {
    const sent = await send(rep(), stand.people[REP] ?? "");
    const channel = await stand.direct(REP);
    const ts = sent?.externalRef?.split(":")[1] ?? "";
    await stand.team.ask("chat.delete", { channel, ts });
    await stand.event({
      ...{ type: "message", subtype: "message_deleted", channel_type: "im", hidden: true },
      ...{ channel, deleted_ts: ts, ts: "9.9", event_ts: "9.9" },
    });
    expect(await within((tx) => findDelivery(tx, sent?.id ?? ""))).toMatchObject({
      status: "sent",
      externalRef: null,
    });
  });

  it("are all gone with the app's tokens; a person's own tokens are none of ours", async () => {
    await stand.event({ type: "tokens_revoked", tokens: { oauth: ["U1"] } });
    expect(await place(rep())).not.toBeNull();
    await stand.event({ type: "tokens_revoked", tokens: { bot: ["U2"] } });
    expect(await place(rep())).toBeNull();
  });
});
