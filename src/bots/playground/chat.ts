import type { Draft } from "../../jobs/effects.ts";
import type { Writing } from "../../jobs/writing.ts";
import type { DeliveryRow } from "../../store/deliveries.ts";
import type { Chat } from "../chat.ts";
import { type RenderProblem, renderForAll } from "../rendered.ts";

interface Tells {
  /** A look that the platform it stands for would refuse. */
  problem(deliveryId: string, problems: RenderProblem[]): void;
  /** A message as far as it is written. */
  draft(draft: Draft): Promise<void>;
}

/** The playground as a chat platform: a message is sent once it is drawn in both looks. */
export function playgroundChat(tell: Tells): Chat {
  const send: Chat["send"] = async (delivery) => ({
    rendered: renderForAll(delivery.message, {
      deliveryId: delivery.id,
      onProblem: (problems) => tell.problem(delivery.id, problems),
    }),
    externalRef: null,
  });
  return { platform: "playground", send, stream: (delivery) => write(delivery, tell, send) };
}

/** Tells open pages of each step, one after the other: the newest state must be the last one heard. */
function write(delivery: DeliveryRow, tell: Tells, send: Chat["send"]): Writing {
  const { id: deliveryId, workspaceId, recipient, threadId } = delivery;
  let draft: Draft = {
    ...{ workspaceId, deliveryId, recipient, threadId },
    ...{ status: "", text: "", over: false },
  };
  let told = Promise.resolve();
  const move = (change: Partial<Draft>): Promise<void> => {
    draft = { ...draft, ...change };
    const now = draft;
    // A page that misses one sees the next, and in the end the message itself.
    told = told.then(() => tell.draft(now)).catch(() => undefined);
    return told;
  };
  return {
    status: (status) => void move({ status }),
    append: (text) => void move({ text: draft.text ? `${draft.text}\n\n${text}` : text }),
    finish: send,
    abandon: () => move({ over: true }),
  };
}
