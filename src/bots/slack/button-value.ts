/** What a Slack button carries: the delivery it belongs to and the action's own value. */
export function buttonValue(deliveryId: string, value: string | undefined): string {
  return `${deliveryId}|${value ?? ""}`;
}

/** Reads a button's value back; the delivery id never holds a `|`, the value may. */
export function readButtonValue(carried: string): { deliveryId: string; value: string } {
  const bar = carried.indexOf("|");
  if (bar < 0) return { deliveryId: carried, value: "" };
  return { deliveryId: carried.slice(0, bar), value: carried.slice(bar + 1) };
}
