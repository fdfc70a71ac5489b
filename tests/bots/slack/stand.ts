import { setTimeout as sleep } from "node:timers/promises";
import express from "express";
import { v7 } from "uuid";
import type { SlackBlock } from "../../../src/bots/slack/block-kit.ts";
import { openSlack, type Slack } from "../../../src/bots/slack/index.ts";
import type { SlackConfig } from "../../../src/config/slack.ts";
import type { Effects } from "../../../src/jobs/effects.ts";
import type { Job } from "../../../src/jobs/job.ts";
import type { Transcriber } from "../../../src/sources/transcribers/transcriber.ts";
import { addPerson } from "../../../src/store/people.ts";
import { DEFAULT_WORKSPACE } from "../../../src/store/schema.ts";
import { type Listening, listen } from "../../../src/web/server.ts";
import { type TestDatabase, testDatabase } from "../../database.ts";
import { openBench } from "../../jobs/effects.ts";
import {
  botToken,
  CLIENT,
  type StandInTeam,
  type StandInUser,
  userToken,
} from "./emulated-team.ts";
import { interaction, SIGNING_SECRET, tell } from "./signing.ts";
import { openStandIn, type StandIn } from "./stand-in.ts";

export const REP = "Ines Falk";
export const OTHER_REP = "Paul Renner";
export const MANAGER = "Dora Quist";
const TEAM = "TALPHA0001";

const emailOf = (name: string) => `${name.toLowerCase().replace(" ", ".")}@alpha.test`;
const USERS: StandInUser[] = [
  { name: REP, email: emailOf(REP) },
  { name: OTHER_REP, email: emailOf(OTHER_REP) },
  { name: MANAGER, email: emailOf(MANAGER), admin: true },
];

/** A message as it stands in a channel of the emulator. */
export interface Standing {
  ts: string;
  text: string;
  user: string;
  thread_ts?: string;
  blocks?: SlackBlock[];
  metadata?: { event_payload?: { delivery_id?: string } };
}

/** Slack's real receiver and adapter over a real database, the emulated Web API behind them. */
export interface SlackStand {
  store: TestDatabase;
  effects: Effects;
  /** Where Slack's requests go. */
  url: string;
  standIn: StandIn;
  team: StandInTeam;
  slack: Slack;
  workspaceId: string;
  /** People by name, as ours. */
  people: Record<string, string>;
  /** Runs what waits, delays and all, until nothing is left. */
  work(): Promise<void>;
  /** Somebody's direct conversation with the coach. */
  direct(name: string): Promise<string>;
  /** The id of the channel #sales. */
  sales: string;
  history(channel: string): Promise<Standing[]>;
  /** Writes as a person does: the message stands in Slack, and Slack tells of it. */
  say(
    name: string,
    channel: string,
    text: string,
    options?: { threadTs?: string; times?: number; files?: object[] },
  ): Promise<{ ts: string; statuses: number[] }>;
  /** Presses a button of a message that stands in Slack. */
  press(
    name: string,
    channel: string,
    ts: string,
    actionId: string,
    options?: { times?: number },
  ): Promise<void>;
  command(name: string, command: string, text: string, channel?: string): Promise<Response>;
  event(
    event: Record<string, unknown>,
    options?: { id?: string; team?: string },
  ): Promise<Response>;
  close(): Promise<void>;
}

