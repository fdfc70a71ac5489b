import { CoachError } from "../../errors.ts";
import { tellingOfNote } from "../../memory/from-coaching.ts";
import type { MemoryBank } from "../../memory/memory.ts";
import {
  acceptedMessage,
  broughtBackMessage,
  correctedMessage,
  disputedMessage,
  forgetAllMessage,
  forgottenAll,
  forgottenMessage,
  MEMORY,
  memoryGone,
  noteKept,
  sharedMessage,
  tooLateMessage,
  unsharedMessage,
} from "../../messages/memory.ts";
import type { Message } from "../../messages/message.ts";
import { unciteMemory } from "../../store/debriefs.ts";
import { findPerson, ownWorkspace, type PersonRow } from "../../store/people.ts";
import type { SaidRow } from "../../store/said.ts";
import type { Effects } from "../effects.ts";
import { keepSoon } from "../keep-memory.ts";
import { passTo } from "../pass.ts";
import { memoryAsked } from "./asked.ts";
import { modelMessageFor } from "./model.ts";
import { reportMemories } from "./report.ts";
import { aboutMe, memoriesOf } from "./shown.ts";

type World = Pick<
  Effects,
  "database" | "memory" | "now" | "publicUrl" | "sealing" | "enqueue" | "changed"
>;

/** What a press or a line does with the coach's memory, and what is said to it; `null` for anything else. */
export async function memoryAnswer(
  effects: World,
  workspaceId: string,
  said: SaidRow,
  person: PersonRow,
  text: string,
): Promise<Message | null> {
  const bank = effects.memory(workspaceId);
  const action = memoryAction(said.actionId);
  if (action) return await pressed(effects, workspaceId, bank, said, person, action);
  const asked = memoryAsked(text);
  if (!asked) return null;
  switch (asked.type) {
    case "about-me":
      return await shown(effects, workspaceId, bank, person, 0);
    case "about":
      return await reportMemories(effects, workspaceId, bank, person, asked.name);
    case "model":
      return await modelMessageFor(effects, workspaceId, bank, person, asked.id);
    case "note": {
      // Under what was said: heard twice it is kept once.
      const note = { id: said.id, personId: person.id, text: asked.text, at: said.at };
      await bank.retain([tellingOfNote(note)]);
      return noteKept(`note/${said.id}`, asked.text);
    }
  }
}

type MemoryAction = (typeof MEMORY)[keyof typeof MEMORY];

/** Which of memory's buttons an action is, whichever memory it stands under. */
export function memoryAction(actionId: string | null): MemoryAction | null {
  const name = actionId?.split(".")[0];
  return Object.values(MEMORY).find((action) => action === name) ?? null;
}

async function pressed(
  effects: World,
  workspaceId: string,
  bank: MemoryBank,
  said: SaidRow,
  person: PersonRow,
  action: MemoryAction,
): Promise<Message> {
  const id = said.actionValue ?? "";
  const by = { personId: person.id };
  const changed = async (message: Message): Promise<Message> => {
    // A debrief that still waits must not bring up what its rep has just put right.
    await effects.database.inWorkspace(workspaceId, (tx) => unciteMemory(tx, person.id, id));
    await keepSoon(effects, workspaceId);
    await effects.changed(workspaceId);
    return message;
  };
  try {
    switch (action) {
      case MEMORY.more:
        return await shown(effects, workspaceId, bank, person, Number(id) || 0);
      case MEMORY.correct: {
        const text = said.fields?.text?.trim() ?? "";
        await bank.correct(id, text, by);
        return await changed(correctedMessage(text));
      }
      case MEMORY.dispute:
        await bank.dispute(id, by, true);
        return await changed(disputedMessage());
      case MEMORY.accept:
        await bank.dispute(id, by, false);
        return await changed(acceptedMessage());
      case MEMORY.forget:
        await bank.forget({ documentId: id }, by, { undo: true });
        return await changed(forgottenMessage(id));
      case MEMORY.undo:
        return (await bank.bringBack(id, by))
          ? await changed(broughtBackMessage())
          : tooLateMessage();
      case MEMORY.share:
        await bank.share(id, by, true);
        return await changed(sharedMessage(await managerOf(effects, workspaceId, person)));
      case MEMORY.unshare:
        await bank.share(id, by, false);
        return await changed(unsharedMessage());
      case MEMORY.forgetAll: {
        if (id !== "yes") return forgetAllMessage((await memoriesOf(bank, person.id)).length);
        const count = await bank.forget({ personId: person.id }, by);
        return await changed(forgottenAll(count));
      }
    }
  } catch (error) {
    // Asked again it would fail again: it was forgotten meanwhile, or is somebody else's.
    if (error instanceof CoachError && error.code === "not-found") return memoryGone();
    throw error;
  }
}

async function shown(
  effects: World,
  workspaceId: string,
  bank: MemoryBank,
  person: PersonRow,
  from: number,
): Promise<Message> {
  const scene = await effects.database.inWorkspace(workspaceId, async (tx) => ({
    publicUrl: effects.publicUrl,
    zone: person.timeZone ?? (await ownWorkspace(tx)).timeZone,
    page: await passTo(tx, effects, { workspaceId, personId: person.id, path: "/memory" }),
  }));
  return await aboutMe(bank, person, from, scene);
}

async function managerOf(
  { database }: World,
  workspaceId: string,
  { managerId }: PersonRow,
): Promise<string | null> {
  if (!managerId) return null;
  const manager = await database.inWorkspace(workspaceId, (tx) => findPerson(tx, managerId));
  return manager?.name.split(" ")[0] ?? null;
}
