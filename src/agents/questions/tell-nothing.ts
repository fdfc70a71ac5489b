import type { Answer, AnswerTopic } from "../../messages/answer.ts";
import {
  callName,
  type Evidence,
  listOf,
  MOST_READ,
  many,
  noCalls,
  placeLooked,
  subjectOf,
} from "./evidence.ts";

/** What can be asked here, for this person: questions that have an answer more often than not. */
export function offers(
  evidence: Pick<Evidence, "asker" | "asked" | "calls">,
  not: AnswerTopic,
): string[] {
  const account = evidence.calls.find(({ account: name }) => name)?.account;
  const all: [AnswerTopic, string][] = evidence.asker.manages
    ? [
        ["objections", "What objections came up this month?"],
        ["competitor", "Which competitors came up this month?"],
        ["went-well", "What went well this month?"],
      ]
    : [
        ["work-on", "What should I work on?"],
        ["went-well", "What went well this month?"],
        ["promises", account ? `What did I promise ${account}?` : "What did I promise?"],
        ["decision", account ? `Who decides at ${account}?` : "Who decides?"],
      ];
  // A button's label holds 75 characters on one platform.
  return all
    .filter(([topic, question]) => topic !== not && question.length <= 75)
    .slice(0, 3)
    .map(([, question]) => question);
}

/** Nothing to show: where it was looked, why there may be nothing, what would have an answer. */
export function tellNothing(evidence: Evidence): Pick<Answer, "lines" | "note" | "instead"> {
  const { calls, asked, latestOutside, withheld, asker } = evidence;
  const none = calls.length === 0;
  const [noted] = evidence.remembered ?? [];
  const lines = [
    ...(noted ? [notedLine(noted)] : []),
    none ? `I have ${noCalls(evidence)}.` : `${nothingOn(asked)} ${placeLooked(evidence)}.`,
  ];
  if (none && latestOutside)
    lines.push(`The newest I have is ${callName(latestOutside, evidence)}.`);
  if (none && asker.manages && asked.aboutSelf && withheld === 0)
    lines.push("Ask about the team, or name one of your people.");
  return { lines, note: limits(evidence), instead: offers(evidence, asked.topic) };
}

const NOTED_WORDS = 30;

/** What no call in reach holds may still be remembered: told as a note, with its day. */
export function notedLine({ text, on }: { text: string; on: string | null }): string {
  const words = text.replace(/[“”"]/g, "'").replace(/\s+/g, " ").trim().split(" ");
  const cut =
    words.length > NOTED_WORDS ? `${words.slice(0, NOTED_WORDS).join(" ")}…` : words.join(" ");
  const day = on
    ? ` of ${new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", timeZone: "UTC" }).format(new Date(`${on}T00:00:00Z`))}`
    : "";
  return `In my notes${day}: “${cut}”`;
}

/** Nothing, said as what was looked for. */
function nothingOn({ topic, competitors, strangers }: Evidence["asked"]): string {
  if (strangers.length > 0) return "I have nothing on that in";
  switch (topic) {
    case "objections":
      return "I heard no clear objection in";
    case "promises":
      return "I found no clear promise in";
    case "next-step":
      return "No next meeting was named in";
    case "decision":
      return "I heard nothing on who decides in";
    case "competitor":
      return competitors.length > 0
        ? `${listOf(competitors)} did not come up in`
        : "No competitor came up in";
    case "went-well":
    case "work-on":
      return "Nothing stood out clearly enough to show in";
    case "overall":
    case "talk-share":
    case "questions":
    case "monologue":
      return "There was not enough to measure in";
    default:
      return "I have nothing on that in";
  }
}

/** What an answer leaves out: calls too new for a manager, and those beyond what is read for one question. */
export function limits({ withheld, calls, inFull }: Evidence): string | null {
  const said = [
    withheld > 0
      ? `${many(withheld, "call")} of the team ${withheld === 1 ? "was" : "were"} reviewed less than a day ago: for the first day a call is its rep's alone.`
      : null,
    inFull.length < calls.length && inFull.length >= MOST_READ
      ? `I read the newest ${inFull.length} of these ${calls.length} calls; a shorter time would be read whole.`
      : null,
  ].filter((one) => one !== null);
  return said.length > 0 ? said.join(" ") : null;
}

/** What is answered without looking at any call; `null` for a real question. */
export function tellWithoutCalls(evidence: Evidence): Pick<Answer, "lines" | "note"> | null {
  const { asked, asker } = evidence;
  const whose = asker.manages ? "your team's calls" : "your own calls";
  if (asked.namesOthers)
    return {
      lines: [
        `I only answer from ${whose}. What a colleague says on theirs stays between them and their manager.`,
      ],
      note: null,
    };
  switch (asked.topic) {
    case "private":
      return {
        lines: [
          asker.manages
            ? "What a rep answers, writes back to me or practises stays with them, so I don't pass it on."
            : "What you answer and practise stays in the thread where you wrote it. I don't quote it elsewhere.",
          `What was said on ${whose} I can look up.`,
        ],
        note: null,
      };
    case "ranking":
      return {
        lines: [
          "I don't rank or score people.",
          `I can say what ${asker.manages ? "one of your people" : subjectOf(evidence).who} did on calls, with the words that show it.`,
        ],
        note: null,
      };
    case "greeting":
      return {
        lines: [
          `Hello ${asker.name.split(" ")[0]}. Ask me about ${whose}, or drop a transcript here and I'll ask you one question about it.`,
        ],
        note: null,
      };
    case "thanks":
      return { lines: ["You're welcome."], note: null };
    case "help":
      return {
        lines: [
          `Ask me about ${whose}: what was said, promised or pushed back on, who decides, how much ${asker.manages ? "a rep talks" : "you talk"}, what went well.`,
          "Name a customer, a person or a time and I look there. Without a time I look at the last ninety days.",
          asker.manages
            ? "Or say what you need: “prep” with an account; “one-on-one”, “plan”, “assess”, “ramp” or “pipeline review” with a name; “win loss” or “mutual plan” with a deal; “digest”, “synthesis”, “schedules”."
            : "Or say what you need: “prep” with an account, “plan”, “assess”, “one-on-one”, “ramp”, “win loss” or “mutual plan” with a deal, “pipeline review”, “digest”; “practice” for two minutes of role play.",
          "Or drop a transcript here (VTT, SRT, text or JSON) and I'll ask you one question about one moment.",
        ],
        note: asker.manages
          ? "Of the team's calls I show you what was said, from a day after the review. Answers and practice stay with the rep."
          : "Only you see these answers.",
      };
    case "unclear":
      return {
        lines: [
          "I'm not sure what that asks. If it answers a debrief, write it in that debrief's thread and I'll take it from there.",
          `Otherwise ask me something about ${whose}.`,
        ],
        note: null,
      };
    default:
      return null;
  }
}
