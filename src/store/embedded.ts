import { Socket } from "node:net";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { CoachError } from "../errors.ts";
import { type Binaries, findBinaries } from "./embedded/binaries.ts";
import { initialise, startServer, stopServer, USER } from "./embedded/cluster.ts";
import { findHome, type Home, password } from "./embedded/home.ts";
import { locked } from "./embedded/lock.ts";
import { findPostmaster } from "./embedded/postmaster.ts";

/** A Postgres of our own, on the loopback. */
export interface Embedded {
  url: string;
  /** False when it ran already and we joined. */
  started: boolean;
  /** Leaves; the last process to leave stops the server. */
  stop(): Promise<void>;
}

/** How a process that uses the server is told from a connection that merely asks it something. */
const PRESENCE = "coaching-os presence";

const PATIENCE_MS = 60_000;

/**
 * The database of this `DATA_DIR`: joins the server that runs on it, also one whose process was killed,
 * or starts one. Throws `unavailable` with what to do when it cannot.
 */
export async function startEmbedded(dataDir: string): Promise<Embedded> {
  const home = await findHome(resolve(dataDir));
  return await locked(join(home.folder, "lock"), async () => {
    const joined = await joinRunning(home);
    if (joined) return embedded(home, joined, false);
    const binaries = await findBinaries(home.owner !== null);
    await initialise(home, binaries, await password(home));
    await startServer(home, binaries);
    const own = await joinRunning(home);
    if (!own) throw new CoachError("unavailable", "The embedded database stopped at once.");
    return embedded(home, own, true, binaries);
  });
}

interface Presence {
  url: string;
  client: pg.Client;
  socket: Socket;
}

function embedded(home: Home, presence: Presence, started: boolean, known?: Binaries): Embedded {
  const leave = () =>
    locked(join(home.folder, "lock"), async () => {
      presence.socket.ref();
      const others = await othersPresent(presence.client);
      await presence.client.end().catch(() => undefined);
      if (others > 0 || !(await findPostmaster(home.cluster))) return;
      await stopServer(home, known ?? (await findBinaries(home.owner !== null)));
    });
  let leaving: Promise<void> | undefined;
  return {
    url: presence.url,
    started,
    stop: () => {
      leaving ??= leave();
      return leaving;
    },
  };
}

/** Connects to the running server and stays; `null` when none runs. */
async function joinRunning(home: Home): Promise<Presence | null> {
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    const server = await findPostmaster(home.cluster);
    if (!server) return null;
    if (server.status === "ready") {
      const url = `postgres://${USER}:${await password(home)}@127.0.0.1:${server.port}/postgres`;
      const presence = await connected(url);
      if (presence) return presence;
    }
    if (Date.now() > until) {
      throw new CoachError(
        "unavailable",
        `The embedded database (process ${server.pid}) has been ${server.status} for a minute and cannot be joined.`,
      );
    }
    await sleep(20);
  }
}

/** `null` when nobody answers yet or any more. */
async function connected(url: string): Promise<Presence | null> {
  const socket = new Socket();
  const client = new pg.Client({
    connectionString: url,
    application_name: PRESENCE,
    stream: () => socket,
  });
  // The server may be stopped from outside; whoever uses it will be told on their own connection.
  client.on("error", () => undefined);
  try {
    await client.connect();
    // Being present is no reason for a process to stay alive.
    socket.unref();
    return { url, client, socket };
  } catch (cause) {
    const code = (cause as { code?: unknown }).code;
    if (code === "28P01") {
      throw new CoachError(
        "unavailable",
        "The embedded database does not take the password in DATA_DIR. Restore postgres/password, or set DATA_DIR to a new folder.",
        { cause },
      );
    }
    return null;
  }
}

async function othersPresent(client: pg.Client): Promise<number> {
  try {
    const { rows } = await client.query<{ others: number }>(
      "select count(*)::int as others from pg_stat_activity where application_name = $1 and pid <> pg_backend_pid()",
      [PRESENCE],
    );
    return rows[0]?.others ?? 0;
  } catch {
    return 0;
  }
}
