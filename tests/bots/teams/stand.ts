import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { v7 } from "uuid";
import { openWriting } from "../../../src/bots/chat.ts";
import { openTeams, type Teams } from "../../../src/bots/teams/index.ts";
import { addPerson } from "../../../src/store/people.ts";
import { DEFAULT_WORKSPACE } from "../../../src/store/schema.ts";
import { answerErrors } from "../../../src/web/errors.ts";
import { type Listening, listen } from "../../../src/web/server.ts";
import { type TestDatabase, testDatabase } from "../../database.ts";
import { type Bench, openBench } from "../../jobs/effects.ts";
import {
  type ConnectorStandIn,
  connectorStandIn,
  type StandInMember,
  type Taken,
  TOKEN,
} from "./connector-stand-in.ts";
import { APP_ID, openIdStandIn, TENANT } from "./signing.ts";

/** Somebody in Teams, by the name the coach's workspace has for them. */
export interface TeamsUser extends StandInMember {
  aadObjectId: string;
  email: string;
  /** Their 1:1 chat with the coach. */
  chat: string;
}

export const INES = user("ines", "Ines Falk");
export const DORA = user("dora", "Dora Quist");
export const SALES = "19:sales@thread.tacv2";
const TEAM = "19:team@thread.tacv2";
const BOT = { id: `28:${APP_ID}`, name: "Coach" };

function user(key: string, name: string): TeamsUser {
  const email = `${key}@fern.example`;
  return { id: `29:${key}`, aadObjectId: `aad-${key}`, name, email, chat: `a:${key}` };
}

/** What an invoke, or any other activity, was answered with. */
export interface Answered {
  status: number;
  body: Record<string, unknown>;
}

/** The whole way to Teams and back, over a real database and signed requests. */
export interface TeamsStand {
  bench: Bench;
  store: TestDatabase;
  teams: Teams;
  connector: ConnectorStandIn;
  ines: string;
  dora: string;
  /** Posts an activity as Teams would, signed. */
  post(activity: Record<string, unknown>): Promise<Answered>;
  /** An activity of somebody in their own chat, or elsewhere. */
  activity(from: TeamsUser, more?: Record<string, unknown>): Record<string, unknown>;
  inChannel(from: TeamsUser, more?: Record<string, unknown>): Record<string, unknown>;
  /** A file on something like SharePoint; returns its address. */
  host(bytes: Buffer): string;
  /** What stands in a conversation now. */
  standing(conversationId: string): Taken[];
  close(): Promise<void>;
}

export async function openTeamsStand(
  options: { registered?: boolean; limited?: boolean; gapMs?: number } = {},
): Promise<TeamsStand> {
  const { registered = true, limited = false, gapMs = 0 } = options;
  const [store, openId, connector] = await Promise.all([
    testDatabase(),
    openIdStandIn(),
    connectorStandIn({ limited, token: registered ? TOKEN : null }),
  ]);
  const bench = openBench(store);
  const { effects } = bench;
  const files = new Map<string, Buffer>();
  const fileServer = await serveFiles(files);
  const teams = openTeams(effects, {
    registration: registered ? { appId: APP_ID, tenantId: TENANT, password: "secret" } : null,
    publicUrl: "https://coach.example.com",
    authority: { openIdUrl: openId.url, token: async () => TOKEN },
    gapMs,
    log: { error: () => undefined, warn: () => undefined },
  });
  const { chat } = teams;
  effects.now = () => new Date();
  effects.deliver = (row, sending) => chat.send(row, sending);
  effects.streaming = (row) => openWriting(chat, row);
  effects.peopleOn = async (_platform, workspaceId) => (await chat.people?.(workspaceId)) ?? [];
  effects.redraw = async (row) => (await chat.redraw?.(row)) ?? null;
  effects.fetchFile = async (_platform, workspaceId, file) => {
    if (!chat.fetchFile) throw new Error("no files");
    return await chat.fetchFile(workspaceId, file);
  };
  const app = express();
  app.use("/api/messages", teams.routes);
  app.use(answerErrors({ error: () => undefined }));
  const web: Listening = await listen(app, 0, "127.0.0.1");
  const [ines, dora] = [v7(), v7()];
  await store.database.inWorkspace(DEFAULT_WORKSPACE, async (tx) => {
    await addPerson(tx, { id: dora, name: DORA.name, email: DORA.email, role: "manager" });
    const manager = { managerId: dora };
    await addPerson(tx, { id: ines, name: INES.name, email: INES.email, role: "rep", ...manager });
  });
  for (const one of [INES, DORA]) connector.know(one.chat, [one]);
  connector.know(SALES, [INES, DORA]);
  let count = 0;

  const activity: TeamsStand["activity"] = (from, more = {}) => ({
    ...{ type: "message", id: `in-${++count}`, channelId: "msteams" },
    serviceUrl: connector.serviceUrl,
    from: { id: from.id, name: from.name, aadObjectId: from.aadObjectId },
    recipient: BOT,
    conversation: { id: from.chat, conversationType: "personal", tenantId: TENANT },
    channelData: { tenant: { id: TENANT } },
    ...more,
  });
  return {
    ...{ bench, store, teams, connector, ines, dora, activity },
    inChannel: (from, more = {}) => {
      const mention = { type: "mention", text: "<at>Coach</at>", mentioned: BOT };
      return activity(from, {
        conversation: { id: SALES, conversationType: "channel", tenantId: TENANT },
        channelData: {
          ...{ tenant: { id: TENANT }, team: { id: TEAM, name: "Fern sales" } },
          channel: { id: SALES },
        },
        entities: [mention],
        ...more,
      });
    },
    post: async (body) => {
      const serviceUrl = connector.serviceUrl;
      const authorization = registered ? `Bearer ${await openId.sign({ serviceUrl })}` : undefined;
      const response = await fetch(`http://127.0.0.1:${web.port}/api/messages`, {
        method: "POST",
        headers: { "Content-Type": "application/json", ...(authorization && { authorization }) },
        body: JSON.stringify(body),
      });
      const text = await response.text();
      const isJson = text.startsWith("{");
      return { status: response.status, body: isJson ? JSON.parse(text) : {} };
    },
    host: (bytes) => {
      const path = `/${v7()}`;
      files.set(path, bytes);
      return `http://127.0.0.1:${(fileServer.address() as AddressInfo).port}${path}`;
    },
    standing: (conversationId) =>
      connector.taken.filter((one) => one.conversationId === conversationId),
    close: async () => {
      await web.close();
      await connector.close();
      openId.close();
      fileServer.close();
      await store.drop();
    },
  };
}

async function serveFiles(files: Map<string, Buffer>): Promise<Server> {
  const server = createServer((request, response) => {
    const bytes = files.get(request.url ?? "");
    response.statusCode = bytes ? 200 : 404;
    response.end(bytes);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}

/** A transcript as Teams hands a dropped file to a bot. */
export function dropped(name: string, downloadUrl: string): Record<string, unknown> {
  const contentType = "application/vnd.microsoft.teams.file.download.info";
  return { contentType, name, content: { downloadUrl, uniqueId: "1", fileType: "vtt" } };
}
