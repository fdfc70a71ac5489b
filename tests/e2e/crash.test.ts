import { access } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { afterAll, describe, expect, it } from "vitest";
import { findHome } from "../../src/store/embedded/home.ts";
import { startEmbedded } from "../../src/store/embedded.ts";
import { end, removeData, run, type ServerProcess, serve } from "./server-process.ts";
import { closedFolder, until } from "./stand.ts";
import { invoiceCall } from "./transcripts.ts";

const dataDir = await closedFolder();
const servers: ServerProcess[] = [];

async function started(): Promise<ServerProcess> {
  const server = await serve(dataDir);
  servers.push(server);
  return server;
}

afterAll(async () => {
  await Promise.all(servers.map((server) => server.signal("SIGKILL")));
  // Whoever leaves last stops the database: it outlives a killed server.
  await (await startEmbedded(dataDir)).stop();
  await removeData(dataDir);
});

/** Posts so many calls of Maya's; those the server no longer answers to are not counted. */
async function post(url: string, count: number, batch: string): Promise<string[]> {
  const ids = await Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const body = invoiceCall({ rep: "Maya Okafor", buyer: "Hollis Grant", mark: batch + index });
      const response = await fetch(`${url}/api/calls`, { method: "POST", body });
      expect(response.status).toBe(202);
      return ((await response.json()) as { callId: string }).callId;
    }),
  );
  return ids;
}

const statusOf = async (url: string, id: string) =>
  ((await (await fetch(`${url}/api/calls/${id}`)).json()) as { status: string }).status;

const allDebriefed = (url: string, ids: string[]) =>
  until(
    "all calls to be debriefed",
    async () =>
      (await Promise.all(ids.map((id) => statusOf(url, id)))).every((one) => one === "debriefed"),
    100_000,
  );

/** Asks the database itself, past every workspace. */
async function rows(statement: string): Promise<unknown[][]> {
  const embedded = await startEmbedded(dataDir);
  const client = new pg.Client({ connectionString: embedded.url });
  await client.connect();
  try {
    return (await client.query({ text: statement, rowMode: "array" })).rows as unknown[][];
  } finally {
    await client.end();
    await embedded.stop();
  }
}

/** Twelve calls come with the sample floor. */
const SAMPLES = 12;

describe("a server that is killed", { timeout: 240_000 }, () => {
  let ids: string[] = [];
  let server: ServerProcess;
  let second: ServerProcess;

  it("has lost nothing and doubled nothing when it comes back, also as two", async () => {
    const killed = await started();
    ids = await post(killed.url, 14, "killed");
    await killed.signal("SIGKILL");
    const [unfinished] = await rows(
      "select count(*)::int from call where status in ('received', 'analysing')",
    );
    expect(unfinished?.[0]).toBeGreaterThan(0);

    [server, second] = await Promise.all([started(), started()]);
    await allDebriefed(server.url, ids);
    await until("the sample floor's calls", async () => {
      const [left] = await rows("select count(*)::int from call where status <> 'debriefed'");
      return left?.[0] === 0;
    });
    expect(
      await rows(
        "select count(*)::int, count(distinct call_id)::int, max(revision) from debrief where output is not null",
      ),
    ).toEqual([[SAMPLES + 14, SAMPLES + 14, 1]]);
    expect(
      await rows(
        "select kind, subject_id, count(*) from delivery group by 1, 2, recipient having count(*) > 1",
      ),
    ).toEqual([]);
    // What the killed one was just sending is its own for a minute, and looked for in the next.
    const minutes = 150_000;
    await until(
      "an empty outbox",
      async () => {
        const [left] = await rows("select count(*)::int from delivery where status <> 'sent'");
        return left?.[0] === 0;
      },
      minutes,
    );
  });

  it("is one floor, whichever of two processes is asked", async () => {
    const [id = ""] = await post(second.url, 1, "elsewhere");
    await allDebriefed(server.url, [id]);
    ids.push(id);
  });

  it("says in one line that its port is taken, and ends", async () => {
    const { port } = new URL(server.url);
    const { code, stdout, stderr } = await end(
      run("src/main.ts", [], { PORT: port, DATA_DIR: dataDir }),
    );
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr.trim()).toMatch(/^Port \d+ is taken\..*PORT=\d+ npm start$/);
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
  });

  it("ends well on Ctrl-C in the middle of its work, and goes on next time", async () => {
    const interrupted = await post(server.url, 14, "interrupted");
    const ends = await Promise.all([server.signal("SIGINT"), second.signal("SIGINT")]);
    for (const { code, ms } of ends) {
      expect(code).toBe(0);
      expect(ms).toBeLessThan(5_000);
    }
    // Both have left, so the database has stopped too.
    server = await started();
    await allDebriefed(server.url, [...ids, ...interrupted]);
    expect(await rows("select count(*)::int, count(distinct call_id)::int from debrief")).toEqual([
      [SAMPLES + 29, SAMPLES + 29],
    ]);
    expect((await server.signal("SIGTERM")).code).toBe(0);
    const { cluster } = await findHome(dataDir);
    await access(join(cluster, "PG_VERSION"));
    await expect(access(join(cluster, "postmaster.pid"))).rejects.toThrow();
  });
});
