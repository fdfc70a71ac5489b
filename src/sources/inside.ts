import { lookup } from "node:dns";
import { request } from "node:https";
import { BlockList, isIP, type LookupFunction } from "node:net";
import { Readable } from "node:stream";
import type { ReadableStream } from "node:stream/web";

// RFC 6890 and its kin: this network, private, shared, loopback, link-local, benchmarks, multicast, reserved.
const IPV4 = [
  ...["0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16"],
  ...["172.16.0.0/12", "192.0.0.0/24", "192.168.0.0/16", "198.18.0.0/15", "224.0.0.0/3"],
];
// The same in IPv6, and what carries an IPv4 address inside: mapped, translated, 6to4, Teredo.
const IPV6 = [
  ...["::/96", "::ffff:0:0/96", "64:ff9b::/96", "64:ff9b:1::/48", "2001::/32", "2002::/16"],
  ...["fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8"],
];

// A list each: in one, what carries IPv4 inside IPv6 would stand for all of IPv4.
const BLOCKED = { ipv4: listOf("ipv4", IPV4), ipv6: listOf("ipv6", IPV6) };

function listOf(family: "ipv4" | "ipv6", nets: readonly string[]): BlockList {
  const list = new BlockList();
  for (const net of nets) {
    const [address = "", bits] = net.split("/");
    list.addSubnet(address, Number(bits), family);
  }
  return list;
}

/** Whether an IP address leads into this machine or its network: nothing a stranger names is in there. */
export function isInside(address: string): boolean {
  const family = isIP(address) === 6 ? "ipv6" : "ipv4";
  return isIP(address) === 0 || BLOCKED[family].check(address, family);
}

/** Looks a name up, and fails where any of its addresses is inside. */
export function outsideOnly(
  resolve: (host: string, done: Parameters<typeof lookupAll>[1]) => void = lookupAll,
): LookupFunction {
  return (host, options, done) =>
    resolve(host, (error, found) => {
      const [first] = found;
      if (error || !first) return done(error ?? new Error(`There is no ${host}.`), "");
      if (found.some(({ address }) => isInside(address)))
        return done(new Error(`${host} leads inside.`), "");
      if (options.all) done(null, [...found]);
      else done(null, first.address, first.family);
    });
}

type Found = readonly { address: string; family: number }[];

function lookupAll(host: string, done: (error: Error | null, found: Found) => void): void {
  lookup(host, { all: true }, (error, found) => done(error, found ?? []));
}

/**
 * A GET over TLS to an address a stranger named. The name is looked up for the very connection that is
 * opened: one that was looked at before may lead elsewhere by then.
 */
export async function fetchOutside(
  url: URL,
  {
    headers,
    signal,
    look,
  }: { headers: Record<string, string>; signal: AbortSignal; look: LookupFunction },
): Promise<Response> {
  return await new Promise((resolve, reject) => {
    const asked = request(url, { headers, signal, lookup: look }, (answer) => {
      const status = answer.statusCode ?? 500;
      const told = Object.entries(answer.headers).flatMap(([name, value]): [string, string][] =>
        typeof value === "string" ? [[name, value]] : [],
      );
      const isEmpty = status === 204 || status === 205 || status === 304;
      if (isEmpty) answer.resume();
      const body = isEmpty ? null : (Readable.toWeb(answer) as ReadableStream<Uint8Array>);
      resolve(
        new Response(body as ConstructorParameters<typeof Response>[0], { status, headers: told }),
      );
    });
    asked.on("error", reject);
    asked.end();
  });
}
