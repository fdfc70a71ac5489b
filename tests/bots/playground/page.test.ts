import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findChromium, launchChromium, NO_CHROMIUM } from "../../browser.ts";
import { SAMPLES } from "../sample-messages.ts";
import { fakeHost } from "./fake-host.ts";
import { servePlayground } from "./serve.ts";

const chromium = findChromium();
if (!chromium) console.log(NO_CHROMIUM);

describe.skipIf(!chromium)("the playground page in a browser", () => {
  const host = fakeHost();
  let stand: Awaited<ReturnType<typeof servePlayground>>;
  let browser: Browser;
  let page: Page;
  const trouble: string[] = [];
  const foreign: string[] = [];

  beforeAll(async () => {
    stand = await servePlayground(host);
    for (const [name, message] of Object.entries(SAMPLES)) host.post("ines", "dm", name, message);
    browser = await launchChromium(chromium ?? "");
    page = await browser.newPage();
    page.on("pageerror", (error) => trouble.push(error.message));
    page.on("request", (request) => {
      if (!request.url().startsWith(new URL(stand.url).origin)) foreign.push(request.url());
    });
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await stand?.close();
  });

  for (const look of ["slack", "teams"] as const) {
    it(`passes a pressed button on as ${look} would and shows it as done`, async () => {
      host.acts.length = 0;
      await page.goto(`${stand.url}?person=ines&place=dm&look=${look}`);
      const name = look === "slack" ? "Just tell me" : "Show me the moment";
      await page.getByRole("button", { name }).click();
      const actionId = look === "slack" ? "just-tell-me" : "show-moment";
      await expect.poll(() => host.acts).toEqual([["ines", "debrief", actionId, "m1", look]]);
      await expect.poll(() => page.getByRole("button", { name }).isDisabled()).toBe(true);
    });

    it(`shows said words in ${look} as words: no mention, no link that runs`, async () => {
      await page.goto(`${stand.url}?person=ines&place=dm&look=${look}`);
      await page.locator(".thread").nth(4).waitFor();
      expect(await page.locator(".slack_broadcast, .slack_user").count()).toBe(0);
      expect(await page.locator('a[href^="javascript"], a[href^="data"]').count()).toBe(0);
    });
  }

  it("answers in a thread by keyboard alone", async () => {
    await page.goto(`${stand.url}?person=ines&place=dm&look=slack`);
    await page.getByRole("button", { name: "Reply in thread" }).first().focus();
    await page.keyboard.press("Enter");
    await page.keyboard.type("She sounded sure.");
    await page.keyboard.press("Enter");
    await expect.poll(() => host.says.at(-1)?.slice(2)).toEqual(["debrief", "She sounded sure."]);
    await page.locator(".replies").getByText("She sounded sure.").waitFor();
  });

  it("takes a pasted transcript, shows how far it is, and then the debrief", async () => {
    await page.goto(`${stand.url}?person=tomasz&place=dm&look=slack`);
    await page.getByText("Nothing here yet").waitFor();
    await page.getByLabel("Or paste what was said").fill("Ada: Hello\nBo: Hello");
    await page.getByRole("button", { name: "Have it read" }).click();
    await expect.poll(() => host.drops.at(-1)?.name).toBe("Pasted call.txt");
    const progress = { type: "progress", callId: "call-1", title: "Pasted call" } as const;
    host.emit({ ...progress, stage: "reading", detail: "2 turns." });
    await page.getByText("Coach is reading").waitFor();
    if (SAMPLES.debrief) host.post("tomasz", "dm", "new", SAMPLES.debrief);
    host.emit({ ...progress, stage: "done", detail: "" });
    await page.getByRole("heading", { name: "Discovery with Brightwater" }).waitFor();
  });

  it("shows a failure where it happened and keeps the words that were typed", async () => {
    await page.goto(`${stand.url}?person=ines&place=dm&look=slack`);
    await page.route("**/api/say", (route) =>
      route.fulfill({ status: 503, json: { error: "The store is starting." } }),
    );
    await page.getByLabel("Message the coach").fill("Are you there");
    await page.getByRole("button", { name: "Send", exact: true }).click();
    await page.getByRole("alert").getByText("The store is starting.").waitFor();
    expect(await page.getByLabel("Message the coach").inputValue()).toBe("Are you there");
  });

  it("fits a telephone without scrolling sideways", async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    for (const look of ["slack", "teams"]) {
      await page.goto(`${stand.url}?person=ines&place=dm&look=${look}`);
      await page.locator(".thread").nth(4).waitFor();
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(width).toBe(390);
    }
  });

  it("ran without an error and asked no other server for anything", () => {
    expect(trouble).toEqual([]);
    expect(foreign).toEqual([]);
  });
});
