import type { Criterion } from "../../deals/commitment.ts";
import type { Aim } from "../preparing/aim.ts";
import type { HearKind } from "../preparing/hear.ts";
import { pick, type Variant, type Wordings } from "./pick.ts";

/** What to come away with, and what to ask them for. */
export interface AimWords {
  objective: string;
  ask: string;
}

interface Said {
  account: string;
  /** Whom we speak with, by first name; the account's name where nobody is known. */
  whom: string;
}

/** The goal and our ask for an aim. */
export function aimWords(aim: Aim, said: Said, wordings: Wordings): AimWords {
  switch (aim.kind) {
    case "process":
      return {
        objective: pick(wordings, PROCESS, { ...said, who: aim.who }),
        ask: pick(wordings, PROCESS_ASKS, { ...said, who: aim.who }),
      };
    case "day":
      return {
        objective: `Leave with a day in the diary. The last call ended on “${aim.quote}”.`,
        ask: pick(wordings, DAY_ASKS, said),
      };
    case "decided":
      return aim.outcome === "won"
        ? {
            objective: `This deal is won: find out what ${said.account} would tell the next buyer.`,
            ask: "An introduction to somebody with the same problem.",
          }
        : {
            objective: "This deal is lost: find out what has changed there since.",
            ask: "The story of how it was decided, without reopening it.",
          };
    case "first-call":
      return {
        objective: `Find out what made ${said.account} take this call, and what it costs them today.`,
        ask: "A second conversation, with whoever else feels it.",
      };
    case "signer":
      return {
        objective: `Find the way to ${aim.who}, who signs and has been on no call yet.`,
        ask: pick(wordings, PROCESS_ASKS, { ...said, who: aim.who }),
      };
    case "criterion":
      return CRITERIA[aim.criterion](said);
    case "test":
      return {
        objective: pick(wordings, TESTS, said),
        ask: "A plain answer on what would make it a no.",
      };
  }
}

type Named = Said & { who: string };

const PROCESS: readonly Variant<Named>[] = [
  {
    id: "prep-process-how",
    say: ({ who }) =>
      `Find out how it goes once it reaches ${who}: what they look at, and for how long.`,
  },
  {
    id: "prep-process-needs",
    say: ({ who }) => `Come away knowing what ${who} would need before a yes.`,
  },
  {
    id: "prep-process-last",
    say: ({ who, whom }) => `Get ${whom} to walk you through the last thing that went to ${who}.`,
  },
];

const PROCESS_ASKS: readonly Variant<Named>[] = [
  {
    id: "prep-ask-twenty",
    say: ({ who }) => `Twenty minutes with ${who}, before anything is sent.`,
  },
  {
    id: "prep-ask-with",
    say: ({ who, whom }) => `${whom} to set up a short call with ${who}, and to be on it.`,
  },
];

const DAY_ASKS: readonly Variant<Said>[] = [
  {
    id: "prep-day-owner",
    say: ({ whom }) => `A date ${whom} puts in the diary while you are both there.`,
  },
  { id: "prep-day-who", say: () => "One date, and who brings what to it." },
];

const TESTS: readonly Variant<Said>[] = [
  { id: "prep-test-stop", say: () => "Test it: find out what could still stop this." },
  {
    id: "prep-test-without",
    say: ({ account }) =>
      `Find out whether ${account} could fix this without you, and what keeps them from it.`,
  },
];

const CRITERIA: Record<Criterion, (said: Said) => AimWords> = {
  "identified-pain": ({ whom }) => ({
    objective: `Hear from ${whom} what breaks today, before you show anything.`,
    ask: "One real example, with what it cost.",
  }),
  metrics: ({ whom }) => ({
    objective: `Get the number ${whom} wants to move, as they count it.`,
    ask: "Last month's figure, however rough.",
  }),
  champion: ({ account }) => ({
    objective: `Find out who at ${account} argues for this when you are not in the room.`,
    ask: "One thing they would send round under their own name.",
  }),
  "decision-criteria": ({ account }) => ({
    objective: `Learn what ${account} will judge this by.`,
    ask: "Their list, in writing, even if it is three lines.",
  }),
  "economic-buyer": ({ account }) => ({
    objective: `Find out who at ${account} signs, and what that person asks first.`,
    ask: "Twenty minutes with whoever signs.",
  }),
  "decision-process": ({ whom }) => ({
    objective: `Get the steps between ${whom}'s yes and a signature, in order.`,
    ask: "Those steps on half a page, with a name beside each.",
  }),
  "paper-process": ({ account }) => ({
    objective: `Find the contract's way through ${account} before you need it.`,
    ask: "The name of whoever reads the contract, and a first look this week.",
  }),
  "two-people": ({ whom }) => ({
    objective: `Get past one voice: so far it is ${whom} alone.`,
    ask: "A second person on the next call.",
  }),
  "buyer-act": ({ whom }) => ({
    objective: `See whether ${whom} will do something for this, however small.`,
    ask: "One thing only they can find out, by a day they choose.",
  }),
  "next-step": () => ({
    objective: "Leave with the next step agreed, with a day and a name.",
    ask: "A date, agreed before you hang up.",
  }),
  "date-held": ({ account }) => ({
    objective: `Find out what has to happen at ${account} for the close date to hold.`,
    ask: "The day they need it live, and what it hangs on.",
  }),
};

/** What they need to hear about what they told; the words themselves follow. */
export const NEED_TO_HEAR: Record<HearKind, readonly Variant<{ name: string }>[]> = {
  failure: [
    {
      id: "hear-failure-day",
      say: ({ name }) => `what would have gone differently on the day ${name} told you about.`,
    },
    { id: "hear-failure-before", say: () => "how they would have known before it happened." },
  ],
  money: [
    { id: "hear-money-part", say: () => "how much of this goes away, and how you know." },
    {
      id: "hear-money-back",
      say: ({ name }) => `${name}'s own cost said back, and which part of it you take off.`,
    },
  ],
  fear: [
    { id: "hear-fear-plain", say: ({ name }) => `what becomes of ${name}'s worry, said plainly.` },
    {
      id: "hear-fear-change",
      say: ({ name }) => `what would be different for ${name}, not for the company.`,
    },
  ],
  date: [
    { id: "hear-date", say: () => "whether that day can be met, and what has to start when." },
  ],
  person: [{ id: "hear-person", say: () => "what changes for the person this landed on." }],
  interest: [
    {
      id: "hear-interest",
      say: ({ name }) =>
        `a straight answer for ${name}, and then your question about what is behind it.`,
    },
  ],
  request: [
    {
      id: "hear-request",
      say: ({ name }) => `that you did what ${name} asked for, before anything else.`,
    },
  ],
  problem: [
    {
      id: "hear-problem-back",
      say: ({ name }) => `this said back first, in ${name}'s words, before anything is shown.`,
    },
    { id: "hear-problem-how", say: () => "how this one thing would go, and nothing else." },
  ],
};
