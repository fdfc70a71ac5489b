import { eq } from "drizzle-orm";
import { v7 } from "uuid";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  addConnection,
  changeConnection,
  connectionTo,
  findConnection,
  listConnections,
  markProblem,
  markSeen,
  openSecrets,
  removeConnection,
  resealConnections,
} from "../../src/store/connections.ts";
import { connectionOutside, workspaceOfConnection } from "../../src/store/directory.ts";
import { connection, DEFAULT_WORKSPACE, workspace } from "../../src/store/schema.ts";
import { openSealing } from "../../src/store/sealing.ts";
import { type TestDatabase, testDatabase } from "../database.ts";

const OLD = "the first key, kept for a while after";
const NEW = "the second key, in use from now on";
const OTHERS = v7();
const sealing = openSealing([NEW]);

let store: TestDatabase;
beforeAll(async () => {
  store = await testDatabase();
  await store.database.inWorkspace(OTHERS, (tx) =>
    tx.insert(workspace).values({ id: OTHERS, slug: "others", name: "Others" }),
  );
});
afterAll(() => store?.drop());

const within: TestDatabase["database"]["inWorkspace"] = (id, run) =>
  store.database.inWorkspace(id, run);
const add = (workspaceId: string, externalId: string, by = sealing) =>
  within(workspaceId, (tx) =>
    addConnection(tx, by, {
      kind: "recorder",
      provider: "zoom",
      label: "Zoom",
      externalId,
      secrets: { token: `token of ${externalId}` },
    }),
  );

describe("a connection", () => {
  it("keeps its secrets sealed in the database, and shows itself without them", async () => {
    const id = await add(DEFAULT_WORKSPACE, "account-1");
    await within(DEFAULT_WORKSPACE, async (tx) => {
      const [row] = await tx.select().from(connection).where(eq(connection.id, id));
      expect(JSON.stringify(row)).not.toContain("token of");
      expect(await openSecrets(tx, sealing, id)).toEqual({ token: "token of account-1" });
      for (const shown of await listConnections(tx, "recorder")) {
        expect(shown).not.toHaveProperty("sealed");
      }
    });
  });

  it("is found from outside by its id or its provider's name, and opened by its own workspace only", async () => {
    const id = await add(OTHERS, "account-2");
    expect(await workspaceOfConnection(store.database, id)).toBe(OTHERS);
    expect(await connectionOutside(store.database, "zoom", "account-2")).toEqual({
      workspaceId: OTHERS,
      connectionId: id,
    });
    expect(await connectionOutside(store.database, "gong", "account-2")).toBeNull();
    await within(DEFAULT_WORKSPACE, async (tx) => {
      expect(await findConnection(tx, id)).toBeNull();
      await expect(openSecrets(tx, sealing, id)).rejects.toMatchObject({ code: "not-found" });
    });
  });

  it("keeps its secrets when only something else is changed", async () => {
    const id = await add(DEFAULT_WORKSPACE, "account-3");
    await within(DEFAULT_WORKSPACE, async (tx) => {
      await changeConnection(tx, sealing, id, { label: "Zoom, London", status: "paused" });
      expect(await openSecrets(tx, sealing, id)).toEqual({ token: "token of account-3" });
      expect(await findConnection(tx, id)).toMatchObject({
        label: "Zoom, London",
        status: "paused",
      });
    });
  });

  it("says what went wrong until something comes in again", async () => {
    const id = await add(DEFAULT_WORKSPACE, "account-4");
    await within(DEFAULT_WORKSPACE, async (tx) => {
      await markProblem(tx, id, "Zoom refused the token. Connect again.", new Date(), "broken");
      expect(await findConnection(tx, id)).toMatchObject({
        status: "broken",
        problem: "Zoom refused the token. Connect again.",
      });
      await markSeen(tx, id, new Date());
      expect(await findConnection(tx, id)).toMatchObject({ problem: null });
    });
  });

  it("is gone, secrets and all, once it was removed", async () => {
    await add(OTHERS, "account-6");
    await within(OTHERS, async (tx) => {
      const found = await connectionTo(tx, "zoom", "account-6");
      await removeConnection(tx, found?.id ?? "");
      expect(await connectionTo(tx, "zoom", "account-6")).toBeNull();
    });
  });

  it("is sealed again under a new key, after which the old key may go", async () => {
    const id = await add(OTHERS, "account-5", openSealing([OLD]));
    await within(OTHERS, async (tx) => {
      expect(await resealConnections(tx, openSealing([NEW, OLD]))).toBe(1);
      expect(await openSecrets(tx, sealing, id)).toEqual({ token: "token of account-5" });
    });
  });
});
