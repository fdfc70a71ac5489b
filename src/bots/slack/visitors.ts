import type { Effects } from "../../jobs/effects.ts";
import {
  type ChatPerson,
  hasDecider,
  joinAsAdmin,
  personBehind,
  recognise,
} from "../../store/identities.ts";
import type { PersonRow } from "../../store/people.ts";
import { rememberPlace } from "../../store/places.ts";
import { SLACK } from "./installations.ts";
import { chatPerson } from "./people.ts";
import type { SlackClient } from "./web-api.ts";

/** Somebody who does something in Slack, before we know who of ours that is. */
export interface SlackActor {
  workspaceId: string;
  /** The team's id as Slack says it. */
  team: string;
  user: string;
  /** The direct conversation it happened in, if it did. */
  direct?: string | undefined;
  client: SlackClient;
}

/** For so long it is not asked again who somebody is, and where they were heard last. */
const REMEMBERED_MS = 60_000;
/** Somebody we do not know is told so once in this time. */
const TOLD_MS = 12 * 3600_000;
const MOST = 10_000;

/** Finds who of ours does something, and tells those whom nobody knows what to do about it. */
export interface Visitors {
  /** `null` when nobody knows them: they have been told. */
  who(actor: SlackActor): Promise<PersonRow | null>;
  /** The names of people who were mentioned, by user id. */
  names(actor: SlackActor, users: readonly string[]): Promise<Map<string, string>>;
  /** Somebody as Slack describes them; `null` for bots, guests and those who left. */
  describe(actor: SlackActor): Promise<ChatPerson | null>;
  forget(): void;
}

export function visitors(world: Pick<Effects, "database" | "now">): Visitors {
  const known = new Map<string, { person: PersonRow; direct: string | undefined; until: number }>();
  const told = new Map<string, number>();

  const describe: Visitors["describe"] = async ({ client, team, user }) => {
    const { user: found } = await client.users.info({ user });
    return found ? chatPerson(found, team) : null;
  };

  const find = async (actor: SlackActor): Promise<PersonRow | null> => {
    const { workspaceId, team, user, direct } = actor;
    const { database } = world;
    const at = world.now();
    const person = await database.inWorkspace(workspaceId, async (tx) => {
      const settled = await personBehind(tx, SLACK, user);
      if (settled && direct) {
        const address = { team, user, channel: direct };
        await rememberPlace(tx, { platform: SLACK, recipient: `dm:${settled.id}`, address, at });
      }
      return settled;
    });
    if (person) return person;
    const other = await describe(actor);
    if (!other) return null;
    const address = { ...other.address, ...(direct && { channel: direct }) };
    return await database.inWorkspace(workspaceId, async (tx) => {
      const there = { ...other, address };
      const known = await recognise(tx, SLACK, there, at);
      // Somebody has to be able to set it up: whoever runs the Slack team, while nobody else can.
      if (known || !other.admin || (await hasDecider(tx))) return known;
      return await joinAsAdmin(tx, SLACK, there, at);
    });
  };

  return {
    describe,
    who: async (actor) => {
      const key = `${actor.workspaceId}/${actor.user}`;
      const now = Date.now();
      const before = known.get(key);
      if (before && before.until > now && (!actor.direct || before.direct === actor.direct)) {
        return before.person;
      }
      const person = await find(actor);
      if (person) {
        if (known.size > MOST) known.clear();
        known.set(key, { person, direct: actor.direct, until: now + REMEMBERED_MS });
        return person;
      }
      if ((told.get(key) ?? 0) < now - TOLD_MS) {
        if (told.size > MOST) told.clear();
        told.set(key, now);
        await sayUnknown(actor);
      }
      return null;
    },
    names: async ({ workspaceId }, users) => {
      const names = new Map<string, string>();
      if (users.length === 0) return names;
      await world.database.inWorkspace(workspaceId, async (tx) => {
        for (const user of users) {
          const person = await personBehind(tx, SLACK, user);
          if (person) names.set(user, person.name);
        }
      });
      return names;
    },
    forget: () => known.clear(),
  };
}

async function sayUnknown({ client, user, direct }: SlackActor): Promise<void> {
  const text =
    "I do not know you here yet: your e-mail address is on nobody I coach. " +
    "Whoever set me up can add you with /coach setup, under People.";
  await client.chat
    .postMessage({ channel: direct ?? user, text, unfurl_links: false })
    .catch(() => undefined);
}
