import type { QualificationSlot } from "../calls/moment.ts";
import { type Category, categoryOf } from "./categories.ts";
import {
  buyerActs,
  crmFact,
  type DealFile,
  type Fact,
  nextStepOf,
  qualificationOf,
  threadsOf,
} from "./evidence.ts";
import { historiesOf, pushesOf } from "./history.ts";
import { STAGE_KEYS, type StageKey, stageOf } from "./stages.ts";

/** What a stage or a category can ask for; each is met by evidence or not at all. */
export const CRITERIA = [
  "identified-pain",
  "metrics",
  "champion",
  "decision-criteria",
  "economic-buyer",
  "decision-process",
  "paper-process",
  "two-people",
  "buyer-act",
  "next-step",
  "date-held",
] as const;
export type Criterion = (typeof CRITERIA)[number];

/** What has to be true for a deal to stand where it stands. A team may set its own. */
export interface CommitStandards {
  stages: Partial<Record<StageKey, readonly Criterion[]>>;
  commit: readonly Criterion[];
  upside: readonly Criterion[];
}

const COMMIT_STANDARDS: CommitStandards = {
  stages: {
    demo: ["identified-pain"],
    evaluation: ["identified-pain", "decision-criteria"],
    proposal: ["identified-pain", "decision-process", "economic-buyer"],
    negotiation: ["identified-pain", "decision-process", "economic-buyer", "paper-process"],
  },
  commit: ["economic-buyer", "decision-process", "buyer-act", "next-step", "date-held"],
  upside: ["identified-pain", "next-step"],
};

/** Reads a team's own standards; what is no criterion is left out, what is not set stays as it is. */
export function standardsFrom(setting: unknown): CommitStandards {
  const given = (setting ?? {}) as Partial<Record<keyof CommitStandards, unknown>>;
  const list = (value: unknown): Criterion[] | null =>
    Array.isArray(value) ? CRITERIA.filter((one) => value.includes(one)) : null;
  const stages = { ...COMMIT_STANDARDS.stages };
  for (const [name, value] of Object.entries((given.stages ?? {}) as Record<string, unknown>)) {
    const key = STAGE_KEYS.find((one) => one === name);
    const criteria = list(value);
    if (key && criteria) stages[key] = criteria;
  }
  return {
    stages,
    commit: list(given.commit) ?? COMMIT_STANDARDS.commit,
    upside: list(given.upside) ?? COMMIT_STANDARDS.upside,
  };
}

/** Where criteria can be asked for: a category, or a stage that is still open. */
export const CRITERIA_PLACES = [
  "commit",
  "upside",
  "prospecting",
  "discovery",
  "demo",
  "evaluation",
  "proposal",
  "negotiation",
] as const;
export type CriteriaPlace = (typeof CRITERIA_PLACES)[number];

/** What one place asks for, in the order people read it. */
export function askedAt(standards: CommitStandards, place: CriteriaPlace): readonly Criterion[] {
  const asked =
    place === "commit" || place === "upside" ? standards[place] : (standards.stages[place] ?? []);
  return CRITERIA.filter((one) => asked.includes(one));
}

/** The same with other criteria at one place. */
export function withCriteria(
  standards: CommitStandards,
  place: CriteriaPlace,
  criteria: readonly Criterion[],
): CommitStandards {
  return place === "commit" || place === "upside"
    ? { ...standards, [place]: criteria }
    : { ...standards, stages: { ...standards.stages, [place]: criteria } };
}

/** Before an offer is on the table there is nothing to commit to, whatever was said. */
const LATE: ReadonlySet<StageKey> = new Set(["proposal", "negotiation"]);

/** One thing that has to be true, and what shows it; `null` is "not on what I have seen". */
export interface Condition {
  criterion: Criterion;
  fact: Fact | null;
}

/** Where a deal stands, what speaks for it, and what is missing. */
export interface CommitReading {
  category: Category | null;
  /** Of the category it is in. */
  conditions: Condition[];
  missing: Criterion[];
  /** Criteria of its stage that nothing shows. */
  stageMissing: Criterion[];
  /** The highest category the evidence carries. */
  carries: Category;
  /** What commit asks for and nothing shows, whatever it is in now. */
  openForCommit: Criterion[];
}

/** Holds a deal against what its category and its stage ask for. */
export function readCommitment(
  file: DealFile,
  today: string,
  standards: CommitStandards = COMMIT_STANDARDS,
): CommitReading {
  const category = categoryOf(file.deal.category);
  const shown = evidenceFor(file, today);
  const missingOf = (criteria: readonly Criterion[]) => criteria.filter((one) => !shown.get(one));
  const asked =
    category === "commit" ? standards.commit : category === "upside" ? standards.upside : [];
  const key = stageOf(file.deal.stage)?.key;
  return {
    category,
    conditions: asked.map((criterion) => ({ criterion, fact: shown.get(criterion) ?? null })),
    missing: missingOf(asked),
    stageMissing: missingOf((key && standards.stages[key]) ?? []),
    carries:
      missingOf(standards.commit).length === 0 && key && LATE.has(key)
        ? "commit"
        : missingOf(standards.upside).length === 0
          ? "upside"
          : "pipeline",
    openForCommit: missingOf(standards.commit),
  };
}

function evidenceFor(file: DealFile, today: string): Map<Criterion, Fact | null> {
  const slots = qualificationOf(file);
  const { onCalls, inCrm } = threadsOf(file);
  const people = [...onCalls, ...inCrm];
  const pushes = pushesOf(historiesOf(file.changes).get(file.deal.id));
  const { closeOn } = file.deal;
  const slot = (name: QualificationSlot): [Criterion, Fact | null] => [
    name as Criterion,
    slots[name],
  ];
  return new Map([
    ...(
      [
        "identified-pain",
        "metrics",
        "champion",
        "decision-criteria",
        "economic-buyer",
        "decision-process",
        "paper-process",
      ] as const
    ).map(slot),
    ["two-people", people.length >= 2 ? crmFact(people.join(", ")) : null],
    ["buyer-act", buyerActs(file)[0] ?? null],
    ["next-step", nextStepOf(file, today)],
    [
      "date-held",
      closeOn && closeOn >= today && pushes.count === 0
        ? crmFact(`${closeOn}, never moved`, null, closeOn)
        : null,
    ],
  ] as [Criterion, Fact | null][]);
}
