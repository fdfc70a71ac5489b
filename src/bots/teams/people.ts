import { v7 } from "uuid";
import type { Transaction } from "../../store/database.ts";
import { type ChatPerson, personBehind, recognise, settle } from "../../store/identities.ts";
import { addPerson, findPerson, listPeople, type PersonRow } from "../../store/people.ts";
import { livingPlaces, placeOf, rememberPlace } from "../../store/places.ts";
import type { TeamsActivity } from "./activity.ts";
import {
  chatWith,
  conversationAt,
  type OpenAddress,
  readAddress,
  type TeamsAddress,
} from "./address.ts";
import type { Member } from "./connector.ts";
import { TEAMS, type TeamsWorld } from "./world.ts";

/** Who wrote: one of ours, or somebody to whom something is to be said instead. */
export type Writer = { person: PersonRow } | { stranger: string };

/** The same in every conversation of a tenant, where Teams says it. */
export function idOf(account: { id: string; aadObjectId?: string | null | undefined }): string {
  return account.aadObjectId ?? account.id;
}

/**
 * Finds who of ours wrote, by what was settled before, else by the e-mail address Teams has of them.
 * The first one in an empty workspace sets it up. Guests of the tenant are nobody of ours.
 */
export async function writerOf(
  world: TeamsWorld,
  workspaceId: string,
  activity: TeamsActivity,
  address: OpenAddress,
): Promise<Writer> {
  const externalId = idOf(activity.from);
  const known = await world.database.inWorkspace(workspaceId, async (tx) => {
    const person = await personBehind(tx, TEAMS, externalId);
    if (person) await keepChat(tx, person, address, activity.from.id, world.now());
    return person;
  });
  if (known) return { person: known };
  const member = await world.connector.member(conversationAt(address, null), activity.from.id);
  if (member.guest) {
    return { stranger: "I work with the people of this company; guests I may not help." };
  }
  return await world.database.inWorkspace(workspaceId, async (tx) => {
    const other = asChatPerson(member, externalId, chatOf(address, activity.from.id));
    const person =
      (await recognise(tx, TEAMS, other, world.now())) ?? (await asFirst(tx, other, world.now()));
    return person ? { person } : { stranger: await introduction(tx, member) };
  });
}

/** Those of a conversation's members who are ours, each with a chat to be opened later. */
export async function recogniseMembers(
  world: TeamsWorld,
  workspaceId: string,
  address: OpenAddress,
  members: readonly Member[],
): Promise<void> {
  await world.database.inWorkspace(workspaceId, async (tx) => {
    for (const member of members) {
      if (member.guest) continue;
      const externalId = idOf(member);
      const known = await personBehind(tx, TEAMS, externalId);
      // The chat they have is better than one that would have to be opened.
      if (known && (await placeOf(tx, TEAMS, `dm:${known.id}`))) continue;
      const other = asChatPerson(member, externalId, chatWith(member.id, address));
      await recognise(tx, TEAMS, other, world.now());
    }
  });
}

/** Everybody in the conversations that are known, guests left out. */
export async function peopleOf(world: TeamsWorld, workspaceId: string): Promise<ChatPerson[]> {
  const places = await world.database.inWorkspace(workspaceId, (tx) => livingPlaces(tx, TEAMS));
  const found = new Map<string, ChatPerson>();
  for (const place of places) {
    const address = readAddress(place.address);
    if (address.conversationId === null) continue;
    const open = { ...address, conversationId: address.conversationId };
    for (const member of await world.connector.members(conversationAt(open, null))) {
      if (member.guest) continue;
      const externalId = idOf(member);
      // Their own chat comes before one that would have to be opened.
      if (found.has(externalId) && open.kind !== "personal") continue;
      found.set(externalId, asChatPerson(member, externalId, chatOf(open, member.id)));
    }
  }
  return [...found.values()];
}

/** Where they are written to: their own chat, which a message in it tells and one in a channel does not. */
function chatOf(address: OpenAddress, userId: string): TeamsAddress {
  return address.kind === "personal" ? address : chatWith(userId, address);
}

async function keepChat(
  tx: Transaction,
  person: PersonRow,
  address: OpenAddress,
  userId: string,
  at: Date,
): Promise<void> {
  const recipient = `dm:${person.id}`;
  if (address.kind !== "personal" && (await placeOf(tx, TEAMS, recipient))) return;
  await rememberPlace(tx, { platform: TEAMS, recipient, address: chatOf(address, userId), at });
}

function asChatPerson(member: Member, externalId: string, address: TeamsAddress): ChatPerson {
  const { name, email } = member;
  return { externalId, name: name ?? "Somebody", email, timeZone: null, admin: false, address };
}

async function asFirst(tx: Transaction, other: ChatPerson, at: Date): Promise<PersonRow | null> {
  if ((await listPeople(tx)).length > 0) return null;
  const id = v7();
  await addPerson(tx, { id, name: other.name, email: other.email, role: "admin" });
  const person = await findPerson(tx, id);
  if (person) await settle(tx, TEAMS, person, other, at);
  return person;
}

/** Whom to ask: an admin, else a manager. */
async function introduction(tx: Transaction, { email }: Member): Promise<string> {
  const people = await listPeople(tx);
  const who =
    people.find(({ role }) => role === "admin") ?? people.find(({ role }) => role === "manager");
  const ask = who ? `Ask ${who.name}` : "Ask whoever set me up";
  return `I don't know you here yet. ${ask} to add ${email ?? "you"} to the people I coach; then write to me again.`;
}
