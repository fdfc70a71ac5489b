import { CoachError } from "../../errors.ts";
import { plainMessage } from "../../messages/deliverable.ts";
import type { Message } from "../../messages/message.ts";
import type { PersonRow } from "../../store/people.ts";
import type { Effects } from "../effects.ts";
import { askedFor } from "./asked.ts";
import { DELIVERABLES } from "./index.ts";
import { produce } from "./run.ts";

/** What words ask for, made for whoever said them. */
export interface DeliverableSaid {
  /** The deliverable's name: the kind of the message, and so of its thread. */
  kind: string;
  message: Message;
  /** False where it may stand in the channel it was asked for in. */
  private: boolean;
}

/** Makes what somebody asked for in words; `null` when they asked for something else. */
export async function deliverableSaid(
  effects: Pick<Effects, "database" | "model" | "now" | "publicUrl">,
  workspaceId: string,
  person: PersonRow,
  text: string,
): Promise<DeliverableSaid | null> {
  const asked = askedFor(text);
  const deliverable = DELIVERABLES.find(({ command }) => command.name === asked?.command.name);
  if (!asked || !deliverable) return null;
  const kind = deliverable.command.name;
  try {
    const { message } = await produce(effects, workspaceId, deliverable, person, asked.about);
    return { kind, message, private: deliverable.private };
  } catch (error) {
    if (!(error instanceof CoachError)) throw error;
    if (error.code === "bad-input" && !asked.clear) return null;
    // Asked again it would fail again, and somebody waits.
    const line =
      error.code === "unavailable"
        ? "I could not put that together in a form I would stand behind, so I leave it."
        : error.message;
    return { kind, message: plainMessage(line), private: true };
  }
}
