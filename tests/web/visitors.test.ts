import { eq } from "drizzle-orm";
import { v7 } from "uuid";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { passTo } from "../../src/jobs/pass.ts";
import { updateCall } from "../../src/store/calls.ts";
import { addPerson } from "../../src/store/people.ts";
import { person } from "../../src/store/schema.ts";
import { endVisits } from "../../src/store/visits.ts";
import { callPages } from "../../src/web/call-page.ts";
import { type Connector, connectPages } from "../../src/web/connect.ts";
import { enterPage } from "../../src/web/enter.ts";
import { healthRoutes } from "../../src/web/health.ts";
import { hubPage } from "../../src/web/hub-page.ts";
import { memoryPages } from "../../src/web/memory-pages.ts";
import { type Listening, listen, webApp } from "../../src/web/server.ts";
import type { Door } from "../../src/web/visitors.ts";
import { type TestDatabase, testDatabase } from "../database.ts";
import { type Bench, openBench, openTeam, type Team } from "../jobs/effects.ts";

const PUBLIC = "https://coach.example.com";

const connected: { code: string; who: string | undefined }[] = [];
const connector = (name: string, who: Connector["for"]): Connector => ({
  name,
  title: name,
  for: who,
  agreeAt: ({ redirectUri, state }) =>
    `https://vendor.example/agree?${new URLSearchParams({ redirect_uri: redirectUri, state })}`,
  connect: async ({ code }, { person }) => {
    connected.push({ code, who: person?.name });
    return "It works.";
  },
});
const ended: unknown[] = [];
const CONNECTORS: Connector[] = [
  connector("diary", "anyone"),
  {
    ...connector("crm", "admin"),
    ended: async ({ authorization, body }) => {
      ended.push(body);
      return authorization === "Basic vendor";
    },
  },
];

let store: TestDatabase;
let bench: Bench;
let team: Team;
let web: Listening;
let call = "";

beforeAll(async () => {
  store = await testDatabase();
  bench = openBench(store);
  team = await openTeam(bench);
  call = await team.bring(team.ines, "visit");
  const { sealing, database } = bench.effects;
  // As it stands in public: nothing is let through for sitting at this machine.
  const door: Door = { database, sealing, publicUrl: PUBLIC, now: () => bench.clock.now };
  const nothing = (await import("express")).default.Router();
  const app = webApp(
    {
      slack: null,
      health: healthRoutes({ database: () => database.ping(), queue: async () => 0 }),
      calls: nothing,
      playground: nothing,
      pictures: nothing,
      webhooks: [nothing],
      connections: nothing,
      memory: memoryPages(door, {
        ...{ memory: bench.effects.memory, publicUrl: () => PUBLIC },
        onChanged: () => () => undefined,
      }),
      callPages: callPages(door),
      enter: enterPage(door),
      hub: hubPage(door),
      connect: connectPages(door, CONNECTORS, () => PUBLIC),
      teams: { routes: async () => nothing, isOpen: false },
      teamsTab: nothing,
    },
    { publicUrl: PUBLIC, log: { error: () => undefined } },
  );
  web = await listen(app, 0, "127.0.0.1");
});
afterAll(async () => {
  await web?.close();
  await store?.drop();
});

const at = (path: string) => `http://127.0.0.1:${web.port}${path}`;
const get = (path: string, cookie = "") =>
  fetch(at(path), { headers: { cookie, accept: "text/html" }, redirect: "manual" });

/** The link in a message of this person, on this server. */
async function linkFor(personId: string, path = "/hub"): Promise<string> {
  const link = await team.within((tx) =>
    passTo(tx, { ...bench.effects, publicUrl: PUBLIC }, { workspaceId: team.id, personId, path }),
  );
  expect(link.startsWith(`${PUBLIC}/enter?pass=`)).toBe(true);
  return link.slice(PUBLIC.length);
}

const press = (link: string, origin = PUBLIC) =>
  fetch(at("/enter"), {
    method: "POST",
    headers: { origin },
    body: new URLSearchParams({ pass: new URL(link, PUBLIC).searchParams.get("pass") ?? "" }),
    redirect: "manual",
  });

