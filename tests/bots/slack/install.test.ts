import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openSlack, type Slack } from "../../../src/bots/slack/index.ts";
import { findInstallation, teamOf } from "../../../src/bots/slack/installations.ts";
import type { Effects } from "../../../src/jobs/effects.ts";
import { workspaceIds } from "../../../src/store/directory.ts";
import { listPeople } from "../../../src/store/people.ts";
import { said } from "../../../src/store/schema.ts";
import type { Listening } from "../../../src/web/server.ts";
import { type TestDatabase, testDatabase } from "../../database.ts";
import { openBench } from "../../jobs/effects.ts";
import { CLIENT, type StandInTeam } from "./emulated-team.ts";
import { SIGNING_SECRET, tell } from "./signing.ts";
import { overSlack, serve } from "./stand.ts";
import { openStandIn, type StandIn } from "./stand-in.ts";

let store: TestDatabase;
let standIn: StandIn;
let slack: Slack;
let effects: Effects;
let web: Listening;
let url: string;
let work: () => Promise<void>;
let alpha: StandInTeam;
let beta: StandInTeam;

beforeAll(async () => {
  store = await testDatabase();
  standIn = await openStandIn();
  standIn.paceMs = 0;
  alpha = await standIn.addTeam("TALPHA0001", "Alpha", [
    { name: "Ana Alpha", email: "ana@alpha.test", admin: true },
  ]);
  beta = await standIn.addTeam("TBETA00001", "Beta", [
    { name: "Ben Beta", email: "ben@beta.test", admin: true },
  ]);
  effects = openBench(store).effects;
  slack = openSlack(
    {
      botToken: null,
      receive: { by: "http", signingSecret: SIGNING_SECRET },
      oauth: { clientId: CLIENT.id, clientSecret: CLIENT.secret },
      apiUrl: standIn.apiUrl,
    },
    effects,
    { info: () => undefined, warn: () => undefined, error: () => undefined },
    { gapMs: 0 },
  );
  work = overSlack(effects, slack);
  web = await serve(slack, effects);
  url = `http://127.0.0.1:${web.port}`;
});
afterAll(async () => {
  await web?.close();
  await standIn?.close();
  await store?.drop();
});

