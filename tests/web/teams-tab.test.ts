import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { v7 } from "uuid";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { tabVisitors } from "../../src/bots/teams/tab-visitor.ts";
import { workspaceOfTenant } from "../../src/store/directory.ts";
import { settle } from "../../src/store/identities.ts";
import { addPerson } from "../../src/store/people.ts";
import { DEFAULT_WORKSPACE } from "../../src/store/schema.ts";
import { answerErrors } from "../../src/web/errors.ts";
import { type Listening, listen } from "../../src/web/server.ts";
import { teamsTab } from "../../src/web/teams-tab.ts";
import { APP_ID, OTHER_TENANT, TENANT } from "../bots/teams/signing.ts";
import { type TestDatabase, testDatabase } from "../database.ts";
import { openBench } from "../jobs/effects.ts";

let store: TestDatabase;
let keys: Server;
let web: Listening;
let broken: Listening;
let sign: (claims: Record<string, unknown>, forged?: boolean) => Promise<string>;
const REGISTRATION = { appId: APP_ID, tenantId: TENANT };
const ISSUER = `https://login.microsoftonline.com/${TENANT}/v2.0`;

beforeAll(async () => {
  store = await testDatabase();
  const [own, foreign] = await Promise.all([generateKeyPair("RS256"), generateKeyPair("RS256")]);
  const jwk = { ...(await exportJWK(own.publicKey)), kid: "k", alg: "RS256" };
  keys = createServer((_request, response) => response.end(JSON.stringify({ keys: [jwk] })));
  await new Promise<void>((resolve) => keys.listen(0, "127.0.0.1", resolve));
  sign = (claims, forged = false) =>
    new SignJWT({ tid: TENANT, oid: "aad-ines", iss: ISSUER, aud: APP_ID, ...claims })
      .setProtectedHeader({ alg: "RS256", kid: "k" })
      .setIssuedAt()
      .setExpirationTime(claims.old ? "-1h" : "1h")
      .sign(forged ? foreign.privateKey : own.privateKey);
  const ines = v7();
  await workspaceOfTenant(store.database, { provider: "teams", externalId: TENANT, label: "Fern" });
  await store.database.inWorkspace(DEFAULT_WORKSPACE, async (tx) => {
    const person = { id: ines, name: "Ines <Falk>", email: null, timeZone: null };
    await addPerson(tx, { ...person, role: "rep" });
    const other = { externalId: "aad-ines", name: "Ines", email: null, timeZone: null };
    await settle(tx, "teams", person, { ...other, admin: false, address: {} }, new Date());
  });
  web = await serve(`http://127.0.0.1:${(keys.address() as AddressInfo).port}/keys`);
  broken = await serve("http://127.0.0.1:59999/keys");
});
afterAll(async () => {
  await web?.close();
  await broken?.close();
  keys?.close();
  await store?.drop();
});

function serve(keysUrl: string): Promise<Listening> {
  const { database, sealing, now } = openBench(store).effects;
  const door = { database, sealing, now, publicUrl: "https://coach.example.com" };
  const host = "coach.example.com";
  const app = express();
  app.use("/teams/tab", teamsTab(door, tabVisitors(database, REGISTRATION, { host, keysUrl })));
  app.use(answerErrors({ error: () => undefined }));
  return listen(app, 0, "127.0.0.1");
}

async function open(token: string | null, { port } = web) {
  const response = await fetch(`http://127.0.0.1:${port}/teams/tab`, {
    method: "POST",
    ...(token && { headers: { Authorization: `Bearer ${token}` } }),
  });
  return { status: response.status, text: await response.text() };
}

describe("the tab inside Teams", () => {
  it("stands in Teams' frame and runs nothing but Microsoft's library and our few lines", async () => {
    const response = await fetch(`http://127.0.0.1:${web.port}/teams/tab`);
    const policy = response.headers.get("content-security-policy") ?? "";
    expect(policy).toContain("frame-ancestors https://teams.microsoft.com");
    expect(policy).toMatch(/script-src 'nonce-[^']+';/);
    const page = await response.text();
    expect(page).toMatch(/integrity="sha384-/);
    expect(page).not.toContain("Ines");
  });

  it("shows somebody their own page, their name as it is written", async () => {
    const { status, text } = await open(await sign({}));
    expect(status).toBe(200);
    expect(text).toContain("Ines &lt;Falk&gt;");
  });

  it("takes both ways in which Microsoft names the app", async () => {
    const aud = `api://coach.example.com/${APP_ID}`;
    const iss = `https://sts.windows.net/${TENANT}/`;
    expect((await open(await sign({ aud, iss }))).status).toBe(200);
  });

  const wrong: [string, () => Promise<string | null>][] = [
    ["no token", async () => null],
    ["one signed by somebody else", () => sign({}, true)],
    ["one for another app", () => sign({ aud: "another" })],
    ["one of another tenant", () => sign({ tid: OTHER_TENANT })],
    ["one from another issuer", () => sign({ iss: "https://sts.example/" })],
    ["one that has expired", () => sign({ old: true })],
    ["somebody we do not know", () => sign({ oid: "aad-nobody" })],
  ];
  for (const [what, make] of wrong) {
    it(`shows nothing for ${what}`, async () => {
      const { status, text } = await open(await make());
      expect([status, text.includes("Ines")]).toEqual([403, false]);
    });
  }

  it("does not call a token wrong when Microsoft's keys cannot be had", async () => {
    expect((await open(await sign({}), broken)).status).toBe(503);
  });
});
