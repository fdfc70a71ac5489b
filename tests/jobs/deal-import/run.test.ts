import { eq } from "drizzle-orm";
import { v7 } from "uuid";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type Corrections,
  corrected,
  NO_CORRECTIONS,
} from "../../../src/deals/import/corrections.ts";
import { type ImportRun, runImport } from "../../../src/jobs/deal-import/run.ts";
import type { Transaction } from "../../../src/store/database.ts";
import { editDeal } from "../../../src/store/deal-edits.ts";
import { addImport, markWritten } from "../../../src/store/imports/imports.ts";
import { undoImport } from "../../../src/store/imports/undo.ts";
import { dealFiles, dealsOf, quotasOf } from "../../../src/store/pipeline.ts";
import {
  account,
  activity,
  contact,
  DEFAULT_WORKSPACE,
  deal,
  dealChange,
  dealContact,
  person,
} from "../../../src/store/schema.ts";
import { type TestDatabase, testDatabase } from "../../database.ts";
import { csvOf } from "./csv-of.ts";

let store: TestDatabase;
beforeAll(async () => {
  store = await testDatabase();
});
afterAll(async () => await store.drop());

let clock = Date.parse("2026-05-20T10:00:00Z");
/** Each import has an instant of its own. */
const later = () => {
  clock += 1000;
  return new Date(clock);
};
const inside = <T>(run: (tx: Transaction) => Promise<T>) =>
  store.database.inWorkspace(DEFAULT_WORKSPACE, run);

/** Brings files in as the command line does, and returns the report and the import's id. */
async function bringIn(
  files: Record<string, string | Buffer>,
  more: Partial<ImportRun> & { said?: Partial<Corrections> } = {},
) {
  const importId = v7();
  const now = later();
  const corrections = corrected(NO_CORRECTIONS, more.said ?? {});
  const report = await runImport(store.database, DEFAULT_WORKSPACE, {
    files: Object.entries(files).map(([name, content]) => ({
      source: csvOf(name, content),
      kind: null,
    })),
    ...{ corrections, now, dryRun: false, addOwners: false, importId },
    before: (tx) =>
      addImport(tx, { id: importId, state: "importing", by: "a test", files: [], corrections }),
    after: (tx, done) => markWritten(tx, importId, { report: done, at: now }),
    ...more,
  });
  const refused = report.files.flatMap((file) =>
    file.refused.map(({ row, reason }) => `${file.name} ${row}: ${reason}`),
  );
  return { report, refused, importId };
}

const PEOPLE = `Name,Email,Role,Manager,Left on
Ada Roy,ada@ours.example,Sales Manager,,
Sam Ito,sam@ours.example,Rep,Ada Roy,
Gil Orr,gil@ours.example,Rep,Ada Roy,2026-04-30`;
const DEALS = `Deal ID,Deal Name,Company,Owner,Deal Phase,Amount,Currency,Close Date
D1,Ovens,Quarry Lane,Sam Ito,Phase 3,1200,EUR,2026-06-30
D2,Kilns,Quarry Lane,G. Orr,Phase 1,800,EUR,2026-07-31
D3,Tiles,Marsh End,Sam Ito,Handed over,500,EUR,2026-03-31`;
const CONTACTS = `Deal ID,First Name,Last Name,Email,Job Title,Role
D1,Nell,Frost,nell@quarry.example,Plant lead,Champion
D1,Ola,Berg,ola@quarry.example,Finance director,Decision Maker
D2,Nell,Frost,nell@quarry.example,,Mystery
D9,Who,Ever,who@ever.example,,
D1,,,,,`;
const ACTIVITIES = `Activity ID,Deal ID,Type,Activity Date,From,Subject,Notes
a1,D1,Incoming e-mail,2026-05-18T09:30:00Z,nell@quarry.example,References,Called two of them
a2,D1,Meeting,2026-05-28 10:00,,Site visit,
a3,D1,Note,1970-01-01,Sam Ito,,Old
,D2,Email,2026-05-02,sam@ours.example,,Asked about the kilns
,D2,Email,2026-05-02,sam@ours.example,,Asked about the kilns
a5,D1,Smoke signal,2026-05-02,,,x`;
const QUOTAS = `Rep,Quarter,Quota,Currency
Sam Ito,2026-Q2,5000,EUR
Gil Orr,Q2 2026,4000,EUR
Nobody Here,2026-Q2,1,EUR
Sam Ito,2026,1,EUR
Gil Orr,2026-Q3,-5,EUR`;
const STAGES = {
  columns: { deals: { "Deal Phase": "stage" } },
  stages: { "phase 3": "proposal", "phase 1": "discovery", "handed over": "won" },
} as const satisfies Partial<Corrections>;

