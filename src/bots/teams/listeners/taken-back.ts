import { withdrawn } from "../../conversation.ts";
import { TEAMS } from "../world.ts";
import { HEARD, type Listener } from "./listener.ts";

/** Somebody deleted what they had written: it is not kept either. */
export const takenBack: Listener = {
  hears: ({ type }) => type === "messageDelete",
  answer: async (world, { activity, workspaceId }) => {
    if (activity.id) await withdrawn(world, workspaceId, TEAMS, activity.id);
    return HEARD;
  },
};
