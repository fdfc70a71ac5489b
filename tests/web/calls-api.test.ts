import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openStand, type Stand, until } from "../e2e/stand.ts";
import { invoiceCall } from "../e2e/transcripts.ts";
import { send } from "./raw-request.ts";

const KEY = "a key that only scripts know";

let open: Stand;
let keyed: Stand;

beforeAll(async () => {
  [open, keyed] = await Promise.all([
    openStand(),
    openStand({ settings: { apiKey: KEY, role: "web" } }),
  ]);
});
afterAll(async () => {
  await Promise.all([open?.stop(), keyed?.stop()]);
});

const post = (body: string | Uint8Array, path = "", headers: Record<string, string> = {}) =>
  send(`${open.url}/api/calls${path}`, { method: "POST", headers, body });

/** Asks for the call until it is final. */
async function final(id: unknown) {
  return await until("the call's end", async () => {
    const { status, json } = await send(`${open.url}/api/calls/${id}`);
    if (status !== 200) throw new Error(`${status}: ${json.error}`);
    return !["received", "analysing"].includes(String(json.status)) && json;
  });
}

/** Posts a body that is accepted, and returns how its call ended. */
async function ended(body: string | Uint8Array, path = "") {
  const { status, json } = await post(body, path);
  expect(status).toBe(202);
  return await final(json.callId);
}

const invoice = (mark: string) => invoiceCall({ rep: "Ada Lind", buyer: "Hollis Grant", mark });

describe("POST /api/calls", { timeout: 60_000 }, () => {
  it("takes a transcript as the body and gives its debrief where it says", async () => {
    const { status, json, headers } = await post(
      invoice("raw"),
      `?rep=${encodeURIComponent("Ada Lind")}&name=first.vtt`,
    );
    expect([status, Object.keys(json)]).toEqual([202, ["callId"]]);
    expect(headers.location).toBe(`/api/calls/${json.callId}`);
    const call = await final(json.callId);
    expect(call).toMatchObject({ callId: json.callId, status: "debriefed", title: "first" });
    const debrief = call.debrief as { question: { text: string; moment: { quote: string } } };
    expect(invoice("raw")).toContain(debrief.question.moment.quote);
    expect(debrief.question.text).toMatch(/\?$/);
  });

  it("takes a multipart file, and the same bytes once", async () => {
    const upload = async () => {
      const body = new FormData();
      body.append("file", new Blob([invoice("multipart")]), "Gespräch mit Müller.vtt");
      const response = await fetch(`${open.url}/api/calls`, { method: "POST", body });
      expect(response.status).toBe(202);
      return ((await response.json()) as { callId: string }).callId;
    };
    const [first, second] = await Promise.all([upload(), upload()]);
    expect(second).toBe(first);
    expect(await final(first)).toMatchObject({ title: "Gespräch mit Müller" });
    expect(await upload()).toBe(first);
  });

  it("unpacks a compressed body", async () => {
    const { status, json } = await post(gzipSync(invoice("gzip")), "", {
      "Content-Encoding": "gzip",
    });
    expect(status).toBe(202);
    expect((await final(json.callId)).status).toBe("debriefed");
  });

  it.each([
    ["an empty body", () => post(""), 400],
    [
      "60 MB",
      () => post(new Uint8Array(60 * 1024 * 1024).fill(97), "", { "Content-Type": "text/plain" }),
      413,
    ],
    [
      "a small body that unpacks to 200 MB",
      () => post(gzipSync(Buffer.alloc(200 * 1024 * 1024)), "", { "Content-Encoding": "gzip" }),
      413,
    ],
    [
      "what says it is compressed and is not",
      () => post("Ada: hello", "", { "Content-Encoding": "gzip" }),
      400,
    ],
    [
      "a compression nobody knows",
      () => post("Ada: hello", "", { "Content-Encoding": "secret" }),
      415,
    ],
    [
      "a multipart body without its end",
      () =>
        post(
          '--x\r\nContent-Disposition: form-data; name="file"; filename="a.vtt"\r\n\r\nWEB',
          "",
          {
            "Content-Type": "multipart/form-data; boundary=x",
          },
        ),
      400,
    ],
    [
      "a multipart body without its boundary",
      () => post("--x", "", { "Content-Type": "multipart/form-data" }),
      400,
    ],
  ])("refuses %s with a sentence", async (_what, ask, expected) => {
    const { status, json } = await ask();
    expect([status, json.error]).toEqual([expected, expect.stringMatching(/^[A-Z].+\.$/)]);
  });

  it.each([
    ["an archive", Buffer.concat([Buffer.from("PK\u0003\u0004"), Buffer.alloc(400, 7)])],
    ["a PDF", Buffer.from("%PDF-1.7\n1 0 obj\n<< >>\nendobj\n")],
    ["noise", Buffer.from(Array.from({ length: 4096 }, (_, index) => (index * 7919) % 251))],
    ["spaces", Buffer.from(" \n \t \n")],
    ["a story without speakers", Buffer.from("Once upon a time there was a company.\n".repeat(20))],
  ])("keeps %s, fails it and says what to do", async (_what, bytes) => {
    const call = await ended(bytes);
    if (call.status === "debriefed") expect(call.debrief).toBeNull();
    else expect(call).toMatchObject({ status: "failed", failure: expect.stringMatching(/\w{3}/) });
  });

  it("reads what it can of odd calls, and nobody is coached on a guess", async () => {
    const crowd = Array.from({ length: 10_000 }, (_, at) => `Person ${at}: I am here as well.`);
    const backwards = invoice("backwards").split("\n\n").slice(2).reverse();
    const odd = await Promise.all([
      ended(crowd.join("\n"), "?name=crowd.txt"),
      ended("Ada Lind: Hello, is anybody there on this line today?\n".repeat(30), "?name=one.txt"),
      ended(["WEBVTT", ...backwards].join("\n\n"), "?name=backwards.vtt"),
      ended(invoice("nameless").replace(/^[A-Z]\w+ \w+: /gm, ""), "?name=nameless.vtt"),
    ]);
    for (const call of odd) {
      if (call.status === "failed") expect(call.failure).toMatch(/\w{3}/);
      else expect(["debriefed", "quarantined"]).toContain(call.status);
    }
    expect((await send(`${open.url}/readyz`)).status).toBe(200);
  });

  it("opens a failed call again when it is sent again", async () => {
    const nobody = "Ada Lind: hello there, how are you today?\nBo Ek: fine, thank you very much.";
    const first = await ended(nobody, "?rep=Nobody");
    expect(first).toMatchObject({ status: "failed", failure: expect.stringContaining("Ada Lind") });
    const second = await ended(nobody, "?rep=Ada+Lind");
    expect(second).toMatchObject({ callId: first.callId, status: "debriefed", revision: 2 });
  });
});

