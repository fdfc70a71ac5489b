import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startEmbedded } from "../../src/store/embedded.ts";

const root = process.getuid?.() === 0;

let folder: string;
let dataDir: string;
let cluster: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "coach-embedded-"));
  await chmod(folder, 0o711);
  dataDir = join(folder, "data");
  cluster = join(dataDir, "postgres", "cluster");
});

afterAll(async () => await rm(folder, { recursive: true, force: true }));

async function ask(url: string, statement: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => undefined);
  await client.connect();
  try {
    return (await client.query({ text: statement, rowMode: "array" })).rows.flat();
  } finally {
    await client.end();
  }
}

const alive = (url: string) =>
  ask(url, "select 1").then(
    () => true,
    () => false,
  );

/** Another process that starts or joins, prints what it got, and stays until it is killed. */
async function anotherProcess(): Promise<{ url: string; started: boolean; child: ChildProcess }> {
  const program = `
    const { startEmbedded } = await import(${JSON.stringify(new URL("../../src/store/embedded.ts", import.meta.url).href)});
    const { url, started } = await startEmbedded(${JSON.stringify(dataDir)});
    console.log(JSON.stringify({ url, started }));
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", program], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = (await once(child.stdout, "data")) as [Buffer];
  return { ...(JSON.parse(String(line)) as { url: string; started: boolean }), child };
}

async function kill(child: ChildProcess): Promise<void> {
  const gone = once(child, "exit");
  child.kill("SIGKILL");
  await gone;
}

describe("the embedded database", () => {
  it("is a Postgres that speaks UTF-8 and UTC and syncs every commit", async () => {
    const server = await startEmbedded(dataDir);
    expect(server.started).toBe(true);
    expect(
      await ask(
        server.url,
        `select current_setting('server_encoding'), current_setting('timezone'), current_setting('fsync'),
          current_setting('synchronous_commit'), lower('ÉÑ'), 'a' < 'B'`,
      ),
    ).toEqual(["UTF8", "UTC", "on", "on", "éñ", false]);
    await server.stop();
  });

  it("is for whoever knows the password, which only its owner can read", async () => {
    const server = await startEmbedded(dataDir);
    const without = server.url.replace(/:[^:@/]+@/, ":guess@");
    await expect(ask(without, "select 1")).rejects.toMatchObject({ code: "28P01" });
    expect((await stat(join(dataDir, "postgres", "password"))).mode & 0o777).toBe(0o600);
    expect((await stat(cluster)).mode & 0o777).toBe(0o700);
    await server.stop();
  });

  it("is joined by the second who comes, and stops when the last one leaves", async () => {
    const first = await startEmbedded(dataDir);
    const second = await startEmbedded(dataDir);
    expect([second.started, second.url]).toEqual([false, first.url]);
    await first.stop();
    await first.stop();
    expect(await alive(second.url)).toBe(true);
    await second.stop();
    expect(await alive(second.url)).toBe(false);
  });

  it("keeps what was written, and is joined again after its process was killed", async () => {
    const killed = await anotherProcess();
    await ask(killed.url, "create table kept (word text)");
    await ask(killed.url, "insert into kept values ('here')");
    await kill(killed.child);
    const orphan = await startEmbedded(dataDir);
    expect([orphan.started, orphan.url]).toEqual([false, killed.url]);
    await orphan.stop();
    expect(await alive(orphan.url)).toBe(false);
    const again = await startEmbedded(dataDir);
    expect(again.started).toBe(true);
    expect(await ask(again.url, "select word from kept")).toEqual(["here"]);
    await again.stop();
  });

  it("is started once when several processes start at the same time", async () => {
    const all = await Promise.all([anotherProcess(), anotherProcess(), anotherProcess()]);
    expect(all.filter((one) => one.started)).toHaveLength(1);
    expect(new Set(all.map((one) => one.url)).size).toBe(1);
    await Promise.all(all.map((one) => kill(one.child)));
    await (await startEmbedded(dataDir)).stop();
  });

  it("starts although a dead server's number now belongs to another process", async () => {
    await writeFile(
      join(cluster, "postmaster.pid"),
      [process.pid, cluster, 1, 1, "", "127.0.0.1", "", "ready"].join("\n"),
    );
    await writeFile(join(dataDir, "postgres", "lock"), "999999999 gone");
    const server = await startEmbedded(dataDir);
    expect(server.started).toBe(true);
    await server.stop();
  });

  it("comes back after the server itself was killed in the middle", async () => {
    const server = await startEmbedded(dataDir);
    const [pid] = (await readFile(join(cluster, "postmaster.pid"), "utf8")).split("\n");
    process.kill(Number(pid), "SIGKILL");
    await expect.poll(() => alive(server.url)).toBe(false);
    const again = await startEmbedded(dataDir);
    expect(await ask(again.url, "select word from kept")).toEqual(["here"]);
    await server.stop();
    await again.stop();
  });

  it("says what to do about data of another major version, and leaves them alone", async () => {
    const file = join(cluster, "PG_VERSION");
    const version = await readFile(file, "utf8");
    await writeFile(file, "15\n");
    await expect(startEmbedded(dataDir)).rejects.toMatchObject({
      code: "unavailable",
      message: expect.stringMatching(/written by Postgres 15.*DATA_DIR/),
    });
    await writeFile(file, version);
  });

  it("says so when DATA_DIR is no folder", async () => {
    await writeFile(join(folder, "file"), "");
    await expect(startEmbedded(join(folder, "file"))).rejects.toMatchObject({
      code: "unavailable",
      message: expect.stringMatching(/DATA_DIR/),
    });
  });

  it.runIf(root)(
    "works for root in a folder nobody else can pass, and notices a copy",
    async () => {
      const closed = await mkdtemp(join(tmpdir(), "coach-closed-"));
      const server = await startEmbedded(join(closed, "data"));
      const pointer = await readFile(join(closed, "data", "postgres.path"), "utf8");
      const home = pointer.trim();
      try {
        expect(await ask(server.url, "select 1")).toEqual([1]);
        const copy = await mkdtemp(join(tmpdir(), "coach-copy-"));
        await writeFile(join(copy, "postgres.path"), pointer);
        await expect(startEmbedded(copy)).rejects.toMatchObject({ code: "conflict" });
        await rm(copy, { recursive: true });
      } finally {
        await server.stop();
        expect(dirname(home)).toMatch(/coaching-os$/);
        await rm(home, { recursive: true });
        await rm(closed, { recursive: true });
      }
    },
  );
});
