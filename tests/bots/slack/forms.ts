import { v7 } from "uuid";
import { FORM, fieldBlock } from "../../../src/bots/slack/modal.ts";
import { interaction, tell } from "./signing.ts";
import type { SlackStand } from "./stand.ts";

/** What one field of a modal comes back with. */
export type Given = { value: string } | { selected_option: { value: string } };

/** A modal as Slack was given it last. */
export interface Opened {
  title: { text: string };
  private_metadata: string;
  blocks: { label: { text: string }; element: { initial_value?: string } }[];
}

export function lastOpened(stand: SlackStand): Opened {
  const opened = stand.standIn.calls.findLast(({ method }) => method === "views.open");
  if (!opened) throw new Error("No modal was opened.");
  return JSON.parse(String(opened.body.view)) as Opened;
}

/** Sends the modal that was opened last, filled in; what Slack is answered. */
export async function submit(
  stand: SlackStand,
  name: string,
  fields: Record<string, Given>,
): Promise<string> {
  const { private_metadata } = lastOpened(stand);
  const answer = await tell(
    stand.url,
    interaction({
      ...{ type: "view_submission", team: { id: stand.team.id }, api_app_id: "A1" },
      user: { id: await stand.team.userId(name) },
      view: {
        ...{ id: v7(), callback_id: FORM, type: "modal", private_metadata },
        state: {
          values: Object.fromEntries(
            Object.entries(fields).map(([id, given]) => [fieldBlock(id), { answer: given }]),
          ),
        },
      },
    }),
  );
  await stand.work();
  return (await answer.text()) || "{}";
}