describe("GET /api/calls/:id", () => {
  it.each([
    "nonsense",
    "-".repeat(36),
    "00000000-0000-7000-8000-00000000ffff",
    "1%20or%201",
    "%00",
  ])("knows no call %s", async (id) => {
    for (const path of ["api/calls", "calls"]) {
      const { status } = await send(`${open.url}/${path}/${id}`);
      expect(status).toBe(404);
    }
  });

  it("is there, and nothing is at other addresses", async () => {
    for (const [path, status] of [
      ["/healthz", 200],
      ["/readyz", 200],
      ["/nothing", 404],
      ["/api/nothing", 404],
      ["/calls/%E0%A4%A", 400],
      ["/", 302],
    ] as const)
      expect([path, (await send(open.url + path)).status]).toEqual([path, status]);
  });
});

describe("who may ask", () => {
  const asks = (headers: Record<string, string>, stand = open, path = "/api/calls/x") =>
    send(stand.url + path, { headers }).then(({ status }) => status);

  it("without a key: this machine, its own page, and nobody in between", async () => {
    const { host } = new URL(open.url);
    expect(await asks({})).toBe(404);
    expect(await asks({ Host: host.replace("127.0.0.1", "localhost") })).toBe(404);
    expect(await asks({ Origin: open.url })).toBe(404);
    for (const headers of [
      { Host: "coach.example.com" },
      { Host: "localhost.example.com" },
      { Host: "127.0.0.1.example.com:3000" },
      { "X-Forwarded-For": "203.0.113.9" },
      { Forwarded: "for=203.0.113.9" },
      { "X-Real-IP": "203.0.113.9" },
      { Origin: "https://elsewhere.example" },
      { Origin: "null" },
      { Origin: open.url.replace(/\d+$/, "1") },
    ]) {
      const given: Record<string, string> = { ...headers };
      expect([given, await asks(given)]).toEqual([given, 403]);
      expect([given, await asks(given, open, "/playground/api/people")]).toEqual([given, 403]);
      expect([given, await asks(given, open, "/calls/x")]).toEqual([given, 403]);
    }
  });

  it("with a key: whoever has it, from anywhere, and nobody else", async () => {
    const given = (key: string) => ({ Authorization: `Bearer ${key}`, Host: "coach.example.com" });
    expect(await asks(given(KEY), keyed)).toBe(404);
    for (const headers of [{}, given("wrong"), given(""), given(`${KEY} `.repeat(2))]) {
      const wrong: Record<string, string> = headers;
      expect(await asks(wrong, keyed)).toBe(403);
    }
    const refused = await send(`${keyed.url}/api/calls`, { method: "POST", body: invoice("x") });
    expect([refused.status, refused.json.error]).toEqual([403, expect.stringContaining("API_KEY")]);
  });

  it("keeps pages without a key for this machine also where the server is open to others", async () => {
    expect(await asks({ Host: "coach.example.com" }, keyed, "/playground/")).toBe(403);
    expect(await asks({}, keyed, "/playground/api/people")).toBe(200);
  });
});
