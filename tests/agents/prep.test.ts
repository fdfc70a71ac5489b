import { describe, expect, it } from "vitest";
import { prepAgent } from "../../src/agents/prep.ts";
import type { PrepInput } from "../../src/agents/preparing/account.ts";
import { runAgent } from "../../src/agents/run.ts";
import type { Deal } from "../../src/deals/deal.ts";
import { plainText } from "../../src/messages/plain-text.ts";
import { prepMessage } from "../../src/messages/prep.ts";
import { heldCall, OPEN_CALL } from "./held-call.ts";

const held = heldCall({
  ...{ id: "c1", on: "2026-03-04", rep: "Nadia Brook", buyer: "Gwen Pryce" },
  ...{ account: "Orchard Street Cold Stores", said: OPEN_CALL },
});
const deal: Deal = {
  ...{ id: "d1", name: "Alarms", account: "Orchard Street Cold Stores", ownerId: "nadia" },
  ...{ owner: "Nadia Brook", stage: "Demo", category: "upside", status: "open" },
  ...{ amountMinor: 2_400_000, currency: "GBP", segment: null, type: null },
  ...{ openedOn: "2026-03-01", closeOn: "2026-05-29", closedOn: null },
  ...{ nextStep: null, nextStepOn: null },
};
const input = (some: Partial<PrepInput> = {}): PrepInput => ({
  account: "Orchard Street Cold Stores",
  ...{ today: "2026-03-06", now: new Date("2026-03-06T09:00:00Z"), zone: "Europe/London" },
  ...{ deal, people: [], calls: [held], meeting: null, focus: null, competitors: [] },
  ...some,
});
const scene = { linkTo: () => "https://coach.example/calls/c1", note: null };

