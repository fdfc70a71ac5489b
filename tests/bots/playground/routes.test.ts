import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SAMPLES } from "../sample-messages.ts";
import { fakeHost } from "./fake-host.ts";
import { servePlayground } from "./serve.ts";

const host = fakeHost();
let url = "";
let close = async () => {};

beforeAll(async () => {
  ({ url, close } = await servePlayground(host));
  const message = SAMPLES.debrief;
  if (message) host.post("ines", "dm", "d-1", message);
});
afterAll(() => close());

const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(url + path, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
const upload = (size: number, query = "?person=ines") => {
  const body = new FormData();
  body.append("file", new Blob([new Uint8Array(size)]), "Anruf mit Müller.vtt");
  return fetch(`${url}/api/drop${query}`, { method: "POST", body });
};

describe("the playground's routes", () => {
  it("serve a page that loads its script and style from where it is mounted", async () => {
    const response = await fetch(url);
    const html = await response.text();
    expect(response.headers.get("content-security-policy")).toContain("script-src 'self'");
    for (const path of html.match(/\/playground\/app\.(?:js|css)\?\w+/g) ?? []) {
      const asset = await fetch(new URL(path, url));
      expect(asset.status).toBe(200);
      expect((await asset.text()).length).toBeGreaterThan(10_000);
    }
    expect(html.match(/\/playground\/app\./g)).toHaveLength(2);
  });

  it("answer 304 to a browser that has the script already", async () => {
    const first = await fetch(`${url}/app.js`);
    const tag = first.headers.get("etag") ?? "";
    await first.arrayBuffer();
    // Without this header Node's fetch asks for a fresh copy.
    const headers = { "If-None-Match": tag, "Cache-Control": "max-age=0" };
    const second = await fetch(`${url}/app.js`, { headers });
    expect(second.status).toBe(304);
  });

  it("give the people and a conversation with both looks", async () => {
    const people = await (await fetch(`${url}/api/people`)).json();
    expect(people).toHaveLength(3);
    const items = await (await fetch(`${url}/api/conversation?person=ines&place=dm`)).json();
    expect(items[0]).toMatchObject({ slack: { blocks: {} }, teams: { type: "AdaptiveCard" } });
  });

  it("hand a dropped file on with its name, and answer with the call", async () => {
    const response = await upload(100);
    expect([response.status, await response.json()]).toEqual([202, { callId: "call-1" }]);
    expect(host.drops.at(-1)).toEqual({ person: "ines", name: "Anruf mit Müller.vtt", size: 100 });
  });

  it("refuse a file over 50 MB with 413 and a sentence", async () => {
    const response = await upload(50 * 1024 * 1024 + 1);
    expect(response.status).toBe(413);
    expect((await response.json()).error).toMatch(/larger than 50 MB/);
  });

  it("hand on what is said and pressed", async () => {
    const said = { person: "ines", place: "dm", threadId: "d-1", text: " I was unsure " };
    expect((await post("/api/say", said)).status).toBe(202);
    expect(host.says.at(-1)).toEqual(["ines", "dm", "d-1", "I was unsure"]);
    const pressed = { person: "ines", deliveryId: "d-1", actionId: "a", value: "v", look: "teams" };
    expect((await post("/api/act", pressed)).status).toBe(202);
    expect(host.acts.at(-1)).toEqual(["ines", "d-1", "a", "v", "teams"]);
  });

  it("answer a sentence and a fitting status to what they cannot do", async () => {
    const cases: [Promise<Response>, number][] = [
      [fetch(`${url}/api/conversation?person=nobody&place=dm`), 404],
      [fetch(`${url}/api/conversation?person=ines&place=attic`), 400],
      [post("/api/say", { person: "ines", place: "dm", text: "  " }), 400],
      [post("/api/say", { person: "ines", place: "dm", text: "x".repeat(200_000) }), 413],
      [upload(0), 400],
      [upload(10, ""), 400],
      [fetch(`${url}/api/nothing`), 404],
    ];
    for (const [asked, status] of cases) {
      const response = await asked;
      expect(response.status).toBe(status);
      expect((await response.json()).error).toMatch(/\w/);
    }
  });

  it("refuse a page of another site", async () => {
    const said = { person: "ines", place: "dm", text: "hello" };
    const response = await post("/api/say", said, { Origin: "https://elsewhere.example" });
    expect(response.status).toBe(403);
  });

  it("stream events to an open page and let go of it when it closes", async () => {
    const leaving = new AbortController();
    const response = await fetch(`${url}/api/events?person=ines`, { signal: leaving.signal });
    expect(response.headers.get("content-type")).toContain("text/event-stream");
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    await reader?.read();
    host.emit({ type: "changed" });
    expect((await reader?.read())?.value).toBe('data: {"type":"changed"}\n\n');
    leaving.abort();
    await expect.poll(() => host.listeners.size).toBe(0);
  });
});