async function enter(personId: string): Promise<string> {
  const entered = await press(await linkFor(personId));
  return (entered.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
}

describe("the pages", () => {
  it("are closed to whoever has no link, on every path, with the way in", async () => {
    for (const path of ["/hub", `/hub?as=${team.ines}`, `/calls/${call}`]) {
      const answer = await get(path);
      expect([path, answer.status]).toEqual([path, 403]);
      expect(await answer.text()).toContain("Write “hub” to the coach");
    }
  });

  it("open by a link once it is pressed, in one browser, and not by a preview's look at it", async () => {
    const link = await linkFor(team.ines);
    for (let preview = 0; preview < 3; preview += 1) expect((await get(link)).status).toBe(200);
    const entered = await press(link);
    expect([entered.status, entered.headers.get("location")]).toEqual([303, "/hub"]);
    const cookie = entered.headers.get("set-cookie") ?? "";
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/Secure/);
    expect(await (await get("/hub", cookie.split(";")[0])).text()).toContain("Ines Falk");
    expect((await press(link)).status).toBe(403);
  });

  it("show a call to its rep, and to nobody else on its first day", async () => {
    const [rep, colleague, manager] = await Promise.all([
      enter(team.ines),
      enter(team.paul),
      enter(team.dora),
    ]);
    const status = async (cookie: string) => (await get(`/calls/${call}`, cookie)).status;
    expect(await status(rep)).toBe(200);
    expect(await status(colleague)).toBe(404);
    expect(await status(manager)).toBe(404);
    const before = bench.clock.now;
    bench.clock.now = new Date(before.getTime() + 25 * 3600_000);
    expect(await status(manager)).toBe(200);
    expect(await status(colleague)).toBe(404);
    bench.clock.now = before;
  });

  it("show whoever brought a colleague's call its words, and what was found to its rep first", async () => {
    const brought = await team.bring(team.dora, "brought by her manager");
    const page = async (person: string) =>
      await (await get(`/calls/${brought}`, await enter(person))).text();
    expect(await page(team.ines)).toContain("Moments, surest first");
    expect(await page(team.dora)).toContain("Greta types them in");
    expect(await page(team.dora)).not.toMatch(/Moments|measured/);
    const before = bench.clock.now;
    bench.clock.now = new Date(before.getTime() + 25 * 3600_000);
    expect(await page(team.dora)).toContain("Moments, surest first");
    bench.clock.now = before;
  });

  it("tell what was different from the rep's own usual, once there are enough calls to say", async () => {
    const cookie = await enter(team.ines);
    const page = async () => await (await get(`/calls/${call}`, cookie)).text();
    expect(await page()).toContain("What is usual cannot be said");
    const row = await team.call(call);
    const story = {
      ...{ measure: "longestCustomerStory.ms", value: 240_000, usual: 67_500, base: 6 },
      ...{ distance: 9, reading: "better" },
      evidence: [{ turn: 1, atMs: 0, quote: "So <they> left", speaker: "b", side: "buyer" }],
    };
    const outliers = { found: [story], insufficient: null };
    const analysis = { ...(row?.analysis as object), outliers };
    await team.within((tx) => updateCall(tx, call, { analysis }));
    const shown = await page();
    expect(shown).toContain("Different from your usual");
    expect(shown).toContain("Longest buyer story: 04:00, usually around 01:07");
    expect(shown).toContain("So &lt;they&gt; left");
    expect(shown).toContain("Range: ");
  });

  it("close when the week is over, when the person's visits are ended, and to an invented cookie", async () => {
    const cookie = await enter(team.paul);
    const status = async (from = cookie) => (await get("/hub", from)).status;
    expect(await status()).toBe(200);
    expect(await status(`${cookie.slice(0, -3)}abc`)).toBe(403);
    const before = bench.clock.now;
    bench.clock.now = new Date(before.getTime() + 8 * 24 * 3600_000);
    expect(await status()).toBe(403);
    bench.clock.now = before;
    await team.within((tx) => endVisits(tx, team.paul));
    expect(await status()).toBe(403);
  });

  it("close on whoever has had their last day", async () => {
    const cookie = await enter(team.jon);
    expect((await get("/hub", cookie)).status).toBe(200);
    const leftOn = new Date(bench.clock.now.getTime() - 3 * 24 * 3600_000).toISOString();
    await team.within((tx) =>
      tx
        .update(person)
        .set({ leftOn: leftOn.slice(0, 10) })
        .where(eq(person.id, team.jon)),
    );
    expect((await get("/hub", cookie)).status).toBe(403);
  });

  it("are not opened by another site's form, which would make somebody a stranger", async () => {
    const link = await linkFor(team.ines);
    expect((await press(link, "https://elsewhere.example")).status).toBe(403);
    expect((await press(link)).status).toBe(303);
  });

  it("lead nowhere else, whatever a link says, and do not open by one that has grown old", async () => {
    for (const path of ["//elsewhere.example", "/\\elsewhere.example", "https://elsewhere.example"])
      expect((await press(await linkFor(team.ines, path))).headers.get("location")).toBe("/hub");
    const link = await linkFor(team.ines);
    const before = bench.clock.now;
    bench.clock.now = new Date(before.getTime() + 61 * 60_000);
    expect((await press(link)).status).toBe(403);
    bench.clock.now = before;
  });

  it("keep two workspaces apart", async () => {
    const other = await openTeam(bench);
    const stranger = v7();
    await other.within((tx) => addPerson(tx, { id: stranger, name: "Stranger", role: "manager" }));
    const link = await other.within((tx) =>
      passTo(tx, bench.effects, { workspaceId: other.id, personId: stranger, path: "/hub" }),
    );
    const cookie = ((await press(link)).headers.get("set-cookie") ?? "").split(";")[0];
    expect((await get(`/calls/${call}`, cookie)).status).toBe(404);
  });
});

