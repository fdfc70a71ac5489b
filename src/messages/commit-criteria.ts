import {
  askedAt,
  type CommitStandards,
  CRITERIA,
  CRITERIA_PLACES,
  type CriteriaPlace,
  type Criterion,
} from "../deals/commitment.ts";
import { ASKED_FOR } from "../deals/criterion-words.ts";
import { spokenList } from "../deals/spoken.ts";
import type { Action, Block, Form, Message } from "./message.ts";

export const CRITERIA_CHANGE = "criteria-change";
export const CRITERIA_RESET = "criteria-reset";
export const CRITERIA_UNDO = "criteria-undo";

const placeWords = (place: CriteriaPlace) =>
  place === "commit" || place === "upside" ? `In ${place}` : `At ${place}`;

/** What has to be true where; a manager can change it here. */
export function criteriaMessage(
  standards: CommitStandards,
  scene: { own: boolean; mayChange: boolean },
): Message {
  const items = CRITERIA_PLACES.flatMap((place) => {
    const asked = askedAt(standards, place);
    return asked.length === 0
      ? []
      : [
          [
            { text: `${placeWords(place)}: `, bold: true },
            spokenList(asked.map((one) => ASKED_FOR[one])),
          ],
        ];
  });
  return {
    summary: "What has to be true before a deal is called.",
    blocks: [
      { type: "text", text: [{ text: "What has to be true before a deal is called", bold: true }] },
      { type: "list", items },
      {
        type: "note",
        text: [
          scene.own
            ? "Your team's own. Each is met by the buyer's words, the CRM or a logged activity, or not at all."
            : "The defaults. Each is met by the buyer's words, the CRM or a logged activity, or not at all.",
        ],
      },
      ...(scene.mayChange ? [actions(standards, scene.own)] : []),
    ],
  };
}

function actions(standards: CommitStandards, own: boolean): Block {
  const change: Action = {
    ...{ id: CRITERIA_CHANGE, label: "Change one", style: "primary" },
    form: changeForm(standards),
  };
  const reset: Action = { id: CRITERIA_RESET, label: "Back to the defaults" };
  return { type: "actions", actions: own ? [change, reset] : [change] };
}

function changeForm(standards: CommitStandards): Form {
  return {
    title: "Change a criterion",
    submit: "Change it",
    fields: [
      {
        ...{ id: "place", type: "choice", label: "Where" },
        options: CRITERIA_PLACES.map((place) => ({
          value: place,
          label: `${placeWords(place)} (asks for ${askedAt(standards, place).length})`,
        })),
      },
      {
        ...{ id: "criterion", type: "choice", label: "What" },
        options: CRITERIA.map((one) => ({ value: one, label: ASKED_FOR[one] })),
      },
      {
        ...{ id: "asks", type: "choice", label: "From now on", value: "yes" },
        options: [
          { value: "yes", label: "Ask for it" },
          { value: "no", label: "No longer ask for it" },
        ],
      },
    ],
  };
}

/** What was changed, with the way back. */
export function criteriaChangedMessage(
  change: { place: CriteriaPlace; criterion: Criterion; asks: boolean } | null,
  undo: string | null,
): Message {
  const words = change
    ? `${placeWords(change.place)} I now ${change.asks ? "ask for" : "no longer ask for"} ${ASKED_FOR[change.criterion]}. It holds from the next review on.`
    : "The criteria are the defaults again, from the next review on.";
  return {
    summary: words,
    blocks: [
      { type: "text", text: [words] },
      ...(undo
        ? [
            {
              type: "actions",
              actions: [{ id: CRITERIA_UNDO, label: "Undo", value: undo }],
            } as Block,
          ]
        : []),
    ],
  };
}

const line = (words: string): Message => ({
  summary: words,
  blocks: [{ type: "text", text: [words] }],
});

export const criteriaSameMessage = () => line("That is so already; nothing changed.");
export const criteriaUndoneMessage = () =>
  line("Taken back. The criteria are as they were before.");
export const criteriaMovedOnMessage = () =>
  line("The criteria were changed again since; I left them as they are.");
export const criteriaNotYoursMessage = () =>
  line("A manager sets the criteria. Write “commit criteria” to read them.");

export function criteriaUnclearMessage(word: string): Message {
  return line(
    `I know no criterion or stage “${word.slice(0, 60)}”. Write for example “commit criteria: add champion to commit”. The criteria are ${spokenList(CRITERIA.map((one) => one.replaceAll("-", " ")))}.`,
  );
}
