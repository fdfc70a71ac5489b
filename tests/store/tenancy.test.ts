import { eq, sql } from "drizzle-orm";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CoachError } from "../../src/errors.ts";
import { type Database, openDatabase } from "../../src/store/database.ts";
import { migrate } from "../../src/store/migrate.ts";
import * as table from "../../src/store/schema.ts";
import { type TestDatabase, testDatabase } from "../database.ts";

const OURS = table.DEFAULT_WORKSPACE;
const THEIRS = "0190a000-0000-7000-8000-00000000000b";

let store: TestDatabase;
let database: Database;
let ourRep: string;
let theirRep: string;

beforeAll(async () => {
  store = await testDatabase();
  database = store.database;
  await database.asOwner((tx) =>
    tx.insert(table.workspace).values({ id: THEIRS, slug: "theirs", name: "Theirs" }),
  );
  ourRep = await addPerson(OURS, "Ours");
  theirRep = await addPerson(THEIRS, "Theirs");
});

afterAll(async () => await store.drop());

async function addPerson(workspaceId: string, name: string): Promise<string> {
  return await database.inWorkspace(workspaceId, async (tx) => {
    const [row] = await tx
      .insert(table.person)
      .values({ name, role: "rep", email: `${name}@example.com` })
      .returning({ id: table.person.id });
    return row?.id ?? "";
  });
}

const theirNames = () =>
  database.inWorkspace(THEIRS, async (tx) =>
    (await tx.select().from(table.person)).map((row) => row.name),
  );

describe("a workspace", () => {
  it("sees its own people and its own name, and nobody else's", async () => {
    await database.inWorkspace(OURS, async (tx) => {
      expect((await tx.select().from(table.person)).map((row) => row.name)).toEqual(["Ours"]);
      expect((await tx.select().from(table.workspace)).map((row) => row.slug)).toEqual(["default"]);
    });
  });

  it("is where a row goes that names none", async () => {
    await database.inWorkspace(THEIRS, async (tx) => {
      const [row] = await tx.select().from(table.person).where(eq(table.person.id, theirRep));
      expect(row?.workspaceId).toBe(THEIRS);
    });
  });

  it("changes and removes nothing of another's, even by id", async () => {
    await database.inWorkspace(OURS, async (tx) => {
      const changed = await tx
        .update(table.person)
        .set({ name: "Taken" })
        .where(eq(table.person.id, theirRep));
      const removed = await tx.delete(table.person).where(eq(table.person.id, theirRep));
      expect([changed.rowCount, removed.rowCount]).toEqual([0, 0]);
    });
    expect(await theirNames()).toEqual(["Theirs"]);
  });

  it("cannot write a row into another, nor move one there", async () => {
    const write = database.inWorkspace(OURS, (tx) =>
      tx.insert(table.account).values({ workspaceId: THEIRS, name: "Planted" }),
    );
    await expect(write).rejects.toMatchObject({ code: "forbidden" });
    const move = database.inWorkspace(OURS, (tx) =>
      tx.update(table.person).set({ workspaceId: THEIRS }).where(eq(table.person.id, ourRep)),
    );
    await expect(move).rejects.toMatchObject({ code: "forbidden" });
  });

  it("cannot refer to another's rows", async () => {
    const refer = database.inWorkspace(OURS, (tx) =>
      tx.insert(table.reflection).values({ personId: theirRep, text: "Not mine to write." }),
    );
    await expect(refer).rejects.toThrow(/foreign key/);
  });

  it("may hold the same keys as another", async () => {
    for (const workspaceId of [OURS, THEIRS]) {
      await database.inWorkspace(workspaceId, (tx) =>
        tx.insert(table.call).values({ source: "upload", externalId: "same-file" }),
      );
    }
    const twice = database.inWorkspace(OURS, (tx) =>
      tx.insert(table.call).values({ source: "upload", externalId: "same-file" }),
    );
    await expect(twice).rejects.toMatchObject({ code: "conflict" });
  });

  it("cannot be named by anything but its id", async () => {
    const named = database.inWorkspace(`${OURS}' or true --`, (tx) =>
      tx.select().from(table.person),
    );
    await expect(named).rejects.toMatchObject({ code: "bad-input" });
    await database.inWorkspace("", async (tx) => {
      expect(await tx.select().from(table.person)).toEqual([]);
      expect(await tx.select().from(table.workspace)).toEqual([]);
    });
  });

  it("is never left over on the connection for whoever comes next", async () => {
    const url = new URL(store.url);
    const one = new pg.Pool({ connectionString: url.href, max: 1 });
    await database.inWorkspace(OURS, (tx) => tx.select().from(table.person));
    const settings = await database.asOwner((tx) =>
      tx.execute<{ workspace: string | null; role: string }>(
        sql`select nullif(current_setting('app.workspace', true), '') as workspace, current_user as role`,
      ),
    );
    expect(settings.rows).toEqual([{ workspace: null, role: url.username }]);
    await one.end();
  });

  it("is no way to the schema, the queue or the roles", async () => {
    for (const statement of [
      "alter table person disable row level security",
      "drop policy own_workspace on person",
      "create table public.mine (id int)",
      "create role another",
      "select * from drizzle.__drizzle_migrations",
      "select pg_read_file('PG_VERSION')",
    ]) {
      const tried = database.inWorkspace(OURS, (tx) => tx.execute(sql.raw(statement)));
      await expect(tried, statement).rejects.toMatchObject({ code: "forbidden" });
    }
  });
});

describe("the database", () => {
  it("can be migrated again, by several at once, without harm", async () => {
    await Promise.all([migrate(store.url), migrate(store.url), migrate(store.url)]);
    expect(await theirNames()).toEqual(["Theirs"]);
  });

  it("says that it is not there in words a person can act on", async () => {
    const nobody = openDatabase("postgres://coach:secret@127.0.0.1:1/none");
    const error = await nobody.ping().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(CoachError);
    expect(error).toMatchObject({
      code: "unavailable",
      message: expect.stringMatching(/DATABASE_URL/),
    });
    await nobody.close();
    await expect(migrate("postgres://coach:secret@127.0.0.1:1/none")).rejects.toMatchObject({
      code: "unavailable",
    });
  });

  it("never repeats the values of a statement that failed", async () => {
    const failed = database.inWorkspace(OURS, (tx) =>
      tx.insert(table.reflection).values({ personId: theirRep, text: "said in confidence" }),
    );
    const error = await failed.catch((reason: unknown) => reason);
    expect(String(error)).not.toContain("said in confidence");
    expect(String((error as Error).cause)).not.toContain("said in confidence");
  });

  it("passes on what the caller's own code throws, as it is", async () => {
    const own = Object.assign(new Error("the far service"), { code: "ECONNREFUSED" });
    await expect(
      database.inWorkspace(OURS, async () => {
        throw own;
      }),
    ).rejects.toBe(own);
  });

  it("tells every listener, also after its connection was cut", async () => {
    const heard: string[] = [];
    const stop = await database.listen("tests", (payload) => heard.push(payload));
    await database.notify("tests", "first");
    await expect.poll(() => heard).toEqual(["first"]);
    await database.asOwner((tx) =>
      tx.execute(
        sql`select pg_terminate_backend(pid) from pg_stat_activity
            where datname = current_database() and query like 'listen%'`,
      ),
    );
    await expect
      .poll(
        async () => {
          await database.notify("tests", "second");
          return heard;
        },
        { timeout: 10_000 },
      )
      .toContain("second");
    await stop();
    const before = heard.length;
    await database.notify("tests", "third");
    await database.ping();
    expect(heard.slice(before)).toEqual([]);
  });
});
