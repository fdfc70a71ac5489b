import { z } from "zod";
import { CoachError } from "../../../errors.ts";
import { personBehind } from "../../../store/identities.ts";
import { coachOn } from "../../conversation.ts";
import { COACH_ME } from "../app-package/manifest.ts";
import { sayInDialog } from "../dialog.ts";
import { plainWords } from "../html-words.ts";
import { writerOf } from "../people.ts";
import type { Turn } from "../turn.ts";
import { TEAMS, type TeamsWorld } from "../world.ts";
import { invokes, type Listener } from "./listener.ts";

const user = z.looseObject({ id: z.string().nullish(), displayName: z.string().nullish() });
const asked = z.looseObject({
  commandId: z.literal(COACH_ME),
  messagePayload: z.looseObject({
    body: z.looseObject({ content: z.string().nullish() }).nullish(),
    from: z.looseObject({ user: user.nullish() }).nullish(),
  }),
});

/** "Coach me on this": takes somebody's message into one's own chat with the coach, unseen by others. */
export const coachMe: Listener = {
  hears: invokes("composeExtension/fetchTask"),
  answer: async (world, turn) => {
    const sentence = await take(world, turn).catch((error: unknown) => {
      if (!(error instanceof CoachError) || error.code === "unavailable") throw error;
      return error.message;
    });
    return { status: 200, body: sayInDialog(sentence) };
  },
};

async function take(world: TeamsWorld, turn: Turn): Promise<string> {
  const { activity, workspaceId, address } = turn;
  const read = asked.safeParse(activity.value);
  if (!read.success) throw new CoachError("bad-input", "There is no message in this.");
  const writer = await writerOf(world, workspaceId, activity, address);
  if ("stranger" in writer) return writer.stranger;
  const { body, from } = read.data.messagePayload;
  const text = plainWords(body?.content ?? "");
  await coachOn(world, workspaceId, {
    ...{ personId: writer.person.id, platform: TEAMS, text },
    writtenBy: await oneOfOurs(world, workspaceId, from?.user?.id ?? null),
    eventKey: `${TEAMS} ${activity.id ?? `${writer.person.id} ${text}`}`,
  });
  return "I have put one question about it into your own chat with me. Nobody else sees it.";
}

/** Who wrote it, by name, when it is one of ours; else it was the other side, as far as we know. */
async function oneOfOurs(world: TeamsWorld, workspaceId: string, aadObjectId: string | null) {
  if (!aadObjectId) return null;
  const person = await world.database.inWorkspace(workspaceId, (tx) =>
    personBehind(tx, TEAMS, aadObjectId),
  );
  return person?.name ?? null;
}