export async function openSlackStand({
  config = {},
  gapMs = 0,
  transcriber = null,
}: {
  config?: Partial<SlackConfig>;
  gapMs?: number;
  transcriber?: Transcriber | null;
} = {}): Promise<SlackStand> {
  const store = await testDatabase();
  const standIn = await openStandIn();
  standIn.paceMs = gapMs === 0 ? 0 : standIn.paceMs;
  const team = await standIn.addTeam(TEAM, "Alpha", USERS);
  const people = await addUsers(store);
  const { effects } = openBench(store, { transcriber });
  const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const slack = openSlack(
    {
      botToken: botToken(TEAM),
      receive: { by: "http", signingSecret: SIGNING_SECRET },
      oauth: { clientId: CLIENT.id, clientSecret: CLIENT.secret },
      apiUrl: standIn.apiUrl,
      ...config,
    },
    effects,
    silent,
    { gapMs },
  );
  const work = overSlack(effects, slack);
  const web = await serve(slack, effects);
  const url = `http://127.0.0.1:${web.port}`;
  const told: typeof tell =
    config.receive?.by === "socket"
      ? (_url, payload) => standIn.sockets.tell(payload)
      : (...given) => tell(...given);
  await work();

  const userIds = new Map<string, string>();
  const userId = async (name: string) => {
    const id = userIds.get(name) ?? (await team.userId(name));
    userIds.set(name, id);
    return id;
  };
  const directs = new Map<string, string>();
  const direct = async (name: string) => {
    const known = directs.get(name);
    if (known) return known;
    const opened = await team.ask("conversations.open", { users: await userId(name) });
    const { id } = opened.channel as { id: string };
    directs.set(name, id);
    return id;
  };
  const channels = (await team.ask("conversations.list", {})).channels as {
    id: string;
    name: string;
  }[];
  const sales = channels.find(({ name }) => name === "sales")?.id ?? "";
  const event: SlackStand["event"] = (given, { id = v7(), team: of = TEAM } = {}) =>
    told(url, {
      ...{ type: "event_callback", team_id: of, api_app_id: "A1", event_id: id, event_time: 1 },
      ...{ authorizations: [{ team_id: of, is_bot: true }], event: given },
    });
  const history: SlackStand["history"] = async (channel) => {
    const { messages } = await team.ask("conversations.history", { channel, limit: 1000 });
    const roots = messages as Standing[];
    const all: Standing[] = [];
    for (const root of [...roots].reverse()) {
      const replies = await team.ask("conversations.replies", { channel, ts: root.ts });
      all.push(...((replies.messages as Standing[] | undefined) ?? [root]));
    }
    return all;
  };

  return {
    ...{ store, effects, url, standIn, team, slack, people, work, direct, sales, event, history },
    workspaceId: DEFAULT_WORKSPACE,
    say: async (name, channel, text, { threadTs, times = 1, files } = {}) => {
      const posted = await team.ask(
        "chat.postMessage",
        { channel, text: text || "file", ...(threadTs && { thread_ts: threadTs }) },
        userToken(TEAM, name),
      );
      const ts = String(posted.ts);
      const id = v7();
      const statuses: number[] = [];
      const mention = channel === sales;
      for (let count = 0; count < times; count += 1) {
        const answer = await event(
          {
            type: mention ? "app_mention" : "message",
            ...(mention ? {} : { channel_type: "im" }),
            ...(files && { subtype: "file_share", files }),
            ...{ channel, ts, event_ts: ts, user: await userId(name) },
            text: mention ? `<@U${TEAM.slice(1)}> ${text}` : text,
            ...(threadTs && { thread_ts: threadTs }),
          },
          { id },
        );
        statuses.push(answer.status);
      }
      return { ts, statuses };
    },
    press: async (name, channel, ts, actionId, { times = 1 } = {}) => {
      const standing = (await history(channel)).find((one) => one.ts === ts);
      const button = (standing?.blocks ?? [])
        .flatMap((block) => (block.type === "actions" ? block.elements : []))
        .find(({ action_id }) => action_id === actionId);
      if (!button) throw new Error(`There is no button ${actionId} on that message.`);
      const payload = {
        ...{ type: "block_actions", team: { id: TEAM }, user: { id: await userId(name) } },
        ...{ api_app_id: "A1", trigger_id: v7(), channel: { id: channel } },
        container: { type: "message", message_ts: ts, channel_id: channel },
        actions: [{ ...button, block_id: "b", action_ts: String(Date.now() / 1000) }],
      };
      for (let count = 0; count < times; count += 1) await told(url, interaction(payload));
    },
    command: async (name, command, text, channel = sales) =>
      await told(
        url,
        new URLSearchParams({
          ...{ command, text, team_id: TEAM, channel_id: channel, user_id: await userId(name) },
          ...{ trigger_id: v7(), api_app_id: "A1", response_url: `${standIn.apiUrl}respond` },
        }),
      ),
    close: async () => {
      await slack.stop();
      await web.close();
      await standIn.close();
      await store.drop();
    },
  };
}

async function addUsers(store: TestDatabase): Promise<Record<string, string>> {
  const ids = { [REP]: v7(), [OTHER_REP]: v7(), [MANAGER]: v7() } as Record<string, string>;
  await store.database.inWorkspace(DEFAULT_WORKSPACE, async (tx) => {
    const managerId = ids[MANAGER] ?? "";
    await addPerson(tx, { id: managerId, name: MANAGER, email: emailOf(MANAGER), role: "manager" });
    for (const name of [REP, OTHER_REP]) {
      await addPerson(tx, {
        ...{ id: ids[name] ?? "", name, email: emailOf(name) },
        role: "rep",
        managerId,
      });
    }
  });
  return ids;
}

/** What a worker does, in this process: jobs in turn, each at its time. */
export function overSlack(effects: Effects, slack: Slack): () => Promise<void> {
  let waiting: { run: () => Promise<void>; at: number }[] = [];
  const { deliver, streaming, redraw } = effects;
  const ofSlack = (platform: string) => platform === slack.chat.platform;
  effects.now = () => new Date();
  effects.enqueue = async <Data, World>(
    job: Job<Data, World>,
    data: NoInfer<Data>,
    { delayMs = 0 }: { delayMs?: number } = {},
  ) => {
    const checked = job.schema.parse(data);
    waiting.push({ run: () => job.run(checked, effects as World), at: Date.now() + delayMs });
  };
  effects.deliver = (row, sending) =>
    ofSlack(row.platform) ? slack.chat.send(row, sending) : deliver(row, sending);
  effects.streaming = (row) =>
    ofSlack(row.platform) && slack.chat.stream ? slack.chat.stream(row) : streaming(row);
  effects.redraw = async (row) =>
    ofSlack(row.platform) ? ((await slack.chat.redraw?.(row)) ?? null) : redraw(row);
  effects.fetchFile = async (_platform, workspaceId, file) => {
    if (!slack.chat.fetchFile) throw new Error("Slack takes files.");
    return await slack.chat.fetchFile(workspaceId, file);
  };
  effects.peopleOn = async (_platform, workspaceId) =>
    (await slack.chat.people?.(workspaceId)) ?? [];
  return async () => {
    while (waiting.length > 0) {
      waiting.sort((a, b) => a.at - b.at);
      const next = waiting.shift();
      if (!next) return;
      if (next.at > Date.now()) await sleep(next.at - Date.now());
      await next.run();
    }
    waiting = [];
  };
}

/** A web server with nothing but Slack on it. */
export async function serve(
  slack: Slack,
  effects: Effects,
  publicUrl: string | null = null,
): Promise<Listening> {
  const app = express();
  const router = await slack.listen(effects, { publicUrl });
  if (router) app.use(router);
  return await listen(app, 0, "127.0.0.1");
}
