import type { RampPlan, RampStep } from "../coaching/ramp.ts";
import { spokenDay } from "../deals/spoken.ts";
import { citedBlocks } from "./cited.ts";
import type { Action, Block, Message, Rich, Span } from "./message.ts";

/** What a ramp plan's message needs besides it. */
export interface RampScene {
  linkTo(spot: { callId: string; turn: number }): string;
  note: string | null;
  audience: string;
  repId: string;
  /** A manager says yes; a rep sees what it waits for. */
  maySayYes: boolean;
  withheld: string;
}

export const RAMP_YES = "ramp-yes";
/** So many buttons are read; the others come once these are pressed. */
const MOST_BUTTONS = 5;

const text = (...spans: Span[]): Block => ({ type: "text", text: spans });
const note = (words: string): Block => ({ type: "note", text: [words] });
const bold = (words: string): Span => ({ text: words, bold: true });

/** Where the ninety days stand, phase by phase, each with its gate. */
export function rampPlanMessage(plan: RampPlan, scene: RampScene): Message {
  const current = plan.phases.find(({ gate }) => gate.state !== "yes");
  return {
    summary: `Ramp plan, ${plan.rep}: ${plan.opening}`,
    blocks: [
      text(
        bold(`Ramp plan, ${plan.rep}`),
        ` · since ${spokenDay(plan.startedOn)} · ${scene.audience}`,
      ),
      text(plan.opening),
      text(scene.maySayYes ? "To ask: " : "To think about: ", {
        text: plan.question,
        italic: true,
      }),
      ...plan.phases.flatMap((phase) => [
        text(bold(`${phase.name}, to day ${phase.until}`)),
        { type: "list", items: phase.milestones.map(line) } as Block,
        text(bold("Gate: "), phase.gate.words, " ", {
          text: `${gateWords(phase.gate)}.`,
          italic: true,
        }),
        ...(phase === current ? citedBlocks(phase.gate.quote, scene) : []),
      ]),
      ...yesButtons(current, scene),
      note(
        "A gate opens on evidence and a person's yes, never on one alone. What only a person can tell is asked of the manager.",
      ),
      ...(scene.withheld ? [note(scene.withheld.trim())] : []),
      ...(scene.note ? [note(scene.note)] : []),
    ],
  };
}

const STATES: Record<RampStep["state"], string> = {
  yes: "Done",
  shown: "Shown",
  part: "In part",
  open: "Not yet",
  person: "To say",
};

const line = (step: RampStep): Rich => [
  bold(`${STATES[step.state]}: `),
  `${step.words} (${step.shows})`,
];

function gateWords({ state, shows }: RampStep): string {
  if (state === "yes") return `Opened: ${shows}`;
  return state === "shown" ? `Ready for a yes: ${shows}` : `Closed: ${shows}`;
}

function yesButtons(phase: RampPlan["phases"][number] | undefined, scene: RampScene): Block[] {
  if (!phase || !scene.maySayYes) return [];
  const button = (step: RampStep, label: string): Action => ({
    ...{ id: RAMP_YES, label, value: `${scene.repId}/${step.id}` },
  });
  const actions = [
    ...(phase.gate.state === "shown"
      ? [{ ...button(phase.gate, `Open the gate “${phase.name}”`), style: "primary" as const }]
      : []),
    ...phase.milestones
      .filter(({ state }) => state !== "yes")
      .map((step) => button(step, `Yes: ${SHORT[step.id] ?? step.id}`)),
  ].slice(0, MOST_BUTTONS);
  return actions.length > 0 ? [{ type: "actions", actions }] : [];
}

const SHORT: Record<string, string> = {
  certified: "certified",
  shadowed: "sat in",
  "practice-pitch": "pitch given",
  "top-pains": "top three pains",
  tools: "tools",
  "observed-calls": "calls observed",
  "qualified-pipeline": "deals qualified",
  framework: "every deal known",
  "top-objections": "objections",
  "pipeline-target": "pipeline",
  "first-deal": "first deal",
  forecast: "forecast",
  "buyer-feedback": "buyers' words",
};

/** One line after a yes. */
export function rampYesMessage(words: string, isGate: boolean): Message {
  const line = isGate ? `The gate is open: ${words}` : `Noted: ${words}.`;
  return { summary: line, blocks: [text(line)] };
}
