import type { Asked, Reply } from "../stand-in.ts";

type Message = Record<string, unknown>;

interface Published {
  channel: string;
  at: number;
  data: unknown;
}

interface Client {
  /** By channel: how many of the published events it has been told. */
  told: Map<string, number>;
  greeted: boolean;
  /** Ends the poll that is held open. */
  wake: (() => void) | null;
}

const RETENTION_MS = 72 * 3600_000;
const COOKIE = "BAYEUX_BROWSER";

/**
 * Salesforce's Streaming API as its guide has it: `/cometd/<version>` alone, a bearer token, cookies after
 * the handshake, long polling, the replay extension with 72 hours of events, and its error codes.
 */
export function cometdStandIn({ version, holdMs = 25 }: { version: string; holdMs?: number }) {
  const clients = new Map<string, Client>();
  const events: Published[] = [];
  const selected = new Set(["Opportunity", "OpportunityContactRole", "Contact", "Task", "Event"]);
  const permitted = new Set(selected);
  let now = () => Date.now();
  let replayId = 5_000_000_000_000_000_000n;
  let numbers = 0;
  let goodbyes = 0;
  /** Answers to the next messages on a channel, before anything else is looked at. */
  const instead: { channel: string; reply: Message; status?: number }[] = [];

  const wakeAll = () => {
    for (const client of clients.values()) client.wake?.();
  };
  const retained = () => events.filter(({ at }) => at > now() - RETENTION_MS);

  async function answer(asked: Asked, token: string): Promise<Reply> {
    if (asked.path !== `/cometd/${version}`) {
      return { status: 400, body: [{ error: "400::API version in the URI is mandatory." }] };
    }
    // A position as a number has more digits than JavaScript's.
    const text = asked.body.replace(/("\/data\/\w+":)(-?\d+)/g, '$1"$2"');
    const messages = JSON.parse(text) as Message[];
    if (asked.method !== "POST" || !/json/.test(asked.headers["content-type"] ?? "")) {
      return { status: 415 };
    }
    const replies: Message[] = [];
    let status = 200;
    const headers: Record<string, string> = {};
    for (const message of messages) {
      const known = { channel: message.channel, id: message.id };
      const planned = instead.findIndex(({ channel }) => channel === message.channel);
      if (planned >= 0) {
        const [{ reply, status: said = 200 } = { reply: {} }] = instead.splice(planned, 1);
        status = said;
        replies.push({ ...known, successful: false, ...reply });
        continue;
      }
      if (asked.headers.authorization !== `Bearer ${token}`) {
        status = 401;
        replies.push({ ...known, successful: false, ...unauthorized(message.channel) });
        continue;
      }
      if (message.channel === "/meta/handshake") {
        numbers += 1;
        const clientId = `client-${numbers}`;
        if (!sound(message)) return { status: 400, body: [] };
        clients.set(clientId, { told: new Map(), greeted: true, wake: null });
        headers["set-cookie"] = `${COOKIE}=${clientId}; Path=/; Secure`;
        replies.push({
          ...{ ...known, clientId, successful: true, version: "1.0", minimumVersion: "1.0" },
          ...{ supportedConnectionTypes: ["long-polling"], ext: { replay: true } },
        });
        continue;
      }
      const clientId = String(message.clientId);
      const client = clients.get(clientId);
      if (!client) {
        replies.push({
          ...{ ...known, successful: false, error: "403::Unknown client" },
          advice: { interval: 0, reconnect: "handshake" },
        });
        continue;
      }
      if (!asked.headers.cookie?.includes(`${COOKIE}=${clientId}`)) {
        const error = `400::Client ${clientId} has established a session, but no ${COOKIE} cookie present`;
        replies.push({ ...known, successful: false, error });
        continue;
      }
      if (message.channel === "/meta/disconnect") {
        clients.delete(clientId);
        goodbyes += 1;
        replies.push({ ...known, clientId, successful: true });
      } else if (message.channel === "/meta/subscribe") {
        replies.push({ ...known, clientId, ...subscribed(client, message) });
      } else if (message.channel === "/meta/connect") {
        if (message.connectionType !== "long-polling") return { status: 400, body: [] };
        await held(client);
        if (!clients.has(clientId)) {
          replies.push({
            ...{ ...known, successful: false, error: "403::Unknown client" },
            advice: { interval: 0, reconnect: "handshake" },
          });
        } else {
          replies.push(...news(client), { ...known, clientId, successful: true });
        }
      } else return { status: 400, body: [] };
    }
    // Its positions have more digits than a number of JavaScript holds.
    const body = JSON.stringify(replies).replace(/"replayId":"(\d+)"/g, '"replayId":$1');
    return { status, body, headers };
  }

  const sound = (message: Message) =>
    message.version === "1.0" &&
    (message.supportedConnectionTypes as string[]).includes("long-polling") &&
    (message.ext as { replay?: unknown }).replay === true;

  function subscribed(client: Client, message: Message): Message {
    const subscription = String(message.subscription);
    const fails = (error: string) => ({ subscription, successful: false, error });
    const object = /^\/data\/(\w+)ChangeEvent$/.exec(subscription)?.[1] ?? "";
    if (!["Opportunity", "OpportunityContactRole", "Contact", "Task", "Event"].includes(object)) {
      return fails(
        `400::The channel you requested to subscribe to doesn't exist {${subscription}}`,
      );
    }
    if (!selected.has(object) || !permitted.has(object)) {
      return fails("403::User not allowed to subscribe CDC without required permissions");
    }
    const replay = (message.ext as { replay?: Record<string, string> } | undefined)?.replay;
    const from = replay?.[subscription] ?? "-1";
    const kept = retained().filter(({ channel }) => channel === subscription);
    const all = events.filter(({ channel }) => channel === subscription);
    const before = all.length - kept.length;
    if (from === "-1") client.told.set(subscription, all.length);
    else if (from === "-2") client.told.set(subscription, before);
    else {
      const at = kept.findIndex((event) => nameOf(event) === from);
      if (at < 0) {
        return fails(
          `400::The replayId {${from}} you provided was invalid.  Please provide a valid ID, -2 to replay all events, or -1 to replay only new events.`,
        );
      }
      client.told.set(subscription, before + at + 1);
    }
    return { subscription, successful: true };
  }

  async function held(client: Client): Promise<void> {
    // The first one is answered at once.
    const first = client.greeted;
    client.greeted = false;
    if (first || waitingFor(client)) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, holdMs);
      client.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    client.wake = null;
  }

  const waitingFor = (client: Client) =>
    [...client.told].some(
      ([channel, told]) => events.filter((one) => one.channel === channel).length > told,
    );

  function news(client: Client): Message[] {
    return [...client.told].flatMap(([channel, told]) => {
      const all = events.filter((one) => one.channel === channel);
      client.told.set(channel, all.length);
      return all.slice(told).map((event) => ({ channel, data: event.data }));
    });
  }

  const names = new Map<Published, string>();
  const nameOf = (event: Published) => names.get(event) ?? "";

  return {
    answer,
    selected,
    permitted,
    setClock: (clock: () => number) => {
      now = clock;
    },
    clients: () => clients.size,
    /** Clients that took their leave. */
    goodbyes: () => goodbyes,
    /** A change event; returns its position. */
    publish(object: string, header: Message, payload: Message = {}): string {
      replayId += BigInt(1 + (numbers % 3));
      numbers += 1;
      const position = String(replayId);
      const channel = `/data/${object}ChangeEvent`;
      const ChangeEventHeader = {
        ...{ entityName: object, changeType: "UPDATE", commitTimestamp: now() },
        ...{ transactionKey: `00${numbers}`, sequenceNumber: 1, ...header },
      };
      const data = {
        schema: "IeRuaY6cbI_HsV8Rv1Mc5g",
        payload: { ChangeEventHeader, ...payload },
        event: { replayId: position },
      };
      const event = { channel, at: now(), data };
      names.set(event, position);
      events.push(event);
      wakeAll();
      return position;
    },
    /** Tells a channel's last events once more. */
    repeat(object: string, count: number) {
      for (const client of clients.values()) {
        const channel = `/data/${object}ChangeEvent`;
        const told = client.told.get(channel);
        if (told !== undefined) client.told.set(channel, Math.max(0, told - count));
      }
      wakeAll();
    },
    /** The last two events of all change places. */
    swap() {
      const [one, other] = events.splice(-2);
      events.push(...[other, one].filter((event) => event !== undefined));
    },
    /** The server times its clients out. */
    forget() {
      const gone = [...clients.values()];
      clients.clear();
      for (const client of gone) client.wake?.();
    },
    /** The next message on a channel is answered with this. */
    answerNext(channel: string, reply: Message, status?: number) {
      instead.push({ channel, reply, ...(status === undefined ? {} : { status }) });
    },
    wakeAll,
  };
}

const unauthorized = (channel: unknown): Message =>
  channel === "/meta/handshake"
    ? {
        error: "403::Handshake denied",
        ext: { sfdc: { failureReason: "401::Authentication invalid" } },
        advice: { reconnect: "none" },
      }
    : {
        error: "401::Authentication invalid",
        advice: { reconnect: "none", interval: 0 },
      };
