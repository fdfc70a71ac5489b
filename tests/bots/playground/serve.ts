import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import express from "express";
import type { PlaygroundHost } from "../../../src/bots/playground/host.ts";
import { playgroundRoutes } from "../../../src/bots/playground/routes.ts";

/** The page on a free port, as the project mounts it. */
export async function servePlayground(
  host: PlaygroundHost,
): Promise<{ url: string; close: () => Promise<void> }> {
  const cacheDirectory = await mkdtemp(join(tmpdir(), "playground-"));
  const app = express().use("/playground", playgroundRoutes(host, { cacheDirectory }));
  const server = app.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/playground`,
    async close() {
      server.close();
      server.closeAllConnections();
      await rm(cacheDirectory, { recursive: true, force: true });
    },
  };
}
