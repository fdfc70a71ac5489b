import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SAMPLE_WORKSPACE } from "../../src/store/current-workspace.ts";
import { audit, call, deal, dealChange } from "../../src/store/schema.ts";
import { findChromium, launchChromium, NO_CHROMIUM } from "../browser.ts";
import { openStand, type Stand, until } from "./stand.ts";

const chromium = findChromium();
if (!chromium) console.log(NO_CHROMIUM);

describe.skipIf(!chromium)("a pipeline review in two browsers", { timeout: 120_000 }, () => {
  let stand: Stand;
  let browser: Browser;
  let tom: Page;
  let ruth: Page;
  let pictures: string;
  const trouble: string[] = [];

  beforeAll(async () => {
    pictures = process.env.COACH_PICTURES ?? (await mkdtemp(join(tmpdir(), "coach-pictures-")));
    stand = await openStand({ floor: true });
    await until(
      "all calls to be read",
      async () => {
        const rows = await inside((tx) => tx.select({ status: call.status }).from(call));
        return rows.length === 12 && rows.every(({ status }) => status === "debriefed");
      },
      150_000,
    );
    browser = await launchChromium(chromium ?? "");
    [tom, ruth] = [await open(/Tom Brandt/), await open(/Ruth Adler/)];
  }, 200_000);
  afterAll(async () => {
    await browser?.close();
    await stand?.stop();
    if (!process.env.COACH_PICTURES) await rm(pictures, { recursive: true, force: true });
  });

  type Work = Parameters<Stand["store"]["database"]["inWorkspace"]>[1];
  const inside = <T>(run: (tx: Parameters<Work>[0]) => Promise<T>) =>
    stand.store.database.inWorkspace(SAMPLE_WORKSPACE, run);

  /** A browser of somebody's own. */
  const open = async (name: RegExp): Promise<Page> => {
    const page = await (await browser.newContext()).newPage();
    await page.setViewportSize({ width: 1280, height: 1000 });
    page.setDefaultTimeout(30_000);
    page.on("pageerror", (error) => trouble.push(error.message));
    await page.goto(`${stand.url}/playground/`);
    await page.getByRole("radio", { name }).check({ force: true });
    return page;
  };
  const picture = (page: Page, name: string) =>
    page.screenshot({ path: join(pictures, `review-${name}.png`) });
  const pick = (page: Page, name: string | RegExp) =>
    page.getByRole("radio", { name }).check({ force: true });
  const thread = (page: Page) =>
    page.locator(".thread").filter({ hasText: "Pipeline review, Tom Brandt" }).last();
  /** Waits for words among the messages, or in one part of them. */
  const says = (where: Page | Locator, words: string | RegExp) =>
    ("goto" in where ? where.locator(".messages") : where).getByText(words).first().waitFor();
  /** The newest question about a deal. */
  const question = (page: Page): Locator =>
    thread(page)
      .locator("article")
      .filter({ hasText: "A reply in this thread answers it too" })
      .last();
  const asked = (page: Page, title: string) => question(page).filter({ hasText: title }).waitFor();

  it("begins with a manager's command in the channel and the rep's portfolio", async () => {
    await pick(ruth, "Team channel");
    await ruth.getByLabel("Message the team channel").fill("pipeline review @Tom");
    await ruth.keyboard.press("Enter");
    await says(ruth, "I'm going through Tom Brandt's pipeline with them");
    await says(thread(tom), "Ruth Adler sees what you answer here");
    await picture(tom, "1-portfolio-slack");
    await thread(tom).getByRole("button", { name: "Go through them" }).click();
    await asked(tom, "Pinebridge Paper, £68k");
    await picture(tom, "2-question-slack");
  });

  it("asks for more in a dialog that keeps the focus, closes on Escape and gives it back", async () => {
    const button = question(tom).getByRole("button", { name: "Update the deal" });
    await button.focus();
    await tom.keyboard.press("Enter");
    const dialog = tom.getByRole("dialog", { name: "Update the deal" });
    await dialog.waitFor();
    expect(await dialog.getByLabel("Forecast category").inputValue()).toBe("upside");
    for (let step = 0; step < 20; step += 1) {
      await tom.keyboard.press("Tab");
      // Between its last and its first field the focus may be on the browser itself, never on the page.
      const inside = await tom.evaluate(
        () =>
          document.activeElement === document.body || !!document.activeElement?.closest("dialog"),
      );
      expect(inside).toBe(true);
    }
    await tom.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
    expect(await button.evaluate((one) => one === document.activeElement)).toBe(true);
  });

  it("writes what was filled in with who said so, tells the manager, and takes it back", async () => {
    await question(tom).getByRole("button", { name: "Update the deal" }).click();
    const dialog = tom.getByRole("dialog");
    await dialog.getByLabel("Close date").fill("2027-02-26");
    await dialog.getByLabel("Next step").first().fill("Two references call back");
    await dialog.getByLabel("Day of the next step").fill("2026-12-04");
    await dialog.getByLabel("Who signs").fill("Erik Lund");
    await picture(tom, "3-form-slack");
    await dialog.getByRole("button", { name: "Write it" }).click();
    await says(thread(tom), /Pinebridge Paper: closes 26 Feb/);
    await asked(tom, "Marlow Components");
    const history = await inside((tx) => tx.select().from(dealChange));
    const mine = history.filter(({ by }) => by === "Tom Brandt, in the pipeline review");
    expect(mine.map(({ field }) => field).sort()).toEqual([
      "closeOn",
      "nextStep",
      "nextStepOn",
      "signs",
    ]);
    await pick(ruth, "Direct message");
    await says(thread(ruth), /Erik Lund signs \(Tom Brandt\)|Erik Lund signs/);
    await thread(tom).getByRole("button", { name: "Undo" }).last().click();
    await says(thread(tom), /Taken back\. Pinebridge Paper/);
    await asked(tom, "Pinebridge Paper");
    await until("the history to be as before", async () => {
      const now = await inside((tx) => tx.select().from(dealChange));
      return now.every(({ by }) => by !== "Tom Brandt, in the pipeline review");
    });
    expect((await inside((tx) => tx.select().from(audit))).map(({ action }) => action)).toEqual(
      expect.arrayContaining(["deal-edited", "deal-edit-undone"]),
    );
  });

  it("goes on where it stood after the server was stopped and started again", async () => {
    await stand.restart();
    await pick(tom, "Teams");
    await question(tom).locator(".teams-message").waitFor();
    await question(tom).getByRole("button", { name: "Update the deal" }).click();
    const dialog = tom.getByRole("dialog");
    await dialog.getByLabel("Next step").first().fill("Two references call back");
    await dialog.getByLabel("Day of the next step").fill("2026-12-04");
    await picture(tom, "4-form-teams");
    await dialog.getByRole("button", { name: "Write it" }).click();
    // The deal after it was asked about before: it waits for its answer, and is asked about again.
    await says(thread(tom), /next “Two references call back” on 4 Dec/);
    const marlow = thread(tom)
      .locator("article")
      .filter({ hasText: "Marlow Components, £42.1k" })
      .last();
    await marlow.getByRole("button", { name: "They did" }).click();
    await says(thread(tom), "Marlow Components: what did they do, and when?");
    await reply(tom, "Steve sent the order form to legal on Tuesday.");
    await asked(tom, "Stannard Packaging");
    await picture(tom, "5-question-teams");
  });

  const reply = async (page: Page, words: string) => {
    await thread(page)
      .getByRole("button", { name: /^Reply/ })
      .last()
      .click();
    await page.getByLabel("Reply to this message").fill(words);
    await page.keyboard.press("Enter");
  };

  it("gives credit for an honest downgrade, and lets the manager put a deal right", async () => {
    await question(tom).getByRole("button", { name: "Move to upside" }).click();
    await says(thread(tom), /Stannard Packaging is in upside now, on your word\. Saying so/);
    await asked(tom, "Ostrava Tooling");
    await pick(ruth, "Teams");
    const line = thread(ruth)
      .locator("article")
      .filter({ hasText: "Stannard Packaging, £39.5k" })
      .last();
    await line.getByRole("button", { name: "Update the deal" }).click();
    const dialog = ruth.getByRole("dialog");
    expect(await dialog.getByLabel("Forecast category").inputValue()).toBe("upside");
    await dialog.getByLabel("Close date").fill("2026-12-18");
    await picture(ruth, "6-manager-form-teams");
    await dialog.getByRole("button", { name: "Write it" }).click();
    await says(thread(ruth), /Stannard Packaging: closes 18 Dec/);
    await says(thread(tom), /Ruth Adler changed Stannard Packaging: closes 18 Dec/);
    const rows = await inside((tx) =>
      tx.select().from(dealChange).where(eq(dealChange.by, "Ruth Adler, in the pipeline review")),
    );
    expect(rows.map(({ field, after }) => [field, after])).toEqual([["closeOn", "2026-12-18"]]);
    await picture(ruth, "7-manager-teams");
  });

  it("ends with a summary in the channel and keeps the observation for the 1:1", async () => {
    await question(tom).getByRole("button", { name: "I don't know yet" }).click();
    await says(thread(tom), "That was the last of 4 deals");
    await says(ruth, "For your next 1:1 with Tom Brandt");
    await picture(ruth, "8-manager-observation");
    await pick(ruth, "Team channel");
    await says(ruth, "Tom Brandt's pipeline, reviewed");
    await says(ruth, "Commit £42.1k (was £81.6k), upside £134k (was £94.5k).");
    await says(
      ruth,
      "Stannard Packaging: upside instead of commit and closes 18 Dec instead of 27 Nov, said by Tom Brandt and Ruth Adler",
    );
    await picture(ruth, "9-summary");
    expect(await ruth.getByText("Steve sent the order form").count()).toBe(0);
    const [stannard] = await inside((tx) =>
      tx.select().from(deal).where(eq(deal.externalId, "sample-stannard-suite")),
    );
    expect(stannard).toMatchObject({ category: "upside", closeOn: "2026-12-18" });
    await pick(ruth, "Direct message");
    await ruth.getByLabel("Message the coach").fill("one-on-one Tom");
    await ruth.keyboard.press("Enter");
    await says(ruth, /Kept from the pipeline review of/);
    await ruth
      .getByText(/Kept from the pipeline review of/)
      .last()
      .scrollIntoViewIfNeeded();
    await picture(ruth, "10-one-on-one");
  });

  it("had no error on the way", () => {
    expect(trouble).toEqual([]);
  });
});