describe("connecting a vendor", () => {
  /** Where the vendor sends this person back to. */
  const goneTo = async (cookie: string, name = "diary") => {
    const gone = await get(`/connect/${name}`, cookie);
    const address = new URL(gone.headers.get("location") ?? "https://none.example");
    expect(address.searchParams.get("redirect_uri")).toBe(`${PUBLIC}/connect/${name}/return`);
    return `/connect/${name}/return?state=${address.searchParams.get("state")}`;
  };

  it("takes the code from whoever went there, in the browser they went from", async () => {
    const [ines, paul] = await Promise.all([enter(team.ines), enter(team.paul)]);
    const back = await goneTo(ines);
    expect((await get(`${back}&code=c1`, paul)).status).toBe(403);
    expect((await get("/connect/diary/return?code=c1&state=made-up", ines)).status).toBe(403);
    expect((await get(`${back}&error=access_denied`, ines)).status).toBe(400);
    expect((await get(`${back}&code=c1`, ines)).status).toBe(200);
    expect(connected).toEqual([{ code: "c1", who: "Ines Falk" }]);
  });

  it("is an admin's business where it is the whole workspace's, and nobody's after a quarter of an hour", async () => {
    const cookie = await enter(team.ines);
    expect((await get("/connect/crm", cookie)).status).toBe(403);
    expect((await get("/connect/unknown", cookie)).status).toBe(404);
    const back = await goneTo(cookie);
    const before = bench.clock.now;
    bench.clock.now = new Date(before.getTime() + 16 * 60_000);
    expect((await get(`${back}&code=c2`, cookie)).status).toBe(403);
    bench.clock.now = before;
  });

  it("end when the vendor itself says so, and on nobody else's word", async () => {
    const end = (name: string, authorization: string, body = '{"company_id":42}') =>
      fetch(at(`/connect/${name}/return`), {
        ...{ method: "DELETE", body },
        headers: { authorization, "content-type": "application/json" },
      });
    expect((await end("crm", "Basic vendor")).status).toBe(200);
    expect(ended).toEqual([{ company_id: 42 }]);
    expect((await end("crm", "Basic somebody")).status).toBe(403);
    expect((await end("crm", "Basic vendor", "{")).status).toBe(400);
    expect((await end("diary", "Basic vendor")).status).toBe(403);
    expect((await end("unknown", "Basic vendor")).status).toBe(404);
  });
});

describe("asking for one's page", () => {
  it("shows it in short to whoever asked, with a link for them alone", async () => {
    await team.say(team.ines, v7(), "my page");
    const [page] = await team.inbox(team.ines, "hub");
    expect(page?.text).toContain("Your last calls");
    expect(page?.text).toContain("/enter?pass=");
    expect(await team.inbox(team.paul, "hub")).toEqual([]);
  });
});
