import type { CoachingPlan, PlannedFocus } from "../coaching/plan.ts";
import { spokenDay } from "../deals/spoken.ts";
import { unquoted } from "./cited.ts";
import type { Action, Block, Message } from "./message.ts";

/** A manager puts a focus in other words; the value is plan and behaviour. */
export const PLAN_EDIT = "plan-edit";
/** A rep says what they would change; the value is the plan. */
export const PLAN_REMARK = "plan-remark";

/** An aim is a sentence, an action a line of at most 45 words. */
const LONGEST = { aim: 400, actions: 900, remark: 1500 };

/** What can be changed, and by whom: the manager words each focus, the rep says what they would change. */
export function planChangeActions(
  { focuses }: Pick<CoachingPlan, "focuses">,
  { planId, mayApprove }: { planId: string; mayApprove: boolean },
): Action[] {
  if (!mayApprove) return [remarkAction(planId)];
  return focuses.map((focus, at) => editAction(planId, focus, at + 1));
}

function editAction(planId: string, focus: PlannedFocus, number: number): Action {
  return {
    ...{ id: PLAN_EDIT, label: `Change focus ${number}`, value: `${planId}/${focus.behaviour}` },
    form: {
      ...{ title: `Focus ${number}`, submit: "Save" },
      fields: [
        {
          ...{ id: "aim", label: "Aim", type: "text", lines: "many" },
          ...{ value: focus.target, maxLength: LONGEST.aim },
        },
        {
          ...{ id: "actions", label: "Actions", type: "text", lines: "many" },
          ...{ hint: "One a line, three at most.", maxLength: LONGEST.actions },
          value: focus.actions.join("\n"),
        },
        { id: "targetOn", label: "Until", type: "date", value: focus.targetOn },
      ],
    },
  };
}

function remarkAction(planId: string): Action {
  return {
    ...{ id: PLAN_REMARK, label: "I'd change something", value: planId },
    form: {
      ...{ title: "About the plan", submit: "Send" },
      fields: [
        {
          ...{ id: "remark", label: "What would you change?", type: "text", lines: "many" },
          ...{ hint: "Your manager reads this.", maxLength: LONGEST.remark },
        },
      ],
    },
  };
}

/** To the manager, after they changed a focus. */
export function focusChangedMessage(name: string, targetOn: string): Message {
  return line(
    `Saved: ${lower(name)}, until ${spokenDay(targetOn)}. It stays so until you change it.`,
  );
}

/** To the manager, whose change could not be kept as it was. */
export function focusRefusedMessage(reasons: readonly string[]): Message {
  return line(`Not saved yet: ${reasons.join("; ")}. The button opens it again.`);
}

/** To the rep, when a plan they have talked through was put in other words. */
export function planChangedMessage(
  manager: string,
  focus: { name: string; aim: string; actions: readonly string[]; targetOn: string },
): Message {
  const head = `${firstOf(manager)} has changed your plan: ${lower(focus.name)}.`;
  return {
    summary: head,
    blocks: [
      text(head),
      { type: "text", text: [{ text: "Aim: ", bold: true }, focus.aim] },
      { type: "list", items: focus.actions.map((action) => [action]) },
      text(`Until ${spokenDay(focus.targetOn)}.`),
    ],
  };
}

/** To the manager: what the rep would change, in the rep's words. */
export function planRemarkMessage(rep: string, remark: string): Message {
  const head = `${firstOf(rep)} would change something in the plan.`;
  return {
    summary: head,
    blocks: [
      text(head),
      text(`“${unquoted(remark)}”`),
      {
        type: "note",
        text: [`“plan for ${firstOf(rep)}” shows it, with a button to change each focus.`],
      },
    ],
  };
}

/** To the rep, after that. */
export function remarkSentMessage(manager: string): Message {
  return line(`${firstOf(manager)} has it in your words.`);
}

const firstOf = (name: string) => name.split(" ")[0] ?? name;
const lower = (words: string) => words.charAt(0).toLowerCase() + words.slice(1);
const text = (words: string): Block => ({ type: "text", text: [words] });
const line = (words: string): Message => ({ summary: words, blocks: [text(words)] });
