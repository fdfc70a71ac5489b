import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { slackOf } from "../../../src/config/slack.ts";
import { said as saidTable } from "../../../src/store/schema.ts";
import { APP_TOKEN, type Sockets } from "./socket-stand-in.ts";
import { openSlackStand, REP, type SlackStand } from "./stand.ts";

let stand: SlackStand;
let sockets: Sockets;
let channel: string;
beforeAll(async () => {
  // What an operator sets who has no public address; the stand adds where Slack is.
  const config = slackOf({ SLACK_BOT_TOKEN: "xoxb-talpha0001", SLACK_APP_TOKEN: APP_TOKEN });
  expect(config?.receive.by).toBe("socket");
  stand = await openSlackStand({ config: { receive: config?.receive ?? never(), oauth: null } });
  sockets = stand.standIn.sockets;
  channel = await stand.direct(REP);
});
afterAll(() => stand?.close());

function never(): never {
  throw new Error("Slack is not configured.");
}
const heard = async () => {
  const rows = await stand.effects.database.inWorkspace(stand.workspaceId, (tx) =>
    tx.select().from(saidTable),
  );
  return rows.map(({ text }) => text);
};
const answersTo = async (ts: string) =>
  (await stand.history(channel)).filter((one) => one.metadata && one.thread_ts === ts);
const connected = (times: number) =>
  vi.waitFor(() => expect([sockets.opened, sockets.open()]).toEqual([times, 1]), {
    ...{ timeout: 10_000, interval: 20 },
  });

describe("Slack over a socket, with an app token alone", () => {
  it("hears a message, acknowledges it, and answers in its thread", async () => {
    await connected(1);
    const { ts, statuses } = await stand.say(REP, channel, "what did Hollis say about rework?");
    expect(statuses).toEqual([200]);
    await vi.waitFor(async () =>
      expect(await heard()).toContain("what did Hollis say about rework?"),
    );
    await stand.work();
    expect(await answersTo(ts)).toHaveLength(1);
  });

  it("hears an event that is told twice once", async () => {
    await stand.say(REP, channel, "what about Fridays?", { times: 2 });
    await vi.waitFor(async () => expect(await heard()).toContain("what about Fridays?"));
    await stand.work();
    expect((await heard()).filter((text) => text === "what about Fridays?")).toHaveLength(1);
  });

  it("acknowledges a command with the line only its writer reads, and answers it", async () => {
    const answer = await stand.command(REP, "/plan", "");
    expect(await answer.json()).toMatchObject({
      response_type: "ephemeral",
      text: expect.stringMatching(/our own conversation/),
    });
    const before = (await stand.history(channel)).length;
    await stand.work();
    expect((await stand.history(channel)).length).toBeGreaterThan(before);
  });

  it("connects anew when Slack asks for it, and goes on hearing", async () => {
    sockets.refresh();
    await connected(2);
    await stand.say(REP, channel, "are you there again?");
    await vi.waitFor(async () => expect(await heard()).toContain("are you there again?"));
    await stand.work();
  });

  it("connects anew after the line broke, also when Slack is away at first", async () => {
    sockets.away = true;
    sockets.breakOff();
    await vi.waitFor(() => expect(sockets.open()).toBe(0));
    await expect(stand.say(REP, channel, "lost")).rejects.toThrow(/not connected/);
    await vi.waitFor(() => expect(sockets.refused).toBeGreaterThan(0), { timeout: 5_000 });
    sockets.away = false;
    await connected(3);
    await stand.say(REP, channel, "and now?");
    await vi.waitFor(async () => expect(await heard()).toContain("and now?"));
    await stand.work();
    expect(stand.standIn.problems).toEqual([]);
  });

  it("stays away once it was stopped", async () => {
    await stand.slack.stop();
    await vi.waitFor(() => expect(sockets.open()).toBe(0));
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect([sockets.opened, sockets.open()]).toEqual([3, 0]);
  });
});
