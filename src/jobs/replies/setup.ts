import { DateTime } from "luxon";
import { v7, validate } from "uuid";
import { QUIET_HOURS } from "../../coaching/schedule.ts";
import type { Message } from "../../messages/message.ts";
import {
  NEW_MANAGER,
  NOBODY,
  NOT_OURS,
  quietWords,
  SETUP_BUDGET,
  SETUP_KEEPING,
  SETUP_PEOPLE,
  SETUP_PERSON,
  SETUP_QUIET,
  type SetupState,
  setupMessage,
  setupWord,
} from "../../messages/setup.ts";
import { listConnections } from "../../store/connections.ts";
import type { Transaction } from "../../store/database.ts";
import { post } from "../../store/deliveries.ts";
import { claimIdentity } from "../../store/identities.ts";
import {
  addPerson,
  changeSettings,
  findPerson,
  listPeople,
  ownWorkspace,
  type PersonRow,
} from "../../store/people.ts";
import { newestPlace, placeOf, rememberPlace } from "../../store/places.ts";
import type { SaidRow } from "../../store/said.ts";
import { changeTimeZone } from "../../store/workspaces.ts";
import { MESSAGES_A_DAY } from "../delivery-window.ts";
import type { Effects } from "../effects.ts";
import { passTo } from "../pass.ts";
import type { Outcome } from "./outcome.ts";

