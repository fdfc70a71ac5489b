import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  type Connector,
  ConnectorError,
  openConnector,
} from "../../../src/bots/teams/connector.ts";
import { type ConnectorStandIn, connectorStandIn, TOKEN } from "./connector-stand-in.ts";

let teams: ConnectorStandIn;
let connector: Connector;
const waits: number[] = [];

beforeAll(async () => {
  teams = await connectorStandIn();
  connector = openConnector({
    token: async () => TOKEN,
    wait: async (ms) => {
      waits.push(ms);
    },
  });
});
afterAll(() => teams?.close());
beforeEach(() => {
  teams.taken.length = 0;
  waits.length = 0;
});

const MAYA = { id: "29:maya", name: "Maya Okafor", email: "maya@fern.example", aadObjectId: "aad" };
const message = { type: "message", text: "Hello" };

/** A conversation of its own for each test, or they would be too fast for each other. */
function chat(id: string) {
  teams.know(id, [MAYA]);
  return { serviceUrl: teams.serviceUrl, conversationId: id };
}
const failure = async (asking: Promise<unknown>) => {
  const error = await asking.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ConnectorError)) throw new Error(`no ConnectorError: ${String(error)}`);
  return error;
};

describe("the connector", () => {
  it("sends, changes and names what it sent", async () => {
    const at = chat("a:1");
    const id = await connector.send(at, message);
    await connector.update(at, id ?? "", { type: "message", text: "Hello again" });
    expect(teams.taken.map((one) => [one.id, one.text, one.updated])).toEqual([
      [id, "Hello again", true],
    ]);
    expect(teams.problems).toEqual([]);
  });

  it("writes into a channel's thread", async () => {
    const at = chat("19:sales@thread.tacv2");
    await connector.send({ ...at, conversationId: `${at.conversationId};messageid=17` }, message);
    expect(teams.taken[0]).toMatchObject({ conversationId: "19:sales@thread.tacv2", thread: "17" });
  });

  it("knows who is in a conversation, page by page, and opens a chat with one of them", async () => {
    const at = chat("19:sales@thread.tacv2");
    const { id, name, email, aadObjectId } = MAYA;
    const maya = { id, name, email, aadObjectId, guest: false };
    expect(await connector.members(at)).toEqual([maya]);
    expect(await connector.member(at, "29:maya")).toEqual(maya);
    const opened = { botId: "28:bot", userId: "29:maya", tenantId: null };
    expect(await connector.openChat(at, opened)).toBe("a:29:maya");
  });

  it("waits as long as Teams says when it is too fast, and then goes on", async () => {
    const at = chat("a:waits");
    teams.fail({ status: 429, retryAfter: 2 }, { status: 412 });
    await connector.send(at, message);
    expect([waits, teams.taken.length]).toEqual([[2000, 2000], 1]);
  });

  it("hands the waiting over when it is long, as surely not sent", async () => {
    const at = chat("a:long");
    teams.fail({ status: 429, retryAfter: 60 });
    const error = await failure(connector.send(at, message));
    expect(error).toMatchObject({ status: 429, waitMs: 60_000, doubtful: false });
    expect([waits, teams.taken.length]).toEqual([[], 0]);
  });

  it("never repeats by itself what may have been sent, and says that it may", async () => {
    const at = chat("a:doubt");
    teams.fail("hang-up-after", { status: 504, taken: true });
    expect(await failure(connector.send(at, message))).toMatchObject({ doubtful: true });
    expect(await failure(connector.send(at, message))).toMatchObject({ doubtful: true });
    expect(teams.taken.length).toBe(2);
  });

  it("knows what was surely not sent: refused, too large, nobody there to ask", async () => {
    const at = chat("a:sure");
    teams.fail({ status: 502 });
    expect(await failure(connector.send(at, message))).toMatchObject({ doubtful: false });
    const large = { type: "message", text: "x".repeat(110_000) };
    expect(await failure(connector.send(at, large))).toMatchObject({
      status: 413,
      doubtful: false,
      gone: false,
    });
    const closed = await connectorStandIn();
    await closed.close();
    const nowhere = { ...at, serviceUrl: closed.serviceUrl };
    expect(await failure(connector.send(nowhere, message))).toMatchObject({ doubtful: false });
  });

  it("knows a conversation that is gone from one that is only refused", async () => {
    const at = chat("a:gone");
    teams.fail({ status: 403, code: "BotNotInConversationRoster" });
    expect(await failure(connector.send(at, message))).toMatchObject({ gone: true });
    const lost = await failure(connector.send({ ...at, conversationId: "a:never" }, message));
    expect(lost).toMatchObject({ status: 404, gone: true });
    teams.fail({ status: 400, code: "BadSyntax" });
    expect(await failure(connector.send(at, message))).toMatchObject({ gone: false });
  });

  it("is refused without its token", async () => {
    const stranger = openConnector({ token: async () => null });
    expect(await failure(stranger.send(chat("a:2"), message))).toMatchObject({ status: 401 });
  });
});
