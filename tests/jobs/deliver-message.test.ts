import { eq } from "drizzle-orm";
import { v7 } from "uuid";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { deliverMessage } from "../../src/jobs/deliver-message.ts";
import { findDelivery, post } from "../../src/store/deliveries.ts";
import { person } from "../../src/store/schema.ts";
import { type TestDatabase, testDatabase } from "../database.ts";
import { type Bench, openBench, openTeam, type Team } from "./effects.ts";

let store: TestDatabase;
let bench: Bench;
let team: Team;

beforeAll(async () => {
  store = await testDatabase();
  bench = openBench(store);
  bench.clock.now = new Date("2026-11-17T10:00:00Z");
  team = await openTeam(bench);
});
afterAll(async () => await store.drop());

/** What becomes of a message to Ines. */
async function sent(asked: boolean) {
  const deliveryId = await team.within((tx) =>
    post(tx, {
      ...{ kind: "test", subjectId: v7(), recipient: `dm:${team.ines}`, personId: team.ines },
      ...{ asked, message: { summary: "Hello", blocks: [] } },
    }),
  );
  await bench.effects.enqueue(deliverMessage, {
    workspaceId: team.id,
    deliveryId: deliveryId ?? "",
  });
  await bench.work();
  return await team.within((tx) => findDelivery(tx, deliveryId ?? ""));
}

const leaves = (leftOn: string) =>
  team.within((tx) => tx.update(person).set({ leftOn }).where(eq(person.id, team.ines)));

describe("somebody who leaves", () => {
  it("is written to up to their last day, and unasked no longer", async () => {
    await leaves("2026-11-17");
    expect((await sent(false))?.status).toBe("sent");
    await leaves("2026-11-15");
    expect(await sent(false)).toMatchObject({
      status: "failed",
      failure: "Whom it was for has left.",
    });
    expect((await sent(true))?.status).toBe("sent");
  });
});
