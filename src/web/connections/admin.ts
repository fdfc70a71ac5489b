import type { Request } from "express";
import { CoachError } from "../../errors.ts";
import { listPeople, type PersonRow } from "../../store/people.ts";
import { DEFAULT_WORKSPACE } from "../../store/schema.ts";
import { type Door, visitorOf } from "../visitors.ts";

/**
 * Who may connect things: an admin by their link, a manager where there is no admin yet, or whoever sits
 * at this machine.
 * @throws CoachError `forbidden` for everybody else
 */
export async function adminOf(
  request: Request,
  door: Door,
): Promise<{ workspaceId: string; personId: string | null }> {
  const { workspaceId, person } = await visitorOf(request, door);
  if (person && !(await decides(person, workspaceId, door))) {
    throw new CoachError("forbidden", "Connections are for admins. Ask one of yours.");
  }
  // The sample floor has no recorders: whoever sits at this machine means the default workspace.
  return { workspaceId: person ? workspaceId : DEFAULT_WORKSPACE, personId: person?.id ?? null };
}

/** As in chat: whom the coach gives the link to this page must find it open. */
async function decides({ role }: PersonRow, workspaceId: string, door: Door): Promise<boolean> {
  if (role !== "manager") return role === "admin";
  const people = await door.database.inWorkspace(workspaceId, listPeople);
  return !people.some((one) => one.role === "admin");
}