const SETUP = /^\W*(?:\/?coach(?: setup)?|set (?:me|you|the coach) up|setup|settings)\W*$/i;
const HERE = /^\W*(?:\/?coach here|this is (?:the|our) team'?s? channel)\W*$/i;
const TEAM_CHANNEL = "channel:team";
const HOUR = /^(?:[01]\d|2[0-3]):[0-5]\d$/;

/** Shows an admin how the coach is set up, or makes a channel the team's; `null` for other words. */
export async function setupSaid(
  tx: Transaction,
  said: SaidRow,
  person: PersonRow,
  effects: Effects,
): Promise<Outcome | null> {
  if (said.actionId && said.actionId !== "ask") return null;
  const words = said.actionId === "ask" ? (said.actionValue ?? "") : said.text;
  if (!SETUP.test(words) && !HERE.test(words)) return null;
  if (!(await decides(tx, person))) {
    return await tell(tx, said, setupWord("How I am set up is for your admin to decide."));
  }
  if (HERE.test(words))
    return await tell(tx, said, setupWord(await chooseChannel(tx, said, effects)));
  return await tell(tx, said, setupMessage(await stateOf(tx, person, effects)));
}

/** Changes one thing of the set-up, as its form was filled in. */
export async function setupReply(
  tx: Transaction,
  said: SaidRow,
  effects: Effects,
): Promise<Outcome> {
  const person = await findPerson(tx, said.personId);
  if (!person || !(await decides(tx, person))) return {};
  const fields = said.fields ?? {};
  switch (said.actionId) {
    case SETUP_PEOPLE:
      return { roster: { platform: said.platform, personId: person.id, saidId: said.id } };
    case SETUP_QUIET:
      return await tell(tx, said, setupWord(await changeQuiet(tx, fields)));
    case SETUP_BUDGET: {
      const messagesPerDay = Math.round(Number(fields.most));
      await changeSettings(tx, { messagesPerDay });
      const line = `From now on nobody gets more than ${messagesPerDay} a day without asking.`;
      return await tell(tx, said, setupWord(line));
    }
    case SETUP_KEEPING:
      return await tell(tx, said, setupWord(await changeKeeping(tx, fields)));
    case SETUP_PERSON:
      return await tell(tx, said, setupWord(await place(tx, said, fields, effects.now())));
    default:
      return {};
  }
}

/** An admin; where there is none yet, a manager. */
async function decides(tx: Transaction, { role }: PersonRow): Promise<boolean> {
  if (role === "admin") return true;
  return role === "manager" && !(await listPeople(tx)).some((one) => one.role === "admin");
}

async function stateOf(tx: Transaction, person: PersonRow, effects: Effects): Promise<SetupState> {
  const { settings, timeZone } = await ownWorkspace(tx);
  const people = await listPeople(tx);
  const unreached: string[] = [];
  for (const { id, name } of people) if (!(await newestPlace(tx, `dm:${id}`))) unreached.push(name);
  const channel = await newestPlace(tx, TEAM_CHANNEL);
  const connections = (await listConnections(tx)).filter(({ kind }) => kind !== "chat");
  const { workspaceId, id: personId } = person;
  const many = (role: PersonRow["role"]) => people.filter((one) => one.role === role).length;
  return {
    timeZone,
    quiet: settings.quietHours ?? QUIET_HOURS,
    messagesPerDay: settings.messagesPerDay ?? MESSAGES_A_DAY,
    everybodyAgreed: settings.consent?.everybodyAgreed ?? false,
    retentionDays: settings.retentionDays ?? null,
    people: { reps: many("rep"), managers: many("manager"), admins: many("admin"), unreached },
    teamChannel: channel && (channel.name ?? `chosen, on ${channel.platform}`),
    connections: connections.map(({ label, kind, status, problem }) => ({
      ...{ label, kind, status, problem },
    })),
    page: await passTo(tx, effects, { workspaceId, personId, path: "/connections" }),
    crms: await Promise.all(
      connections
        .filter(({ kind }) => kind === "crm")
        .map(async ({ id, label: name }) => ({
          name,
          page: await passTo(tx, effects, {
            workspaceId,
            personId,
            path: `/connections/crm/${id}`,
          }),
        })),
    ),
  };
}

async function changeQuiet(tx: Transaction, fields: Record<string, string>): Promise<string> {
  const { from = "", until = "", weekend, zone = "" } = fields;
  if (!HOUR.test(from) || !HOUR.test(until)) {
    return "Nothing was changed: write both hours as 19:00 and 07:30.";
  }
  if (!DateTime.local().setZone(zone).isValid) {
    return `Nothing was changed: I know no time zone “${zone}”. It looks like Europe/Berlin.`;
  }
  const quietHours = { from, until, days: weekend === "quiet" ? [6, 7] : [] };
  await changeSettings(tx, { quietHours });
  await changeTimeZone(tx, zone);
  return `Quiet from now on: ${quietWords(quietHours, zone)}. What comes up then waits for the morning.`;
}

async function changeKeeping(tx: Transaction, fields: Record<string, string>): Promise<string> {
  const everybodyAgreed = fields.agreed === "agreed";
  const retentionDays = fields.days ? Math.round(Number(fields.days)) : null;
  const { settings } = await ownWorkspace(tx);
  await changeSettings(tx, { consent: { ...settings.consent, everybodyAgreed }, retentionDays });
  return [
    everybodyAgreed
      ? "I read a recorded call only where its recorder says that everybody agreed."
      : "I read every call that comes in.",
    retentionDays === null
      ? "Its words are kept until somebody deletes them."
      : `Its words are erased after ${retentionDays} days.`,
  ].join(" ");
}

/** Somebody on a platform becomes one of ours, or is said to be none. */
async function place(
  tx: Transaction,
  said: SaidRow,
  fields: Record<string, string>,
  at: Date,
): Promise<string> {
  const { platform, externalId, name, email } = readKey(said.actionValue ?? "");
  const { who = "" } = fields;
  if (who === NOT_OURS) {
    const { settings } = await ownWorkspace(tx);
    const notOurs = [...new Set([...(settings.notOurs ?? []), `${platform}:${externalId}`])];
    await changeSettings(tx, { notOurs });
    return `${name} is nobody I coach. I leave them alone.`;
  }
  const managerId = fields.manager && fields.manager !== NOBODY ? fields.manager : null;
  const known = validate(who) ? await findPerson(tx, who) : null;
  const id = known?.id ?? v7();
  if (!known) {
    const role = who === NEW_MANAGER ? ("manager" as const) : ("rep" as const);
    await addPerson(tx, { id, name, email, role, managerId });
  }
  await claimIdentity(tx, { platform, externalId, personId: id });
  const address = { user: externalId };
  await rememberPlace(tx, { platform, recipient: `dm:${id}`, name, address, at });
  return known
    ? `${name} on ${platform} is ${known.name}. I write to them there from now on.`
    : `${name} is one of ours now. I say hello when there is a first call, or when they write to me.`;
}

/** What a button of the roster carries: whom it is about. */
export function rosterKey(one: {
  platform: string;
  externalId: string;
  name: string;
  email: string | null;
}): string {
  return JSON.stringify([one.platform, one.externalId, one.name.slice(0, 80), one.email]);
}

function readKey(value: string) {
  const [platform = "", externalId = "", name = "", email = null] = JSON.parse(value) as [
    string,
    string,
    string,
    string | null,
  ];
  return { platform, externalId, name, email };
}

/** The channel it was said in is the one the team reads together. */
async function chooseChannel(tx: Transaction, said: SaidRow, effects: Effects): Promise<string> {
  if (!said.place.startsWith("channel:")) {
    return "Type /coach here in the channel your team reads together; I put the digest there.";
  }
  const here = await placeOf(tx, said.platform, said.place);
  if (!here) return "I do not know this channel. Invite me to it, and try again.";
  const { platform, address, name } = here;
  const at = effects.now();
  await rememberPlace(tx, { platform, recipient: TEAM_CHANNEL, name, address, at });
  return "This is the team's channel from now on: digests and the summaries of reviews come here.";
}

async function tell(tx: Transaction, said: SaidRow, message: Message): Promise<Outcome> {
  const recipient = `dm:${said.personId}`;
  const id = await post(tx, {
    ...{ kind: "setup", subjectId: said.id, recipient, personId: said.personId },
    threadId: said.place === recipient ? said.threadId : null,
    message,
  });
  return { deliveryIds: [id] };
}
