import { bytes, CARD_BYTES, type CardElement } from "./adaptive-card.ts";

/** Kept free for the card's own properties. */
const FRAME = 6000;

/**
 * A body within Teams' size. When it is too long the end is left out and a line says so, but the
 * last buttons stay: without them the person cannot answer.
 */
export function fitElements(body: CardElement[]): CardElement[] {
  const room = CARD_BYTES - FRAME;
  if (size(body) <= room) return body;
  const tail = lastButtons(body);
  const rest = body.filter((element) => !tail.includes(element));
  const kept: CardElement[] = [];
  let used = size([leftOut(rest.length), ...tail]);
  for (const element of rest) {
    used += bytes(element) + 1;
    if (used > room) break;
    kept.push(element);
  }
  return [...kept, leftOut(rest.length - kept.length), ...tail];
}

/** The last run of action sets, from its start, as far as half of the card holds. */
function lastButtons(body: CardElement[]): CardElement[] {
  const end = body.findLastIndex((element) => element.type === "ActionSet") + 1;
  const start = body.findLastIndex((element, at) => at < end && element.type !== "ActionSet") + 1;
  const kept: CardElement[] = [];
  let used = 0;
  for (const element of body.slice(start, end)) {
    used += bytes(element) + 1;
    if (used > (CARD_BYTES - FRAME) / 2) break;
    kept.push(element);
  }
  return kept;
}

function size(body: CardElement[]): number {
  return body.reduce((sum, element) => sum + bytes(element) + 1, 2);
}

function leftOut(count: number): CardElement {
  const text = `This message was too long for Teams: its last ${count === 1 ? "part is" : `${count} parts are`} left out.`;
  return {
    type: "RichTextBlock",
    inlines: [{ type: "TextRun", text, size: "Small", isSubtle: true }],
  };
}
