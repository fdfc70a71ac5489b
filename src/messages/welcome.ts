import type { Block, Message } from "./message.ts";
import { PAUSE } from "./pause.ts";

/**
 * The first thing a rep hears: what this is, how often it speaks, who sees what, how to ask, how to
 * turn it off.
 * @param shadow whether their manager reads the first debriefs before they do
 */
export function welcomeRep(managerName: string | null, shadow = false): Message {
  const who = managerName
    ? `${managerName} asked me to help here.`
    : "I help people get better at customer calls.";
  return {
    summary: "I read your customer calls and ask one question when one is worth it.",
    blocks: [
      { type: "text", text: [{ text: "I'm your call coach.", bold: true }, ` ${who}`] },
      {
        type: "text",
        text: [
          "I read your customer calls. When one has a moment worth a minute, I ask you one question about it here, at most once a day. Drop a transcript into this chat and I read it right away.",
        ],
      },
      {
        type: "text",
        text: [
          "Ask me anything about your calls in your own words: “what did they say about budget?”, “what did I promise?”",
        ],
      },
      {
        type: "note",
        text: [
          "What you answer and what you practise stays between us. ",
          shadow && managerName
            ? `While I am new here, ${managerName} reads each question before you get it, and the call it is about. After that a debrief is yours alone for the first day.`
            : managerName
              ? `A debrief is yours alone for the first day; ${managerName} sees what you work on and whether it shows up on calls, never your words.`
              : "A debrief is yours alone for the first day.",
        ],
      },
      howToTurnOff(),
    ],
  };
}

/**
 * What a manager can expect, and what the coach will not tell.
 * @param shadowDebriefs how many debriefs they are shown before a rep is; 0 for none
 */
export function welcomeManager(shadowDebriefs = 0): Message {
  return {
    summary: "I coach your reps on their calls, one question at a time.",
    blocks: [
      {
        type: "text",
        text: [{ text: "I coach your reps on their calls, one question at a time.", bold: true }],
      },
      {
        type: "text",
        text: [
          shadowDebriefs > 0
            ? `The first ${shadowDebriefs} questions come to you: send them, change them or drop them. Reps are told that you read them. After that each rep sees their debrief first, for a day.`
            : "Each rep sees their debrief first, for a day.",
          " What they answer and practise stays with them; what you see is what they work on and whether it shows up on calls.",
        ],
      },
      {
        type: "text",
        text: [
          "Ask me about your team's calls in your own words, or write “rules” to tell me what to leave.",
        ],
      },
      {
        type: "note",
        text: ["Drop a transcript here and its debrief goes to the rep who was on the call."],
      },
      howToTurnOff(),
    ],
  };
}

function howToTurnOff(): Block {
  return {
    type: "actions",
    actions: [
      { id: "ask", label: "What can I ask?", value: "help" },
      { id: PAUSE, label: "Pause" },
    ],
  };
}

/** What the team channel is for. */
export function welcomeChannel(): Message {
  return {
    summary: "Themes from the team's calls will appear here, never people.",
    blocks: [
      {
        type: "text",
        text: [
          "Themes from the team's calls will appear here once there are enough calls to speak of one: no names, no scores. A pipeline review that starts here ends with its summary here.",
        ],
      },
    ],
  };
}
