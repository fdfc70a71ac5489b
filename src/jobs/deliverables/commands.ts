/**
 * The names under which deliverables are asked for, in a chat and on the command line. Data alone: the
 * command line reads it before it loads anything else.
 */

/** What a deliverable is about. */
export type About = "account" | "rep" | "deal" | "team";

export interface Command<Kind extends About = About> {
  /** The command's own name: "/prep" in a chat, `prep` on the command line. */
  name: string;
  about: Kind;
  /** What else people call it, lower case; spaces also stand for hyphens. */
  words: readonly string[];
  /** One line for the command line's help. */
  description: string;
}

/** Every deliverable that can be asked for by name. A new one is a line here and one in `index.ts`. */
export const COMMANDS = {
  prep: {
    name: "prep",
    about: "account",
    words: ["deal prep", "call prep", "prepare", "preparation", "brief me"],
    description: "what to know and to ask before the next call with an account",
  },
  oneOnOne: {
    name: "one-on-one",
    about: "rep",
    words: ["1:1", "1 on 1", "1 1", "one to one", "one 2 one", "one on one brief", "1:1 brief"],
    description: "a brief for a one-on-one: what moved, what is stuck, one question",
  },
  digest: {
    name: "digest",
    about: "team",
    words: ["weekly digest", "team digest"],
    description: "the week's themes on the team's calls, and one thing to try",
  },
  plan: {
    name: "plan",
    about: "rep",
    words: ["coaching plan", "development plan"],
    description: "a coaching plan: figures, six competencies, at most three focuses",
  },
  assess: {
    name: "assess",
    about: "rep",
    words: ["assessment", "skill assessment", "competency assessment", "progression"],
    description: "the six competencies as the calls show them, and what comes next",
  },
  ramp: {
    name: "ramp",
    about: "rep",
    words: ["ramp plan", "ramp up plan", "onboarding plan", "30 60 90"],
    description: "a new rep's first ninety days: milestones, evidence, gates",
  },
  winloss: {
    name: "winloss",
    about: "deal",
    words: [
      "win loss",
      "win/loss",
      "win loss debrief",
      "loss debrief",
      "deal debrief",
      "post mortem",
    ],
    description: "a blameless look back at a decided deal",
  },
  evaluationPlan: {
    name: "evaluation-plan",
    about: "deal",
    words: ["mutual evaluation plan", "mutual plan", "mutual action plan", "close plan"],
    description: "who does what by when on an open deal, to be agreed with the buyer",
  },
  synthesis: {
    name: "synthesis",
    about: "team",
    words: ["monthly synthesis", "month in coaching"],
    description: "a team's month: what is seen more, less, and missing most",
  },
} as const satisfies Record<string, Command>;
