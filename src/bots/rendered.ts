import { printable, shorten } from "../messages/fit.ts";
import type { Message } from "../messages/message.ts";
import { plainText } from "../messages/plain-text.ts";
import { checkSlack, type SlackMessage } from "./slack/block-kit.ts";
import { renderSlack } from "./slack/render.ts";
import { type AdaptiveCard, checkTeams } from "./teams/adaptive-card.ts";
import { renderTeams } from "./teams/render.ts";

/** A message in every look it may be sent or shown in; each has passed its platform's check. */
export interface Rendered {
  text: string;
  slack: SlackMessage;
  teams: AdaptiveCard;
}

/** What went wrong with one look; the message still goes out, as text alone. */
export interface RenderProblem {
  platform: "slack" | "teams";
  problem: string;
}

export interface RenderOptions {
  deliveryId: string;
  onProblem?: (problems: RenderProblem[]) => void;
  /** The two renderers, for a test that needs one to be wrong. */
  looks?: { slack: typeof renderSlack; teams: typeof renderTeams };
}

/**
 * Renders a message for all platforms and lets no look through that its platform would refuse:
 * such a look is replaced by the message's plain text and reported.
 */
export function renderForAll(message: Message, options: RenderOptions): Rendered {
  const { deliveryId, onProblem, looks = { slack: renderSlack, teams: renderTeams } } = options;
  const text = plainText(message);
  const bare = inWords(message);
  const slack = gate(() => looks.slack(message, { deliveryId }), checkSlack);
  const teams = gate(() => looks.teams(message, { deliveryId }), checkTeams);
  const problems: RenderProblem[] = [
    ...slack.problems.map((problem) => ({ platform: "slack" as const, problem })),
    ...teams.problems.map((problem) => ({ platform: "teams" as const, problem })),
  ];
  if (problems.length > 0) onProblem?.(problems);
  return {
    text,
    slack: slack.look ?? renderSlack(bare, { deliveryId }),
    teams: teams.look ?? renderTeams(bare, { deliveryId }),
  };
}

/** A message as its words alone, for a platform that takes nothing else of it. */
export function inWords(message: Message): Message {
  const words = shorten(printable(plainText(message)), 2500);
  return { summary: message.summary, blocks: [{ type: "text", text: [words] }] };
}

function gate<Look>(
  render: () => Look,
  check: (look: Look) => string[],
): { look: Look | null; problems: string[] } {
  try {
    const look = render();
    const problems = check(look);
    return { look: problems.length === 0 ? look : null, problems };
  } catch (error) {
    // A look that cannot be drawn must not keep the message from the person.
    return { look: null, problems: [`could not be drawn: ${String(error)}`] };
  }
}
