import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fetchDropped } from "../../../src/bots/teams/files.ts";

let server: Server;
let base = "";
beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url === "/moved") response.writeHead(302, { Location: `${base}/file` }).end();
    else if (request.url === "/busy") response.writeHead(503).end();
    else if (request.url === "/large") {
      const part = Buffer.alloc(1024 * 1024);
      for (let count = 0; count < 51; count += 1) response.write(part);
      response.end();
    } else if (request.url === "/file") {
      response.writeHead(200, { "Content-Type": "text/vtt" }).end("WEBVTT");
    } else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server?.close());

const take = (ref: string, registered = false) =>
  fetchDropped({ ref, name: "call.vtt" }, { registered });

describe("a dropped file", () => {
  it("is fetched with its name and kind", async () => {
    const file = await take(`${base}/file`);
    expect([file.name, file.mediaType, file.bytes.toString()]).toEqual([
      "call.vtt",
      "text/vtt",
      "WEBVTT",
    ]);
  });

  it("is fetched from Microsoft alone once the bot is registered, whatever an activity says", async () => {
    const elsewhere = [
      `${base}/file`,
      "http://fern.sharepoint.com/file",
      "https://sharepoint.com.evil.example/file",
      "https://evil-sharepoint.com/file",
      "https://169.254.169.254/latest",
      "file:///etc/passwd",
      "not an address",
    ];
    for (const ref of elsewhere) {
      await expect(take(ref, true)).rejects.toMatchObject({ code: "forbidden" });
    }
  });

  it("says what to do when it is gone or too large, and follows nothing elsewhere", async () => {
    await expect(take(`${base}/none`)).rejects.toThrow(/Drop it here again/);
    await expect(take(`${base}/large`)).rejects.toThrow(/larger than 50 MB/);
    await expect(take(`${base}/moved`)).rejects.toMatchObject({ code: "unavailable" });
    await expect(take(`${base}/busy`)).rejects.toMatchObject({ code: "unavailable" });
  });
});
