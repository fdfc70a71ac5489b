import { GOOD_VALUES_SOURCE } from "../coaching/behaviours/behaviour.ts";
import type { Diagnosis } from "../coaching/diagnosis.ts";
import type { Assessed, CoachingPlan, PlannedFocus, PlanState } from "../coaching/plan.ts";
import { spokenDay } from "../deals/spoken.ts";
import { citedBlocks } from "./cited.ts";
import type { Action, Block, Message, Span } from "./message.ts";
import { planChangeActions } from "./plan-change.ts";

/** What a plan's message needs besides the plan. */
export interface PlanScene {
  linkTo(spot: { callId: string; turn: number }): string;
  note: string | null;
  tenure: string;
  /** Who else can see it: one plain clause. */
  audience: string;
  /** The stored plan's id; without one there is nothing to press. */
  planId: string | null;
  /** Only the manager's yes approves. */
  mayApprove: boolean;
  /** Calls that are not counted yet, as a sentence; empty when none. */
  withheld: string;
}

export const PLAN_DISCUSSED = "plan-discussed";
export const PLAN_APPROVE = "plan-approve";

const text = (...spans: Span[]): Block => ({ type: "text", text: spans });
const note = (words: string): Block => ({ type: "note", text: [words] });
const bold = (words: string): Span => ({ text: words, bold: true });

/** The plan: the one thing, figures, six competencies, focuses with their moments, the rhythm. */
export function coachingPlanMessage(plan: CoachingPlan, scene: PlanScene): Message {
  return {
    summary: `Coaching plan for ${plan.rep}: ${plan.focuses[0]?.name ?? "nothing missing often enough for a focus"}.`,
    blocks: [
      text(
        bold(`Coaching plan, ${plan.rep}`),
        ` · ${scene.tenure}, ${baseWords(plan)} · ${scene.audience}`,
      ),
      text(plan.opening),
      text(scene.mayApprove ? "To begin the talk, ask: " : "To think about before the talk: ", {
        text: plan.question,
        italic: true,
      }),
      ...plan.focuses.flatMap((focus, at) => focusBlocks(focus, at, scene)),
      ...(plan.moved.length > 0
        ? [
            text(bold("Came by itself, so it is left alone")),
            { type: "list", items: plan.moved.map((line) => [sentence(line)]) } as Block,
          ]
        : []),
      text(bold("Where things stand")),
      { type: "facts", items: plan.figures.map(({ label, value }) => ({ label, value })) },
      competenceTable(plan.competences),
      text(bold("Rhythm")),
      {
        type: "facts",
        items: plan.cadence.map(({ what, when }) => ({ label: what, value: when })),
      },
      ...actionsFor(plan, scene),
      ...(plan.focuses.length > 0 ? [note(stateWords(plan.state))] : []),
      ...footnotes(scene),
    ],
  };
}

