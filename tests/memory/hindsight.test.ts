import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { troubleWith } from "../../src/memory/hindsight/server.ts";
import { type FarMemory, hindsightMemory } from "../../src/memory/hindsight.ts";
import { localMemory } from "../../src/memory/local.ts";
import { DEFAULT_WORKSPACE } from "../../src/store/schema.ts";
import { ADMIN, floor, MANAGER, REP } from "../contracts/memory.ts";
import type { TestDatabase } from "../database.ts";

/** Faults only: what a Hindsight server does when it is well, tests/hindsight asks a real one. */
let store: TestDatabase;
let server: Server;
let url: string;
let asked: { method: string; path: string; body: string }[] = [];
let answer: (request: IncomingMessage, response: ServerResponse) => void;
let memory: FarMemory;
let count = 0;

const json =
  (value: unknown, status = 200) =>
  (_: IncomingMessage, response: ServerResponse) => {
    response.writeHead(status, { "content-type": "application/json" });
    response.end(JSON.stringify(value));
  };
const well = json({ success: true, results: [], status: "completed", operation_id: null });

beforeAll(async () => {
  store = await floor();
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks).toString();
      asked.push({ method: request.method ?? "", path: request.url ?? "", body });
      answer(request, response);
    });
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((closed) => server.close(closed));
  await store.drop();
});
beforeEach(() => {
  count += 1;
  answer = well;
  memory = hindsightMemory({
    database: store.database,
    workspaceId: DEFAULT_WORKSPACE,
    bank: `far-${count}`,
    url,
    apiKey: "key",
    patience: { tries: 3, timeoutMs: 150, backoffMs: 1 },
  });
});
afterEach(() => {
  asked = [];
});

const retained = () =>
  asked.filter(({ method, path }) => method === "POST" && path.endsWith("/memories"));
const one = { documentId: "one", text: "The conveyor stops on Sundays." };

