import { fileURLToPath } from "node:url";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate as runMigrations } from "drizzle-orm/node-postgres/migrator";
import pg from "pg";
import { CoachError } from "../errors.ts";
import { translate } from "./failures.ts";

/** Policies and role membership need it. */
const OLDEST_POSTGRES = 16;

/** Any number, as long as every process of ours takes the same lock. */
const MIGRATION_LOCK = 7_236_401;

const FOLDER = fileURLToPath(new URL("../../migrations", import.meta.url));

/**
 * Brings the database up to the newest migration; several processes may call it at once. Throws
 * `unavailable` when there is no database and `forbidden` when the user may not create the role.
 */
export async function migrate(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => undefined);
  try {
    await client.connect();
    await requireVersion(client);
    await client.query("select pg_advisory_lock($1)", [MIGRATION_LOCK]);
    // The first run says that its bookkeeping "already exists, skipping"; nobody needs to read it.
    await client.query("set client_min_messages to warning");
    await runMigrations(drizzle(client), { migrationsFolder: FOLDER });
  } catch (error) {
    throw explained(error);
  } finally {
    // The lock goes with the connection.
    await client.end().catch(() => undefined);
  }
}

async function requireVersion(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ number: string }>(
    "select current_setting('server_version_num') as number",
  );
  const major = Math.floor(Number(rows[0]?.number) / 10_000);
  if (major < OLDEST_POSTGRES) {
    throw new CoachError(
      "unavailable",
      `The database is Postgres ${major}; at least ${OLDEST_POSTGRES} is needed.`,
    );
  }
}

function explained(error: unknown): unknown {
  const known = translate(error);
  if (!(known instanceof CoachError) || known.code !== "forbidden") return known;
  return new CoachError(
    "forbidden",
    "The database user may not set up the schema. Give it CREATEROLE, or run as a superuser: " +
      "create role coach_app nologin; grant coach_app to <that user>;",
    { cause: known.cause },
  );
}
