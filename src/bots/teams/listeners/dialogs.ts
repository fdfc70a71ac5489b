import { z } from "zod";
import { CoachError } from "../../../errors.ts";
import { fieldProblems } from "../../../messages/form.ts";
import { formOf, pressed } from "../../conversation.ts";
import type { Answer } from "../adapter.ts";
import { answerOf, formCard, openDialog, sayInDialog } from "../dialog.ts";
import { writerOf } from "../people.ts";
import type { Turn } from "../turn.ts";
import { TEAMS, type TeamsWorld } from "../world.ts";
import { HEARD, invokes, type Listener } from "./listener.ts";

const button = z.looseObject({
  deliveryId: z.uuid(),
  actionId: z.string().min(1).max(255),
  value: z.string().max(2000).default(""),
});
const dialogValue = z.looseObject({ data: z.unknown() });

/** A button with a form was pressed: its fields are asked for. */
export const dialogOpened: Listener = {
  hears: invokes("task/fetch"),
  answer: (world, turn) =>
    inDialog(async () => {
      const { press, form } = await read(world, turn);
      const { deliveryId, actionId, value } = press;
      return openDialog(form.title, formCard(form, { deliveryId, actionId, value }));
    }),
};

/** The form was filled in. What does not fit is said in it, and nothing that was typed is lost. */
export const dialogSent: Listener = {
  hears: invokes("task/submit"),
  answer: (world, turn) =>
    inDialog(async () => {
      const { press, form, fields } = await read(world, turn);
      const { deliveryId, actionId, value } = press;
      const problems = Object.values(fieldProblems(form, fields));
      if (problems.length > 0) {
        const kept = { deliveryId, actionId, value };
        return openDialog(form.title, formCard(form, kept, { given: fields, problems }));
      }
      const { id } = turn.activity;
      const eventKey = id ? { eventKey: `${TEAMS} ${id}` } : {};
      await pressed(world, turn.workspaceId, { ...press, fields, ...eventKey });
      return null;
    }),
};

async function read(world: TeamsWorld, { activity, workspaceId, address }: Turn) {
  const { fields, kept } = answerOf(dialogValue.safeParse(activity.value).data?.data);
  const parsed = button.safeParse(kept);
  if (!parsed.success) throw new CoachError("bad-input", "That button is not one of mine.");
  const writer = await writerOf(world, workspaceId, activity, address);
  if ("stranger" in writer) throw new CoachError("forbidden", writer.stranger);
  const { deliveryId, actionId, value } = parsed.data;
  const press = { personId: writer.person.id, deliveryId, actionId, value };
  const form = await formOf(world, workspaceId, press);
  if (!form) throw new CoachError("not-found", "That button asks for nothing any more.");
  return { press, form, fields };
}

/** What goes wrong is a sentence in the dialog; an empty answer closes it. */
async function inDialog(run: () => Promise<object | null>): Promise<Answer> {
  try {
    const body = await run();
    return body ? { status: 200, body } : HEARD;
  } catch (error) {
    if (!(error instanceof CoachError) || error.code === "unavailable") throw error;
    return { status: 200, body: sayInDialog(error.message) };
  }
}
