import { readFile } from "node:fs/promises";
import { type DrizzleSnapshotJSON, generateDrizzleJson, generateMigration } from "drizzle-kit/api";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as schema from "../../src/store/schema.ts";
import { type TestDatabase, testDatabase } from "../database.ts";

/** Tables without `workspace_id`: the workspace itself is what that column points at. */
const WITHOUT_WORKSPACE = ["workspace"];

let store: TestDatabase;
let client: pg.Client;

beforeAll(async () => {
  store = await testDatabase();
  client = new pg.Client({ connectionString: store.url });
  await client.connect();
});

afterAll(async () => {
  await client.end();
  await store.drop();
});

async function names(statement: string): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(statement);
  return rows.map((row) => row.name);
}

const TABLES =
  "from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')";
const HAS_WORKSPACE = `exists (select from pg_attribute a where a.attrelid = c.oid
  and a.attname = 'workspace_id' and a.attnotnull and not a.attisdropped)`;

describe("the schema", () => {
  it("has the tables, so that the walk below walks over something", async () => {
    expect(await names(`select c.relname as name ${TABLES}`)).toEqual(
      expect.arrayContaining(["workspace", "person", "call", "debrief", "delivery", "audit"]),
    );
  });

  it("gives each table a workspace, apart from a short named list", async () => {
    expect(await names(`select c.relname as name ${TABLES} and not ${HAS_WORKSPACE}`)).toEqual(
      WITHOUT_WORKSPACE,
    );
  });

  it("has no view or materialised view, which would read past the policies as their owner", async () => {
    expect(
      await names(`select relname as name from pg_class
        where relnamespace = 'public'::regnamespace and relkind in ('v', 'm')`),
    ).toEqual([]);
  });

  it("turns row-level security on for each table", async () => {
    expect(await names(`select c.relname as name ${TABLES} and not c.relrowsecurity`)).toEqual([]);
  });

  it("lets coach_app read and write each table's rows only by its workspace", async () => {
    const { rows } = await client.query<{ table: string; roles: string; check: string | null }>(
      `select c.relname as table, array_to_string(p.roles, ',') as roles,
        case when p.cmd = 'ALL' and p.qual = p.with_check then p.qual end as check
       from pg_class c left join pg_policies p on p.tablename = c.relname and p.schemaname = 'public'
       where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')`,
    );
    for (const row of rows) {
      const column = WITHOUT_WORKSPACE.includes(row.table) ? "id" : "workspace_id";
      expect(row).toEqual({
        table: row.table,
        roles: "coach_app",
        check: `(${column} = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid)`,
      });
    }
  });

  it("puts the workspace first into each key that must be unique", async () => {
    expect(
      await names(`select i.indexrelid::regclass::text as name
        from pg_index i join pg_class c on c.oid = i.indrelid
        where c.relnamespace = 'public'::regnamespace and i.indisunique
        and i.indkey[0] is distinct from (select attnum from pg_attribute a
          where a.attrelid = c.oid and a.attname = 'workspace_id')
        order by 1`),
    ).toEqual(["workspace_pkey", "workspace_slug_unique"]);
  });

  it("lets no reference leave the workspace", async () => {
    expect(
      await names(`select con.conname as name from pg_constraint con
        where con.contype = 'f' and con.connamespace = 'public'::regnamespace
        and not exists (
          select from unnest(con.conkey, con.confkey) as pair(here, there)
          join pg_attribute mine on mine.attrelid = con.conrelid and mine.attnum = pair.here
          join pg_attribute theirs on theirs.attrelid = con.confrelid and theirs.attnum = pair.there
          where mine.attname = 'workspace_id' and theirs.attname =
            case when con.confrelid = 'public.workspace'::regclass then 'id' else 'workspace_id' end)`),
    ).toEqual([]);
  });

  it("has a role that owns nothing, cannot log in and cannot pass the policies", async () => {
    const { rows } = await client.query(
      `select rolsuper, rolbypassrls, rolcanlogin, rolcreaterole,
        (select count(*)::int from pg_class where relowner = r.oid) as owned
       from pg_roles r where rolname = 'coach_app'`,
    );
    expect(rows).toEqual([
      { rolsuper: false, rolbypassrls: false, rolcanlogin: false, rolcreaterole: false, owned: 0 },
    ]);
  });

  it("keeps every instant with its zone", async () => {
    expect(
      await names(`select table_name || '.' || column_name as name from information_schema.columns
        where table_schema = 'public' and data_type = 'timestamp without time zone'`),
    ).toEqual([]);
  });

  it("is what the migrations make: npm run db:generate was not forgotten", async () => {
    const meta = new URL("../../migrations/meta/", import.meta.url);
    const json = async (name: string) => JSON.parse(await readFile(new URL(name, meta), "utf8"));
    const { entries } = (await json("_journal.json")) as { entries: { idx: number }[] };
    const last = String(entries.at(-1)?.idx).padStart(4, "0");
    const snapshot = (await json(`${last}_snapshot.json`)) as DrizzleSnapshotJSON;
    const now = generateDrizzleJson(schema, snapshot.id);
    expect(await generateMigration(snapshot, now)).toEqual([]);
  });
});
