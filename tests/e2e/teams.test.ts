import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addPerson } from "../../src/store/people.ts";
import { DEFAULT_WORKSPACE } from "../../src/store/schema.ts";
import { type ConnectorStandIn, connectorStandIn } from "../bots/teams/connector-stand-in.ts";
import { openStand, type Stand, until } from "./stand.ts";

const MAYA = { id: "29:maya", name: "Maya", email: "maya@fern.example", aadObjectId: "aad-maya" };

let stand: Stand;
let connector: ConnectorStandIn;
beforeAll(async () => {
  connector = await connectorStandIn({ token: null });
  connector.know("a:maya", [MAYA]);
  stand = await openStand();
  await stand.store.database.inWorkspace(DEFAULT_WORKSPACE, (tx) =>
    addPerson(tx, {
      ...{ id: "01a1f9f5-0ad9-7077-8de6-f3c49f4751c1", name: "Maya Okafor", role: "rep" },
      email: MAYA.email,
    }),
  );
}, 60_000);
afterAll(async () => {
  await stand?.stop();
  await connector?.close();
});

const post = (url: string, text: string) =>
  fetch(`${url}/api/messages`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({
      ...{ type: "message", id: text, channelId: "emulator", text },
      ...{ serviceUrl: connector.serviceUrl, from: MAYA, recipient: { id: "28:coach" } },
      conversation: { id: "a:maya", conversationType: "personal" },
    }),
  });

describe("the whole server, with a client of this machine in Teams' place", () => {
  it("answers what somebody writes, through the queue and the outbox", {
    timeout: 60_000,
  }, async () => {
    expect((await post(stand.url, "hub")).status).toBe(200);
    const cards = await until("the welcome and the page", async () => {
      const found = connector.taken.filter(({ card }) => card !== null);
      return found.length >= 2 && found;
    });
    expect(JSON.stringify(cards)).toContain("your call coach");
    expect(connector.problems).toEqual([]);
  });

  it("hears nobody but this machine without a registration, and says how to change that", async () => {
    const open = await openStand({ settings: { publicUrl: "https://coach.example.com" } });
    try {
      const refused = await post(open.url, "hello");
      expect(refused.status).toBe(403);
      expect(await refused.text()).toContain("MICROSOFT_APP_ID");
    } finally {
      await open.stop();
    }
  });
});
