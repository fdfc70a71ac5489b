import { COMMANDS } from "../jobs/deliverables/commands.ts";

/** A command people type in a chat, the same on every platform. */
export interface ChatCommand {
  /** Without the slash. */
  name: string;
  /** One line for the platform's list of commands. */
  description: string;
  /** What may follow it, as the platform shows it; empty when nothing may. */
  hint: string;
  /**
   * Where the answer stands: `direct` in the conversation with the coach, wherever it was typed;
   * `here` where it was typed, because it is for all who are there.
   */
  answered: "direct" | "here";
}

const ACCOUNT = "account";
const REP = "@rep";

/** Every command, for manifests and listeners. A new one is a line here; who answers it reads the words. */
export const CHAT_COMMANDS: readonly ChatCommand[] = [
  direct("prep", "What to know and to ask before your next call with an account", ACCOUNT),
  direct("plan", "Your coaching plan: at most three things to work on", `[${REP}]`),
  direct("practice", "Two minutes of practice on what you are working on"),
  direct("ramp", "A new rep's first ninety days: milestones and gates", `[${REP}]`),
  direct("remember", "What I remember about you; correct it, dispute it, or have it forgotten"),
  {
    name: "pipeline-review",
    description: "Go through open deals, one question at a time; the summary comes here",
    hint: `[${REP} | team]`,
    answered: "here",
  },
  direct("coaching-plan", "A rep's coaching plan, drafted from what was seen", REP),
  direct(COMMANDS.oneOnOne.name, "A brief for a one-on-one: what moved, what is stuck", REP),
  direct(COMMANDS.winloss.name, "A blameless look back at a decided deal", "deal"),
  direct("playbook", "What we play, and what is proposed to change"),
  {
    name: "coach",
    description: "Set me up (/coach setup), or make this the team's channel (/coach here)",
    hint: "setup | here",
    answered: "here",
  },
];

function direct(name: string, description: string, hint = ""): ChatCommand {
  return { name, description, hint, answered: "direct" };
}

/** What is heard when a command was typed: the words a person could have written themselves. */
export function saidByCommand(name: string, text: string): string {
  return `/${name} ${text}`.replace(/\s+/g, " ").trim();
}
