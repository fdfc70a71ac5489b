import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { TEAMS } from "../../../src/bots/playground/client/teams-host-config.ts";
import { checkTeams } from "../../../src/bots/teams/adaptive-card.ts";
import { formCard } from "../../../src/bots/teams/dialog.ts";
import { renderTeams } from "../../../src/bots/teams/render.ts";
import { readConfig } from "../../../src/config.ts";
import { DELIVERABLES } from "../../../src/jobs/deliverables/index.ts";
import { produce } from "../../../src/jobs/deliverables/run.ts";
import type { Message } from "../../../src/messages/message.ts";
import { openParts, type Parts } from "../../../src/parts.ts";
import { loadSampleFloor } from "../../../src/sample-floor.ts";
import { SAMPLE_WORKSPACE } from "../../../src/store/current-workspace.ts";
import { conversationOf } from "../../../src/store/deliveries.ts";
import { listPeople } from "../../../src/store/people.ts";
import { findChromium, launchChromium, NO_CHROMIUM } from "../../browser.ts";
import { type TestDatabase, testDatabase } from "../../database.ts";
import { SAMPLES } from "../sample-messages.ts";

const chromium = findChromium();
if (!chromium) console.warn(NO_CHROMIUM);

/** The Friday after the sample floor's newest call. */
const NOW = new Date("2026-11-20T09:00:00Z");
/** How wide a card is in a Teams chat on a desk, and on a telephone. */
const WIDTHS = { desk: 560, telephone: 340 };
const PICTURES = new URL("../../../docs/pictures/", import.meta.url);
/** Whom or what each deliverable is about, on the sample floor. */
const ABOUT = { account: "Fernhill", rep: "Maya", deal: "Fernhill", team: "" };

describe.skipIf(!chromium)("cards in Chromium", { timeout: 120_000 }, () => {
  let store: TestDatabase;
  let parts: Parts;
  let folder: string;
  let browser: Browser;
  let page: Page;
  const cards = new Map<string, object>();

  beforeAll(async () => {
    store = await testDatabase();
    folder = await mkdtemp(join(tmpdir(), "coach-pictures-"));
    const config = { DATABASE_URL: store.url, DATA_DIR: folder, LOG_LEVEL: "silent" };
    parts = await openParts(readConfig(config), { workers: true });
    parts.effects.now = () => NOW;
    await parts.queue.start();
    await loadSampleFloor(parts.effects);
    await parts.queue.idle();
    await drawAll();
    browser = await launchChromium(chromium ?? "");
    page = await browser.newPage({ deviceScaleFactor: 1 });
    const library = createRequire(import.meta.url).resolve(
      "adaptivecards/dist/adaptivecards.min.js",
    );
    const style = await readFile(
      new URL("../../../src/bots/playground/client/cards.css", import.meta.url),
      "utf8",
    );
    await page.setContent(
      "<body style='margin:0;padding:12px;background:#f5f5f5'><div class='teams-message' id='card'></div></body>",
    );
    await page.addStyleTag({ content: style });
    await page.addScriptTag({ path: library });
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await parts?.close();
    await store?.drop();
    await rm(folder, { recursive: true, force: true });
  });

  const drawn = (message: Message) => renderTeams(message, { deliveryId: "d" });

  async function drawAll(): Promise<void> {
    const people = await store.database.inWorkspace(SAMPLE_WORKSPACE, listPeople);
    const maya = people.find(({ name }) => name.startsWith("Maya"));
    const letters = await store.database.inWorkspace(SAMPLE_WORKSPACE, (tx) =>
      conversationOf(tx, `dm:${maya?.id}`),
    );
    const debrief = letters.find(({ kind }) => kind === "debrief");
    if (debrief) cards.set("debrief", drawn(debrief.message));
    for (const deliverable of DELIVERABLES) {
      const { name, about } = deliverable.command;
      const made = await produce(
        parts.effects,
        SAMPLE_WORKSPACE,
        deliverable,
        null,
        name === "winloss" ? "Kestrel" : ABOUT[about],
      ).catch(() => null);
      if (made) cards.set(name, drawn(made.message));
    }
    for (const [name, message] of Object.entries(SAMPLES)) {
      if (name !== "far too much") cards.set(`sample: ${name}`, drawn(message));
    }
    cards.set(
      "dialog",
      formCard(
        {
          title: "Update the deal",
          submit: "Keep it",
          fields: [
            { id: "what", label: "What the buyer did", type: "text", lines: "many" },
            { id: "on", label: "Closes on", type: "date", optional: true, value: "2026-12-18" },
            { id: "amount", label: "Amount", type: "number", value: "35500" },
            {
              id: "category",
              label: "Category",
              type: "choice",
              options: [
                { value: "commit", label: "Commit" },
                { value: "upside", label: "Upside" },
              ],
            },
          ],
        },
        {},
        { problems: ["What the buyer did: please fill this in."] },
      ),
    );
  }

  /** Draws one card as Teams' own library does; returns what does not fit in its width. */
  async function show(card: object, width: number): Promise<string[]> {
    await page.setViewportSize({ width: width + 24, height: 700 });
    return await page.evaluate(
      ({ json, host }) => {
        // biome-ignore lint/suspicious/noExplicitAny: the library is a global of the page
        const library = (globalThis as any).AdaptiveCards;
        const drawing = new library.AdaptiveCard();
        drawing.hostConfig = new library.HostConfig(host);
        drawing.parse(json);
        const frame = document.getElementById("card");
        frame?.replaceChildren(drawing.render());
        const right = frame?.getBoundingClientRect().right ?? 0;
        return [...(frame?.querySelectorAll("button, p, span, input, textarea") ?? [])]
          .filter(
            (one) => !one.closest(".ac-table") && one.getBoundingClientRect().right > right + 1,
          )
          .map((one) => `${one.tagName}.${one.className} ${one.textContent?.slice(0, 60)}`);
      },
      { json: card, host: TEAMS },
    );
  }

  it("are those of every deliverable, of a debrief, and of a dialog", () => {
    const names = [...cards.keys()];
    for (const { command } of DELIVERABLES) expect(names).toContain(command.name);
    expect(names).toContain("debrief");
    for (const [name, card] of cards) if (name !== "dialog") expect(checkTeams(card)).toEqual([]);
  });

  it("fit in their width, on a desk and on a telephone, with nothing cut off", async () => {
    for (const [name, card] of cards) {
      for (const [place, width] of Object.entries(WIDTHS)) {
        expect([name, place, await show(card, width)]).toEqual([name, place, []]);
      }
    }
  });

  it("look like this: UPDATE=1 writes docs/pictures", async () => {
    for (const name of ["debrief", "prep", "digest", "dialog"]) {
      await show(cards.get(name) ?? {}, WIDTHS.desk);
      const picture = await page.locator("#card").screenshot({ type: "png" });
      expect(picture.byteLength).toBeGreaterThan(2_000);
      if (process.env.UPDATE) await writeFile(new URL(`teams-${name}.png`, PICTURES), picture);
    }
  });
});
