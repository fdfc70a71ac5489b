import { randomUUID } from "node:crypto";
import { chown, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { CoachError } from "../../errors.ts";
import { type Binaries, tool } from "./binaries.ts";
import { command, unavailable } from "./command.ts";
import type { Home } from "./home.ts";

/** The server's only user. */
export const USER = "coach";

/** Small enough for a laptop; safe: every commit is on the disk before it is answered. */
const SETTINGS: Record<string, string> = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  shared_buffers: "48MB",
  // Each process of ours takes about 27 when everything is open.
  max_connections: "200",
  max_wal_size: "256MB",
  min_wal_size: "32MB",
  max_parallel_workers_per_gather: "0",
  io_method: "sync",
  jit: "off",
  timezone: "UTC",
  log_timezone: "UTC",
  log_checkpoints: "off",
  // The log must not hold what people said: neither statements nor the values of a violated key.
  log_min_error_statement: "panic",
  log_error_verbosity: "terse",
};

/** Makes the cluster if there is none; refuses one that another major version made. */
export async function initialise(home: Home, binaries: Binaries, password: string): Promise<void> {
  const version = await readFile(join(home.cluster, "PG_VERSION"), "utf8").catch(() => null);
  if (version !== null) {
    if (version.trim() === binaries.major) return;
    throw new CoachError(
      "unavailable",
      `The data in ${home.cluster} were written by Postgres ${version.trim()}, and this is Postgres ${binaries.major}. ` +
        "Export them with the version that wrote them, or set DATA_DIR to a new folder.",
    );
  }
  // Built aside and renamed: a cluster that is there is complete.
  const draft = `${home.cluster}.${randomUUID()}`;
  const passwordFile = `${draft}.password`;
  try {
    await mkdir(draft, { mode: 0o700 });
    await writeFile(passwordFile, password, { mode: 0o600 });
    if (home.owner) {
      await chown(draft, home.owner.uid, home.owner.gid);
      await chown(passwordFile, home.owner.uid, home.owner.gid);
    }
    await command(
      tool(binaries, "initdb"),
      [
        `--pgdata=${draft}`,
        `--username=${USER}`,
        `--pwfile=${passwordFile}`,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale=C",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--no-instructions",
      ],
      { owner: home.owner, folder: draft },
    );
    await rename(draft, home.cluster);
  } finally {
    await rm(passwordFile, { force: true });
    await rm(draft, { recursive: true, force: true });
  }
}

/** Starts the server on a free port of the loopback; it outlives us. */
export async function startServer(home: Home, binaries: Binaries): Promise<void> {
  const log = join(home.cluster, "server.log");
  for (let attempt = 1; ; attempt += 1) {
    await rm(log, { force: true });
    const settings = { ...SETTINGS, port: String(await freePort()) };
    try {
      await command(
        tool(binaries, "pg_ctl"),
        [
          "start",
          "--wait",
          "--timeout=120",
          `--pgdata=${home.cluster}`,
          `--log=${log}`,
          `--options=${Object.entries(settings)
            .map(([name, value]) => `-c ${name}=${value}`)
            .join(" ")}`,
        ],
        { owner: home.owner, folder: home.cluster },
      );
      return;
    } catch (error) {
      const said = await readFile(log, "utf8").catch(() => "");
      // Children of a killed server let go of its memory only once they notice that it is gone.
      if (/shared memory block/.test(said) && attempt < 50) {
        await sleep(200);
        continue;
      }
      // Somebody took the port between our asking and the server's.
      if (/could not bind|in use/.test(said) && attempt < 5) continue;
      throw said ? unavailable("postgres", said, error) : error;
    }
  }
}

/** Stops the server after its last checkpoint; whoever is connected is cut off. */
export async function stopServer(home: Home, binaries: Binaries): Promise<void> {
  await command(
    tool(binaries, "pg_ctl"),
    ["stop", "--mode=fast", "--wait", "--timeout=60", `--pgdata=${home.cluster}`],
    { owner: home.owner, folder: home.cluster },
  );
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer();
    server.on("error", fail);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => done(typeof address === "object" && address ? address.port : 0));
    });
  });
}
