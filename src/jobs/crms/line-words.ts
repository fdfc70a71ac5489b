import type { CrmLineRow } from "../../store/crm-lines.ts";

const WORDS: Record<CrmLineRow["state"], string> = {
  listening: "Change Data Capture: listening.",
  waiting: "Change Data Capture: not at the moment.",
  off: "Change Data Capture: off; changes come by outbound messages, and at night.",
};

/** How a CRM's line is, and what does not come by it, for whoever looks at the connection. */
export function lineWords(
  { state, reason, heldUntil }: Pick<CrmLineRow, "state" | "reason" | "heldUntil">,
  now: Date,
): string {
  // A process that died could not say that it no longer listens.
  const left = state === "listening" && !(heldUntil && heldUntil > now);
  const words = WORDS[left ? "waiting" : state];
  return reason ? `${words} ${reason}` : words;
}
