import type { Request } from "express";
import { CoachError } from "../../errors.ts";
import { DEFAULT_WORKSPACE } from "../../store/schema.ts";
import { type Door, visitorOf } from "../visitors.ts";

/**
 * Who may connect things: an admin by their link, or whoever sits at this machine.
 * @throws CoachError `forbidden` for everybody else
 */
export async function adminOf(
  request: Request,
  door: Door,
): Promise<{ workspaceId: string; personId: string | null }> {
  const { workspaceId, person } = await visitorOf(request, door);
  if (person && person.role !== "admin") {
    throw new CoachError("forbidden", "Connections are for admins. Ask one of yours.");
  }
  // The sample floor has no recorders: whoever sits at this machine means the default workspace.
  return { workspaceId: person ? workspaceId : DEFAULT_WORKSPACE, personId: person?.id ?? null };
}
