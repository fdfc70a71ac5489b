import { printable, shorten } from "../../messages/fit.ts";
import type { Message } from "../../messages/message.ts";
import { plainText } from "../../messages/plain-text.ts";
import type { Answering } from "./actions.ts";
import { type AdaptiveCard, checkTeams } from "./adaptive-card.ts";
import type { OutgoingActivity } from "./connector.ts";
import { renderTeams } from "./render.ts";

/** A message as it goes to Teams; kept with its delivery. */
export interface Drawn {
  text: string;
  teams: AdaptiveCard;
}

/** The content type of every card of ours. */
export const CARD = "application/vnd.microsoft.card.adaptive";

/** Words that fit a card of nothing else, in any language. */
const BARE_WORDS = 2500;

/**
 * Draws a message and lets nothing through that Teams would refuse: what does not pass goes as its
 * words alone, and is reported.
 */
export function draw(
  message: Message,
  to: Answering,
  onProblem: (problems: string[]) => void,
): Drawn {
  const text = plainText(message);
  try {
    const teams = renderTeams(message, to);
    const problems = checkTeams(teams);
    if (problems.length === 0) return { text, teams };
    onProblem(problems);
  } catch (error) {
    // What cannot be drawn must not keep the message from the person.
    onProblem([`could not be drawn: ${String(error)}`]);
  }
  const words = shorten(printable(text), BARE_WORDS);
  const bare: Message = { summary: message.summary, blocks: [{ type: "text", text: [words] }] };
  return { text, teams: renderTeams(bare, to) };
}

/** A message that is one card; its summary is what a notification shows. */
export function cardActivity(message: Message, { teams }: Drawn): OutgoingActivity {
  return {
    type: "message",
    summary: shorten(printable(message.summary).trim() || "A message from the coach", 500),
    attachments: [{ contentType: CARD, content: teams }],
  };
}