describe("memory with a Hindsight server in trouble", () => {
  it.each<[string, () => void]>([
    ["says that it is broken", () => (answer = json({ detail: "broken" }, 500))],
    ["answers with something else", () => (answer = (_, response) => response.end("<html>"))],
    ["hangs", () => (answer = () => undefined)],
    ["hangs up", () => (answer = (request) => void request.socket.destroy())],
  ])(
    "keeps, finds and answers all the same when it %s, and sends everything later",
    async (_, fail) => {
      fail();
      await memory.retain([one, { documentId: "two", text: "The foreman shouts." }]);
      expect(await memory.flush()).toEqual({ sent: 0, erased: 0, waiting: 2 });
      const reader = { personId: REP };
      const hits = await memory.recall("When does the conveyor stop?", { reader, limit: 3 });
      expect(hits[0]?.documentId).toBe("one");
      expect(await memory.reflect("conveyor", { reader })).toMatchObject({ degraded: true });
      expect(memory.reachable()).toBe(false);
      answer = well;
      expect(await memory.flush()).toEqual({ sent: 2, erased: 0, waiting: 0 });
      expect(await memory.flush()).toEqual({ sent: 0, erased: 0, waiting: 0 });
      expect(memory.reachable()).toBe(true);
    },
    30_000,
  );

  it("tries again after a fault, one document a request, under an id that stays", async () => {
    await memory.retain([one]);
    await memory.flush();
    asked = [];
    let faults = 2;
    answer = (request, response) => (faults-- > 0 ? json({}, 503) : well)(request, response);
    await memory.retain([{ ...one, text: "The conveyor stops on Mondays." }]);
    expect(await memory.flush()).toMatchObject({ sent: 1, waiting: 0 });
    const bodies = retained().map(({ body }) => JSON.parse(body) as { items: object[] });
    expect(bodies.map(({ items }) => items.length)).toEqual([1, 1, 1]);
    expect(new Set(bodies.map(({ items }) => JSON.stringify(items[0]))).size).toBe(1);
  });

  it("sets a document aside that is refused, and goes on with the next", async () => {
    await memory.flush();
    answer = (request, response) =>
      (asked.at(-1)?.body.includes("Sundays") ? json({ detail: "no" }, 422) : well)(
        request,
        response,
      );
    await memory.retain([one, { documentId: "two", text: "The foreman shouts." }]);
    expect(await memory.flush()).toMatchObject({ sent: 1, waiting: 0 });
    expect(await memory.recall("conveyor", { reader: "everyone", limit: 1 })).toHaveLength(1);
  });

  it("never sends what is private, and takes back what became private again", async () => {
    const secret = {
      documentId: "s",
      text: "I froze.",
      audience: "private" as const,
      personId: REP,
    };
    await memory.retain([secret]);
    await memory.flush();
    expect(asked.map(({ body }) => body).join()).not.toContain("froze");
    await memory.share("s", { personId: REP }, true);
    await memory.flush();
    expect(JSON.parse(retained().at(-1)?.body ?? "{}")).toMatchObject({
      items: [{ content: "I froze.", tags: [`see:team:${REP}`] }],
    });
    asked = [];
    await memory.share("s", { personId: REP }, false);
    await memory.flush();
    expect(asked.map(({ method }) => method)).toContain("DELETE");
    expect(asked.map(({ body }) => body).join()).not.toContain("froze");
  });

  it("believes no hit that its reader may not see here, whatever the server returns", async () => {
    await memory.retain([{ ...one, audience: "team", personId: REP }]);
    await memory.flush();
    const body = JSON.parse(retained().at(-1)?.body ?? "{}") as {
      items: { document_id: string }[];
    };
    const id = body.items[0]?.document_id;
    answer = json({
      results: [{ id: "x", text: "leak", document_id: id, tags: ["see:workspace"] }],
    });
    const found = async (personId: string) =>
      (await memory.recall("zebra", { reader: { personId }, limit: 5 })).map(
        (hit) => hit.documentId,
      );
    expect(await found(MANAGER)).toEqual(["one"]);
    expect(await found(ADMIN)).toEqual([]);
  });

  it("forgets there what was forgotten here, also after an outage", async () => {
    await memory.retain([one]);
    await memory.flush();
    answer = json({}, 502);
    expect(await memory.forget({ documentId: "one" }, "system")).toBe(1);
    expect(await memory.flush()).toMatchObject({ erased: 0 });
    answer = well;
    asked = [];
    expect(await memory.flush()).toMatchObject({ erased: 1 });
    expect(asked.filter(({ method }) => method === "DELETE")).toHaveLength(1);
    expect(asked.filter(({ path }) => path.endsWith("/clear"))).toHaveLength(2);
  });

  it("sends what was kept before there was a server, and erases what was forgotten without one", async () => {
    const bank = `far-${count}`;
    const { database } = store;
    const alone = localMemory({ database, workspaceId: DEFAULT_WORKSPACE, bank });
    await alone.retain([one, { documentId: "two", text: "The foreman shouts." }]);
    expect(await memory.flush()).toEqual({ sent: 2, erased: 0, waiting: 0 });
    await alone.forget({ documentId: "two" }, "system");
    asked = [];
    expect(await memory.flush()).toEqual({ sent: 0, erased: 1, waiting: 0 });
    expect(asked.filter(({ method }) => method === "DELETE")).toHaveLength(1);
  });

  it("says what is wrong with the server it was given", async () => {
    const trouble = () => troubleWith({ url, apiKey: "key" });
    answer = json({ banks: [] });
    expect(await trouble()).toBeNull();
    answer = json({ detail: "who are you" }, 401);
    expect(await trouble()).toMatch(/HINDSIGHT_API_KEY/);
    answer = json({}, 404);
    expect(await trouble()).toMatch(/HINDSIGHT_URL/);
    answer = (request) => void request.socket.destroy();
    expect(await trouble()).toMatch(/does not answer/);
  });
});