describe("a prep", () => {
  it("rests on what was said: the decision left open, the sum, the objection, both promises", async () => {
    const { output } = await runAgent(prepAgent, input());
    expect(output.objective).toContain("investment committee");
    expect(output.needToHear.quote?.speaker).toBe("Gwen Pryce");
    const price = output.objections.find(({ category }) => category === "budget");
    expect(price?.quote?.quote).toMatch(/price is too high/);
    expect(output.promised.map(({ by, due, past }) => [by, due, past])).toEqual([
      ["us", "2026-03-06", false],
      ["them", "2026-03-09", false],
    ]);
    expect(output.questions).toContain(
      "What has the investment committee sent back before, and why?",
    );
    expect(output.missing).toContain("A second voice: so far it is Gwen Pryce alone.");
    expect(output.basis).toBe("From one call, 4 March: little to go by.");
  });

  it("fills up with what is usual at the stage only to two, and marks it", () => {
    const { objections } = prepAgent.compose(input());
    expect(objections).toHaveLength(2);
    for (const { quote, note } of objections.filter((one) => !one.quote))
      expect([quote, note]).toEqual([null, "not heard here yet, usual at this stage"]);
    const categories = objections.map(({ category }) => category);
    expect(new Set(categories).size).toBe(2);
  });

  it("shows a model what was said last within a budget, however much was said", () => {
    const long = (id: string) => ({
      ...held,
      id,
      call: { ...held.call, turns: Array.from({ length: 60 }, () => held.call.turns).flat() },
    });
    const calls = ["c1", "c2", "c3", "c4", "c5", "c6", "c7", "c8"].map(long);
    const { facts } = prepAgent.prompt(input({ calls }));
    expect(facts.length / 4).toBeLessThan(16_000);
    expect(facts).toContain("investment committee");
    expect(prepAgent.prompt(input()).facts).toContain(held.call.turns.at(-1)?.text ?? "?");
  });

  it("asks one question of the stage beside what this account left open", () => {
    const { questions } = prepAgent.compose(input());
    expect(questions.filter((one) => /investment committee|\d|thousand/.test(one))).not.toEqual([]);
    expect(questions.length).toBeLessThanOrEqual(3);
  });

  it("is honest without a call, without contacts, and without a deal", async () => {
    const { output } = await runAgent(prepAgent, input({ calls: [] }));
    expect(output.basis).toMatch(/^I have heard no call with Orchard Street Cold Stores yet/);
    expect(output.needToHear.quote).toBeNull();
    expect(output.objections.every(({ quote }) => quote === null)).toBe(true);
    expect(output.missing).toContain("The CRM has nobody on this deal.");
    const bare = await runAgent(prepAgent, input({ deal: null }));
    expect(bare.output.deal).toBeNull();
  });

  it("names who signs as the goal where that person has been on no call", () => {
    const people = [{ name: "Owen Marsh", title: "Finance director", role: "economic-buyer" }];
    const quiet = { ...held, ranked: [] };
    const { objective, missing } = prepAgent.compose(input({ people, calls: [quiet] }));
    expect(objective).toContain("Owen Marsh, who signs");
    expect(missing[0]).toBe("Owen Marsh, finance director: in the CRM, on no call yet.");
  });

  it("asks about a lost deal what has changed, not how to win it", () => {
    const lost = { ...deal, status: "lost" as const, closedOn: "2026-03-05" };
    const output = prepAgent.compose(input({ deal: lost }));
    expect(output.deal).toBe("£24k, lost on 5 Mar");
    expect(output.objective).toContain("what has changed there since");
  });

  it("does not leave with words nobody said, numbers nobody counted, or an objection made up", () => {
    const good = prepAgent.compose(input());
    const guard = (some: object) => prepAgent.guard(input(), { ...good, ...some });
    expect(guard({})).toEqual([]);
    expect(guard({ objective: "Ask about “the roof that leaks”." })[0]).toContain("was not said");
    expect(guard({ ourAsk: "A discount of 15 percent on 3 sites." }).join()).toContain(
      "15 was not",
    );
    const [first] = good.objections;
    const invented = { ...first, quote: null, note: "they said so" };
    expect(guard({ objections: [invented] }).join()).toContain("was not heard");
    const moved = good.needToHear.quote && { ...good.needToHear.quote, turn: 0 };
    expect(guard({ needToHear: { line: "this.", quote: moved } })).not.toEqual([]);
  });

  it("is written whatever people and companies are called, and whatever a transcript calls its speakers", async () => {
    const strange = heldCall({
      ...{ id: "c2", on: "2026-03-04", rep: "Nadia Brook", buyer: "Speaker 2" },
      ...{ account: "Wrong! 3 “Big” Ltd", said: OPEN_CALL },
    });
    const people = [{ name: "Max “Lazy” Power!", title: "Head of 7 weak spots", role: null }];
    const odd = input({ account: "Wrong! 3 “Big” Ltd", calls: [strange], people });
    const { output } = await runAgent(prepAgent, odd);
    expect(output.missing[0]).toContain("head of 7 weak spots");
    expect(`${output.objective} ${output.ourAsk}`).not.toContain("Speaker");
    expect((await runAgent(prepAgent, { ...odd, calls: [] })).output.account).toBe(odd.account);
  });

  it("keeps facts as they are whoever words the rest", () => {
    const good = prepAgent.compose(input());
    const settled = prepAgent.settle?.(input(), { ...good, deal: "won", promised: [] });
    expect(settled).toMatchObject({ deal: good.deal, promised: good.promised });
  });

  it("reads as one page, with each quote's day and place", () => {
    const page = plainText(prepMessage(prepAgent.compose(input()), scene));
    expect(page).toMatch(/^Orchard Street Cold Stores · Demo, £24k, closes 29 May\n\nGoal: /);
    expect(page).toContain("4 March, ");
    expect(page).toContain("Whether promises were kept since, I can't see.");
    expect(page.replace(/\(https?:[^)]*\)/g, "").split(/\s+/).length).toBeLessThan(330);
  });
});
