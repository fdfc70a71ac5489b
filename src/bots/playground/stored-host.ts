import { DateTime } from "luxon";
import { validate } from "uuid";
import { CoachError } from "../../errors.ts";
import type { Draft, Effects, Progress } from "../../jobs/effects.ts";
import { receiveFile } from "../../jobs/receive-file.ts";
import type { Message } from "../../messages/message.ts";
import { currentWorkspace } from "../../store/current-workspace.ts";
import { conversationOf, type DeliveryRow } from "../../store/deliveries.ts";
import { findPerson, listPeople, type PersonRow } from "../../store/people.ts";
import { spokenIn } from "../../store/said.ts";
import { heard, pressed } from "../conversation.ts";
import type { Rendered } from "../rendered.ts";
import type { PlaygroundHost, PlaygroundItem } from "./host.ts";

/** What the playground hears from all processes: how far a call is, and that a conversation changed. */
export interface Happenings {
  onProgress(listener: (progress: Progress) => void): () => void;
  onChanged(listener: (workspaceId: string) => void): () => void;
  onDraft(listener: (draft: Draft) => void): () => void;
}

const TEAM_CHANNEL = "channel:team";

type World = Pick<Effects, "database" | "enqueue" | "intake" | "progress" | "now">;

/** The playground over the real store and the real queue: nothing in it is staged. */
export function storedPlayground(world: World, happenings: Happenings): PlaygroundHost {
  const { database } = world;
  const inCurrent = async <T>(run: (workspaceId: string) => Promise<T>) =>
    await run(await currentWorkspace(database));
  const known = async (workspaceId: string, personId: string): Promise<PersonRow> => {
    const person = validate(personId)
      ? await database.inWorkspace(workspaceId, (tx) => findPerson(tx, personId))
      : null;
    if (!person)
      throw new CoachError("not-found", "Nobody by that id works here. Choose a person again.");
    return person;
  };

  return {
    people: () =>
      inCurrent(async (workspaceId) => {
        const people = await database.inWorkspace(workspaceId, listPeople);
        return people
          .map((person) => ({
            id: person.id,
            name: person.name,
            role: person.role,
            about: aboutOf(person, world.now()),
          }))
          .sort((a, b) => Number(a.role !== "rep") - Number(b.role !== "rep"));
      }),

    conversation: (personId, place) =>
      inCurrent(async (workspaceId) => {
        await known(workspaceId, personId);
        const recipient = place === "dm" ? `dm:${personId}` : TEAM_CHANNEL;
        return await database.inWorkspace(workspaceId, async (tx) => {
          const deliveries = await conversationOf(tx, recipient);
          const spoken = await spokenIn(tx, recipient);
          const items: PlaygroundItem[] = [
            ...deliveries.filter(isFor(personId)).map((row): PlaygroundItem => {
              const rendered = row.rendered as Rendered | null;
              return {
                id: row.id,
                threadId: row.threadId,
                at: (row.sentAt ?? row.createdAt).toISOString(),
                from: { kind: "coach" },
                text: rendered?.text ?? row.message.summary,
                ...(rendered ? { slack: rendered.slack, teams: rendered.teams } : {}),
                ...(row.answered ? { answered: row.answered } : {}),
                ...formsOf(row.message),
              };
            }),
            ...spoken.map(
              (row): PlaygroundItem => ({
                id: row.id,
                threadId: row.threadId,
                at: row.at.toISOString(),
                from: { kind: "person", id: row.personId, name: row.name },
                text: row.text,
              }),
            ),
          ];
          return items.sort((a, b) => a.at.localeCompare(b.at) || a.id.localeCompare(b.id));
        });
      }),

    drop: (personId, file) =>
      inCurrent(async (workspaceId) => {
        const person = await known(workspaceId, personId);
        const { callId } = await receiveFile(world, workspaceId, {
          source: "upload",
          fileName: file.name,
          mediaType: file.mediaType,
          bytes: file.bytes,
          requestedBy: person.id,
        });
        return { callId };
      }),

    say: (personId, place, threadId, text) =>
      inCurrent(async (workspaceId) => {
        const person = await known(workspaceId, personId);
        const where = place === "dm" ? `dm:${person.id}` : TEAM_CHANNEL;
        await heard(world, workspaceId, { personId: person.id, place: where, threadId, text });
      }),

    act: (personId, deliveryId, actionId, value, _look, fields) =>
      inCurrent(async (workspaceId) => {
        const person = await known(workspaceId, personId);
        await pressed(world, workspaceId, {
          personId: person.id,
          deliveryId,
          actionId,
          value,
          ...(fields && { fields }),
        });
      }),

    subscribe: (watcher, listener) => {
      const stops = [
        happenings.onProgress(({ personId, callId, title, stage, detail }) => {
          if (personId === watcher) listener({ type: "progress", callId, title, stage, detail });
        }),
        happenings.onChanged(() => listener({ type: "changed" })),
        happenings.onDraft(({ recipient, deliveryId, threadId, status, text, over }) => {
          if (recipient !== `dm:${watcher}`) return;
          listener({ type: "draft", deliveryId, threadId, status, text, over });
        }),
      ];
      return () => {
        for (const stop of stops) stop();
      };
    },
  };
}

/** A message in the channel that has a person is for that person's eyes only. */
const isFor = (personId: string) => (row: DeliveryRow) =>
  row.personId === null || row.personId === personId;

function aboutOf(person: PersonRow, now: Date): string {
  if (!person.startedOn) return "";
  const months = Math.floor(
    DateTime.fromJSDate(now).diff(DateTime.fromISO(person.startedOn), "months").months,
  );
  const tenure =
    months < 24 ? `${Math.max(1, months)} months in` : `${Math.floor(months / 12)} years in`;
  return tenure;
}

/** The forms behind a message's buttons: the drawn message does not carry them. */
function formsOf(message: Message): Pick<PlaygroundItem, "forms"> {
  const forms = message.blocks
    .flatMap((block) => (block.type === "actions" ? block.actions : []))
    .flatMap(({ id, value = "", form }) => (form ? [{ actionId: id, value, form }] : []));
  return forms.length > 0 ? { forms } : {};
}
