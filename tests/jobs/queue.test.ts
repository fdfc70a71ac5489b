import { spawn, spawnSync } from "node:child_process";
import { createServer } from "node:net";
import { afterAll, beforeAll, describe, it } from "vitest";
import { queueContract } from "../contracts/queue.ts";
import { type TestDatabase, testDatabase } from "../database.ts";
import { failIfRequired } from "../required.ts";

const REDIS_SERVER = "redis-server";

let store: TestDatabase;

beforeAll(async () => {
  store = await testDatabase();
});

afterAll(async () => await store.drop());

queueContract("Postgres", () => ({ postgresUrl: store.url }));

const redisUrl = process.env.TEST_REDIS_URL || (await ownRedis());
if (redisUrl) queueContract("Redis", () => ({ redisUrl }));
else
  describe("the queue on Redis", () => it.skip("has no Redis here: set TEST_REDIS_URL", () => {}));

/** A Redis that keeps nothing, on a free port, for as long as this file runs. */
async function ownRedis(): Promise<string | null> {
  if (spawnSync(REDIS_SERVER, ["--version"]).error) {
    failIfRequired("redis");
    return null;
  }
  const port = await freePort();
  const server = spawn(REDIS_SERVER, ["--port", String(port), "--bind", "127.0.0.1", "--save", ""]);
  afterAll(() => {
    server.kill();
  });
  await new Promise<void>((ready) => {
    server.stdout.on("data", (text) => {
      if (String(text).includes("Ready to accept connections")) ready();
    });
  });
  return `redis://127.0.0.1:${port}`;
}

function freePort(): Promise<number> {
  return new Promise((done) => {
    const server = createServer();
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => done(typeof address === "object" && address ? address.port : 0));
    });
  });
}
