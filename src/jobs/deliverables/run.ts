import { DateTime } from "luxon";
import { runAgent } from "../../agents/run.ts";
import { spokenDay } from "../../deals/spoken.ts";
import { CoachError } from "../../errors.ts";
import { plainMessage } from "../../messages/deliverable.ts";
import type { Message } from "../../messages/message.ts";
import type { Transaction } from "../../store/database.ts";
import { listPeople, ownWorkspace, type PersonRow } from "../../store/people.ts";
import { dealsOf } from "../../store/pipeline.ts";
import type { Effects } from "../effects.ts";
import { trendPicture } from "../trend-picture.ts";
import type { About } from "./commands.ts";
import type { Asking, Deliverable, Nothing, Subjects } from "./deliverable.ts";
import { findSubject } from "./subject.ts";

/** A deliverable as it leaves: as data, and as the message a person reads. */
export interface Produced {
  deliverable: string;
  data: unknown;
  message: Message;
  mind: string;
  /** True when the message is one honest line about there being nothing yet. */
  empty: boolean;
}

/**
 * Makes one deliverable for one person, from what that person may see.
 * @param asker `null` on the command line where nobody is named: whoever it is written for reads it
 * @throws CoachError `bad-input` when nobody and nothing is called so, `forbidden` when it is not theirs
 */
export async function produce(
  effects: Pick<Effects, "database" | "model" | "now" | "publicUrl">,
  workspaceId: string,
  deliverable: Deliverable,
  asker: PersonRow | null,
  about: string,
): Promise<Produced> {
  const { name } = deliverable.command;
  const input = await effects.database.inWorkspace(workspaceId, async (tx) => {
    const asking = await prepare(tx, deliverable, asker, about, effects.now());
    const gone = leaver(deliverable, asking);
    if (gone) return { nothing: gone };
    return await deliverable.gather(tx, asking);
  });
  if (isNothing(input)) {
    const message = plainMessage(input.nothing);
    return {
      deliverable: name,
      data: { nothing: input.nothing },
      message,
      mind: "local",
      empty: true,
    };
  }
  const model = effects.model.for?.(workspaceId) ?? effects.model;
  const { output, mind, note } = await runAgent(deliverable.agent, input, model);
  const trend = deliverable.trend?.(output) ?? null;
  const message = deliverable.message(output, input, {
    picture: trend && (await trendPicture(effects, workspaceId, trend)),
    linkTo: ({ callId, turn }) => `${effects.publicUrl}/calls/${callId}#turn-${turn}`,
    note,
  });
  return { deliverable: name, data: output, message, mind, empty: false };
}

/** What is about somebody's next calls ends with their last day. */
function leaver({ command }: Deliverable, { subject, today, asker }: Asking): string | null {
  if (command.about !== "rep") return null;
  const { id, name, leftOn } = subject as Subjects["rep"];
  if (!leftOn || leftOn > today || id === asker.id) return null;
  const first = name.split(" ")[0] ?? name;
  return `${first} left on ${spokenDay(leftOn)}. What was said on ${first}'s calls stays with the deals; a page like this is for somebody who is here.`;
}

function isNothing(input: unknown): input is Nothing {
  return typeof input === "object" && input !== null && "nothing" in input;
}

async function prepare(
  tx: Transaction,
  deliverable: Deliverable,
  named: PersonRow | null,
  about: string,
  now: Date,
): Promise<Asking> {
  const people = await listPeople(tx);
  const subject = await findSubject(tx, deliverable, about, named, people);
  const asker = named ?? (await readerOf(tx, deliverable, subject, people));
  if (!asker) throw new CoachError("bad-input", "Nobody works here yet. Import people first.");
  const refusal = refused(deliverable, subject, asker, people);
  if (refusal) throw new CoachError("forbidden", refusal);
  const zone = asker.timeZone ?? (await ownWorkspace(tx)).timeZone;
  const today =
    DateTime.fromJSDate(now).setZone(zone).toISODate() ?? now.toISOString().slice(0, 10);
  const viewer = { id: asker.id, role: asker.role, now, withSampleHistory: true };
  return { asker, viewer, subject, people, now, zone, today };
}

/** The rep something is about, where it is about one. */
function repOf(
  { command }: Deliverable,
  subject: Subjects[About],
  people: readonly PersonRow[],
): PersonRow | null {
  if (command.about === "rep") return subject as Subjects["rep"];
  if (command.about !== "deal") return null;
  const { ownerId } = subject as Subjects["deal"];
  return people.find(({ id }) => id === ownerId) ?? null;
}

/** Whom it is written for, where nobody in particular asks. */
async function readerOf(
  tx: Transaction,
  deliverable: Deliverable,
  subject: Subjects[About],
  people: readonly PersonRow[],
): Promise<PersonRow | null> {
  const byId = (wanted: string | null | undefined) => people.find(({ id }) => id === wanted);
  const { about } = deliverable.command;
  if (about === "team") return (subject as Subjects["team"]).manager ?? people[0] ?? null;
  let rep = repOf(deliverable, subject, people);
  if (about === "account") {
    const { name } = subject as Subjects["account"];
    const deals = (await dealsOf(tx, {})).filter(({ account }) => account === name);
    const deal = deals.find(({ status }) => status === "open") ?? deals[0];
    rep = byId(deal?.ownerId) ?? null;
  }
  const manager = byId(rep?.managerId);
  return (deliverable.reader === "manager" ? (manager ?? rep) : rep) ?? people[0] ?? null;
}

function refused(
  deliverable: Deliverable,
  subject: Subjects[About],
  asker: PersonRow,
  people: readonly PersonRow[],
): string | null {
  if (deliverable.for === "anyone") return null;
  const rep = repOf(deliverable, subject, people);
  const manages = asker.role !== "rep" && rep?.managerId === asker.id;
  if (manages) return null;
  // A rep without a manager has nobody it could be for but themselves.
  if (rep?.id === asker.id && (deliverable.for === "own" || !rep.managerId)) return null;
  const first = rep?.name.split(" ")[0];
  if (rep?.id === asker.id)
    return "That one is written for your manager. Ask me what I know about you instead.";
  return deliverable.for === "own" && first
    ? `That is between ${first}, ${first}'s manager and me.`
    : first
      ? `That is for ${first}'s manager alone.`
      : "Nobody of ours owns that, so there is nobody it is for.";
}
