import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CrmDealField, CrmTarget } from "../../../src/deals/crm/shape.ts";
import {
  suggestedField,
  suggestedPerson,
  suggestedStage,
} from "../../../src/deals/crm/suggestions.ts";
import { quotasFrom } from "../../../src/deals/crm/targets.ts";

const stage = (word: string, outcome: "open" | "won" | "lost" = "open") => ({
  ...{ word, outcome, pipeline: null, category: null },
});
const field = (label: string, more: Partial<CrmDealField> = {}): CrmDealField => ({
  ...{ key: label.toLowerCase().replace(/\W+/g, "_"), label, type: "text", custom: true },
  ...more,
});

describe("a guess", () => {
  it("of a stage goes by how the CRM closes it, then by a word in it, then by where it stands", () => {
    const open = [stage("Discovery"), stage("Kaffee"), stage("Security review"), stage("Zzz")];
    expect(suggestedStage(stage("Bezahlt", "won"), open)).toBe("won");
    expect(suggestedStage(stage("Proposal, but no", "lost"), open)).toBe("lost");
    expect(open.map((one) => suggestedStage(one, open))).toEqual([
      ...["discovery", "demo", "evaluation", "demo"],
    ]);
  });

  it("of a field is made only where one alone says so, and holds what we need", () => {
    const own = field("Next Step (AE)");
    expect(suggestedField("nextStep", [own, field("Notes")])).toBe(own);
    expect(suggestedField("nextStep", [own, field("Next step 2")])).toBeNull();
    expect(suggestedField("nextStep", [field("Next step", { type: "date" })])).toBeNull();
    expect(suggestedField("amount", [field("Amount", { type: "number" })])).toBeNull();
  });

  it("of a person is made only where one alone shares a name", () => {
    const people = [{ name: "Dora Bell" }, { name: "Dora Lind" }, { name: "Ines Falk" }];
    expect(suggestedPerson("I. Falk", people)).toBe(people[2]);
    expect(suggestedPerson("Dora Kim", people)).toBeNull();
  });
});

describe("targets", () => {
  const month = (at: number, amount: string): CrmTarget => ({
    ...{ kind: "k", name: "Ines", email: "ines@ours.example", amount, currency: "EUR" },
    from: `2026-${String(at).padStart(2, "0")}-01`,
    until: new Date(Date.UTC(2026, at, 0)).toISOString().slice(0, 10),
  });

  it("of months are a quarter's quota to the cent, in whatever order they come", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 10_000_000 }), { minLength: 12, maxLength: 12 }),
        fc.integer(),
        (cents, seed) => {
          const told = cents.map((one, at) => month(at + 1, (one / 100).toFixed(2)));
          const mixed = told.toSorted(
            (a, b) => ((a.from.length * seed) % 7) - b.from.charCodeAt(6),
          );
          const { quotas, left } = quotasFrom(mixed, "k", "USD");
          expect(left).toEqual([]);
          for (const { quarter, amountMinor, months } of quotas) {
            const first = (Number(quarter.slice(6)) - 1) * 3;
            const [a = 0, b = 0, c = 0] = cents.slice(first, first + 3);
            expect([amountMinor, months]).toEqual([a + b + c, 3]);
          }
        },
      ),
      { numRuns: 50 },
    );
  });

  it("told twice, of another fiscal quarter, or without an amount are left out by name", () => {
    const odd = { ...month(2, "5"), until: "2026-04-30" };
    const read = quotasFrom([month(1, "9"), month(1, "8"), odd, month(7, "1e9")], "k", "USD");
    expect(read.quotas).toEqual([]);
    expect(read.left).toEqual([
      "Ines: the target from 2026-02-01 to 2026-04-30 is no month and no quarter.",
      "Ines: “1e9 EUR” is no amount.",
      "Ines has two targets for the same time in 2026-Q1; neither was taken.",
    ]);
  });
});
