/** A deal's fields as people read them. */
export interface ShownDeal {
  externalId: string;
  name: string;
  account: string | null;
  fields: Record<string, string | null>;
}

/** One field of a deal that would change. */
export interface Difference {
  deal: string;
  field: string;
  before: string | null;
  after: string | null;
}

/** What a sync would do, found by doing it and taking it back. */
export interface Rehearsed {
  turn: number;
  state: "running" | "done" | "failed";
  /** Where it is, so that another worker goes on from there. */
  cursor: string | null;
  begunAt: string;
  endedAt: string | null;
  deals: number;
  added: number;
  changed: number;
  gone: number;
  /** How many deals would change in a field. */
  fields: Record<string, number>;
  /** The first of them. */
  samples: Difference[];
  people: number;
  quotas: number;
  /** What would not be kept and why. */
  problems: string[];
  problem: string | null;
}

/** More examples than these nobody reads. */
const SAMPLES = 8;
const PROBLEMS = 5;

export const newRehearsal = (turn: number, begunAt: string): Rehearsed => ({
  ...{ turn, state: "running", cursor: null, begunAt, endedAt: null },
  ...{ deals: 0, added: 0, changed: 0, gone: 0, fields: {}, samples: [] },
  ...{ people: 0, quotas: 0, problems: [], problem: null },
});

/** Adds what a page of deals would change: the same deals before and after. */
export function withPage(
  so: Rehearsed,
  page: {
    before: readonly ShownDeal[];
    after: readonly ShownDeal[];
    gone: number;
    problems: readonly string[];
  },
): Rehearsed {
  const known = new Map(page.before.map((deal) => [deal.externalId, deal]));
  const fields = { ...so.fields };
  const samples = [...so.samples];
  let [added, changed] = [so.added, so.changed];
  for (const deal of page.after) {
    const was = known.get(deal.externalId);
    if (!was) {
      added += 1;
      continue;
    }
    const differing = Object.keys(deal.fields).filter(
      (field) => (was.fields[field] ?? null) !== (deal.fields[field] ?? null),
    );
    if (differing.length === 0) continue;
    changed += 1;
    for (const field of differing) {
      fields[field] = (fields[field] ?? 0) + 1;
      if (samples.length < SAMPLES)
        samples.push({
          ...{ deal: deal.name, field },
          before: was.fields[field] ?? null,
          after: deal.fields[field] ?? null,
        });
    }
  }
  return {
    ...{ ...so, fields, samples, added, changed },
    deals: so.deals + page.after.length,
    gone: so.gone + page.gone,
    problems: [...new Set([...so.problems, ...page.problems])].slice(0, PROBLEMS),
  };
}