const sentence = (words: string) => `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;

/** "4 calls, 14 Oct to 18 Nov; a full plan needs five". */
export function baseWords({ base }: Pick<CoachingPlan, "base">): string {
  const calls = `${base.calls} ${base.calls === 1 ? "call" : "calls"}, ${base.from} to ${base.to}`;
  return base.draft ? `a first draft from ${calls} (a full one needs five)` : `from ${calls}`;
}

function focusBlocks(focus: PlannedFocus, at: number, scene: PlanScene): Block[] {
  return [
    { type: "divider" },
    text(bold(`${at + 1}. ${focus.name}`), ` · until ${spokenDay(focus.targetOn)}`),
    text(focus.current),
    ...citedBlocks(focus.moment, scene),
    ...citedBlocks(focus.response, scene),
    text({ text: "Aim: ", bold: true }, focus.target),
    { type: "list", items: focus.actions.map((action) => [action]) },
    text({ text: "It works when it is ", bold: true }, lower(focus.milestone)),
    note(causeWords(focus.cause)),
  ];
}

const lower = (words: string) => words.charAt(0).toLowerCase() + words.slice(1);

/** Why it is not there, as far as anything shows it. */
export function causeWords(cause: Diagnosis): string {
  const named = {
    skill: "Why: most likely not learned yet.",
    will: "Why: known, and not done lately.",
    environment: "Why: something around it.",
    unknown: "Why, I can't tell yet.",
  }[cause.kind];
  return `${named} ${cause.because} ${cause.response}`;
}

/** Level, what is expected at this time in the job, and what it rests on. */
export function competenceTable(competences: readonly Assessed[]): Block {
  return {
    type: "table",
    columns: ["Competency", "Now, 1 to 5", "Expected", "What shows it"],
    rows: competences.map((one) => [
      one.name,
      levelOf(one),
      one.expected === null ? "first day not known" : String(one.expected),
      one.level === null ? one.says : `${one.met} of ${one.looks} chances; ${one.says}`,
    ]),
  };
}

function levelOf({ level, range }: Assessed): string {
  if (level === null) return "not enough seen";
  const [low = level, high = level] = range ?? [];
  return low === high ? String(level) : `${level} (${low} to ${high})`;
}

function actionsFor(plan: CoachingPlan, scene: PlanScene): Block[] {
  if (!scene.planId || plan.focuses.length === 0) return [];
  const value = scene.planId;
  const actions: Action[] =
    plan.state === "drafted"
      ? [{ id: PLAN_DISCUSSED, label: "We talked it through", value, style: "primary" }]
      : plan.state === "discussed" && scene.mayApprove
        ? [{ id: PLAN_APPROVE, label: "Approve", value, style: "primary" }]
        : [];
  const changes = planChangeActions(plan, { planId: value, mayApprove: scene.mayApprove });
  return [{ type: "actions", actions: [...actions, ...changes] }];
}

/** Where a plan is on its way, and who takes the next step. */
function stateWords(state: PlanState): string {
  return {
    drafted:
      "Drafted from evidence. Next: rep and manager talk it through; what they change, they change there.",
    discussed: "Talked through. Next: the manager's yes.",
    approved: "Approved by the manager. It stays as it is until a focus has become a habit.",
  }[state];
}

function footnotes(scene: PlanScene): Block[] {
  return [
    note(
      `Figures: the CRM's deals, the last twelve months, and quotas as imported. A chance is one call on which one behaviour could be seen; a level is the share that was there, in fifths. Expected levels and aims: ${lower(GOOD_VALUES_SOURCE)} All of it is for choosing what to practise, never for ranking or pay.`,
    ),
    ...(scene.withheld ? [note(scene.withheld.trim())] : []),
    ...(scene.note ? [note(scene.note)] : []),
  ];
}

/** One line after a button. */
export function planMovedMessage(state: PlanState, rep: string, by: string): Message {
  const first = (name: string) => name.split(" ")[0] || name;
  const line = {
    drafted: "It has to be talked through first; press that when it was.",
    discussed: "Noted as talked through. It waits for the manager's yes.",
    approved: `Approved by ${first(by)}. I look for the first focus on ${first(rep)}'s next calls.`,
  }[state];
  return { summary: line, blocks: [text(line)] };
}

/** Somebody else's yes is no yes. */
export function planNotYoursMessage(): Message {
  const line = "The manager says yes to a plan. Yours has it in front of them.";
  return { summary: line, blocks: [text(line)] };
}

/** After "We talked it through", to the manager: the one button that is left. */
export function planAwaitsMessage(plan: { id: string; rep: string; first: string }): Message {
  const line = `${plan.rep}'s coaching plan has been talked through. First focus: ${lower(plan.first)}.`;
  return {
    summary: line,
    blocks: [
      text(line),
      {
        type: "actions",
        actions: [{ id: PLAN_APPROVE, label: "Approve", value: plan.id, style: "primary" }],
      },
    ],
  };
}
