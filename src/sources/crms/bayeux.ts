import { Rejected } from "../../errors.ts";
import { type Fields, fields } from "../payload.ts";
import { ask, type Reach } from "../request.ts";
import { textOf } from "./answers.ts";

/** What came back to one message, and what was told besides. */
export interface BayeuxAnswer {
  /** HTTP's; a refusal often stands in both. */
  status: number;
  /** The answer to the message itself; empty when there was none. */
  reply: Fields;
  /** Messages on channels that were subscribed to, in their order. */
  told: Fields[];
}

/** The messages of Bayeux 1.0 by long polling: one session with a server, its cookies and its numbers. */
export interface Bayeux {
  handshake(): Promise<BayeuxAnswer>;
  /** @param position digits, sent as a number: the server's are longer than ours may be */
  subscribe(channel: string, position: string): Promise<BayeuxAnswer>;
  /** Held open by the server until there is something to tell. */
  connect(): Promise<BayeuxAnswer>;
  disconnect(): Promise<void>;
}

/** The server answers within 110 seconds; a line that is silent for longer is dead. */
const POLL_MS = 125_000;
/** A word of goodbye is not worth waiting for. */
const GOODBYE_MS = 3_000;

export function openBayeux(line: {
  reach: Reach;
  address: string;
  /** Asked before each message. */
  token(): string;
  signal: AbortSignal;
}): Bayeux {
  const cookies = new Map<string, string>();
  let clientId = "";
  let number = 0;

  async function say(
    message: Fields,
    { timeoutMs, replay, quiet }: { timeoutMs?: number; replay?: string; quiet?: boolean } = {},
  ): Promise<BayeuxAnswer> {
    number += 1;
    const body = JSON.stringify({ ...message, ...(clientId && { clientId }), id: String(number) });
    const answer = await ask(line.reach, line.address, {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        Accept: "application/json",
        Authorization: `Bearer ${line.token()}`,
        ...(cookies.size > 0 && { Cookie: [...cookies].map((pair) => pair.join("=")).join("; ") }),
      },
      body: `[${replay ? `${body.slice(0, -1)},"ext":{"replay":${replay}}}` : body}]`,
      ...(timeoutMs && { timeoutMs }),
      ...(quiet ? {} : { signal: line.signal }),
    });
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=;\s]+)=([^;]*)/.exec(cookie) ?? [];
      if (name && value !== undefined) cookies.set(name, value);
    }
    const messages = messagesIn(answer.bytes.toString("utf8"));
    return {
      status: answer.status,
      reply: messages.find((one) => one.channel === message.channel) ?? {},
      told: messages.filter((one) => !textOf(one.channel)?.startsWith("/meta/")),
    };
  }

  return {
    handshake: async () => {
      clientId = "";
      const answer = await say(
        {
          channel: "/meta/handshake",
          version: "1.0",
          minimumVersion: "1.0",
          supportedConnectionTypes: ["long-polling"],
        },
        { replay: "true" },
      );
      clientId = textOf(answer.reply.clientId) ?? "";
      return answer;
    },
    subscribe: async (subscription, position) => {
      if (!/^-?\d+$/.test(position)) throw new Rejected("A kept position is no number.");
      return await say(
        { channel: "/meta/subscribe", subscription },
        { replay: `{${JSON.stringify(subscription)}:${position}}` },
      );
    },
    connect: async () =>
      await say(
        { channel: "/meta/connect", connectionType: "long-polling" },
        { timeoutMs: POLL_MS },
      ),
    disconnect: async () => {
      if (clientId === "") return;
      // Also when nobody listens any more: the server counts its clients for forty seconds otherwise.
      await say({ channel: "/meta/disconnect" }, { timeoutMs: GOODBYE_MS, quiet: true }).catch(
        () => undefined,
      );
      clientId = "";
    },
  };
}

/** Positions have up to nineteen digits, more than a number holds: they are read as text. */
function messagesIn(text: string): Fields[] {
  try {
    const read: unknown = JSON.parse(text.replace(/("replayId"\s*:\s*)(-?\d+)/g, '$1"$2"'));
    return Array.isArray(read) ? read.map(fields) : [];
  } catch {
    return [];
  }
}
