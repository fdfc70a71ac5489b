import { printable, safeLink, shorten } from "../../messages/fit.ts";
import type { Action } from "../../messages/message.ts";
import { type CardElement, SET_ACTIONS } from "./adaptive-card.ts";

/** Which message a button answers, and which of its buttons was pressed already. */
export interface Answering {
  deliveryId: string;
  answered?: string | null;
}

type CardAction = Extract<CardElement, { type: "ActionSet" }>["actions"][number];

/** Teams' words for the two styles of ours. */
const STYLES = { primary: "positive", danger: "destructive" } as const;

/**
 * Buttons in sets of six: Teams' own renderer complains of more in one set, even where they are
 * in its menu. A button whose id or value cannot travel whole is left out: half a value would
 * answer for something else.
 */
export function teamsActions(actions: Action[], to: Answering): CardElement[] {
  const drawn = actions.flatMap((action) => teamsAction(action, to) ?? []);
  const sets: CardElement[] = [];
  for (let start = 0; start < drawn.length; start += SET_ACTIONS) {
    sets.push({ type: "ActionSet", actions: drawn.slice(start, start + SET_ACTIONS) });
  }
  return sets;
}

function teamsAction(action: Action, { deliveryId, answered }: Answering): CardAction | null {
  const label = shorten(printable(action.label).replace(/\s+/g, " ").trim(), 75);
  const title = label && action.id === answered ? `✓ ${label}` : label;
  const value = action.value ?? "";
  const url = safeLink(action.url);
  const travels = action.id.length > 0 && action.id.length <= 255 && value.length <= 2000;
  if (!title || !travels || (action.url !== undefined && !url)) return null;
  const face = { title, ...(action.style && { style: STYLES[action.style] }) };
  if (url) return { type: "Action.OpenUrl", url, ...face };
  if (action.form) {
    const msteams = { type: "task/fetch" as const };
    return {
      type: "Action.Submit",
      data: { msteams, actionId: action.id, deliveryId, value },
      ...face,
    };
  }
  return { type: "Action.Execute", verb: action.id, data: { deliveryId, value }, ...face };
}
