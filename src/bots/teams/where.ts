import { Unreachable } from "../../jobs/sending.ts";
import type { Transaction } from "../../store/database.ts";
import { type DeliveryRow, findDelivery } from "../../store/deliveries.ts";
import { placeOf, rememberPlace } from "../../store/places.ts";
import { findSaid } from "../../store/said.ts";
import { conversationAt, type OpenAddress, readAddress } from "./address.ts";
import type { At } from "./connector.ts";
import { TEAMS, type TeamsWorld } from "./world.ts";

/** Where a message goes, and what keeps messages there apart from each other. */
export interface Where {
  /** Whose turn it is is counted by recipient. */
  recipient: string;
  address: OpenAddress;
  at: At;
}

/**
 * Finds the conversation of a delivery and opens the 1:1 chat where there is none yet. Teams has no
 * message for one person in a channel, so that one goes to their own chat.
 * @throws Unreachable when nobody is known there
 */
export async function whereTo(
  world: Pick<TeamsWorld, "database" | "connector" | "now">,
  row: DeliveryRow,
): Promise<Where> {
  const { database } = world;
  const isPrivate = row.personId !== null;
  const recipient = isPrivate ? `dm:${row.personId}` : row.recipient;
  const { place, thread } = await database.inWorkspace(row.workspaceId, async (tx) => ({
    place: await placeOf(tx, TEAMS, recipient),
    thread: isPrivate || !row.threadId ? null : await rootOf(tx, row.threadId),
  }));
  if (!place) throw new Unreachable("They are not in Teams, as far as I know.");
  const address = await opened(world, row.workspaceId, recipient, readAddress(place.address));
  return { recipient, address, at: conversationAt(address, thread) };
}

/** A thread hangs on a message of ours or on somebody's words. */
async function rootOf(tx: Transaction, threadId: string): Promise<string | null> {
  const ours = await findDelivery(tx, threadId);
  return ours ? ours.externalRef : ((await findSaid(tx, threadId))?.externalRef ?? null);
}

async function opened(
  world: Pick<TeamsWorld, "database" | "connector" | "now">,
  workspaceId: string,
  recipient: string,
  address: ReturnType<typeof readAddress>,
): Promise<OpenAddress> {
  if (address.conversationId !== null)
    return { ...address, conversationId: address.conversationId };
  const { serviceUrl, botId, userId, tenantId } = address;
  const person = { botId, userId: userId ?? "", tenantId };
  const conversationId = await world.connector.openChat({ serviceUrl }, person);
  const open = { ...address, conversationId };
  await world.database.inWorkspace(workspaceId, (tx) =>
    rememberPlace(tx, { platform: TEAMS, recipient, address: open, at: world.now() }),
  );
  return open;
}
