import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { v7 } from "uuid";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DEFAULT_WORKSPACE, deal, person } from "../../src/store/schema.ts";
import { findChromium, launchChromium, NO_CHROMIUM } from "../browser.ts";
import { HUBSPOT_DEAL } from "../jobs/crms/floor.ts";
import { hubspotAccount, hubspotGoal } from "../sources/crms/account-stand-ins.ts";
import { hubspotStandIn } from "../sources/crms/hubspot-stand-in.ts";
import { openStand, type Stand, until } from "./stand.ts";

const chromium = findChromium();
if (!chromium) console.log(NO_CHROMIUM);

let crm: Awaited<ReturnType<typeof hubspotStandIn>>;
let stand: Stand;
const maya = { id: v7(), name: "Maya Reed", email: "maya@ours.example", role: "rep" as const };

beforeAll(async () => {
  crm = await hubspotStandIn();
  crm.account.answer = hubspotAccount({
    goals: ["2026-10", "2026-11", "2026-12"].map((month) => hubspotGoal(month, "10000")),
  });
  const more = { own_plan: "Board on Friday", own_rival: "Payvolt" };
  crm.deals.set("11", { ...HUBSPOT_DEAL, dealstage: "s3", ...more });
  crm.deals.set("12", { ...HUBSPOT_DEAL, dealname: "Lathes", hubspot_owner_id: "9" });
  stand = await openStand({
    settings: { crms: { hubspot: { token: "pat-1", webhookSecret: "s", url: crm.url } } },
  });
  await inside((tx) =>
    tx
      .insert(person)
      .values([
        { id: v7(), name: "Ines Falk", email: "ines@ours.example", role: "rep" },
        { id: v7(), name: "Dora Bell", email: "dora@ours.example", role: "rep" },
        maya,
      ]),
  );
}, 90_000);
afterAll(async () => {
  await stand?.stop();
  await crm?.close();
});

type Work = Parameters<Stand["store"]["database"]["inWorkspace"]>[1];
const inside = <T>(run: (tx: Parameters<Work>[0]) => Promise<T>) =>
  stand.store.database.inWorkspace(DEFAULT_WORKSPACE, run);
const at = (path: string) => fetch(`${stand.url}${path}`, { headers: { Accept: "text/html" } });
const press = (path: string, filled: Record<string, string>, origin = stand.url) =>
  fetch(`${stand.url}${path}`, {
    ...{ method: "POST", redirect: "manual", headers: { Origin: origin } },
    body: new URLSearchParams(filled),
  });
const setup = async () =>
  /\/connections\/crm\/[0-9a-f-]{36}/.exec(await (await at("/connections/")).text())?.[0] ?? "";

describe("CRMs on the page of connections", { timeout: 60_000 }, () => {
  it("shows each with its state, its address, a test, and the way to its set-up", async () => {
    const page = await (await at("/connections/")).text();
    expect(page).toContain("/webhooks/hubspot");
    expect(page).toContain("Nothing has been brought in yet.");
    expect(page).not.toContain("pat-1");
    const id = (await setup()).split("/").at(-1) ?? "";
    const tested = await press("/connections/", { do: "crm-test", id });
    expect(await tested.text()).toContain("HubSpot accepts the key and lets it read deals.");
  });

  it("refuses what is no admin's, another site's, or a door inside the network, with a sentence", async () => {
    expect((await at(`${await setup()}?as=${maya.id}`)).status).toBe(403);
    expect((await at(`/connections/crm/${v7()}`)).status).toBe(404);
    expect((await at("/connections/crm/nonsense")).status).toBe(404);
    const path = await setup();
    expect((await press(path, { do: "save" }, "https://elsewhere.example")).status).toBe(403);
    expect((await press(path, { do: "nothing" })).status).toBe(400);
    const id = path.split("/").at(-1) ?? "";
    const removed = await press("/connections/", { do: "crm-disconnect", id });
    expect([removed.status, await removed.text()]).toEqual([
      400,
      expect.stringContaining("Its keys are variables of the server"),
    ]);
    const inner = await press("/connections/", {
      ...{ do: "crm-connect", source: "salesforce", orgId: "00D", clientId: "c" },
      ...{ clientSecret: "s", refreshToken: "r", instanceUrl: "http://169.254.169.254/" },
    });
    expect([inner.status, await inner.text()]).toEqual([
      400,
      expect.stringContaining("not one of Salesforce"),
    ]);
    expect((await press("/connections/", { do: "crm-connect", source: "hubspot" })).status).toBe(
      400,
    );
  });
});

