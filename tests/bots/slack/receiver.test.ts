import { v7 } from "uuid";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { coachOn } from "../../../src/bots/conversation.ts";
import { said as saidTable } from "../../../src/store/schema.ts";
import { interaction, signed, tell } from "./signing.ts";
import { MANAGER, OTHER_REP, openSlackStand, REP, type SlackStand } from "./stand.ts";

let stand: SlackStand;
beforeAll(async () => {
  stand = await openSlackStand();
});
afterAll(() => stand?.close());

const rows = () =>
  stand.effects.database.inWorkspace(stand.workspaceId, (tx) => tx.select().from(saidTable));
/** What was heard while something was done. */
const heardBy = async (act: () => Promise<unknown>) => {
  const before = new Set((await rows()).map(({ id }) => id));
  await act();
  return (await rows()).filter(({ id }) => !before.has(id));
};
const textIn = async (channel: string) =>
  (await stand.history(channel)).map(({ text, blocks }) => `${text} ${JSON.stringify(blocks)}`);

describe("what Slack sends", () => {
  const body = JSON.stringify({ type: "url_verification", challenge: "a challenge" });
  const post = (headers: Record<string, string>, sent = body) =>
    fetch(`${stand.url}/slack/events`, { method: "POST", headers, body: sent });

  it("is taken when it is signed, and the address is verified", async () => {
    const answer = await post(signed(body));
    expect([answer.status, await answer.text()]).toEqual([200, '{"challenge":"a challenge"}']);
  });

  it("is refused when the signature is missing, another app's, over other words, or stale", async () => {
    const refused = [
      post({ "content-type": "application/json" }),
      post(signed(body, { secret: "another app's secret" })),
      post(signed(body), body.replace("a challenge", "another")),
      post(signed(body, { at: Date.now() - 6 * 60_000 })),
      post({ ...signed(body), "x-slack-request-timestamp": "soon" }),
    ];
    expect((await Promise.all(refused)).map(({ status }) => status)).toEqual([
      401, 401, 401, 401, 401,
    ]);
  });

  it("is refused when it is no JSON, or larger than anything of Slack's", async () => {
    expect((await post(signed("{"), "{")).status).toBe(400);
    const large = JSON.stringify({ type: "event_callback", text: "x".repeat(1_100_000) });
    expect((await post(signed(large), large)).status).toBe(413);
    expect((await post(signed(body))).status).toBe(200);
  });

  it("of a team that does not have the coach is not heard", async () => {
    const heard = await heardBy(async () => {
      const answer = await stand.event(
        { type: "message", channel_type: "im", channel: "D1", user: "U1", text: "hi", ts: "1.1" },
        { team: "TSTRANGER1" },
      );
      expect(answer.status).toBeGreaterThanOrEqual(400);
    });
    expect(heard).toEqual([]);
  });
});

