import { z } from "zod";
import { CoachError } from "../../../errors.ts";
import { findDelivery } from "../../../store/deliveries.ts";
import { pressOf } from "../../../store/said.ts";
import { pressed } from "../../conversation.ts";
import type { Answer } from "../adapter.ts";
import { REFRESH } from "../adaptive-card.ts";
import { CARD, draw } from "../draw.ts";
import { writerOf } from "../people.ts";
import type { Turn } from "../turn.ts";
import { TEAMS, type TeamsWorld } from "../world.ts";
import { invokes, type Listener } from "./listener.ts";

const pressedButton = z.looseObject({
  action: z.looseObject({
    verb: z.string().min(1).max(255),
    data: z.looseObject({
      deliveryId: z.uuid(),
      value: z.string().max(2000).default(""),
    }),
  }),
});

/** A button of a card was pressed, or a card asks what it looks like by now to whoever looks at it. */
export const cards: Listener = {
  hears: invokes("adaptiveCard/action"),
  answer: async (world, turn) => {
    const { activity, workspaceId, address } = turn;
    const read = pressedButton.safeParse(activity.value);
    if (!read.success)
      return trouble(new CoachError("bad-input", "That button is not one of mine."));
    const { verb, data } = read.data.action;
    const writer = await writerOf(world, workspaceId, activity, address);
    if ("stranger" in writer) return trouble(new CoachError("forbidden", writer.stranger));
    const personId = writer.person.id;
    try {
      if (verb !== REFRESH) {
        await pressed(world, workspaceId, {
          ...{ personId, deliveryId: data.deliveryId, actionId: verb, value: data.value },
          ...(activity.id && { eventKey: `${TEAMS} ${activity.id}` }),
        });
      }
      return await newest(world, turn, data.deliveryId, personId);
    } catch (error) {
      if (error instanceof CoachError && error.code !== "unavailable") return trouble(error);
      throw error;
    }
  },
};

/** The card as it is now, for this person: their own press is marked, nobody else's. */
async function newest(
  world: TeamsWorld,
  { workspaceId }: Turn,
  deliveryId: string,
  personId: string,
): Promise<Answer> {
  const found = await world.database.inWorkspace(workspaceId, async (tx) => {
    const row = await findDelivery(tx, deliveryId);
    if (!row || (row.personId !== null && row.personId !== personId)) return null;
    const answered = row.personId ? row.answered : await pressOf(tx, row, personId);
    return { row, answered };
  });
  if (!found) return trouble(new CoachError("not-found", "That message is no longer here."));
  const { row, answered } = found;
  const { teams } = draw(row.message, { deliveryId, answered }, (problems) =>
    world.log.error({ deliveryId, problems }, "a card did not pass its check"),
  );
  return { status: 200, body: { statusCode: 200, type: CARD, value: teams } };
}

/** Teams shows these words under the card; the status of the answer itself stays 200. */
function trouble({ code, message }: CoachError): Answer {
  const statusCode = code === "forbidden" ? 403 : code === "not-found" ? 404 : 400;
  const value = { code, message };
  return {
    status: 200,
    body: { statusCode, type: "application/vnd.microsoft.error", value },
  };
}
