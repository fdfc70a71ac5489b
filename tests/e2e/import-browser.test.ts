import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { activity, DEFAULT_WORKSPACE, deal, dealContact, person } from "../../src/store/schema.ts";
import { findChromium, launchChromium, NO_CHROMIUM } from "../browser.ts";
import { openStand, type Stand } from "./stand.ts";

const chromium = findChromium();
if (!chromium) console.log(NO_CHROMIUM);

const DEALS = `Deal ID;Deal Name;Company;Owner;Etappe;Betrag;Abschluss
N1;Presses;Lunden Mills;Ida Berg;Angebot;12.500,00;30.11.2026
N2;Scales;Lunden Mills;Ida Berg;Gewonnen;4.200,50;15.09.2026
N3;Ovens;Harbour Bakery;Jon Aas;Erstkontakt;-5,00;18.12.2026
N4;Mixers;Harbour Bakery;Jon Aas;Erstkontakt;9.900,00;18.12.2026`;
const CONTACTS = `Deal ID,Name,Email,Role
N1,Greta Holm,greta@lunden.example,Decision Maker
N9,Nobody Known,n@example.com,Champion`;
const ACTIVITIES = `Deal ID,Type,Date,Direction,From,Notes
N1,Email,2026-11-12,Incoming,greta@lunden.example,Sent back the terms with two changes`;

describe.skipIf(!chromium)("an import on its page", { timeout: 90_000 }, () => {
  let stand: Stand;
  let browser: Browser;
  let page: Page;
  let pictures: string;
  const trouble: string[] = [];

  beforeAll(async () => {
    pictures = process.env.COACH_PICTURES ?? (await mkdtemp(join(tmpdir(), "coach-pictures-")));
    stand = await openStand({ floor: true });
    browser = await launchChromium(chromium ?? "");
    page = await browser.newPage({ viewport: { width: 1280, height: 1000 } });
    page.setDefaultTimeout(25_000);
    page.on("pageerror", (error) => trouble.push(error.message));
  }, 90_000);
  afterAll(async () => {
    await browser?.close();
    await stand?.stop();
    if (!process.env.COACH_PICTURES) await rm(pictures, { recursive: true, force: true });
  });

  type Work = Parameters<Stand["store"]["database"]["inWorkspace"]>[1];
  const inside = <T>(run: (tx: Parameters<Work>[0]) => Promise<T>) =>
    stand.store.database.inWorkspace(DEFAULT_WORKSPACE, run);
  const picture = (name: string) =>
    page.screenshot({ path: join(pictures, `import-${name}.png`), fullPage: true });
  const result = () => page.getByRole("region", { name: "What comes of it" });
  const file = (name: string, text: string) => ({
    ...{ name, mimeType: "text/csv" },
    buffer: Buffer.from(text),
  });

  it("is a manager's, and says what may be brought and where it goes", async () => {
    await page.goto(`${stand.url}/playground/`);
    await page.getByRole("radio", { name: /Maya Okafor/ }).check({ force: true });
    expect(await page.getByRole("button", { name: "Import deals" }).count()).toBe(0);
    await page.getByRole("radio", { name: /Ruth Adler/ }).check({ force: true });
    await page.getByRole("button", { name: "Import deals" }).click();
    await page.getByText("goes to a workspace of your own").waitFor();
    await picture("1-start");
  });

  it("shows what it understood of each file, and what is missing", async () => {
    await page
      .getByLabel("CSV files")
      .setInputFiles([
        file("activities.csv", ACTIVITIES),
        file("contacts.csv", CONTACTS),
        file("vertrieb.csv", DEALS),
      ]);
    await page.getByText("No column for its stage or status. Choose it below.").waitFor();
    expect(await result().getByRole("button", { name: "Import", exact: true }).isDisabled()).toBe(
      true,
    );
    await picture("2-missing");
  });

  it("takes corrections of columns, stages and owners by hand", async () => {
    const choose = async (label: string, value: string) => {
      await page.getByLabel(label).selectOption(value);
      await result().getByText("If you import now").waitFor();
    };
    // Two changes in one breath: the second must not undo the first.
    await page.getByLabel("What the column Etappe is").selectOption("stage");
    await choose("What the column Betrag is", "amount");
    await choose("What the column Abschluss is", "closeOn");
    await choose("What Angebot means", "proposal");
    await choose("What Gewonnen means", "won");
    await choose("What Erstkontakt means", "prospecting");
    await page.getByLabel("Make reps of owners who are not here yet").check();
    await result().getByText("2 owners who were not here would become reps.").waitFor();
    await result().getByText("3 new, 0 changed, 1 would be refused").waitFor();
    await page.getByText('the amount "-5,00" is negative').waitFor();
    await page.getByText('no deal here has the id "N9"').waitFor();
    expect(await inside((tx) => tx.select().from(deal))).toEqual([]);
    await picture("3-corrected");
  });

  it("writes it all together, and the sample floor steps aside", async () => {
    await result().getByRole("button", { name: "Import", exact: true }).click();
    await result().getByText("Imported", { exact: true }).waitFor();
    await picture("4-done");
    const deals = await inside((tx) => tx.select().from(deal));
    expect(
      deals
        .map(({ name, stage, status, amountMinor }) => [name, stage, status, amountMinor])
        .sort(),
    ).toEqual([
      ["Mixers", "Erstkontakt (prospecting)", "open", 990_000],
      ["Presses", "Angebot (proposal)", "open", 1_250_000],
      ["Scales", "Gewonnen (won)", "won", 420_050],
    ]);
    expect(await inside((tx) => tx.select().from(dealContact))).toHaveLength(1);
    expect(await inside((tx) => tx.select().from(activity))).toMatchObject([
      { side: "buyer", who: "Greta Holm" },
    ]);
    await page.getByRole("button", { name: "Back to the playground" }).click();
    await page.getByRole("radio", { name: /Ida Berg/ }).waitFor();
  });

  it("remembers what was said for the next file, and takes the whole import back", async () => {
    await page.getByRole("button", { name: "Import deals" }).click();
    await page.getByLabel("CSV files").setInputFiles([file("again.csv", DEALS)]);
    await result().getByText("0 new, 0 changed, 3 as before, 1 would be refused").waitFor();
    await page.getByRole("button", { name: "Start again with other files" }).click();
    await page
      .getByRole("region", { name: "Earlier imports" })
      .getByRole("button", { name: "Undo" })
      .click();
    await page.getByText(/Taken back: 3 deals removed/).waitFor();
    await picture("5-undone");
    expect(await inside((tx) => tx.select().from(deal))).toEqual([]);
    expect(await inside((tx) => tx.select().from(person))).toEqual([]);
  });

  it("says what to do with a file that is no list, and keeps working", async () => {
    await page.getByLabel("CSV files").setInputFiles([file("empty.csv", "")]);
    await page.getByText("empty.csv: is empty.").waitFor();
    await page
      .getByLabel("CSV files")
      .setInputFiles([
        { name: "book.xlsx", mimeType: "text/csv", buffer: Buffer.from("PK\u0003\u0004 workbook") },
      ]);
    await page.getByText("Save the sheet as CSV and bring that.").waitFor();
  });

  it("had no error on the way", () => {
    expect(trouble).toEqual([]);
  });
});
