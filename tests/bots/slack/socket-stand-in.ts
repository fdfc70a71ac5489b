import { createHash } from "node:crypto";
import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import { v7 } from "uuid";

/** The app-level token of tests. */
export const APP_TOKEN = "xapp-1-of-tests-alone";
/** Slack waits three seconds for an acknowledgement; a busy machine of tests is given more. */
const ACK_MS = 10_000;

/** Slack's end of Socket Mode: as much of RFC 6455 as Slack uses, and its envelopes. */
export interface Sockets {
  /** Connections that said hello, ever. */
  opened: number;
  /** Those that are open now. */
  open(): number;
  /** A new address, good for one connection; refused while `away`. */
  address(): string;
  away: boolean;
  /** How often a connection was asked for while away. */
  refused: number;
  /** Tells the app something in an envelope; what it acknowledged with, as an HTTP answer would hold it. */
  tell(payload: Record<string, unknown> | URLSearchParams): Promise<Response>;
  /** Asks for another connection, as Slack does when it recycles its own. */
  refresh(): void;
  /** Breaks every connection off in the middle. */
  breakOff(): void;
  close(): void;
}

const TEXT = 1;
const CLOSE = 8;
const PING = 9;
const PONG = 10;

/** Puts it on a server that stands already. */
export function openSockets(server: Server, base: string): Sockets {
  const tickets = new Set<string>();
  const connected = new Set<Duplex>();
  const waiting = new Map<string, (payload: unknown) => void>();
  const send = (socket: Duplex, said: unknown) =>
    socket.write(frame(TEXT, Buffer.from(JSON.stringify(said))));

  server.on("upgrade", (request: IncomingMessage, socket: Duplex) => {
    const ticket = new URL(request.url ?? "", base).searchParams.get("ticket") ?? "";
    if (!tickets.delete(ticket)) return void socket.end("HTTP/1.1 401 Unauthorized\r\n\r\n");
    const accept = createHash("sha1")
      .update(`${request.headers["sec-websocket-key"]}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`)
      .digest("base64");
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
    );
    connected.add(socket);
    socket.on("close", () => connected.delete(socket));
    socket.on("error", () => undefined);
    let rest: Buffer = Buffer.alloc(0);
    socket.on("data", (more: Buffer) => {
      rest = Buffer.concat([rest, more]);
      for (let read = unframed(rest); read; read = unframed(rest)) {
        rest = rest.subarray(read.bytes);
        if (read.kind === PING) socket.write(frame(PONG, read.payload));
        if (read.kind === CLOSE) socket.end(frame(CLOSE, read.payload));
        if (read.kind === TEXT) acknowledged(read.payload.toString());
      }
    });
    sockets.opened += 1;
    send(socket, { type: "hello", num_connections: 1, connection_info: { app_id: "A1" } });
  });

  function acknowledged(text: string): void {
    const { envelope_id, payload } = JSON.parse(text) as { envelope_id: string; payload: unknown };
    waiting.get(envelope_id)?.(payload);
    waiting.delete(envelope_id);
  }

  const sockets: Sockets = {
    opened: 0,
    away: false,
    refused: 0,
    open: () => connected.size,
    address: () => {
      const ticket = v7();
      tickets.add(ticket);
      return `${base.replace("http", "ws")}/link?ticket=${ticket}`;
    },
    tell: (payload) => {
      const [socket] = [...connected].reverse();
      if (!socket) throw new Error("The app is not connected.");
      const envelope_id = v7();
      return new Promise((resolve, reject) => {
        const late = setTimeout(() => reject(new Error("It was not acknowledged.")), ACK_MS);
        waiting.set(envelope_id, (answer) => {
          clearTimeout(late);
          resolve(Response.json(answer ?? {}));
        });
        send(socket, { envelope_id, accepts_response_payload: true, ...enveloped(payload) });
      });
    },
    refresh: () => {
      for (const socket of connected)
        send(socket, { type: "disconnect", reason: "refresh_requested" });
    },
    breakOff: () => {
      for (const socket of connected) socket.destroy();
    },
    close: () => {
      for (const socket of connected) socket.destroy();
    },
  };
  return sockets;
}

/** What over HTTP is told by the body's shape stands on the envelope here. */
function enveloped(payload: Record<string, unknown> | URLSearchParams) {
  if (!(payload instanceof URLSearchParams)) return { type: "events_api", payload };
  const interaction = payload.get("payload");
  return interaction
    ? { type: "interactive", payload: JSON.parse(interaction) as unknown }
    : { type: "slash_commands", payload: Object.fromEntries(payload) };
}

/** One frame, unmasked, as a server sends it. */
function frame(kind: number, payload: Buffer): Buffer {
  const short = payload.length < 126;
  const head = Buffer.alloc(short ? 2 : 4);
  head[0] = 0x80 | kind;
  head[1] = short ? payload.length : 126;
  if (!short) head.writeUInt16BE(payload.length, 2);
  return Buffer.concat([head, payload]);
}

/** The first whole frame of a client, which masks them; `null` until all of it is there. */
function unframed(bytes: Buffer): { kind: number; payload: Buffer; bytes: number } | null {
  if (bytes.length < 2) return null;
  const told = bytes.readUInt8(1) & 0x7f;
  if (told === 127) throw new Error("A frame larger than anything the app says.");
  const start = told === 126 ? 4 : 2;
  if (bytes.length < start + 4) return null;
  const length = told === 126 ? bytes.readUInt16BE(2) : told;
  const end = start + 4 + length;
  if (bytes.length < end) return null;
  const mask = bytes.subarray(start, start + 4);
  const payload = Buffer.from(
    bytes.subarray(start + 4, end).map((byte, at) => byte ^ (mask[at % 4] ?? 0)),
  );
  return { kind: bytes.readUInt8(0) & 0x0f, payload, bytes: end };
}
