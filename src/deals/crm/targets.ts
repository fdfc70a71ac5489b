import type { ImportedQuota } from "../import/quota-row.ts";
import { minorOf } from "../import/values.ts";
import { quarterBounds, quarterOf } from "../quarters.ts";
import type { CrmTarget } from "./shape.ts";

/** A quarter's quota, and of how many months it was added up; three where the CRM gives the quarter itself. */
export interface TargetQuota extends ImportedQuota {
  months: number;
}

/** Quotas by person and quarter, and what could not be made one, a sentence each. */
export interface TargetsRead {
  quotas: TargetQuota[];
  left: string[];
}

interface Sum {
  target: CrmTarget;
  quarter: string;
  currency: string;
  /** Minor units by first day; a quarter's own target beside those of its months. */
  months: Map<string, number>;
  whole: number | null;
  twice: boolean;
}

/**
 * Makes quarters of a CRM's targets of one kind: months are added up, a quarter's own target goes before
 * its months, and what is neither is left out by name instead of being divided.
 * @param currency of targets whose CRM names none
 */
export function quotasFrom(
  targets: readonly CrmTarget[],
  kind: string,
  currency: string,
): TargetsRead {
  const sums = new Map<string, Sum>();
  const left: string[] = [];
  for (const target of targets) {
    if (target.kind !== kind) continue;
    const who = target.name ?? target.email ?? "Somebody";
    const length = lengthOf(target);
    if (!length) {
      left.push(
        `${who}: the target from ${target.from} to ${target.until} is no month and no quarter.`,
      );
      continue;
    }
    const code = (target.currency ?? currency).toUpperCase();
    const plain = /^\d+(?:\.\d+)?$/.test(target.amount) && /^[A-Z]{3}$/.test(code);
    const minor = plain ? minorOf(target.amount, code) : { refused: "" };
    if ("refused" in minor) {
      left.push(`${who}: “${target.amount.slice(0, 20)} ${code.slice(0, 6)}” is no amount.`);
      continue;
    }
    const quarter = quarterOf(target.from);
    const key = `${target.email ?? target.name} ${quarter} ${code}`;
    const sum = sums.get(key) ?? {
      ...{ target, quarter, currency: code, whole: null, twice: false },
      months: new Map<string, number>(),
    };
    sums.set(key, sum);
    if (length === "quarter") {
      if (sum.whole !== null) sum.twice = true;
      sum.whole = minor.value;
    } else {
      if (sum.months.has(target.from)) sum.twice = true;
      sum.months.set(target.from, minor.value);
    }
  }
  return {
    quotas: [...sums.values()].flatMap((sum) => {
      const { target, quarter } = sum;
      if (sum.twice) {
        left.push(
          `${target.name ?? target.email} has two targets for the same time in ${quarter}; neither was taken.`,
        );
        return [];
      }
      const amountMinor = sum.whole ?? [...sum.months.values()].reduce((a, b) => a + b, 0);
      const { name: person, email } = target;
      const months = sum.whole === null ? sum.months.size : 3;
      return [
        {
          ...{ person, email: email?.toLowerCase() ?? null, quarter, amountMinor, months },
          currency: sum.currency,
        },
      ];
    }),
    left,
  };
}

function lengthOf({ from, until }: CrmTarget): "month" | "quarter" | null {
  const { from: first, to: last } = quarterBounds(quarterOf(from));
  if (from === first && until === last) return "quarter";
  const [year = 0, month = 1] = from.split("-").map(Number);
  const end = new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
  return from.endsWith("-01") && until === end ? "month" : null;
}