describe("an import of several files", () => {
  it("says which column is missing, and writes nothing, until somebody says which one it is", async () => {
    const { report } = await bringIn({ "deals.csv": DEALS.replaceAll("Deal Phase", "Etappe") });
    expect(report).toMatchObject({ dryRun: true });
    expect(report.files[0]?.understood.missing).toEqual(["its stage or status"]);
    expect(report.notes[0]).toMatch(/no column for its stage or status/);
    expect(await inside((tx) => tx.select().from(deal))).toEqual([]);
  });

  it("recognises each by its header, brings all in together, and refuses row by row", async () => {
    const { report, refused } = await bringIn(
      {
        "quotas.csv": QUOTAS,
        "activities.csv": ACTIVITIES,
        "contacts.csv": CONTACTS,
        "deals.csv": DEALS,
        "people.csv": PEOPLE,
      },
      { said: STAGES },
    );
    expect(report.files.map(({ understood, added }) => [understood.kind, added])).toEqual([
      ["people", 3],
      ["deals", 3],
      ["contacts", 3],
      ["activities", 3],
      ["quotas", 2],
    ]);
    expect(refused).toEqual([
      'contacts.csv 5: no deal here has the id "D9"',
      "contacts.csv 6: has neither a name nor an e-mail",
      'activities.csv 4: the date "1970-01-01" is that of a clock that was never set',
      "activities.csv 6: says the same as row 5",
      'activities.csv 7: "Smoke signal" is no kind of activity I know: e-mail, meeting, call, task or note',
      'quotas.csv 4: nobody here is called "Nobody Here"',
      'quotas.csv 5: the period "2026" is no quarter; write it as 2026-Q4, with its months added up',
      'quotas.csv 6: the amount "-5" is negative',
    ]);
    expect(report.owners).toEqual([
      { name: "G. Orr", personId: null, person: null, deals: 1 },
      expect.objectContaining({ name: "Sam Ito", person: "Sam Ito", deals: 2 }),
    ]);
    expect(report.notes).toContain("A role I do not know, left open: Mystery.");
  });

  it("reads stages as it was told, with the team's own word beside, and knows won from it", async () => {
    const deals = await inside((tx) => dealsOf(tx, {}));
    expect(deals.map(({ name, stage, status }) => [name, stage, status]).sort()).toEqual([
      ["Kilns", "Phase 1 (discovery)", "open"],
      ["Ovens", "Phase 3 (proposal)", "open"],
      ["Tiles", "Handed over (won)", "won"],
    ]);
  });

  it("puts contacts, roles and activities where an inspection finds them as evidence", async () => {
    const [file] = await inside(async (tx) =>
      dealFiles(
        tx,
        (await dealsOf(tx, {})).filter(({ name }) => name === "Ovens"),
      ),
    );
    expect(file?.people.map(({ name, title, role }) => [name, title, role]).sort()).toEqual([
      ["Nell Frost", "Plant lead", "champion"],
      ["Ola Berg", "Finance director", "economic-buyer"],
    ]);
    expect(file?.activities.map(({ kind, side, who, text }) => [kind, side, who, text])).toEqual(
      expect.arrayContaining([
        ["email", "buyer", "Nell Frost", "References: Called two of them"],
        ["meeting", null, null, "Site visit"],
      ]),
    );
    expect(await inside((tx) => quotasOf(tx))).toHaveLength(2);
    const [gil] = await inside((tx) => tx.select().from(person).where(eq(person.name, "Gil Orr")));
    expect(gil?.leftOn).toBe("2026-04-30");
  });

  it("writes nothing the second time, and gives an owner the person somebody named", async () => {
    const again = await bringIn({
      "activities.csv": ACTIVITIES,
      "contacts.csv": CONTACTS,
      "quotas.csv": QUOTAS,
    });
    expect(again.report.files.map(({ added, changed }) => [added, changed])).toEqual([
      [0, 0],
      [0, 0],
      [0, 0],
    ]);
    const [gil] = await inside((tx) => tx.select().from(person).where(eq(person.name, "Gil Orr")));
    await bringIn(
      { "deals.csv": DEALS },
      { said: { ...STAGES, owners: { "g. orr": gil?.id ?? "" } } },
    );
    const [kilns] = await inside((tx) => tx.select().from(deal).where(eq(deal.name, "Kilns")));
    expect(kilns?.ownerId).toBe(gil?.id);
  });

  it("rewords what is there when a stage is read anew: that is no change of stage", async () => {
    await bringIn({ "deals.csv": DEALS.replace("Phase 3", "Phase 1") }, { said: STAGES });
    const stages = { ...STAGES.stages, "phase 1": "demo" as const };
    await bringIn(
      { "deals.csv": DEALS.replace("Phase 3", "Phase 1") },
      { said: { ...STAGES, stages } },
    );
    const [ovens] = await inside((tx) => tx.select().from(deal).where(eq(deal.name, "Ovens")));
    const changes = await inside((tx) =>
      tx
        .select()
        .from(dealChange)
        .where(eq(dealChange.dealId, ovens?.id ?? "")),
    );
    expect(ovens?.stage).toBe("Phase 1 (demo)");
    expect(changes.map(({ before, after }) => [before, after])).toEqual([
      ["Phase 3 (proposal)", "Phase 1 (demo)"],
    ]);
  });
});

