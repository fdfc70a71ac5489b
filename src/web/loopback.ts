import type { NextFunction, Request, Response } from "express";
import { CoachError } from "../errors.ts";

const LOOPBACK_NAMES = new Set(["localhost", "127.0.0.1", "[::1]", "::1"]);
const FORWARDED = ["forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip"];

const LOOPBACK_ADDRESS = /^(?:::ffff:)?127\.|^::1$/;

const hostName = (host: string) => host.replace(/:\d+$/, "");

/** What of a request says where it comes from. */
export type Origin = Pick<Request, "headers"> & { socket: { remoteAddress?: string | undefined } };

/**
 * Whether a request surely comes from this machine: a loopback address and name, nothing forwarded,
 * no other site's page behind it, and no public address configured.
 */
export function fromThisMachine(request: Origin, publicUrl: string | null): boolean {
  // The name alone is the asker's own word, and with a key set the server listens to all networks.
  if (!LOOPBACK_ADDRESS.test(request.socket.remoteAddress ?? "")) return false;
  const { host = "", origin } = request.headers;
  if (!LOOPBACK_NAMES.has(hostName(host))) return false;
  if (FORWARDED.some((name) => request.headers[name] !== undefined)) return false;
  if (origin && (!URL.canParse(origin) || new URL(origin).host !== host)) return false;
  return publicUrl === null || LOOPBACK_NAMES.has(new URL(publicUrl).hostname);
}

/** Lets requests of this machine through and explains the way in to all others. */
export function loopbackOnly(publicUrl: string | null) {
  return (request: Request, _response: Response, next: NextFunction) => {
    if (fromThisMachine(request, publicUrl)) return next();
    next(new CoachError("forbidden", "This page answers on this machine only."));
  };
}
