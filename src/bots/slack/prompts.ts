import type { PersonRow } from "../../store/people.ts";
import type { SlackClient } from "./web-api.ts";

/** Slack takes so many, and shows them under the box to write in. */
export const MOST_PROMPTS = 4;

interface Prompt {
  title: string;
  message: string;
}

const OF_A_REP: readonly Prompt[] = [
  { title: "Prepare my next call", message: "Prep for my next call" },
  { title: "What am I working on?", message: "Show my page" },
  { title: "Two minutes of practice", message: "Practice" },
  { title: "How did my discovery calls go?", message: "How did I do on discovery this month?" },
];
const OF_A_MANAGER: readonly Prompt[] = [
  { title: "Review the pipeline", message: "Pipeline review team" },
  { title: "What did we hear this week?", message: "Weekly digest" },
  { title: "Prepare a one-on-one", message: "One-on-one" },
  { title: "Which deals went quiet?", message: "Which deals have no next step?" },
];

/** What somebody could ask, by what they do here. */
export function promptsFor({ role }: Pick<PersonRow, "role">): readonly Prompt[] {
  return role === "rep" ? OF_A_REP : OF_A_MANAGER;
}

/** Without a thread: with one, Slack's agent view takes them and shows nothing. */
export async function suggestPrompts(
  client: SlackClient,
  channel: string,
  person: PersonRow,
): Promise<void> {
  await client.assistant.threads.setSuggestedPrompts({
    channel_id: channel,
    title: "You could ask",
    prompts: promptsFor(person)
      .slice(0, MOST_PROMPTS)
      .map((one) => ({ ...one })),
  });
}
