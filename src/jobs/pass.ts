import type { Transaction } from "../store/database.ts";
import type { Sealing } from "../store/sealing.ts";
import { allowVisit } from "../store/visits.ts";

/** How long a link that the coach sent opens the pages: long enough to be read after a call. */
const LINK_MS = 60 * 60_000;

/** What a link in seals: the workspace, the visit it opens, and the page behind it. */
export interface Pass {
  workspaceId: string;
  visitId: string;
  path: string;
}

export const PASS = "pass";

/**
 * A link to one of our pages for one person: it opens one browser within an hour, and shows the
 * pages as that person may see them. For messages only that person reads.
 * @param path begins with `/`
 */
export async function passTo(
  tx: Transaction,
  { sealing, publicUrl, now }: { sealing: Sealing; publicUrl: string; now(): Date },
  reader: { workspaceId: string; personId: string; path: string },
): Promise<string> {
  const visitId = await allowVisit(tx, {
    personId: reader.personId,
    now: now(),
    expiresAt: new Date(now().getTime() + LINK_MS),
  });
  const pass: Pass = { workspaceId: reader.workspaceId, visitId, path: reader.path };
  return `${publicUrl}/enter?pass=${sealing.seal(JSON.stringify(pass), PASS)}`;
}
