import { eq } from "drizzle-orm";
import { v7 } from "uuid";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readConfig } from "../../src/config.ts";
import { start } from "../../src/main.ts";
import { addPerson, changeSettings } from "../../src/store/people.ts";
import { call, DEFAULT_WORKSPACE, deal } from "../../src/store/schema.ts";
import { botToken, type StandInTeam, userToken } from "../bots/slack/emulated-team.ts";
import { SIGNING_SECRET, tell } from "../bots/slack/signing.ts";
import { openStandIn, type StandIn } from "../bots/slack/stand-in.ts";
import { type TestDatabase, testDatabase } from "../database.ts";
import { until } from "./stand.ts";
import { invoiceCall } from "./transcripts.ts";

const TEAM = "TWHOLE0001";
const REP = "Ines Falk";
const MANAGER = "Dora Quist";
/** As long as names get, with signs of all kinds and written from right to left. */
const LONG = `${"שלום עולם 🏔️ ".repeat(15)}${"x".repeat(20)}`.slice(0, 200);

let store: TestDatabase;
let standIn: StandIn;
let team: StandInTeam;
let url: string;
let stop: () => Promise<void>;
const ids = { [REP]: v7(), [MANAGER]: v7() } as Record<string, string>;

beforeAll(async () => {
  store = await testDatabase();
  standIn = await openStandIn();
  team = await standIn.addTeam(TEAM, "Whole", [
    { name: REP, email: "ines@whole.test" },
    { name: MANAGER, email: "dora@whole.test" },
  ]);
  await store.database.inWorkspace(DEFAULT_WORKSPACE, async (tx) => {
    const managerId = ids[MANAGER] ?? "";
    await addPerson(tx, {
      id: managerId,
      name: MANAGER,
      email: "dora@whole.test",
      role: "manager",
    });
    await addPerson(tx, {
      ...{ id: ids[REP] ?? "", name: REP, email: "ines@whole.test" },
      role: "rep",
      managerId,
    });
    await changeSettings(tx, {
      shadowDebriefs: 0,
      quietHours: { from: "00:00", until: "00:00", days: [] },
    });
    for (let number = 0; number < 50; number += 1) {
      await tx.insert(deal).values({
        ...{ externalId: `deal-${number}`, source: "crm", name: `${LONG} ${number}`.slice(-200) },
        ...{ ownerId: ids[REP] ?? "", status: "open", stage: "Proposal", probability: 60 },
        ...{
          amountMinor: 4_800_000 + number,
          currency: "EUR",
          closeOn: "2030-11-30",
          openedOn: "2029-09-01",
        },
      } as never);
    }
  });
  const running = await start(
    readConfig({
      ...{ PORT: "0", DATABASE_URL: store.url, LOG_LEVEL: "silent", SECRET_KEY: "k".repeat(32) },
      ...{ SLACK_BOT_TOKEN: botToken(TEAM), SLACK_SIGNING_SECRET: SIGNING_SECRET },
      SLACK_API_URL: standIn.apiUrl,
    }),
  );
  url = `http://127.0.0.1:${running.port}`;
  stop = running.stop;
}, 60_000);
afterAll(async () => {
  await stop?.();
  await standIn?.close();
  await store?.drop();
});

const direct = async (name: string) => {
  const { channel } = await team.ask("conversations.open", { users: await team.userId(name) });
  return (channel as { id: string }).id;
};
const history = async (channel: string) =>
  (
    (await team.ask("conversations.history", { channel })).messages as {
      ts: string;
      text: string;
      blocks?: unknown;
    }[]
  ).map((one) => ({ ...one, words: `${one.text} ${JSON.stringify(one.blocks)}` }));
async function drop(name: string, bytes: Buffer): Promise<void> {
  const token = userToken(TEAM, name);
  const channel = await direct(name);
  const opened = await team.ask(
    "files.getUploadURLExternal",
    { filename: "call.vtt", length: bytes.length },
    token,
  );
  const { upload_url, file_id } = opened as unknown as { upload_url: string; file_id: string };
  await fetch(`${team.url}${new URL(upload_url).pathname}`, {
    method: "POST",
    body: new Uint8Array(bytes),
  });
  await team.ask(
    "files.completeUploadExternal",
    { files: [{ id: file_id, title: "call" }], channel_id: channel },
    token,
  );
  const event = {
    ...{ type: "message", subtype: "file_share", channel_type: "im", channel, text: "" },
    ...{ user: await team.userId(name), ts: "100.1", files: [{ id: file_id, name: "call.vtt" }] },
  };
  const told = { type: "event_callback", team_id: TEAM, api_app_id: "A1", event_id: v7() };
  const authorizations = [{ team_id: TEAM, is_bot: true }];
  expect((await tell(url, { ...told, authorizations, event })).status).toBe(200);
}

describe("the whole server with Slack", { timeout: 90_000 }, () => {
  it("asks about a call that is dropped, at its own pace, beside its pages", async () => {
    await drop(REP, Buffer.from(invoiceCall({ rep: REP, buyer: "Hollis Grant", mark: "whole" })));
    const channel = await direct(REP);
    const debrief = await until("the debrief", async () =>
      (await history(channel)).find(({ words }) => words.includes("just-tell-me")),
    );
    expect(debrief.words).toMatch(/\?/);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
  });

  it("changes a debrief in its place when its call is read better", async () => {
    const channel = await direct(REP);
    const debriefs = async () =>
      (await history(channel)).filter(({ words }) => words.includes("just-tell-me"));
    const [before] = await debriefs();
    const edits = () =>
      standIn.calls.filter(
        ({ method, body }) => method === "chat.update" && body.ts === before?.ts,
      );
    const known = edits().length;
    await store.database.inWorkspace(DEFAULT_WORKSPACE, (tx) =>
      tx
        .update(call)
        .set({ revision: 2, status: "analysing", updatedAt: new Date(0) } as never)
        .where(eq(call.requestedBy, ids[REP] ?? "")),
    );
    const { sweepRows } = await import("../../src/jobs/sweep.ts");
    const { openParts } = await import("../../src/parts.ts");
    const parts = await openParts(
      readConfig({ DATABASE_URL: store.url, LOG_LEVEL: "silent", SECRET_KEY: "k".repeat(32) }),
      { workers: false },
    );
    await sweepRows(parts.effects, new Date(), "better");
    await parts.close();
    await until("the change", async () => edits().length > known);
    expect((await debriefs()).map(({ ts }) => ts)).toEqual([before?.ts]);
  });

  it("goes through fifty deals with the longest names, and Slack takes every message", async () => {
    const command = new URLSearchParams({
      ...{
        command: "/pipeline-review",
        text: `@${REP}`,
        team_id: TEAM,
        channel_id: await direct(MANAGER),
      },
      ...{ user_id: await team.userId(MANAGER), trigger_id: v7(), api_app_id: "A1" },
    });
    expect((await tell(url, command)).status).toBe(200);
    const channel = await direct(MANAGER);
    await until("the portfolio", async () =>
      (await history(channel)).some(({ words }) => words.includes("שלום")),
    );
    expect(standIn.problems).toEqual([]);
  });
});
