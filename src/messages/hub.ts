import { placeOf } from "../calls/clock-time.ts";
import { type Hub, type HubFocus, streakWords } from "../coaching/hub.ts";
import type { OpenPromise } from "../coaching/prep.ts";
import { spokenDay } from "../deals/spoken.ts";
import { citedBlock, type QuoteScene, unquoted } from "./cited.ts";
import type { Block, Message, Rich, Span } from "./message.ts";

/** What the page in short needs besides what it shows. */
export interface HubScene extends QuoteScene {
  /** The whole page, for this reader; `null` where it cannot be linked. */
  page: string | null;
}

const text = (...spans: Span[]): Block => ({ type: "text", text: spans });
const bold = (words: string): Span => ({ text: words, bold: true });

/** A rep's page in short: one thing to work on, what is due, the last calls. */
export function hubMessage(hub: Hub, scene: HubScene): Message {
  const { focus, promises, calls } = hub;
  return {
    summary: focus ? `Working on: ${focus.name}` : "Your page with the coach",
    blocks: [
      ...(focus ? focusBlocks(focus, scene) : [text(...nothingYet(hub))]),
      ...(promises.length > 0
        ? [
            text(bold("You promised")),
            { type: "list" as const, items: promises.map((one) => promised(one, scene)) },
          ]
        : []),
      ...(calls.length > 0
        ? [
            text(bold("Your last calls")),
            { type: "list" as const, items: calls.map((call) => callLine(call, scene)) },
          ]
        : []),
      ...actionsOf(focus, scene),
      { type: "note", text: ["Only you see this. No score in it, and nobody is compared."] },
      ...(scene.note ? [{ type: "note" as const, text: [scene.note] }] : []),
    ],
  };
}

function focusBlocks(focus: HubFocus, scene: HubScene): Block[] {
  return [
    text(bold("Working on: "), focus.name, ` · ${streakWords(focus.streak)}`),
    ...(focus.practice ? [text(bold("Next: "), focus.practice)] : []),
    ...(focus.last ? [citedBlock(focus.last, scene)] : []),
  ];
}

function nothingYet({ calls }: Hub): Rich {
  return calls.length === 0
    ? [
        "I have not heard a call of yours yet. Drop a recording or a transcript here, and I will ask you one question about it.",
      ]
    : [
        "Nothing chosen to work on yet. Answer the question after your next call, or ask for “plan”.",
      ];
}

/** An undertaking of the reader's own: when, what, and where they said so. */
function promised({ due, past, quote }: OpenPromise, scene: HubScene): Rich {
  const day = due ? `${past ? "Was due" : "By"} ${spokenDay(due)}` : "No day said";
  return [
    `${day}: “${unquoted(quote.quote)}” (`,
    { text: `${quote.call}, ${placeOf(quote)}`, link: scene.linkTo(quote) },
    ")",
  ];
}

function callLine(call: Hub["calls"][number], scene: HubScene): Rich {
  return [
    { text: call.name, link: scene.linkTo({ callId: call.id, turn: 0 }) },
    ...(call.waiting ? [" · a question waits for you"] : []),
  ];
}

function actionsOf(focus: HubFocus | null, { page }: HubScene): Block[] {
  const actions = [
    ...(focus
      ? [{ id: "ask", label: "Practise it", value: "practice", style: "primary" as const }]
      : []),
    ...(page ? [{ id: "open-hub", label: "Open my page", url: page }] : []),
  ];
  return actions.length > 0 ? [{ type: "actions", actions }] : [];
}
