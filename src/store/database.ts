import { sql } from "drizzle-orm";
import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import pg from "pg";
import { saidByDatabase, translate } from "./failures.ts";
import { Notifications } from "./notifications.ts";
import * as schema from "./schema.ts";

type Drizzle = NodePgDatabase<typeof schema>;

/** One transaction, as drizzle gives it. */
export type Transaction = Parameters<Parameters<Drizzle["transaction"]>[0]>[0];

/** The database, reachable only through a workspace, or by name as the owner. */
export interface Database {
  /** A transaction that sees and writes the rows of one workspace; `forbidden` when it tries others. */
  inWorkspace<T>(workspaceId: string, run: (tx: Transaction) => Promise<T>): Promise<T>;
  /** A transaction that sees every workspace: for store/directory.ts alone. */
  asOwner<T>(run: (tx: Transaction) => Promise<T>): Promise<T>;
  /** Tells every process that listens; the payload is an id, at most 8000 bytes. */
  notify(channel: string, payload: string): Promise<void>;
  /** Hears what is notified from now on; returns the way to stop. Reconnects, and may miss some then. */
  listen(channel: string, handler: (payload: string) => void): Promise<() => Promise<void>>;
  /** Resolves when a statement can be run; `unavailable` otherwise. */
  ping(): Promise<void>;
  /** Waits for the transactions under way. */
  close(): Promise<void>;
}

/** Connects on first use; at most ten connections, and one more when somebody listens. */
export function openDatabase(url: string): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: 10_000,
    statement_timeout: 60_000,
    application_name: "coaching-os",
  });
  // An idle connection that breaks is replaced on next use; without a handler it ends the process.
  pool.on("error", () => undefined);
  const database = drizzle(pool, { schema });
  const notifications = new Notifications(url);
  let closing: Promise<void> | undefined;

  async function transaction<T>(
    workspaceId: string | null,
    run: (tx: Transaction) => Promise<T>,
  ): Promise<T> {
    // What the caller's own code throws passes as it is: its ECONNREFUSED is not the database's.
    let theirs: { error: unknown } | undefined;
    try {
      return await database.transaction(async (tx) => {
        if (workspaceId !== null) {
          await tx.execute(
            sql`select set_config('role', 'coach_app', true), set_config('app.workspace', ${workspaceId}, true)`,
          );
        }
        try {
          return await run(tx);
        } catch (error) {
          if (!saidByDatabase(error)) theirs = { error };
          throw error;
        }
      });
    } catch (error) {
      throw theirs ? theirs.error : translate(error);
    }
  }

  return {
    inWorkspace: (workspaceId, run) => transaction(workspaceId, run),
    asOwner: (run) => transaction(null, run),
    notify: (channel, payload) =>
      translated(async () => {
        await pool.query("select pg_notify($1, $2)", [channel, payload]);
      }),
    listen: (channel, handler) => translated(() => notifications.listen(channel, handler)),
    ping: () =>
      translated(async () => {
        await pool.query("select 1");
      }),
    close: () => {
      closing ??= Promise.all([notifications.close(), pool.end()]).then(() => undefined);
      return closing;
    },
  };
}

async function translated<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    throw translate(error);
  }
}
