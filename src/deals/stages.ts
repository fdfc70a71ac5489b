/** What a stage's name says: how far the deal is, or how it ended. */
export interface Stage {
  key: StageKey;
  outcome: "open" | "won" | "lost";
}

export const STAGE_KEYS = [
  "prospecting",
  "discovery",
  "demo",
  "evaluation",
  "proposal",
  "negotiation",
  "won",
  "lost",
] as const;
export type StageKey = (typeof STAGE_KEYS)[number];

/**
 * How likely a deal in a stage is to be won while the team's own history is too short to say.
 * Assumptions, rising by stage; every figure built on them says so.
 */
export const ASSUMED_CHANCE: Record<StageKey, number> = {
  prospecting: 0.05,
  discovery: 0.1,
  demo: 0.25,
  evaluation: 0.4,
  proposal: 0.5,
  negotiation: 0.75,
  won: 1,
  lost: 0,
};

/** Names as CRMs and sales teams use them, letters only. */
const WORDS: Record<StageKey, readonly string[]> = {
  prospecting: [
    ...["prospecting", "prospect", "lead", "new", "newlead", "leadin", "contactmade", "contacted"],
    ...["appointmentscheduled", "meetingscheduled", "outreach", "suspect", "open"],
  ],
  discovery: [
    ...["discovery", "qualification", "qualified", "qualifiedtobuy", "qualify", "needsanalysis"],
    ...["engaging", "engaged", "needsdefined", "connected", "scoping", "qualifying"],
  ],
  demo: [
    ...["demo", "demoscheduled", "demonstration", "presentation", "presentationscheduled"],
    ...["valueproposition", "solution", "solutionpresentation"],
  ],
  evaluation: [
    ...[
      "evaluation",
      "evaluating",
      "trial",
      "pilot",
      "poc",
      "proofofconcept",
      "technicalevaluation",
    ],
    ...["iddecisionmakers", "perceptionanalysis", "decisionmakerboughtin", "validation"],
  ],
  proposal: [
    ...["proposal", "proposalmade", "proposalpricequote", "proposalsent", "quote", "quotesent"],
    ...["pricing", "businesscase"],
  ],
  negotiation: [
    ...["negotiation", "negotiationreview", "negotiationsstarted", "negotiating", "contractsent"],
    ...["contract", "contracting", "legal", "procurement", "verbal", "verbalcommit", "closing"],
  ],
  won: ["won", "closedwon", "closewon", "signed", "dealwon", "iswon"],
  lost: [
    ...[
      "lost",
      "closedlost",
      "closelost",
      "deallost",
      "disqualified",
      "qualifiedout",
      "nodecision",
    ],
    ...["abandoned", "churned"],
  ],
};

const BY_WORD = new Map(
  STAGE_KEYS.flatMap((key) => WORDS[key].map((word): [string, StageKey] => [word, key])),
);

/** A team has a dozen stages and ten thousand deals: each name is read once. */
const read = new Map<string, Stage | null>();
const MOST_READ = 1000;

const plain = (word: string) => word.toLowerCase().replace(/[^a-z]/g, "");

/**
 * A reading that somebody gave by hand stands behind the word, in brackets: "Phase 3 (proposal)". So it
 * travels with the deal and its history to whoever reads a stage, and people see both.
 */
const BY_HAND = new RegExp(` \\((${STAGE_KEYS.join("|")})\\)$`);

/** A team's own word for a stage with the reading it was given; the bare word where we read it so anyway. */
export function stageWord(word: string, key: StageKey): string {
  const bare = bareStage(word);
  return stageOf(bare)?.key === key ? bare : `${bare} (${key})`;
}

/** A stage's word without a reading given by hand. */
export function bareStage(word: string): string {
  return word.replace(BY_HAND, "");
}

/** What a stage's name says, `null` when it is none we know: it is then kept as it is, unplaced. */
export function stageOf(word: string): Stage | null {
  const known = read.get(word);
  if (known !== undefined) return known;
  const key = (BY_HAND.exec(word)?.[1] as StageKey | undefined) ?? BY_WORD.get(plain(word));
  const stage: Stage | null = key
    ? { key, outcome: key === "won" || key === "lost" ? key : "open" }
    : null;
  if (read.size < MOST_READ) read.set(word, stage);
  return stage;
}

/** Where a stage stands among the stages, 0 first; `null` when its name is unknown. */
export function stageRank(word: string): number | null {
  const stage = stageOf(word);
  return stage ? STAGE_KEYS.indexOf(stage.key) : null;
}