describe("a person in Slack", () => {
  it("is recognised by e-mail address, heard once, and answered in the thread of what they wrote", async () => {
    const channel = await stand.direct(REP);
    let ts = "";
    const heard = await heardBy(async () => {
      const told = await stand.say(REP, channel, "what did Hollis say about rework?", { times: 3 });
      ts = told.ts;
      expect(told.statuses).toEqual([200, 200, 200]);
    });
    expect(heard).toMatchObject([
      { personId: stand.people[REP], text: "what did Hollis say about rework?", platform: "slack" },
    ]);
    await stand.work();
    const answers = (await stand.history(channel)).filter((one) => one.metadata);
    expect(answers.filter(({ thread_ts }) => thread_ts === ts)).toHaveLength(1);
    // And what is written under the answer belongs to the same thread.
    const [first] = heard;
    const again = await heardBy(() => stand.say(REP, channel, "And when?", { threadTs: ts }));
    expect(again).toMatchObject([{ threadId: first?.id }]);
    await stand.work();
  });

  it("who is nobody of ours is told once what to do", async () => {
    const direct = "DSTRANGER1";
    const event = { type: "message", channel_type: "im", channel: direct, user: "U000000001" };
    const told = () =>
      stand.standIn.calls.filter(
        ({ method, body: sent }) =>
          method === "chat.postMessage" && String(sent.text).includes("do not know you"),
      ).length;
    expect(await heardBy(() => stand.event({ ...event, text: "hi", ts: "1.1" }))).toEqual([]);
    await stand.event({ ...event, text: "hello?", ts: "1.2" });
    expect(told()).toBe(1);
  });

  it("finds what is asked in a channel answered to them alone", async () => {
    const channel = await stand.direct(REP);
    await stand.say(REP, stand.sales, "what did Hollis say about Fridays?");
    await stand.work();
    const inChannel = (await textIn(stand.sales)).join("\n");
    expect(inChannel).toMatch(/own conversation|answered/i);
    expect((await stand.history(channel)).filter((one) => one.metadata).length).toBeGreaterThan(0);
  });

  it("types commands: the answer comes to them, mentions are names, and only they see the word that it will", async () => {
    const user = await stand.team.userId(OTHER_REP);
    const heard = await heardBy(async () => {
      const answer = await stand.command(MANAGER, "/one-on-one", `<@${user}|paul>`);
      expect(await answer.json()).toMatchObject({ response_type: "ephemeral" });
    });
    expect(heard).toMatchObject([
      { text: `/one-on-one @${OTHER_REP}`, place: `dm:${stand.people[MANAGER]}` },
    ]);
    await stand.work();
    const answers = (await textIn(await stand.direct(MANAGER))).join("\n");
    expect(answers).toMatch(/Paul/);
  });

  it("starts a pipeline review in the channel with a command", async () => {
    const heard = await heardBy(() => stand.command(MANAGER, "/pipeline-review", "team"));
    expect(heard).toMatchObject([{ text: "/pipeline-review team", place: "channel:team" }]);
    const before = (await stand.history(stand.sales)).length;
    await stand.work();
    expect((await stand.history(stand.sales)).length).toBeGreaterThan(before);
  });

  it("is coached on any message, in their own conversation, asked before told", async () => {
    const payload = interaction({
      ...{ type: "message_action", callback_id: "coach-me-on-this", team: { id: stand.team.id } },
      ...{ trigger_id: v7(), action_ts: "17.1", api_app_id: "A1" },
      user: { id: await stand.team.userId(REP) },
      channel: { id: stand.sales },
      message_ts: "1.5",
      message: { type: "message", ts: "1.5", text: "Honestly, it is over our budget this year." },
    });
    const inChannel = (await stand.history(stand.sales)).length;
    for (let times = 0; times < 2; times += 1)
      expect((await tell(stand.url, payload)).status).toBe(200);
    await stand.work();
    const channel = await stand.direct(REP);
    const asked = (await stand.history(channel)).filter((one) => one.text.includes("money"));
    expect(asked).toHaveLength(1);
    expect(JSON.stringify(asked[0]?.blocks)).toContain("over our budget this year");
    expect((await stand.history(stand.sales)).length).toBe(inChannel);
    await stand.press(REP, channel, asked[0]?.ts ?? "", "just-tell-me");
    await stand.work();
    expect((await textIn(channel)).join("\n")).toMatch(/Words to try/);
    await expect(
      coachOn(stand.effects, stand.workspaceId, {
        ...{
          personId: stand.people[REP] ?? "",
          platform: "slack",
          text: " ",
          writtenBy: null,
          eventKey: "e",
        },
      }),
    ).rejects.toMatchObject({ code: "bad-input" });
  });

  it("finds their page on the Home tab and things to ask in the conversation", async () => {
    const channel = await stand.direct(REP);
    const user = await stand.team.userId(REP);
    const opened = { type: "app_home_opened", user, channel, event_ts: "1" };
    await stand.event({ ...opened, tab: "home" });
    await stand.event({ ...opened, tab: "messages" });
    await stand.event({ ...opened, tab: "home", user: await stand.team.userId(MANAGER) });
    const calls = stand.standIn.calls;
    const homes = calls
      .filter(({ method }) => method === "views.publish")
      .map(({ body: sent }) => String(sent.view));
    expect(homes).toHaveLength(2);
    expect(homes[0]).toMatch(/Only you see this/);
    expect(homes[1]).toMatch(/Pipeline review/);
    const prompts = calls.find(({ method }) => method.endsWith("setSuggestedPrompts"));
    expect(JSON.parse(String(prompts?.body.prompts))).toHaveLength(4);
  });

  it("presses a button on the Home tab, which stands for words", async () => {
    const heard = await heardBy(async () =>
      tell(
        stand.url,
        interaction({
          ...{
            type: "block_actions",
            team: { id: stand.team.id },
            api_app_id: "A1",
            trigger_id: v7(),
          },
          user: { id: await stand.team.userId(REP) },
          actions: [
            {
              ...{ type: "button", action_id: "ask", block_id: "b", action_ts: "5.5" },
              value: "|practice",
              text: { type: "plain_text", text: "Practise it" },
            },
          ],
        }),
      ),
    );
    expect(heard).toMatchObject([{ text: "practice", place: `dm:${stand.people[REP]}` }]);
    await stand.work();
  });

  it("takes back what they wrote by deleting it", async () => {
    const channel = await stand.direct(REP);
    const { ts } = await stand.say(REP, channel, "Forget I said that");
    await stand.event({
      ...{ type: "message", subtype: "message_deleted", channel_type: "im", hidden: true },
      ...{ channel, deleted_ts: ts, ts: "9.9", event_ts: "9.9" },
    });
    expect((await rows()).some(({ text }) => text.includes("Forget"))).toBe(false);
    await stand.work();
  });

  it("was never sent anything Slack would refuse", () => {
    expect(stand.standIn.problems).toEqual([]);
  });
});
