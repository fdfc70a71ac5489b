import { printable, safeLink, shorten } from "../../messages/fit.ts";
import type { Action } from "../../messages/message.ts";
import { SLACK_LIMITS, type SlackBlock } from "./block-kit.ts";
import { buttonValue } from "./button-value.ts";

type Buttons = Extract<SlackBlock, { type: "actions" }>["elements"];

/**
 * Buttons, at most 25 a block. Slack refuses one action_id twice in a block, so a repeated one
 * opens a new block. A button whose id or value cannot travel whole is left out: half a value
 * would answer for something else.
 */
export function slackActions(actions: Action[], deliveryId: string): SlackBlock[] {
  const rows: Buttons[] = [];
  for (const action of actions) {
    const button = slackButton(action, deliveryId);
    if (!button) continue;
    const row = rows.at(-1);
    const fits =
      row &&
      row.length < SLACK_LIMITS.actions &&
      row.every((other) => other.action_id !== button.action_id);
    if (fits) row.push(button);
    else rows.push([button]);
  }
  return rows.map((elements) => ({ type: "actions", elements }));
}

function slackButton(action: Action, deliveryId: string): Buttons[number] | null {
  const text = shorten(
    printable(action.label).replace(/\s+/g, " ").trim(),
    SLACK_LIMITS.buttonText,
  );
  const value = buttonValue(deliveryId, action.value);
  const url = safeLink(action.url);
  const travels =
    action.id.length > 0 &&
    action.id.length <= SLACK_LIMITS.id &&
    value.length <= SLACK_LIMITS.buttonValue;
  if (!text || !travels || (action.url !== undefined && !url)) return null;
  return {
    type: "button",
    text: { type: "plain_text", text, emoji: false },
    action_id: action.id,
    ...(url ? { url } : { value }),
    ...(action.style && { style: action.style }),
  };
}
