import type { Fact } from "../deals/evidence.ts";
import { spokenDay } from "../deals/spoken.ts";
import type { Block, Message, Span } from "./message.ts";

export const CORRECTION_WRITE = "correction-write";
export const CORRECTION_LEAVE = "correction-leave";
export const CORRECTION_UNDO = "correction-undo";

/** One proposed correction, as its reader sees it. */
export interface ToldCorrection {
  id: string;
  field: string;
  inCrm: string | null;
  said: string;
  evidence: Fact;
}

interface Scene {
  deal: string;
  /** The CRM's name; `null` where none is connected, and nothing can be written. */
  crm: string | null;
  linkTo(spot: { callId: string; turn: number }): string;
}

const NAMES: Record<string, string> = {
  amount: "Amount",
  closeOn: "Close date",
  nextStep: "Next step",
  contact: "Contacts",
  competitor: "Competitor",
  stage: "Stage",
};

const text = (...spans: Span[]): Block => ({ type: "text", text: spans });
const dayOrWords = (value: string) =>
  /^\d{4}-\d{2}-\d{2}$/.test(value) ? spokenDay(value) : value;

/** What calls and CRM say differently: the field, both sides, the words, and who decides. */
export function correctionsMessage(all: readonly ToldCorrection[], scene: Scene): Message {
  return {
    summary: `${scene.deal}: ${all.length === 1 ? "one field differs" : `${all.length} fields differ`} from what was said.`,
    blocks: [
      text({ text: scene.deal, bold: true }, " · what was said, beside what the CRM has"),
      ...all.flatMap((one) => correctionBlocks(one, scene)),
      {
        type: "note",
        text: [
          scene.crm
            ? "Nothing is written before you press, and it can be taken back."
            : "No CRM is connected, so I cannot write it for you.",
        ],
      },
    ],
  };
}

function correctionBlocks(one: ToldCorrection, { crm, linkTo }: Scene): Block[] {
  const { id, field, evidence } = one;
  const name = NAMES[field] ?? field;
  const { callId, turn } = evidence;
  const link = callId !== null && turn !== null ? linkTo({ callId, turn }) : undefined;
  return [
    text({ text: `${name}: `, bold: true }, sentenceOf(one)),
    {
      type: "quote",
      text: evidence.text,
      speaker: evidence.who ?? "On the call",
      at: [evidence.on ? spokenDay(evidence.on) : null, evidence.place].filter(Boolean).join(", "),
      ...(link ? { link } : {}),
    },
    ...(crm
      ? [
          {
            type: "actions" as const,
            actions: [
              {
                id: CORRECTION_WRITE,
                label: `Write to ${crm}`,
                value: id,
                style: "primary" as const,
              },
              { id: CORRECTION_LEAVE, label: "Leave it", value: id },
            ],
          },
        ]
      : []),
  ];
}

function sentenceOf({ field, inCrm, said }: ToldCorrection): string {
  if (!inCrm) return `empty in the CRM; on the call: ${dayOrWords(said)}.`;
  if (field === "stage") return `the CRM has ${inCrm}; what was said fits ${said}.`;
  if (field === "competitor") return `the CRM has ${inCrm}; on the call they named ${said} too.`;
  return `the CRM has ${dayOrWords(inCrm)}; on the call it was ${dayOrWords(said)}.`;
}

/** What came of it, with the way back where there is one. */
export function correctionWord(line: string, undo: string | null = null): Message {
  return {
    summary: line,
    blocks: [
      text(line),
      ...(undo
        ? [
            {
              type: "actions" as const,
              actions: [{ id: CORRECTION_UNDO, label: "Take it back", value: undo }],
            },
          ]
        : []),
    ],
  };
}
