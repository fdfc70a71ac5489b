import type { Request } from "express";
import { validate } from "uuid";
import { CoachError } from "../errors.ts";
import { currentWorkspace } from "../store/current-workspace.ts";
import type { Database } from "../store/database.ts";
import { findPerson, type PersonRow } from "../store/people.ts";
import type { Sealing } from "../store/sealing.ts";
import { visitorBehind } from "../store/visits.ts";
import { fromThisMachine } from "./loopback.ts";

/** The cookie of a browser that came in by a link of the coach's. */
export const VISIT_COOKIE = "coach_visit";

/** What that cookie seals. */
export interface Visit {
  workspaceId: string;
  visitId: string;
}

/** Who looks at a page. */
export interface Visitor {
  workspaceId: string;
  /** `null`: whoever sits at this machine, where nothing is hidden. */
  person: PersonRow | null;
}

/** What it takes to know who is asking. */
export interface Door {
  database: Database;
  sealing: Sealing;
  publicUrl: string | null;
  now(): Date;
}

/**
 * Who asks for a page: the person whose link opened this browser, else whoever sits at this machine
 * (there `?as=<person>` looks at a page as that person would).
 * @throws CoachError `forbidden` with the way in
 */
export async function visitorOf(request: Request, door: Door): Promise<Visitor> {
  const visit = visitIn(request, door.sealing);
  if (visit) {
    const person = await door.database.inWorkspace(visit.workspaceId, (tx) =>
      visitorBehind(tx, visit.visitId, door.now()),
    );
    if (person) return { workspaceId: visit.workspaceId, person };
  }
  if (!fromThisMachine(request, door.publicUrl)) {
    throw new CoachError(
      "forbidden",
      "This page is for people the coach knows. Write “hub” to the coach in Slack or Teams, and it sends you a way in.",
    );
  }
  const workspaceId = await currentWorkspace(door.database);
  const as = request.query.as;
  if (typeof as !== "string" || !validate(as)) return { workspaceId, person: null };
  const person = await door.database.inWorkspace(workspaceId, (tx) => findPerson(tx, as));
  if (!person) throw new CoachError("not-found", "Nobody by that id works here.");
  return { workspaceId, person };
}

/** Refuses what another site's page sends in somebody's name: `forbidden`. For everything but GET. */
export function mustBeOurPage(request: Request, publicUrl: string | null): void {
  const { origin, host = "" } = request.headers;
  const ours = publicUrl ? new URL(publicUrl).host : host;
  const from = origin && URL.canParse(origin) ? new URL(origin).host : null;
  if (from !== ours && from !== host) {
    throw new CoachError("forbidden", "That came from another page. Open ours and try again.");
  }
}

function visitIn(request: Request, sealing: Sealing): Visit | null {
  const sealed = (request.headers.cookie ?? "")
    .split(";")
    .map((one) => one.trim())
    .find((one) => one.startsWith(`${VISIT_COOKIE}=`))
    ?.slice(VISIT_COOKIE.length + 1);
  if (!sealed) return null;
  try {
    return JSON.parse(sealing.open(sealed, VISIT_COOKIE)) as Visit;
  } catch {
    // An old key's cookie, or somebody's invention: the same as none.
    return null;
  }
}
