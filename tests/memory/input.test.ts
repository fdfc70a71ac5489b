import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { localMemory } from "../../src/memory/local.ts";
import type { MemoryBank, Telling } from "../../src/memory/memory.ts";
import { type Database, openDatabase } from "../../src/store/database.ts";
import { DEFAULT_WORKSPACE } from "../../src/store/schema.ts";
import { type TestDatabase, testDatabase } from "../database.ts";

let store: TestDatabase;
let other: Database;
let bank: MemoryBank;

beforeAll(async () => {
  store = await testDatabase();
  other = openDatabase(store.url);
  bank = bankOn(store.database);
});
afterAll(async () => {
  await other.close();
  await store.drop();
});

const bankOn = (database: Database) =>
  localMemory({ database, workspaceId: DEFAULT_WORKSPACE, bank: "input" });
const find = async (question: string) =>
  (await bank.recall(question, { reader: "everyone", limit: 5 })).map((hit) => hit.documentId);

describe("what comes in", () => {
  it.each<[string, Partial<Telling>, RegExp]>([
    ["nothing", { text: "" }, /has no text/],
    ["spaces", { text: " \n\t " }, /has no text/],
    ["no id", { documentId: " " }, /needs an id/],
    ["a megabyte", { text: "word ".repeat(210_000) }, /split it/],
    [
      "ten thousand tags",
      { tags: Array.from({ length: 10_000 }, (_, n) => `t${n}`) },
      /10000 tags/,
    ],
    ["a tag that is a text", { tags: ["x".repeat(201)] }, /tag is longer/],
    ["a time that is none", { at: new Date("nonsense") }, /not a date/],
    ["a private memory of nobody", { audience: "private" }, /whom it is about/],
  ])(
    "is refused with the reason when it is %s, and nothing of its batch is kept",
    async (_, part, why) => {
      const good = { documentId: "beside", text: "Vermilion stands beside it." };
      const bad = { documentId: "bad", text: "fine", ...part };
      await expect(bank.retain([good, bad])).rejects.toThrow(why);
      expect(await find("vermilion")).toEqual([]);
    },
  );

  it("is kept and found in other scripts, with SQL, controls and half characters in it", async () => {
    await bank.retain([
      { documentId: "japanese", text: "来週の会議で見積もりを送ります" },
      { documentId: "greek", text: "Ο Σωκράτης ζήτησε έκπτωση" },
      { documentId: "accents", text: "José asked about the façade in Malmö" },
      { documentId: "sql", text: "Robert'); DROP TABLE memory; --" },
      { documentId: "broken", text: "nul \0 and half \ud83d of a smile, tangerine" },
      { documentId: "emoji", text: "👍🏽 👍🏽" },
    ]);
    expect(await find("見積もり")).toEqual(["japanese"]);
    expect(await find("έκπτωση")).toEqual(["greek"]);
    expect(await find("jose facade malmo")).toEqual(["accents"]);
    expect(await find("drop table robert")).toEqual(["sql"]);
    expect(await find("tangerine")).toEqual(["broken"]);
  });

  it("may be as old as 1900 and as far off as 2100, and is found by that year", async () => {
    await bank.retain([
      { documentId: "old", text: "The mill was founded.", at: new Date("1900-02-28T00:00:00Z") },
      {
        documentId: "far",
        text: "The lease of the mill ends.",
        at: new Date("2100-06-30T00:00:00Z"),
      },
    ]);
    expect((await find("What about the mill in 1900?"))[0]).toBe("old");
    expect((await find("What about the mill in 2100?"))[0]).toBe("far");
  });

  it("asks nothing, too much or nonsense without harm", async () => {
    expect(await find("")).toEqual([]);
    expect(await find("the of and")).toEqual([]);
    expect(await find("?".repeat(100_000))).toEqual([]);
    expect(await find("tangerine ".repeat(50_000))).toEqual(["broken"]);
  });

  it("is kept once when two processes tell it at the same moment", async () => {
    const tellings = Array.from({ length: 50 }, (_, n) => ({
      documentId: `both-${n}`,
      text: `Cobalt detail number ${n}`,
    }));
    const told = await Promise.all([
      bank.retain(tellings),
      bankOn(other).retain(tellings.toReversed()),
    ]);
    expect(told.map((one) => one.added).sort()).toEqual([0, 50]);
    expect(await find("cobalt detail number 7")).toContain("both-7");
    const ids: string[] = [];
    for await (const memory of bank.export("everyone")) ids.push(memory.documentId);
    expect(ids.filter((id) => id.startsWith("both-"))).toHaveLength(50);
  });

  it("is replaced where it was told again with other words, in the text and in the index", async () => {
    await bank.retain([{ documentId: "again", text: "Periwinkle first." }]);
    expect(await bank.retain([{ documentId: "again", text: "Marigold second." }])).toEqual({
      ...{ added: 0, replaced: 1, unchanged: 0 },
    });
    expect([await find("periwinkle"), await find("marigold")]).toEqual([[], ["again"]]);
  });
});

describe("what is found", () => {
  it("takes the time in a question to its memory, also where no word meets", async () => {
    await bank.retain([
      {
        documentId: "t1",
        text: "We tried the longer pause.",
        at: new Date("2026-03-03T09:00:00Z"),
      },
      {
        documentId: "t2",
        text: "We tried the shorter pause.",
        at: new Date("2026-04-09T09:00:00Z"),
      },
    ]);
    const now = new Date("2026-04-10T12:00:00Z");
    const first = async (question: string) =>
      (await bank.recall(question, { reader: "everyone", limit: 5, now }))[0]?.documentId;
    expect(await first("Which pause did we try on 3 March?")).toBe("t1");
    expect(await first("Which pause did we try yesterday?")).toBe("t2");
    expect(await first("What was there on 3 March?")).toBe("t1");
  });

  it("finds an answer by the question that was asked before it", async () => {
    await bank.retain([
      {
        documentId: "q",
        text: "Ada: Who signs off on hovercraft?",
        speaker: "Ada",
        thread: "call",
      },
      { documentId: "a", text: "Bo: That would be Henrik.", speaker: "Bo", thread: "call" },
      { documentId: "n", text: "Bo: Nice weather.", speaker: "Bo", thread: "elsewhere" },
    ]);
    expect((await find("Who signs off on hovercraft?")).slice(0, 2).sort()).toEqual(["a", "q"]);
  });

  it("shows what was said twice once, as it was said last", async () => {
    await bank.retain([
      { documentId: "r1", text: "Ship the turquoise sample first", at: new Date("2026-01-05") },
      { documentId: "r2", text: "Ship the turquoise sample first", at: new Date("2026-02-05") },
    ]);
    expect(await find("turquoise sample")).toEqual(["r2"]);
  });
});
