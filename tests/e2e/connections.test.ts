import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fixture } from "../sources/recorders/stand-in.ts";
import { VENDORS, type Vendor } from "../sources/recorders/vendors.ts";
import { openStand, type Stand, until } from "./stand.ts";

const SECRET = "a long random text";
let stand: Stand;
let zoom: Vendor;

beforeAll(async () => {
  zoom = await VENDORS.zoom();
  stand = await openStand({
    settings: { recorders: { zoom: zoom.fields, other: { webhookSecret: SECRET } } },
  });
});
afterAll(async () => {
  await stand?.stop();
  await zoom?.server.close();
});

const page = async () => await (await fetch(`${stand.url}/connections/`)).text();
const press = (
  filled: Record<string, string>,
  headers: Record<string, string> = { Origin: stand.url },
) =>
  fetch(`${stand.url}/connections/`, {
    method: "POST",
    headers,
    body: new URLSearchParams(filled),
    redirect: "manual",
  });
const bring = (path: string, body: string, headers: Record<string, string> = {}) =>
  fetch(`${stand.url}/webhooks/${path}`, {
    method: "POST",
    headers: { Authorization: `Bearer ${SECRET}`, "Content-Type": "application/json", ...headers },
    body,
  });
const idOf = (html: string, label: string) =>
  new RegExp(`name="id" value="([0-9a-f-]+)"><button aria-label="Test ${label}"`).exec(html)?.[1] ??
  "";

describe("the page of connections", { timeout: 60_000 }, () => {
  it("shows what is connected, where recorders call, and tries their keys", async () => {
    const html = await page();
    expect(html).toMatch(/Zoom/);
    expect(html).toContain("/webhooks/zoom");
    const tested = await press({ do: "test", id: idOf(html, "Zoom") });
    expect(await tested.text()).toContain("Zoom accepts the app and lets it read recordings.");
    expect(html).not.toContain("zoom-client-secret");
  });

  it("shows what failed with its reason, and has it read again", async () => {
    await bring(
      "other",
      JSON.stringify({ id: "1", title: "Linked", transcriptUrl: "https://elsewhere.example/x" }),
    );
    const html = await until("the failure", async () => {
      const now = await page();
      return now.includes("not one of Any other recorder") && now;
    });
    const id =
      /name="do" value="again"><input type="hidden" name="id" value="([^"]+)"/.exec(html)?.[1] ??
      "";
    expect((await press({ do: "again", id })).status).toBe(303);
  });

  it("connects a recorder with an address of its own, whose secrets never come back", async () => {
    const made = await press({
      do: "connect",
      source: "other",
      label: "Dialer",
      webhookSecret: "another secret",
    });
    expect(made.status).toBe(303);
    const html = await page();
    expect(html).not.toContain("another secret");
    const id = idOf(html, "Dialer");
    const call = fixture("other/call.json").replace("Invoices at Grant Supplies", "By the dialer");
    expect((await bring(`other/${id}`, call)).status).toBe(401);
    expect(
      (await bring(`other/${id}`, call, { Authorization: "Bearer another secret" })).status,
    ).toBe(200);
    expect((await bring(`zoom/${id}`, call)).status).toBe(404);
    await until("the call", async () => (await page()).includes("By the dialer"));
    expect((await press({ do: "disconnect", id })).status).toBe(303);
    expect(
      (await bring(`other/${id}`, call, { Authorization: "Bearer another secret" })).status,
    ).toBe(404);
    expect(await page()).toContain("By the dialer");
  });

  it("refuses other sites' forms, addresses of a stranger's choice and nonsense, with a sentence", async () => {
    expect((await press({ do: "rule" }, { Origin: "https://elsewhere.example" })).status).toBe(403);
    const inside = await press({
      do: "connect",
      source: "fathom",
      apiKey: "k",
      url: "http://169.254.169.254/",
    });
    expect([inside.status, await inside.text()]).toEqual([
      400,
      expect.stringMatching(/not one of Fathom/),
    ]);
    for (const filled of [
      { do: "test", id: "x" },
      { do: "nothing" },
      { do: "connect", source: "zoom" },
    ]) {
      expect((await press(filled)).status).toBe(400);
    }
  });
});

describe("the address of webhooks", () => {
  it("takes nothing too large, nothing packed and nothing but POST", async () => {
    expect((await bring("zoom", "x".repeat(10_000_000))).status).toBe(413);
    expect((await bring("zoom", "x", { "Content-Encoding": "gzip" })).status).toBe(415);
    expect((await fetch(`${stand.url}/webhooks/zoom`)).status).toBe(405);
    expect((await bring("nobody", "{}")).status).toBe(404);
    expect((await bring("zoom/not-an-id", "{}")).status).toBe(404);
    expect((await fetch(`${stand.url}/readyz`)).status).toBe(200);
  });
});
