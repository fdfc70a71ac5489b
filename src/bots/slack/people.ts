import type { ChatPerson } from "../../store/identities.ts";
import type { SlackTeam } from "./installations.ts";
import type { SlackClient } from "./web-api.ts";

/** What is read of a Slack user. */
export interface SlackUser {
  id?: string | undefined;
  name?: string | undefined;
  real_name?: string | undefined;
  tz?: string | undefined;
  deleted?: boolean | undefined;
  is_bot?: boolean | undefined;
  is_admin?: boolean | undefined;
  is_owner?: boolean | undefined;
  is_restricted?: boolean | undefined;
  is_ultra_restricted?: boolean | undefined;
  is_stranger?: boolean | undefined;
  team_id?: string | undefined;
  enterprise_user?: { enterprise_id?: string | undefined } | undefined;
  profile?: { email?: string | undefined; real_name?: string | undefined } | undefined;
}

/** Slack's own bot is in every team and is no bot by its flag. */
const SLACKBOT = "USLACKBOT";
const PAGE = 200;
const MOST_PAGES = 50;

/** A user as ours to match; `null` for bots, guests, strangers and those who left. */
export function chatPerson(user: SlackUser, team: string): ChatPerson | null {
  const { id, deleted, is_bot, is_restricted, is_ultra_restricted, is_stranger } = user;
  if (!id || id === SLACKBOT || deleted || is_bot || is_stranger) return null;
  if (is_restricted || is_ultra_restricted || isFromElsewhere(user, team)) return null;
  return {
    externalId: id,
    name: user.profile?.real_name || user.real_name || user.name || id,
    email: user.profile?.email ?? null,
    timeZone: user.tz ?? null,
    admin: Boolean(user.is_admin || user.is_owner),
    address: { team, user: id },
  };
}

/**
 * Somebody of another company, in a channel both share: whatever e-mail address they have there, nobody
 * of ours. In an organisation people of all its teams are ours.
 */
function isFromElsewhere({ team_id, enterprise_user }: SlackUser, team: string): boolean {
  return Boolean(team_id) && team_id !== team && enterprise_user?.enterprise_id !== team;
}

/** Everybody of a Slack team who could be one of ours. */
export async function peopleIn(client: SlackClient, team: SlackTeam): Promise<ChatPerson[]> {
  const people: ChatPerson[] = [];
  let cursor = "";
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const { members = [], response_metadata } = await client.users.list({
      limit: PAGE,
      ...(cursor && { cursor }),
    });
    people.push(...members.flatMap((one) => chatPerson(one, team.externalId) ?? []));
    cursor = response_metadata?.next_cursor ?? "";
    if (!cursor) break;
  }
  return people;
}
