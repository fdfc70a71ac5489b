import express from "express";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { TeamsActivity } from "../../../src/bots/teams/activity.ts";
import { TeamsAdapter } from "../../../src/bots/teams/adapter.ts";
import { authenticationFor } from "../../../src/bots/teams/authentication.ts";
import { teamsRoutes } from "../../../src/bots/teams/routes.ts";
import { answerErrors } from "../../../src/web/errors.ts";
import { type Listening, listen } from "../../../src/web/server.ts";
import { APP_ID, type Claims, openIdStandIn, TENANT } from "./signing.ts";

const SERVICE = "https://smba.example/emea/";
const REGISTRATION = { appId: APP_ID, tenantId: TENANT, password: "a-secret" };
const silent = { error: () => undefined };

let openId: Awaited<ReturnType<typeof openIdStandIn>>;
let signed: Listening;
let keyless: Listening;
let open: Listening;
const heard: TeamsActivity[] = [];

beforeAll(async () => {
  // The library tells stderr of each token it refuses.
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  openId = await openIdStandIn();
  signed = await serve(REGISTRATION, openId.url);
  keyless = await serve(REGISTRATION, "http://127.0.0.1:9/.well-known/openidconfiguration");
  open = await serve(null, openId.url);
});
afterAll(async () => {
  for (const one of [signed, keyless, open]) await one?.close();
  openId?.close();
  vi.restoreAllMocks();
});

function serve(registration: typeof REGISTRATION | null, openIdUrl: string): Promise<Listening> {
  const { incoming } = authenticationFor(registration, { openIdUrl });
  const app = express();
  const routes = teamsRoutes({
    adapter: new TeamsAdapter(incoming),
    registered: registration !== null,
    log: silent,
    listen: async (activity) => {
      heard.push(activity);
      return { status: 200, body: { heard: activity.text } };
    },
  });
  app.use("/api/messages", routes);
  app.use(answerErrors(silent));
  return listen(app, 0, "127.0.0.1");
}

const message = (more: object = {}) => ({
  type: "message",
  id: "1",
  channelId: "msteams",
  serviceUrl: SERVICE,
  from: { id: "29:maya" },
  recipient: { id: "28:bot" },
  conversation: { id: "a:1", conversationType: "personal" },
  text: "plan",
  ...more,
});

async function post(
  { port }: Listening,
  activity: unknown,
  authorization?: string,
): Promise<{ status: number; heard: number; body: string }> {
  const before = heard.length;
  const response = await fetch(`http://127.0.0.1:${port}/api/messages`, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...(authorization && { authorization }) },
    body: JSON.stringify(activity),
  });
  const body = await response.text();
  return { status: response.status, heard: heard.length - before, body };
}
const bearer = async (claims: Claims = {}) =>
  `Bearer ${await openId.sign({ serviceUrl: SERVICE, ...claims })}`;

describe("a registered bot", () => {
  it("hears what Teams has signed", async () => {
    expect(await post(signed, message(), await bearer())).toMatchObject({ status: 200, heard: 1 });
  });

  const wrong: [string, Claims | null][] = [
    ["is not signed at all", null],
    ["is signed with another key", { forged: true }],
    ["was meant for another bot", { audience: "another-bot" }],
    ["comes from another issuer", { issuer: "https://sts.example" }],
    ["has expired", { expiresIn: -600 }],
    ["was made for another region's address", { serviceUrl: "https://elsewhere.example/" }],
  ];
  for (const [what, claims] of wrong) {
    it(`refuses with 401 what ${what}`, async () => {
      const authorization = claims ? await bearer(claims) : undefined;
      expect(await post(signed, message(), authorization)).toMatchObject({ status: 401, heard: 0 });
    });
  }

  it("refuses other channels, which sign in ways of their own", async () => {
    for (const channelId of ["AseChannel", "emulator", "directline"]) {
      const answer = await post(signed, message({ channelId }), await bearer());
      expect(answer).toMatchObject({ status: 403, heard: 0 });
    }
  });

  it("does not say that a sender lies when Microsoft's keys cannot be fetched", async () => {
    expect(await post(keyless, message(), await bearer())).toMatchObject({ status: 503, heard: 0 });
  });

  it("answers an invoke with what the listener says", async () => {
    const answer = await post(signed, message({ type: "invoke", name: "x" }), await bearer());
    expect(answer).toMatchObject({ status: 200, body: '{"heard":"plan"}' });
  });
});

describe("the endpoint", () => {
  it("hears everybody without a registration, for whoever mounts it on loopback", async () => {
    expect(await post(open, message({ channelId: "emulator" }))).toMatchObject({ heard: 1 });
  });

  it("says what is wrong with a body that is no activity, and takes POST alone", async () => {
    const { serviceUrl: _, ...nowhere } = message();
    for (const body of [{}, [], nowhere, message({ serviceUrl: "javascript:alert(1)" })]) {
      const answer = await post(open, body);
      expect(answer).toMatchObject({ status: 400, heard: 0 });
      expect(answer.body).toContain("This is no activity");
    }
    const got = await fetch(`http://127.0.0.1:${open.port}/api/messages`);
    expect([got.status, got.headers.get("allow")]).toEqual([405, "POST"]);
  });
});
