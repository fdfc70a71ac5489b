import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { decideCall, readAgain, tryConnection } from "../../../src/jobs/recording/administer.ts";
import { overviewOf } from "../../../src/jobs/recording/overview.ts";
import { addPerson } from "../../../src/store/people.ts";
import { type TestDatabase, testDatabase } from "../../database.ts";
import { VENDORS, type Vendor } from "../../sources/recorders/vendors.ts";
import { type Floor, openFloor } from "./floor.ts";

const MINUTE = 60_000;
let store: TestDatabase;
let vendor: Vendor;
let floor: Floor;

async function opened(name: keyof typeof VENDORS): Promise<void> {
  vendor = await VENDORS[name]();
  floor = await openFloor(store, [vendor]);
}

beforeEach(async () => {
  store = await testDatabase();
});
afterEach(async () => {
  await vendor?.server.close();
  await store.drop();
});

const signedNow = (body = vendor.payload, at = floor.clock.now) =>
  vendor.sign(body, at, `https://coach.fern.example/webhooks/${vendor.source}`);

describe.each(Object.keys(VENDORS) as (keyof typeof VENDORS)[])("%s refuses", (name) => {
  it("what it cannot trust, with a status, one line in the log and a word on the page", async () => {
    await opened(name);
    const good = await signedNow();
    const changed = Buffer.from(
      String(good.body).replace(/CLIENT-STATE|Falk|meeting|done|Invoices/, "x"),
    );
    const bare = { headers: { "content-type": "application/json" }, body: changed };
    for (const [sent, status] of [
      [{ ...good, body: changed }, 401],
      [bare, 401],
      [{ ...good, headers: { ...good.headers, "content-type": "text/xml" } }, 415],
      [await signedNow(vendor.payload.slice(0, 80)), 400],
    ] as const) {
      const before = floor.log.length;
      const answer = await floor.send(vendor.source, sent);
      expect([answer.status, answer.body]).toEqual([
        status,
        expect.stringMatching(/"error":"[A-Z]/),
      ]);
      expect(floor.log.slice(before)).toEqual([expect.stringMatching(/^a webhook was refused/)]);
    }
    expect(await floor.parked()).toEqual([]);
    const connected = await floor.effects.intake.fromEnvironment(vendor.source);
    floor.effects.intake.forget(connected?.connection.id ?? "");
    const now = await floor.effects.intake.fromEnvironment(vendor.source);
    expect(now?.connection.problem).toMatch(/refused/);
  });

  it.skipIf(name === "graph" || name === "fireflies")("a request of six minutes ago", async () => {
    await opened(name);
    const old = await signedNow(vendor.payload, new Date(floor.clock.now.getTime() - 6 * MINUTE));
    expect((await floor.send(vendor.source, old)).status).toBe(401);
    expect(await floor.parked()).toEqual([]);
  });

  it("nothing when its event brings no call, and keeps nothing of it", async () => {
    await opened(name);
    const events: Record<string, string> = {
      zoom: '{"event":"meeting.started","payload":{"object":{"uuid":"x"}}}',
      gong: '{"callData":{"metaData":{"id":"1"}},"isTest":true}',
      graph: '{"value":[{"clientState":"CLIENT-STATE","resource":"chats(\'1\')/messages(\'2\')"}]}',
      fireflies: '{"event":"meeting.summarized","meeting_id":"1"}',
      fathom: vendor.payload,
      recall: '{"event":"bot.done","data":{"bot":{"id":"1"}}}',
    };
    const answer = await floor.send(vendor.source, await signedNow(events[name]));
    expect(answer.status).toBeLessThan(300);
    expect(await floor.parked()).toHaveLength(name === "fathom" ? 1 : 0);
  });
});

describe("a transcript that is not there", () => {
  it("is waited for with growing patience, and fetched when it comes", async () => {
    await opened("gong");
    const notYet = { status: 404, body: "{}" };
    vendor.server.next(notYet);
    await floor.tell(vendor);
    await floor.work();
    expect(await floor.parked()).toMatchObject([
      { status: "waiting", reason: "Gong has no transcript of call 7782342274025937895 yet." },
    ]);
    vendor.server.next(notYet);
    await floor.later(MINUTE);
    await floor.later(MINUTE);
    expect((await floor.parked())[0]?.status).toBe("waiting");
    await floor.later(2 * MINUTE);
    expect(await floor.parked()).toMatchObject([{ status: "done", attempts: 3 }]);
  });

  it("is given up after a day, says so, and is read when an admin asks again", async () => {
    await opened("gong");
    const notYet = { status: 404, body: "{}" };
    vendor.server.next(...Array.from({ length: 60 }, () => notYet));
    await floor.tell(vendor);
    for (let hour = 0; hour < 26; hour += 1) await floor.later(60 * MINUTE);
    const [row] = await floor.parked();
    expect(row).toMatchObject({
      status: "failed",
      reason: expect.stringMatching(/asked for \d+ times/),
    });
    vendor.server.normal();
    await readAgain(floor.effects, row?.workspaceId ?? "", row?.id ?? "");
    await floor.later(1_000);
    expect(await floor.parked()).toMatchObject([{ status: "done" }]);
    const kinds = (await floor.inbox(floor.ines)).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === "debrief")).toHaveLength(1);
  });

  it("is fetched anew with our own key when the link of the webhook has ended", async () => {
    await opened("zoom");
    const payload = vendor.payload.replace("eyJhbGciOiJIUzUxMiJ9.download.token", "ended");
    await floor.tell(vendor, payload);
    await floor.work();
    expect(await floor.calls()).toMatchObject([{ status: "debriefed" }]);
    expect(vendor.server.asked.map(({ path }) => path)).toContain(
      "/v2/meetings/4444AAAiAAAAAiAiAiiAii==/recordings",
    );
  });

  it("fails at once where the vendor says that there will be none", async () => {
    await opened("recall");
    const failed = JSON.stringify({
      event: "transcript.failed",
      data: { data: { sub_code: "provider_connection_failed" }, transcript: { id: "t1" } },
    });
    await floor.tell(vendor, failed);
    await floor.work();
    expect(await floor.parked()).toMatchObject([
      {
        status: "failed",
        reason: "Recall.ai could not make the transcript: provider_connection_failed.",
      },
    ]);
  });
});

