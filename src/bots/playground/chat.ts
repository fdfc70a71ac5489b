import type { Chat } from "../chat.ts";
import { type RenderProblem, renderForAll } from "../rendered.ts";

/** The playground as a chat platform: a message is sent once it is drawn in both looks. */
export function playgroundChat(
  onProblem: (deliveryId: string, problems: RenderProblem[]) => void,
): Chat {
  return {
    platform: "playground",
    send: async (delivery) => ({
      rendered: renderForAll(delivery.message, {
        deliveryId: delivery.id,
        onProblem: (problems) => onProblem(delivery.id, problems),
      }),
      externalRef: null,
    }),
  };
}
