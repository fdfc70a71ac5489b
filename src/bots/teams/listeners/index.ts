import { CoachError } from "../../../errors.ts";
import type { TeamsActivity } from "../activity.ts";
import type { Answer } from "../adapter.ts";
import { turnOf } from "../turn.ts";
import type { TeamsWorld } from "../world.ts";
import { cards } from "./cards.ts";
import { coachMe } from "./coach-me.ts";
import { dialogOpened, dialogSent } from "./dialogs.ts";
import { closed, installed, removed } from "./installs.ts";
import { HEARD, type Listener } from "./listener.ts";
import { takenBack } from "./taken-back.ts";
import { words } from "./words.ts";

/** Everything that is listened to; the first that hears an activity answers it. */
const LISTENERS: readonly Listener[] = [
  words,
  cards,
  dialogOpened,
  dialogSent,
  coachMe,
  takenBack,
  closed,
  installed,
  removed,
];

/** Deals with one activity. What nobody listens to is taken in silence, but for an invoke. */
export async function listenTo(world: TeamsWorld, activity: TeamsActivity): Promise<Answer> {
  const listener = LISTENERS.find((one) => one.hears(activity));
  if (!listener) return activity.type === "invoke" ? { status: 501 } : HEARD;
  try {
    return await listener.answer(world, await turnOf(world, activity));
  } catch (error) {
    // Said again it would be just as wrong: Teams would only repeat it.
    if (!(error instanceof CoachError) || error.code === "unavailable") throw error;
    world.log.warn({ error, type: activity.type }, "an activity was refused");
    return HEARD;
  }
}