describe("an undo of an import", () => {
  const tables = async () =>
    await inside(async (tx) => ({
      deals: (await tx.select().from(deal)).map((row) => ({ ...row, updatedAt: null })),
      changes: await tx.select().from(dealChange),
      accounts: await tx.select().from(account),
      contacts: await tx.select().from(contact),
      roles: await tx.select().from(dealContact),
      activities: await tx.select().from(activity),
      people: await tx.select().from(person),
      quotas: await quotasOf(tx),
    }));
  const sorted = (all: Awaited<ReturnType<typeof tables>>) =>
    Object.fromEntries(
      Object.entries(all).map(([name, rows]) => [
        name,
        rows.map((one) => JSON.stringify(one)).sort(),
      ]),
    );

  it("leaves the store as it was before, row by row", async () => {
    const before = sorted(await tables());
    const { importId } = await bringIn(
      {
        "people.csv": "Name,Manager\nNew Rep,New Boss",
        "deals.csv": `${DEALS.replace("1200", "1300").replace("Phase 3", "Phase 1")}\nD4,Bricks,New Account,Sam Ito,Phase 1,7,EUR,`,
        "contacts.csv": `${CONTACTS.replace("Champion", "Blocker")}\nD4,New,Person,new@person.example,,User`,
        "activities.csv": `${ACTIVITIES}\na9,D1,Task,2026-06-01,,Send terms,`.replace(
          "two",
          "three",
        ),
        "quotas.csv": QUOTAS.replace("5000", "6000"),
      },
      { said: { ...STAGES, stages: { ...STAGES.stages, "phase 1": "demo" } } },
    );
    expect(sorted(await tables())).not.toEqual(before);
    const undone = await inside((tx) => undoImport(tx, importId));
    expect(undone).toMatchObject({ dealsRemoved: 1, dealsRestored: 1, kept: [], peopleRemoved: 2 });
    expect(sorted(await tables())).toEqual(before);
    await expect(inside((tx) => undoImport(tx, importId))).rejects.toThrow("undone already");
  });

  it("leaves alone what somebody has worked with since, and says so", async () => {
    const { importId } = await bringIn(
      { "deals.csv": `${DEALS}\nD5,Slates,Marsh End,Sam Ito,Phase 3,9,EUR,` },
      { said: STAGES },
    );
    const [slates] = await inside((tx) => tx.select().from(deal).where(eq(deal.name, "Slates")));
    await inside((tx) =>
      editDeal(
        tx,
        slates?.id ?? "",
        { category: "upside" },
        { personId: null, by: "Sam Ito", at: later() },
      ),
    );
    expect((await inside((tx) => undoImport(tx, importId))).kept).toEqual(["Slates"]);
    const [still] = await inside((tx) => tx.select().from(deal).where(eq(deal.name, "Slates")));
    expect(still?.category).toBe("upside");
  });
});

describe("an import that goes wrong", () => {
  const count = async () => (await inside((tx) => tx.select().from(deal))).length;

  it("leaves nothing of any file when one of them breaks", async () => {
    const before = await count();
    const broken = `${CONTACTS}\nD1,"never closed,${"x".repeat(300_000)}`;
    await expect(
      bringIn(
        {
          "deals.csv": `${DEALS}\nD7,Half,Marsh End,Sam Ito,Phase 3,9,EUR,`,
          "contacts.csv": broken,
        },
        { said: STAGES },
      ),
    ).rejects.toThrow(/contacts.csv: cannot be read after row \d+/);
    expect(await count()).toBe(before);
  });

  it("reads a file with a mark before it, semicolons, decimal commas and Windows letters", async () => {
    const { report } = await bringIn(
      {
        "bom.csv": `\ufeffDeal ID;Deal Name;Stage;Amount;Close Date\nS1;Öfen;Proposal;1.234,50;24.12.2026`,
        "windows.csv": Buffer.from("Deal ID;Deal Name;Stage\nS2;M\xfchle;Proposal", "latin1"),
      },
      { said: { currency: "EUR" } },
    );
    expect(report.files.map(({ added, refusedCount }) => [added, refusedCount])).toEqual([
      [1, 0],
      [1, 0],
    ]);
    const rows = await inside((tx) => tx.select().from(deal));
    expect(rows.find(({ externalId }) => externalId === "S1")).toMatchObject({
      name: "Öfen",
      amountMinor: 123_450,
      closeOn: "2026-12-24",
    });
    expect(rows.find(({ externalId }) => externalId === "S2")?.name).toBe("Mühle");
  });

  it("keeps currencies apart, and gives deals of somebody unknown to a new rep when told so", async () => {
    const mixed = `Deal ID,Deal Name,Owner,Stage,Amount,Currency
X1,One,Ivo Lund,Proposal,10,USD
X2,Two,Ivo Lund,Proposal,10,JPY
X3,Three,Ivo Lund,Proposal,$10,EUR`;
    const { report, refused } = await bringIn({ "mixed.csv": mixed }, { addOwners: true });
    expect(refused).toEqual(["mixed.csv 4: the amount is in USD and the currency column says EUR"]);
    expect(report.ownersAdded).toBe(1);
    const rows = await inside((tx) => tx.select().from(deal));
    expect(
      rows.filter(({ externalId }) => /^X/.test(externalId ?? "")).map((row) => row.amountMinor),
    ).toEqual([1000, 10]);
  });
});