describe("a vendor in trouble", () => {
  it("is left alone for as long as it asks", async () => {
    await opened("fathom");
    const { transcript: _, ...bare } = JSON.parse(vendor.payload) as Record<string, unknown>;
    vendor.server.next({ status: 429, headers: { "Retry-After": "600" } });
    await floor.tell(vendor, JSON.stringify(bare));
    await floor.work();
    expect(await floor.parked()).toMatchObject([
      { status: "waiting", reason: "Fathom asks to slow down." },
    ]);
    await floor.later(9 * MINUTE);
    expect(vendor.server.asked).toHaveLength(1);
    await floor.later(2 * MINUTE);
    expect(await floor.parked()).toMatchObject([{ status: "done" }]);
  });

  it("says slow down inside a good answer, and is heard there too", async () => {
    await opened("fireflies");
    const until = floor.clock.now.getTime() + 20 * MINUTE;
    vendor.server.next({
      body: {
        errors: [{ code: "too_many_requests", extensions: { metadata: { retryAfter: until } } }],
      },
    });
    await floor.tell(vendor);
    await floor.work();
    const [row] = await floor.parked();
    expect(row?.status).toBe("waiting");
    expect((row?.nextAt.getTime() ?? 0) - floor.clock.now.getTime()).toBeGreaterThan(19 * MINUTE);
  });

  it("is tried again after its own failures and broken answers", async () => {
    await opened("recall");
    vendor.server.next({ status: 502 }, { status: 503 });
    await floor.tell(vendor);
    await floor.work();
    await floor.later(MINUTE);
    await floor.later(MINUTE);
    expect(await floor.parked()).toMatchObject([{ status: "done", attempts: 3 }]);
  });

  it("gets a new token when it takes the old one no more", async () => {
    await opened("graph");
    const connected = await floor.effects.intake.fromEnvironment("graph");
    if (!connected) throw new Error("not connected");
    await connected.recorder.check(connected.access);
    vendor.server.next({ status: 401 });
    await connected.recorder.check(connected.access);
    const signIns = vendor.server.asked.filter(({ path }) => path.includes("/token"));
    expect(signIns).toHaveLength(2);
  });

  it("that refuses our key breaks the connection visibly, and one good test mends it", async () => {
    await opened("recall");
    vendor.server.next({ status: 401 });
    await floor.tell(vendor);
    await floor.work();
    expect(await floor.parked()).toMatchObject([
      { status: "failed", reason: expect.stringMatching(/does not accept the key/) },
    ]);
    const connected = await floor.effects.intake.fromEnvironment("recall");
    const { workspaceId = "", connection } = connected ?? {};
    floor.effects.intake.forget(connection?.id ?? "");
    expect((await floor.effects.intake.connected(connection?.id ?? "")).connection.status).toBe(
      "broken",
    );
    expect(await tryConnection(floor.effects, workspaceId, connection?.id ?? "")).toMatchObject({
      works: true,
    });
    expect((await floor.effects.intake.connected(connection?.id ?? "")).connection.status).toBe(
      "active",
    );
  });
});

