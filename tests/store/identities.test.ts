import { v7 } from "uuid";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type ChatPerson,
  identitiesOn,
  identityOf,
  personBehind,
  recognise,
} from "../../src/store/identities.ts";
import { addPerson } from "../../src/store/people.ts";
import { placeOf } from "../../src/store/places.ts";
import { DEFAULT_WORKSPACE } from "../../src/store/schema.ts";
import { type TestDatabase, testDatabase } from "../database.ts";

let store: TestDatabase;
const maya = v7();
const NOW = new Date("2026-11-20T10:00:00Z");
const other = (more: Partial<ChatPerson> = {}): ChatPerson => ({
  externalId: "U1",
  name: "Maya",
  email: "MAYA@fern.example",
  timeZone: "Europe/Berlin",
  admin: false,
  address: { channel: "D1" },
  ...more,
});

beforeAll(async () => {
  store = await testDatabase();
  await store.database.inWorkspace(DEFAULT_WORKSPACE, (tx) =>
    addPerson(tx, { id: maya, name: "Maya Okafor", email: "maya@fern.example", role: "rep" }),
  );
});
afterAll(() => store?.drop());

describe("somebody on a chat platform", () => {
  it("is known by their e-mail, never by a name, and from then on by the platform's own id", async () => {
    await store.database.inWorkspace(DEFAULT_WORKSPACE, async (tx) => {
      const nameOnly = other({ email: null, name: "Maya Okafor" });
      expect(await recognise(tx, "slack", nameOnly, NOW)).toBeNull();
      expect((await recognise(tx, "slack", other(), NOW))?.id).toBe(maya);
      expect((await recognise(tx, "slack", nameOnly, NOW))?.id).toBe(maya);
      expect((await personBehind(tx, "slack", "U1"))?.timeZone).toBe("Europe/Berlin");
      expect((await placeOf(tx, "slack", `dm:${maya}`))?.address).toEqual({ channel: "D1" });
    });
  });

  it("is one person on several platforms, and nobody in another workspace", async () => {
    await store.database.inWorkspace(DEFAULT_WORKSPACE, async (tx) => {
      await recognise(tx, "teams", other({ externalId: "aad-1" }), NOW);
      expect(await identityOf(tx, "teams", maya)).toBe("aad-1");
      expect(await identityOf(tx, "slack", maya)).toBe("U1");
      expect([...(await identitiesOn(tx, "teams"))]).toEqual([["aad-1", maya]]);
    });
    await store.database.inWorkspace(v7(), async (tx) => {
      expect(await personBehind(tx, "teams", "aad-1")).toBeNull();
    });
  });
});
