import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { beginBackfill } from "../../../src/jobs/recording/backfill.ts";
import { type TestDatabase, testDatabase } from "../../database.ts";
import { VENDORS, type Vendor } from "../../sources/recorders/vendors.ts";
import { type Floor, openFloor } from "./floor.ts";

let store: TestDatabase;
let vendors: Vendor[];
let floor: Floor;

beforeEach(async () => {
  store = await testDatabase();
  vendors = [];
});
afterEach(async () => {
  await Promise.all(vendors.map((one) => one.server.close()));
  await store.drop();
});

async function opened(...names: (keyof typeof VENDORS)[]): Promise<Vendor[]> {
  vendors = await Promise.all(names.map((name) => VENDORS[name]()));
  floor = await openFloor(store, vendors);
  return vendors;
}

async function tell(vendor: Vendor | undefined, payload?: string): Promise<void> {
  if (!vendor) throw new Error("no such vendor");
  await floor.tell(vendor, payload);
  await floor.later(1_000);
}

const debriefs = async () =>
  (await floor.inbox(floor.ines)).filter(({ kind }) => kind === "debrief");

describe("one conversation with two recordings", () => {
  it("is one call and one question; a worse transcript is set aside", async () => {
    const [gong, zoom] = await opened("gong", "zoom");
    await tell(gong);
    await tell(zoom);
    const [first, second] = await floor.calls();
    expect([first?.status, second?.status]).toEqual(["debriefed", "discarded"]);
    expect(first).toMatchObject({
      source: "gong",
      revision: 1,
      otherRecordings: [{ source: "zoom", used: "this", callId: second?.id }],
    });
    expect(second).toMatchObject({
      transcript: null,
      failure: expect.stringMatching(/Another recording/),
    });
    expect(await debriefs()).toHaveLength(1);
  });

  it("takes the better transcript as a new revision, says so in one line, and asks nothing twice", async () => {
    const [graph, gong] = await opened("graph", "gong");
    // Teams may not name who spoke here: only the words came.
    graph?.server.next(
      { body: { access_token: "graph-token", expires_in: 3599 } },
      { body: JSON.parse(await plain("transcript.json")) },
      { status: 403, body: { error: { code: "SpeakerAttributionNotAllowed" } } },
    );
    const { ines } = floor;
    await tell(graph);
    const [before] = await floor.calls();
    expect(before?.transcript?.participants).toHaveLength(1);
    await tell(gong);
    const [call, other] = await floor.calls();
    expect(other?.status).toBe("discarded");
    expect(call).toMatchObject({
      id: before?.id,
      source: "graph",
      status: "debriefed",
      revision: 2,
    });
    expect(call?.transcript?.participants.map(({ name }) => name)).toEqual([
      "Ines Falk",
      "Hollis Grant",
    ]);
    const inbox = await floor.inbox(ines);
    expect(inbox.filter(({ kind }) => kind === "debrief")).toHaveLength(1);
    expect(inbox.find(({ kind }) => kind === "debrief")?.text).toMatch(
      /Recorded by Teams and Gong; I use Gong's transcript and not Teams', since it says who spoke\./,
    );
  });

  it("keeps the question that was asked, and says below it that a better transcript came", async () => {
    const [zoom, gong] = await opened("zoom", "gong");
    const words = await plain("../zoom/transcript.vtt");
    const half = words.split("\r\n\r\n").slice(0, 11).join("\r\n\r\n");
    zoom?.server.next({ headers: { "Content-Type": "text/vtt" }, body: half });
    await tell(zoom);
    const [asked] = await debriefs();
    expect(asked).toBeDefined();
    await tell(gong);
    expect(await floor.calls()).toMatchObject([
      { revision: 2, status: "debriefed", otherRecordings: [{ used: "other", quietRevision: 2 }] },
      { status: "discarded" },
    ]);
    expect(await debriefs()).toHaveLength(1);
    const lines = (await floor.inbox(floor.ines)).filter(({ kind }) => kind === "recorded-twice");
    expect(lines).toMatchObject([
      {
        threadId: asked?.id,
        text: "Recorded by Zoom and Gong; I use Gong's transcript and not Zoom's, since it has more of the talk.",
      },
    ]);
  });

  it("is one call also when both recorders tell of it in the same moment", async () => {
    const [gong, zoom, fathom] = await opened("gong", "zoom", "fathom");
    for (const vendor of [gong, zoom, fathom]) if (vendor) await floor.tell(vendor);
    await floor.work(true);
    await floor.later(1_000);
    const statuses = (await floor.calls()).map(({ status }) => status).sort();
    expect(statuses).toEqual(["debriefed", "discarded", "discarded"]);
    expect(await debriefs()).toHaveLength(1);
  });
});

describe("two conversations", () => {
  it.each([
    ["at another time", (text: string) => text.replaceAll("2026-11-19T14:", "2026-11-18T14:")],
    [
      "with somebody else",
      (text: string) =>
        text
          .replaceAll("Hollis Grant", "Noor Visser")
          .replaceAll("hollis@grant-supplies", "noor@visser"),
    ],
    [
      "about something else",
      (text: string) => {
        const meeting = JSON.parse(text) as { transcript: { text: string }[] };
        for (const [index, turn] of meeting.transcript.entries()) {
          turn.text = `Point ${index}: ${OTHER[index % OTHER.length]}`;
        }
        return JSON.stringify(meeting);
      },
    ],
  ])("of one rep %s stay two", async (_what, change) => {
    const [gong, fathom] = await opened("gong", "fathom");
    await tell(gong);
    await tell(fathom, change(fathom?.payload ?? ""));
    expect((await floor.calls()).map(({ status }) => status)).toEqual(["debriefed", "debriefed"]);
    expect((await floor.calls()).every(({ otherRecordings }) => otherRecordings.length === 0)).toBe(
      true,
    );
  });
});

describe("past calls", () => {
  it("that two recorders have are one, go on after a crash, and are written to nobody", async () => {
    const [gong, zoom] = await opened("gong", "zoom");
    for (const vendor of [gong, zoom]) {
      const found = await floor.effects.intake.fromEnvironment(vendor?.source ?? "");
      await beginBackfill(floor.effects, found?.connection.id ?? "", 30);
    }
    // Every job is lost at once: the rows say where it was.
    for (let round = 0; round < 15; round += 1) await floor.later(5_000);
    const statuses = (await floor.calls()).map(({ status, announce }) => [status, announce]);
    expect(statuses.sort()).toEqual([
      ["debriefed", false],
      ["discarded", false],
    ]);
    expect([...(await floor.inbox(floor.ines)), ...(await floor.inbox(floor.dora))]).toEqual([]);
  });
});

const OTHER = [
  "the harvest was late this year and the barns stand empty until spring comes round.",
  "we moved the loading dock behind the mill, where lorries can turn without blocking the lane.",
  "nobody has counted the crates since August, which troubles our insurers more than it troubles me.",
  "the driver from Leeds asked for boots again, and honestly the old pairs were worn through.",
];

async function plain(path: string): Promise<string> {
  const { readFile } = await import("node:fs/promises");
  return await readFile(new URL(`../../fixtures/graph/${path}`, import.meta.url), "utf8");
}
