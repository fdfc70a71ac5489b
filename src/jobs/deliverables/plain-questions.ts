import { COMMANDS, type Command } from "./commands.ts";

const ABOUT = "(?<about>[\\p{L}\\p{N}&'. -]{1,60}?)";
const question = (...patterns: string[]) =>
  patterns.map(
    (one) => new RegExp(`^(?:${one})(?: (?:next|now|right now|today|this week))?$`, "iu"),
  );

/** Questions that are asked for a whole page, not for one answer. What is named may turn out to be nobody. */
const QUESTIONS: readonly [RegExp[], Command][] = [
  [
    question(
      `(?:how(?:'s| is)|where is|how far(?: along)? is) ${ABOUT}(?:'s)? (?:ramp(?:ing)?(?: up)?|onboarding|first (?:ninety|90) days)(?: (?:going|coming along|getting on|doing))?`,
      "(?:how(?:'s| is)) my (?:ramp(?: up)?|onboarding)(?: (?:going|coming along))?",
    ),
    COMMANDS.ramp,
  ],
  [
    question(
      `(?:what (?:should|do) i (?:need to )?(?:know|ask|bring|remember|do)|how (?:should|do|can) i prepare|what do i need) (?:before|for|ahead of|going into) (?:the |my |our )?(?:next |tomorrow's |today's )?(?:call|meeting|demo|talk)?(?: ?with | ?at )?${ABOUT}`,
      `(?:get|make) me ready for ${ABOUT}`,
    ),
    COMMANDS.prep,
  ],
  [
    question(
      `what (?:should|do|can|could) (?:i|we) (?:raise|bring up|talk about|discuss|cover|ask)(?: about)? (?:in|at|for|during) (?:my|our|the) (?:next )?(?:1:1|1 on 1|one[- ]on[- ]one|one[- ]to[- ]one) with ${ABOUT}`,
      `what (?:should|can) i (?:talk to|raise with) ${ABOUT}(?: about)?`,
    ),
    COMMANDS.oneOnOne,
  ],
  [
    question(
      `what (?:should|could|can) (?:i|we) (?:coach|help|work on with) ${ABOUT}(?: on| with)?`,
      // One's own is a question with a short answer; the page is for somebody else's.
      `what (?:should|could|does|is) (?!i )${ABOUT} (?:need to )?(?:work(?:ing)? on|focus(?:ing)? on|practi[cs]e|improve)`,
      `what(?:'s| is) ${ABOUT}'s (?:coaching |development )?(?:plan|focus)`,
      "what(?:'s| is| are) my (?:coaching |development )?(?:plan|focus|focuses)",
    ),
    COMMANDS.plan,
  ],
  [
    question(
      `where does ${ABOUT} stand`,
      `how(?:'s| is) ${ABOUT} doing`,
      `what (?:is|are) ${ABOUT}(?:'s)? (?:strengths|skills|good at)`,
      "where do i stand",
    ),
    COMMANDS.assess,
  ],
  [
    question(
      `(?:why|how|when|where) did (?:we|i) (?:lose|win) (?:the )?${ABOUT}(?: deal)?`,
      `why was ${ABOUT} (?:lost|won)`,
      `what (?:can|should|do) (?:we|i) (?:learn|take) from (?:losing |winning |the )?${ABOUT}(?: deal)?`,
    ),
    COMMANDS.winloss,
  ],
  [
    question(
      `who does what(?: by when)? (?:on|with|at|for) ${ABOUT}`,
      `(?:what(?:'s| is) the plan|what (?:has|needs) to happen) (?:to close|to sign|before) ${ABOUT}(?: signs| closes)?`,
    ),
    COMMANDS.evaluationPlan,
  ],
  [
    question(
      "what did (?:we|the team) hear(?: on (?:our|the) calls)?",
      "what happened on (?:our|the team's) calls",
      "how was (?:our|the team's) week",
    ),
    COMMANDS.digest,
  ],
  [
    question(
      "how was (?:our|the team's|this|last) month",
      "what (?:did (?:we|the team) learn|changed|has changed) (?:this|last) month",
    ),
    COMMANDS.synthesis,
  ],
];

/** The page a plain question is after: "how is Maya's ramp?", "why did we lose Cobalt?"; `null` for any other. */
export function plainlyAsked(line: string): { command: Command; about: string } | null {
  if (line.length > 160) return null;
  const asked = line.replace(/[ .?!]+$/, "");
  for (const [patterns, command] of QUESTIONS) {
    const pattern = patterns.find((one) => one.test(asked));
    if (!pattern) continue;
    const found = pattern.exec(asked);
    const about = (found?.groups?.about ?? "").replace(/^@/, "").replace(/'s$/i, "").trim();
    return { command, about: /^(?:i|me|my|myself)$/i.test(about) ? "" : about };
  }
  return null;
}
