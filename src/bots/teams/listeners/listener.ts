import type { TeamsActivity } from "../activity.ts";
import type { Answer } from "../adapter.ts";
import type { Turn } from "../turn.ts";
import type { TeamsWorld } from "../world.ts";

/** One kind of thing that happens in Teams: it is translated here and dealt with elsewhere. */
export interface Listener {
  hears(activity: TeamsActivity): boolean;
  answer(world: TeamsWorld, turn: Turn): Promise<Answer>;
}

/** Taken; there is nothing to say. */
export const HEARD: Answer = { status: 200 };

/** Whether it is an invoke by that name: somebody waits for its answer. */
export const invokes = (name: string) => (activity: TeamsActivity) =>
  activity.type === "invoke" && activity.name === name;
