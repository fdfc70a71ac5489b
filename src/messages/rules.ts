import { plainMessage } from "./deliverable.ts";
import type { Block, Message } from "./message.ts";

/** The buttons of a rule: their value is its id. */
export const RULE_RETIRE = "rule-retire";
export const RULE_RESTORE = "rule-restore";

/** A rule as its reader sees it. */
export interface ShownRule {
  id: string;
  /** In the words it was given in. */
  text: string;
  /** What the coach had written, when it came from a change or a refusal. */
  before: string;
  /** How it is kept to. */
  kept: string;
  by: string;
  /** ISO day. */
  on: string;
}

/** More of them are not read in one message; the newest are shown. */
const MOST_SHOWN = 10;

/** What the coach keeps to, each with its own way out for whoever may take it. */
export function rulesMessage(rules: readonly ShownRule[], mayChange: boolean): Message {
  if (rules.length === 0) return noRules(mayChange);
  const shown = rules.slice(-MOST_SHOWN);
  const count = rules.length === 1 ? "One rule" : `${rules.length} rules`;
  const summary = mayChange ? `${count} I keep to.` : `${count} I keep to when I write to you.`;
  return {
    summary,
    blocks: [
      { type: "text", text: [{ text: summary, bold: true }] },
      ...shown.flatMap((rule): Block[] => [
        { type: "text", text: [rule.text] },
        {
          type: "note",
          text: [
            `${rule.by}, ${day(rule.on)}${rule.before ? `, about: ${rule.before}` : ""} · ${rule.kept}`,
          ],
        },
        ...(mayChange
          ? [
              {
                type: "actions" as const,
                actions: [{ id: RULE_RETIRE, label: "Retire this rule", value: rule.id }],
              },
            ]
          : []),
      ]),
      ...(rules.length > shown.length
        ? [{ type: "note" as const, text: [`The newest ${shown.length} of ${rules.length}.`] }]
        : []),
      ...(mayChange ? [howToAdd()] : []),
    ],
  };
}

function noRules(mayChange: boolean): Message {
  if (!mayChange) return plainMessage("Nobody has given me a rule for what I write to you.");
  const summary = "There are no rules yet.";
  return { summary, blocks: [{ type: "text", text: [summary] }, howToAdd()] };
}

function howToAdd(): Block {
  return {
    type: "note",
    text: [
      "To add one, write “rule:” and what I should leave, such as “rule: don't ask about discounts” or “rule: never mention Payvolt”. What you change or refuse in a debrief becomes one too.",
    ],
  };
}

/** A rule was kept; the button takes it back at once. */
export function ruleKept(rule: Pick<ShownRule, "id" | "text" | "kept">): Message {
  return {
    summary: `Kept: ${rule.text}`,
    blocks: [
      { type: "text", text: [`Kept: ${rule.text}`] },
      { type: "note", text: [rule.kept] },
      { type: "actions", actions: [{ id: RULE_RETIRE, label: "Take it back", value: rule.id }] },
    ],
  };
}

/** A rule is out of use; the button puts it back. */
export function ruleRetired(id: string, text: string): Message {
  return {
    summary: `Retired: ${text}`,
    blocks: [
      { type: "text", text: [`Retired: ${text}`] },
      { type: "actions", actions: [{ id: RULE_RESTORE, label: "Put it back", value: id }] },
    ],
  };
}

export const ruleBack = (text: string): Message => plainMessage(`Back in use: ${text}`);

export const ruleGone = (): Message =>
  plainMessage("That rule is no longer here, or it is somebody else's.");

export const ruleNotYours = (): Message =>
  plainMessage(
    "Rules are your manager's to give. What a reading of your calls gets wrong you can say right under it: “Not a fair reading”.",
  );

export const ruleEmpty = (): Message =>
  plainMessage("Write the rule after “rule:”, such as “rule: don't ask about discounts”.");

function day(iso: string): string {
  return new Intl.DateTimeFormat("en-GB", {
    day: "numeric",
    month: "long",
    timeZone: "UTC",
  }).format(new Date(`${iso}T00:00:00Z`));
}