describe.skipIf(!chromium)("the set-up of a CRM on its page", { timeout: 90_000 }, () => {
  let browser: Browser;
  let page: Page;
  let pictures: string;
  const trouble: string[] = [];

  beforeAll(async () => {
    pictures = process.env.COACH_PICTURES ?? (await mkdtemp(join(tmpdir(), "coach-pictures-")));
    browser = await launchChromium(chromium ?? "");
    // Without a script: the page is a document with forms.
    const context = await browser.newContext({
      ...{ viewport: { width: 1100, height: 900 }, javaScriptEnabled: false },
    });
    page = await context.newPage();
    page.setDefaultTimeout(25_000);
    page.on("console", (said) => said.type() === "error" && trouble.push(said.text()));
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    if (!process.env.COACH_PICTURES) await rm(pictures, { recursive: true, force: true });
  });
  const picture = async (name: string) => {
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await page.screenshot({
        path: join(pictures, `crm-${name}-${colorScheme}.png`),
        fullPage: true,
      });
    }
  };

  it("says honestly that nothing was brought in, shows its guesses, and strangers first", async () => {
    await page.goto(`${stand.url}/connections/`);
    await picture("1-connections");
    await page.getByRole("link", { name: "Set up HubSpot" }).click();
    await page.getByText("Nothing has been brought in yet.").waitFor();
    await page.getByText("Still missing:").waitFor();
    expect(await page.getByLabel("What Verbal yes, papers out means").inputValue()).toBe(
      "negotiation",
    );
    const owners = await page.getByLabel(/^Who .* is$/).evaluateAll((all) => all.length);
    expect(owners).toBe(3);
    expect(
      await page
        .getByLabel(/^Who .* is$/)
        .first()
        .getAttribute("aria-label"),
    ).not.toContain("Ines");
    await picture("2-empty");
  });

  it("has a name for every field a person can fill in, and shows where the keyboard is", async () => {
    const nameless = await page.locator("select, input:not([type=hidden]), button").evaluateAll(
      (all) =>
        all.filter((one) => {
          const named = one.getAttribute("aria-label") || one.textContent?.trim();
          const labels = (one as HTMLInputElement).labels;
          return (
            !(one.tagName === "SELECT" ? one.getAttribute("aria-label") : named) && !labels?.length
          );
        }).length,
    );
    expect(nameless).toBe(0);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    const outline = await page
      .locator(":focus")
      .evaluate((one) => getComputedStyle(one).outlineStyle);
    expect(outline).toBe("solid");
  });

  it("brings the deals in, and says what was", async () => {
    await page.getByRole("button", { name: "Bring in the deals" }).click();
    await page.getByText(/2 deals looked at, 2 new or changed/).waitFor();
  });

  it("tries out what was filled in: the deals that would change, before any does", async () => {
    await page
      .getByLabel("What deals in Verbal yes, papers out are forecast as")
      .selectOption("commit");
    await page.getByLabel("Who Otis Vane is").selectOption("new");
    await page.getByLabel("Where the next step stands").selectOption("own_plan");
    await page.getByRole("button", { name: "See what would change" }).click();
    await page.getByRole("heading", { name: "2 deals would change" }).waitFor();
    await page.getByText("1 rep would be added.").waitFor();
    await picture("3-tried");
    const [row] = (await inside((tx) => tx.select().from(deal))).filter(
      ({ name }) => name === HUBSPOT_DEAL.dealname,
    );
    expect(row).toMatchObject({ category: null, nextStep: null });
  });

  it("takes it with one press, and takes it back with another", async () => {
    await page.getByRole("button", { name: "Save and bring in" }).first().click();
    await until("the deals read anew", async () => {
      const all = await inside((tx) => tx.select().from(deal));
      return all.some(({ category, nextStep }) => category === "commit" && nextStep !== null);
    });
    await page.getByText(/1 quota read/).waitFor();
    await picture("4-saved");
    await page.getByRole("button", { name: "Take the last change back" }).click();
    await until("the deals as before", async () => {
      const all = await inside((tx) => tx.select().from(deal));
      return all.every(({ category, nextStep }) => category === null && nextStep === null);
    });
    await page.getByText("Taken back.").waitFor();
  });

  it("says so where the CRM refuses, beside what it knew", async () => {
    crm.revoke();
    await page.getByRole("button", { name: "Ask HubSpot again what it has" }).click();
    await page.getByRole("alert").getByText("no longer accepts the key").waitFor();
    expect(await page.getByLabel("What Proposal means").inputValue()).toBe("proposal");
    await picture("5-refused");
  });

  it("had no error on the way", () => {
    // Chromium tells of the statuses of refusals as errors of the page.
    expect(trouble.filter((text) => !/status of (?:400|403)/.test(text))).toEqual([]);
  });
});
