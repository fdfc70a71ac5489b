import type { Assessment, Ladder } from "../coaching/assessment.ts";
import { GOOD_VALUES_SOURCE } from "../coaching/behaviours/behaviour.ts";
import { citedBlocks } from "./cited.ts";
import { baseWords, causeWords, competenceTable } from "./coaching-plan.ts";
import type { Block, Message, Span } from "./message.ts";

/** What an assessment's message needs besides it. */
export interface AssessmentScene {
  linkTo(spot: { callId: string; turn: number }): string;
  note: string | null;
  audience: string;
  withheld: string;
  mayAsk: boolean;
}

const text = (...spans: Span[]): Block => ({ type: "text", text: spans });
const note = (words: string): Block => ({ type: "note", text: [words] });
const bold = (words: string): Span => ({ text: words, bold: true });

/** The six, what is strongest, and for what is furthest away the ladder with the person's place on it. */
export function assessmentMessage(assessment: Assessment, scene: AssessmentScene): Message {
  const { rep, tenure, opening, question, strength } = assessment;
  return {
    summary: `Assessment, ${rep}: ${opening}`,
    blocks: [
      text(
        bold(`Assessment, ${rep}`),
        ` · ${tenure}, ${baseWords(assessment)} · ${scene.audience}`,
      ),
      text(opening),
      competenceTable(assessment.competences),
      ...(strength
        ? [
            text(bold("Worth keeping: "), `${strength.name} (${strength.seen})`),
            ...citedBlocks(strength.moment, scene),
          ]
        : []),
      ...assessment.ladders.flatMap((ladder) => ladderBlocks(ladder, scene)),
      text(scene.mayAsk ? "To ask: " : "To think about: ", { text: question, italic: true }),
      note(
        `A chance is one call on which one behaviour could be seen; a level is the share that was there, in fifths, shown only where the counts leave few others. ${GOOD_VALUES_SOURCE} For choosing what to practise, never for ranking or pay.`,
      ),
      ...(scene.withheld ? [note(scene.withheld.trim())] : []),
      ...(scene.note ? [note(scene.note)] : []),
    ],
  };
}

function ladderBlocks(ladder: Ladder, scene: AssessmentScene): Block[] {
  return [
    text(bold(`${ladder.competency}: ${ladder.name}`), ` · seen on ${ladder.seen}`),
    ...citedBlocks(ladder.moment, scene),
    ...citedBlocks(ladder.response, scene),
    {
      type: "list",
      items: ladder.steps.map(({ at, good, here }) =>
        here ? [bold(`${at}, the mark by now: `), good] : [`${at}: ${good}`],
      ),
    },
    note(causeWords(ladder.cause)),
  ];
}
