import { setTimeout as sleep } from "node:timers/promises";
import { NotNow, type Sending, Unsendable } from "../../jobs/sending.ts";
import type { Sent } from "../../jobs/writing.ts";
import type { Message } from "../../messages/message.ts";
import type { DeliveryRow } from "../../store/deliveries.ts";
import { takeTurn } from "../../store/places.ts";
import type { Chat } from "../chat.ts";
import { ConnectorError } from "./connector.ts";
import { cardActivity, type Drawn, draw } from "./draw.ts";
import { fetchDropped } from "./files.ts";
import { peopleOf } from "./people.ts";
import { refusalOf } from "./refusal.ts";
import { writeInSight } from "./stream.ts";
import { type Where, whereTo } from "./where.ts";
import { TEAMS, type TeamsWorld } from "./world.ts";

/** A turn that is this near is waited for; a later one is left to the queue. */
const NEAR_MS = 5_000;
/** Sent this often without an answer it may stand there twice; a third time it is not sent. */
const MOST_DOUBTS = 2;

/** Microsoft Teams as a chat platform. */
export function teamsChat(world: TeamsWorld): Chat {
  const drawn = (row: DeliveryRow, message: Message, answered: string | null): Drawn =>
    draw(message, { deliveryId: row.id, answered }, (problems) =>
      world.log.error({ deliveryId: row.id, problems }, "a card did not pass its check"),
    );

  async function send(row: DeliveryRow, sending?: Sending): Promise<Sent> {
    if (row.attempts >= MOST_DOUBTS) {
      throw new Unsendable("Sent twice without an answer from Teams: it may have arrived.");
    }
    try {
      const where = await whereTo(world, row);
      const stands = sending?.instead?.externalRef ?? null;
      await turn(world, row, where);
      // Changed in its place it cannot stand there twice.
      const message = sending?.perhapsSent && !stands ? sentAgain(row.message) : row.message;
      const look = drawn(row, message, null);
      const activity = cardActivity(message, look);
      const changed = stands && (await change(where, stands, activity));
      const externalRef = changed ? stands : await world.connector.send(where.at, activity);
      return { rendered: look, externalRef };
    } catch (error) {
      throw refusalOf(error, row, world.now());
    }
  }

  /** @returns false when the message is no longer there to be changed */
  async function change(where: Where, id: string, activity: ReturnType<typeof cardActivity>) {
    try {
      await world.connector.update(where.at, id, activity);
      return true;
    } catch (error) {
      if (error instanceof ConnectorError && error.status === 404 && !error.gone) return false;
      throw error;
    }
  }

  return {
    platform: TEAMS,
    send,
    redraw: async (row) => {
      if (!row.externalRef) return null;
      // What one of many pressed is shown to them alone, by the answer to their press.
      const look = drawn(row, row.message, row.personId ? row.answered : null);
      try {
        const where = await whereTo(world, row);
        await change(where, row.externalRef, cardActivity(row.message, look));
        return look;
      } catch (error) {
        throw refusalOf(error, row, world.now());
      }
    },
    fetchFile: async (_workspaceId, file) => await fetchDropped(file, world),
    people: (workspaceId) => peopleOf(world, workspaceId),
    stream: (row) =>
      writeInSight(world, row, {
        send,
        activity: (finished) => {
          const look = drawn(finished, finished.message, null);
          return { look, activity: cardActivity(finished.message, look) };
        },
      }),
  };
}

/** Waits for this message's turn, or leaves it to the queue when that is far off. */
async function turn(
  { database, now, gapMs }: TeamsWorld,
  row: DeliveryRow,
  where: Where,
): Promise<void> {
  const at = await database.inWorkspace(row.workspaceId, (tx) =>
    takeTurn(tx, TEAMS, where.recipient, { now: now(), gapMs }),
  );
  const waitMs = at ? at.getTime() - now().getTime() : 0;
  if (at && waitMs > NEAR_MS) throw new NotNow(at, "many messages to one conversation");
  if (waitMs > 0) await sleep(waitMs);
}

/** Teams cannot be asked whether a message arrived: whoever reads it twice is told why. */
function sentAgain(message: Message): Message {
  const note = "You may have this one already: the first time I could not tell whether it arrived.";
  return { ...message, blocks: [...message.blocks, { type: "note", text: [note] }] };
}
