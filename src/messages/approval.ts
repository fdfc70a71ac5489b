import type { CallDebrief } from "../coaching/call-debrief.ts";
import type { Action, Block, Message } from "./message.ts";

/** A manager puts the question in other words; those are in the form's field `question`. */
export const APPROVAL_EDIT = "edit";

/** A manager's look at one of the first debriefs, before its rep sees it. */
export function approvalMessage(
  debrief: CallDebrief,
  about: { title: string; repName: string; left: number; link: string },
): Message {
  const { opportunity } = debrief;
  const repName = firstName(about.repName);
  return {
    summary: `Shall I ask ${about.repName} this?`,
    blocks: [
      {
        type: "text",
        text: [{ text: about.title, bold: true }, ` · I would ask ${about.repName}:`],
      },
      { type: "text", text: [debrief.question.text] },
      ...(opportunity
        ? [
            {
              type: "text" as const,
              text: [
                "After the answer I would offer: ",
                { text: opportunity.tryInstead, italic: true },
              ],
            },
          ]
        : []),
      { type: "text", text: [{ text: "Read the call", link: about.link }] },
      {
        type: "actions",
        actions: [
          { id: "approve", label: `Ask ${repName}`, style: "primary" },
          editAction(debrief.question.text, repName),
          { id: "reject", label: "Don't ask this" },
        ],
      },
      {
        type: "note",
        text: [
          `Only you see this; ${repName} is told that you read it first. The answer stays with ${repName}.`,
        ],
      },
      { type: "note", text: [afterThis(about.left - 1)] },
    ],
  };
}

/** The question as it stands, to be reworded where it stands. */
function editAction(question: string, repName: string): Action {
  return {
    ...{ id: APPROVAL_EDIT, label: "Change the question" },
    form: {
      ...{ title: "Change the question", submit: "Ask it" },
      fields: [
        {
          ...{
            id: "question",
            label: `What you would ask ${repName}`,
            type: "text",
            lines: "many",
          },
          ...{ value: question, maxLength: 1000 },
          hint: "One question. Quotes and times are checked against the call.",
        },
      ],
    },
  };
}

function afterThis(more: number): string {
  if (more <= 0)
    return "This is the last of these: once it is decided I ask reps directly, and you see what they work on.";
  return `${more === 1 ? "One" : more} more of these to decide; after that I ask reps directly and you see what they work on.`;
}

/** Who has read an approved debrief before its rep, as the clause that says who sees it. */
export function readFirst(managerName: string, reworded: boolean): string {
  return `${managerName} read this question first${reworded ? " and reworded it" : ""}; your answer stays between us`;
}

/** What the rep who brought the file hears while a manager still looks. */
export function heldMessage(about: { title: string; managerName: string }): Message {
  const { title, managerName } = about;
  return {
    summary: `${title}: read. ${managerName} looks at my first questions before they go out.`,
    blocks: [
      {
        type: "text",
        text: [
          { text: title, bold: true },
          ` · read. ${managerName} looks at my first questions, and at their calls, before they go out. If there is one for you, it comes here; what you answer stays between us.`,
        ],
      },
    ],
  };
}

/** What somebody else who brought the file hears meanwhile. */
export function heldElsewhereMessage(about: {
  title: string;
  managerName: string;
  repName: string;
}): Message {
  const { title, managerName, repName } = about;
  return {
    summary: `${title}: read, and its question is for ${repName}.`,
    blocks: [
      {
        type: "text",
        text: [
          { text: title, bold: true },
          ` · read, and its question is for ${repName}. ${managerName} looks at it first; nobody else sees it.`,
        ],
      },
    ],
  };
}

export const approved = (repName: string): Message =>
  plain(`Asked. ${firstName(repName)} has it now.`);

export const askForEdit = (): Message =>
  plain("Write the question as you would ask it. Quotes and times are checked against the call.");

/** Words that came before "Change the question" may be a remark to the coach: nothing is sent on a guess. */
export const notSentYet = (repName: string): Message =>
  plain(
    `Nothing has gone out. To ask ${firstName(repName)} in your own words, press “Change the question” first, then write it here.`,
  );

/** @param written what they wrote, so that a form that is gone takes no words with it */
export const editRefused = (reasons: readonly string[], written: string): Message => {
  const line = `I can't send it like this: ${reasons.join("; ")}. Write it once more here, or press one of the buttons.`;
  const yours: Block[] = written
    ? [{ type: "note", text: ["You wrote: ", { text: written, italic: true }] }]
    : [];
  return { summary: line, blocks: [{ type: "text", text: [line] }, ...yours] };
};

export const edited = (repName: string): Message =>
  plain(
    `Asked in your words. ${firstName(repName)} has it now, and I've kept the change as a rule. Write “rules” to me to see or retire it.`,
  );

export const rejected = (): Message =>
  plain("Not asked. What was wrong with it? One line helps me choose better.");

/** @param kept how it is kept to, as a sentence */
export const lessonKept = (kept: string): Message =>
  plain(`Kept. ${kept} Write “rules” to me to see what I keep to, or to retire one.`);

export const alreadyAsked = (repName: string): Message =>
  plain(`This one is decided: ${firstName(repName)} has it already.`);

export const alreadyRejected = (): Message =>
  plain("This one is decided: it was not asked, and it stays that way.");

export const nobodyToAsk = (): Message =>
  plain("The rep of this call is no longer here, so there is nobody to ask.");

export const readAgainSince = (): Message =>
  plain("This call was read again since, so I won't send this question.");

const firstName = (name: string) => name.split(" ")[0] || name;

function plain(sentence: string): Message {
  return { summary: sentence, blocks: [{ type: "text", text: [sentence] }] };
}