/** Goes the way a browser goes, from our "Add to Slack" to Slack and back. */
async function install(
  team: StandInTeam,
  installer: string,
  change: (back: URL) => void = () => undefined,
) {
  const begun = await fetch(`${url}/slack/install`, { redirect: "manual" });
  const toSlack = new URL(begun.headers.get("location") ?? "");
  expect(begun.status).toBe(302);
  const cookie = (begun.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
  const { client_id = "", scope = "", state = "" } = Object.fromEntries(toSlack.searchParams);
  const allowed = await fetch(`${team.url}/oauth/v2/authorize/callback`, {
    method: "POST",
    redirect: "manual",
    body: new URLSearchParams({
      ...{ user_id: await team.userId(installer), client_id, scope, state },
      redirect_uri: `${url}/slack/oauth_redirect`,
    }),
  });
  const back = new URL(allowed.headers.get("location") ?? "");
  change(back);
  return await fetch(back, { headers: { cookie }, redirect: "manual" });
}

describe("Add to Slack", () => {
  it("gives each team a workspace of its own, its installer an admin, its token sealed", async () => {
    for (const [team, installer] of [
      [alpha, "Ana Alpha"],
      [beta, "Ben Beta"],
    ] as const) {
      expect((await install(team, installer)).status).toBe(200);
      await work();
    }
    const found = await Promise.all(
      [alpha, beta].map((team) =>
        findInstallation(effects, { teamId: team.id, enterpriseId: undefined }),
      ),
    );
    const [one, other] = found.map(({ team }) => team.workspaceId);
    expect(one).not.toBe(other);
    const people = await Promise.all(
      found.map(({ team }) => effects.database.inWorkspace(team.workspaceId, listPeople)),
    );
    expect(people.map((all) => all.map(({ name, role }) => [name, role]))).toEqual([
      [["Ana Alpha", "admin"]],
      [["Ben Beta", "admin"]],
    ]);
    const kept = await effects.database.asOwner((tx) => tx.execute(sql`select * from connection`));
    expect(kept.rows).toHaveLength(2);
    for (const { team } of found) expect(JSON.stringify(kept.rows)).not.toContain(team.botToken);
  });

  it("greets whoever installed it in their own conversation, in their own team", async () => {
    const opened = await beta.ask("conversations.open", { users: await beta.userId("Ben Beta") });
    const { id } = opened.channel as { id: string };
    const history = (await beta.ask("conversations.history", { channel: id })).messages as {
      blocks: unknown;
    }[];
    expect(JSON.stringify(history)).toMatch(/Ben, I am here/);
    expect(JSON.stringify(history)).not.toMatch(/Ana/);
  });

  it("installed again keeps its workspace and takes the newer token, without a second greeting", async () => {
    const before = await findInstallation(effects, { teamId: alpha.id, enterpriseId: undefined });
    const calls = standIn.calls.filter(({ method }) => method === "chat.postMessage").length;
    expect((await install(alpha, "Ana Alpha")).status).toBe(200);
    await work();
    const after = await findInstallation(effects, { teamId: alpha.id, enterpriseId: undefined });
    expect(after.team.workspaceId).toBe(before.team.workspaceId);
    expect(after.team.botToken).not.toBe(before.team.botToken);
    expect(standIn.calls.filter(({ method }) => method === "chat.postMessage").length).toBe(calls);
  });

  it("is not done with a state of somebody else's making, a made-up code, or when it was declined", async () => {
    const before = await workspaceIds(effects.database);
    const attempts = [
      install(alpha, "Ana Alpha", (back) => back.searchParams.set("state", "made up")),
      install(alpha, "Ana Alpha", (back) => back.searchParams.set("code", "made up")),
      install(alpha, "Ana Alpha", (back) => {
        back.searchParams.delete("code");
        back.searchParams.set("error", "access_denied");
      }),
    ];
    for (const answer of await Promise.all(attempts)) {
      expect(answer.status).toBe(400);
      expect(await answer.text()).toMatch(/was not added/);
    }
    expect(await workspaceIds(effects.database)).toEqual(before);
  });

  it("keeps teams apart: what one writes, the other's workspace does not hold, and the answer goes back", async () => {
    const user = await beta.userId("Ben Beta");
    const { channel } = await beta.ask("conversations.open", { users: user });
    const direct = (channel as { id: string }).id;
    const told = await tell(url, {
      ...{ type: "event_callback", team_id: beta.id, api_app_id: "A1", event_id: "Ev1" },
      authorizations: [{ team_id: beta.id, is_bot: true }],
      event: {
        ...{ type: "message", channel_type: "im", channel: direct, user, ts: "55.1" },
        text: "what did they say about budget?",
      },
    });
    expect(told.status).toBe(200);
    const [ofAlpha, ofBeta] = await Promise.all(
      [alpha, beta].map(async (team) => {
        const installed = await findInstallation(effects, {
          teamId: team.id,
          enterpriseId: undefined,
        });
        return await effects.database.inWorkspace(installed.team.workspaceId, (tx) =>
          tx.select().from(said),
        );
      }),
    );
    expect(ofAlpha).toEqual([]);
    expect(ofBeta).toMatchObject([{ text: "what did they say about budget?" }]);
    const before = standIn.calls.length;
    await work();
    const teams = standIn.calls.slice(before).map(({ team }) => team);
    expect(new Set(teams)).toEqual(new Set([beta.id]));
  });

  it("ends when the app is removed: nothing is sent or heard, until it is installed again", async () => {
    const { team } = await findInstallation(effects, { teamId: beta.id, enterpriseId: undefined });
    const removed = {
      ...{ type: "event_callback", team_id: beta.id, api_app_id: "A1", event_id: "Ev2" },
      ...{
        authorizations: [{ team_id: beta.id, is_bot: true }],
        event: { type: "app_uninstalled" },
      },
    };
    expect((await tell(url, removed)).status).toBe(200);
    expect(await teamOf(effects, team.workspaceId)).toBeNull();
    const kept = await effects.database.asOwner((tx) =>
      tx.execute(sql`select status, sealed from connection where external_id = ${beta.id}`),
    );
    expect(kept.rows).toMatchObject([{ status: "revoked" }]);
    expect((await install(beta, "Ben Beta")).status).toBe(200);
    expect((await teamOf(effects, team.workspaceId))?.workspaceId).toBe(team.workspaceId);
  });
});
