import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { authenticationFor } from "../../../src/bots/teams/authentication.ts";
import { APP_ID, TENANT } from "./signing.ts";

let azure: Server;
const asked: URL[] = [];

beforeAll(async () => {
  // What Azure App Service hands to a managed identity.
  azure = createServer((request, response) => {
    asked.push(new URL(request.url ?? "/", "http://azure"));
    const expires_on = Math.floor(Date.now() / 1000) + 3600;
    response.setHeader("Content-Type", "application/json");
    response.end(JSON.stringify({ access_token: "managed", token_type: "Bearer", expires_on }));
  });
  await new Promise<void>((resolve) => azure.listen(0, "127.0.0.1", resolve));
  const port = (azure.address() as AddressInfo).port;
  vi.stubEnv("IDENTITY_ENDPOINT", `http://127.0.0.1:${port}/msi/token`);
  vi.stubEnv("IDENTITY_HEADER", "secret-header");
});
afterAll(() => {
  vi.unstubAllEnvs();
  azure?.close();
});

describe("the token of what is sent", () => {
  it("comes from the managed identity of this bot, for the Bot Framework", async () => {
    const { token } = authenticationFor({ appId: APP_ID, tenantId: TENANT, password: null });
    expect(await token()).toBe("managed");
    const [first] = asked;
    expect(first?.searchParams.get("client_id")).toBe(APP_ID);
    expect(first?.searchParams.get("resource")).toBe("https://api.botframework.com");
  });

  it("is none without a registration", async () => {
    expect(await authenticationFor(null).token()).toBeNull();
  });
});