describe("links to elsewhere", () => {
  it.each([
    ["http://169.254.169.254/latest/meta-data/", /169\.254\.169\.254/],
    ["https://zoom.us.evil.example/rec/x", /zoom\.us\.evil\.example/],
    ["https://evilzoom.us/rec/x", /evilzoom\.us/],
    ["http://zoom.us/rec/x", /zoom\.us/],
    ["https://zoom.us:8443/rec/x", /zoom\.us:8443/],
    ["https://zoom.us@evil.example/rec/x", /user name/],
    ["file:///etc/passwd", /not one of Zoom's hosts/],
  ])("%s is never opened", async (link, said) => {
    await opened("zoom");
    const body = vendor.payload.replaceAll(/http:\/\/127[^"]*Tr4nscr1pt/g, link);
    expect(body).toContain(link);
    await floor.tell(vendor, body);
    await floor.work();
    expect(await floor.parked()).toMatchObject([
      { status: "failed", reason: expect.stringMatching(said) },
    ]);
    expect(vendor.server.asked).toEqual([]);
  });

  it("is not followed from the vendor's own host either", async () => {
    await opened("recall");
    vendor.server.next({
      body: { status: { code: "done" }, data: { download_url: `${vendor.server.url}/files/x` } },
    });
    vendor.server.next({ status: 302, headers: { Location: "http://127.0.0.1:9/secret" } });
    await floor.tell(vendor);
    await floor.work();
    expect(await floor.parked()).toMatchObject([
      { status: "failed", reason: expect.stringMatching(/not one of Recall\.ai's hosts/) },
    ]);
  });
});

describe("people", () => {
  it("a meeting without anybody from outside waits on the page, without a word to anybody", async () => {
    await opened("fathom");
    const inside = vendor.payload
      .replaceAll("Hollis Grant", "Dora Quist")
      .replaceAll("hollis@grant-supplies.example", "dora@fern.example");
    await floor.tell(vendor, inside);
    await floor.work();
    expect(await floor.calls()).toMatchObject([
      { status: "quarantined", failure: "Only our own people were on it.", transcript: null },
    ]);
    expect([...(await floor.inbox(floor.ines)), ...(await floor.inbox(floor.dora))]).toEqual([]);
  });

  it("a call with nobody we know waits, and is read once its rep is on the roster", async () => {
    await opened("fathom");
    const strangers = vendor.payload
      .replaceAll("Ines Falk", "Uma Strand")
      .replaceAll("ines.falk@fern.example", "uma@elsewhere.example")
      .replaceAll(/happy to|our dashboard|our customers/g, "it");
    await floor.tell(vendor, strangers);
    await floor.work();
    const [call] = await floor.calls();
    expect(call?.repId).toBeNull();
    expect(`${call?.failure} ${call?.notes.join(" ")}`).toMatch(/roster|none of the people/i);
    const { heldBack } = await overviewOf(floor.effects, call?.workspaceId ?? "");
    expect(heldBack).toMatchObject([{ id: call?.id, reason: expect.stringMatching(/roster/) }]);
    const uma = "00000000-0000-7000-8000-0000000000aa";
    await store.database.inWorkspace(call?.workspaceId ?? "", (tx) =>
      addPerson(tx, { id: uma, name: "Uma Strand", email: "uma@elsewhere.example", role: "rep" }),
    );
    await decideCall(floor.effects, call?.workspaceId ?? "", call?.id ?? "", "read", null);
    await floor.work();
    expect(await floor.calls()).toMatchObject([{ status: "debriefed", repId: uma }]);
    expect((await floor.inbox(uma)).filter(({ kind }) => kind === "debrief")).toHaveLength(1);
  });
});
