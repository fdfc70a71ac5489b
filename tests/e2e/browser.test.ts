import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findChromium, launchChromium, NO_CHROMIUM } from "../browser.ts";
import { openStand, type Stand } from "./stand.ts";
import { invoiceCall } from "./transcripts.ts";
import { visit } from "./visitor.ts";

const chromium = findChromium();
if (!chromium) console.log(NO_CHROMIUM);

describe.skipIf(!chromium)("the main job in a browser", { timeout: 90_000 }, () => {
  let stand: Stand;
  let browser: Browser;
  let page: Page;
  let pictures: string;
  const trouble: string[] = [];

  beforeAll(async () => {
    pictures = process.env.COACH_PICTURES ?? (await mkdtemp(join(tmpdir(), "coach-pictures-")));
    stand = await openStand({ floor: true });
    const maya = await visit(stand.url, "Maya");
    await maya.message("the welcome", () => true);
    maya.leave();
    browser = await launchChromium(chromium ?? "");
    page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    page.setDefaultTimeout(25_000);
    page.on("pageerror", (error) => trouble.push(error.message));
    page.on("console", (line) => {
      if (line.type() === "error") trouble.push(line.text());
    });
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await stand?.stop();
    if (!process.env.COACH_PICTURES) await rm(pictures, { recursive: true, force: true });
  });

  const picture = (name: string) =>
    page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });

  it("greets whoever the visitor chooses to be", async () => {
    await page.goto(`${stand.url}/`);
    await page.getByRole("radio", { name: /Maya Okafor/ }).check({ force: true });
    await page.getByText("I'm your call coach.").waitFor();
    await picture("1-welcome");
  });

  it("reads a dropped file and asks about one moment of it", async () => {
    await page.getByRole("button", { name: "Add a call" }).click();
    await page.getByLabel("Transcript file").setInputFiles({
      name: "hollis.vtt",
      mimeType: "text/vtt",
      buffer: Buffer.from(invoiceCall({ rep: "Maya Okafor", buyer: "Hollis Grant" })),
    });
    await page.getByText(/(?:coach has read|Coach is reading) “hollis/).waitFor();
    await picture("2-progress");
    await debrief().waitFor();
    await picture("3-debrief");
  });

  const debrief = () =>
    page
      .locator(".thread")
      .filter({ hasText: /hollis/i })
      .last();

  it("goes on in the thread when it is answered there", async () => {
    await debrief().getByRole("button", { name: "Reply in thread" }).click();
    await page.getByLabel("Reply to this message").fill("I was in a hurry to show something.");
    await page.keyboard.press("Enter");
    await debrief()
      .getByText(/on your next call/i)
      .waitFor();
    await debrief().getByText("I was in a hurry to show something.").waitFor();
    await picture("4-evidence");
  });

  it("presses a button in Slack's look", async () => {
    await debrief().getByRole("button", { name: "Show me the moment" }).click();
    await debrief().getByRole("link", { name: "Open it in the call" }).waitFor();
    await picture("5-moment");
  });

  it("shows the same in Teams' look, where a button works too", async () => {
    const question = /What|How|Which|Where|When|Who/;
    const words = async () =>
      ((await debrief().locator(".item-body").first().textContent()) ?? "").replace(/\s+/g, " ");
    const inSlack = await words();
    await page.getByRole("radio", { name: "Teams" }).check({ force: true });
    await debrief().locator(".teams-message").first().waitFor();
    const quote = /“[^”]+”/.exec(inSlack)?.[0] ?? "no quote";
    expect(inSlack).toMatch(question);
    expect(await words()).toContain(quote);
    await picture("6-teams");
    await debrief().getByRole("button", { name: "I'll try it" }).last().click();
    await debrief()
      .getByText(/kept it as what you set out to try/)
      .waitFor();
    await picture("7-teams-agreed");
  });

  it("opens the call at the moment", async () => {
    await page.getByRole("radio", { name: "Slack" }).check({ force: true });
    const link = debrief().getByRole("link", { name: "Open it in the call" });
    const address = new URL((await link.getAttribute("href")) ?? "");
    await page.goto(`${stand.url}${address.pathname}${address.hash}`);
    await page.locator(".turn:target").waitFor();
    await picture("8-call");
  });

  it("had no error on the way", () => {
    expect(trouble).toEqual([]);
  });
});
