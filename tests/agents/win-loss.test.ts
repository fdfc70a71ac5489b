import { describe, expect, it } from "vitest";
import { type WinLossInput, winLoss } from "../../src/agents/win-loss.ts";
import type { PlannedCall } from "../../src/coaching/tracks.ts";
import { reasonOf } from "../../src/coaching/win-loss.ts";
import type { Deal } from "../../src/deals/deal.ts";
import { plainText } from "../../src/messages/plain-text.ts";
import { winLossMessage } from "../../src/messages/win-loss.ts";
import { DEFENDED, deal, plannedCall, VAGUE_END } from "../coaching/rep-calls.ts";

const QUALIFIED = [
  "B: The thing that really hurts is that we lose two days each month to retyping orders.",
  "R: Who signs something like this on your side?",
  "B: Joan Pike, our finance director, signs everything above ten thousand, it is her budget.",
  "R: And how does a decision like this usually go?",
  "B: First the works council looks at it, then Joan decides, and then procurement does the contract.",
];

function input(
  given: Partial<Deal>,
  calls: readonly PlannedCall[] = [],
  lossReason: string | null = null,
  changes: WinLossInput["file"]["changes"] = [],
): WinLossInput {
  const decided = deal({ status: "lost", closedOn: "2026-06-01", ...given });
  return {
    file: {
      ...{ deal: decided, changes, activities: [], people: [] },
      calls: calls.map(({ id, on, type, moments, call }) => ({
        ...{ callId: id, kind: type, on, moments, buyers: ["Ines Okafor"] },
        names: Object.fromEntries(call.participants.map((one) => [one.id, one.name])),
      })),
    },
    ...{ calls, lossReason, withheld: 0, answers: [], audience: "only you see this" },
  };
}
const say = (given: WinLossInput) => {
  const made = winLoss.schema.parse(winLoss.compose(given));
  expect(winLoss.guard(given, made)).toEqual([]);
  return made;
};
const text = (given: WinLossInput) =>
  plainText(
    winLossMessage(say(given), {
      ...{ linkTo: () => "https://coach.example/calls/1", note: null, audience: "", withheld: "" },
      ...{ dealId: "deal-1", answers: [] },
    }),
  );

describe("a win/loss debrief", () => {
  it("begins with one question about this deal", () => {
    const made = say(input({ status: "won" }));
    expect(made.question).toMatch(/Orchard.*\?$/);
    const [head, first] = text(input({})).split("\n\n");
    expect(head).toContain("Lost: Orchard");
    expect(first).toMatch(/\?$/);
  });

  it("says of a deal without calls that only the CRM speaks, and judges nothing", () => {
    const made = say(input({ status: "won" }));
    expect(made.verdict).toMatchObject({ kind: "unknown", controllable: "unknown" });
    expect(text(input({ status: "won" }))).toContain(
      "this is the CRM's history, and where it was decided I can't tell",
    );
    expect(made.verdict.says).toContain("earned or lucky");
  });

  it("reads the history of the fields: what was given, how often the date moved, an honest forecast", () => {
    const at = (day: string, field: string, before: string, after: string) => ({
      ...{ dealId: "deal-1", at: `2026-${day}T09:00:00Z`, field, before, after, by: null },
    });
    const made = say(
      input({}, [], "Price", [
        at("04-01", "amountMinor", "1200000", "1000000"),
        at("04-10", "closeOn", "2026-05-01", "2026-05-31"),
        at("05-20", "category", "commit", "pipeline"),
      ]),
    );
    const lines = made.execution.lines.join(" ");
    expect(lines).toContain("€12k to €10k on 1 Apr");
    expect(lines).toContain("moved back once, 30 days in all");
    expect(lines).toContain("12 days before the end: the forecast was kept honest");
  });

  it("names a lucky win where nothing shows who signs or how they decide", () => {
    const calls = ["2026-05-04", "2026-05-11"].map((on) => plannedCall(on, VAGUE_END));
    expect(say(input({ status: "won" }, calls)).verdict.says).toMatch(/^A lucky win\./);
    const known = ["2026-05-04", "2026-05-11"].map((on) => plannedCall(on, QUALIFIED));
    expect(say(input({ status: "won" }, known)).verdict.kind).toBe("earned-win");
  });

  it("names a clean loss where it was let go on purpose", () => {
    const call = plannedCall(
      "2026-05-25",
      [
        "B: To be honest it works fine as it is, we have no trouble with it at all.",
        "R: Then I don't think you should buy this from us, it is not a fit for you.",
        "B: Thank you, nobody has ever said that to me.",
      ],
      { type: "discovery" },
    );
    const made = say(input({ openedOn: "2026-05-20" }, [call], "Qualified out"));
    expect(made.verdict.kind).toBe("clean-loss");
    expect(made.verdict.says).toContain("let go on purpose");
    expect(made.question).toBe("What told you first that it was not for Orchard?");
  });

  it("holds the reason on file against what was said", () => {
    const calls = ["2026-05-04", "2026-05-11"].map((on) =>
      plannedCall(on, [...QUALIFIED, ...DEFENDED]),
    );
    const priced = say(input({}, calls, "Price"));
    expect(priced.reason.against).toMatch(/came up .* was not worked through/);
    expect(priced.verdict).toMatchObject({ kind: "execution", controllable: "yes" });
    const polite = say(input({}, calls, "Bad timing"));
    expect(polite.reason.against).toContain("it may be the polite reason");
  });

  it("does not judge a long deal by one call", () => {
    const made = say(input({}, [plannedCall("2026-05-04", VAGUE_END)], "Price"));
    expect(made.verdict.says).toContain("One call of a deal of 91 days is too little");
  });

  it.each([
    ["Price", "price"],
    ["Competitor: Brassmill", "competition"],
    ["No decision / went dark", "no-decision"],
    ["Budget frozen until next year", "timing"],
    ["Missing integration", "product"],
    ["", "none"],
    [null, "none"],
    ["Because", "other"],
  ])("reads “%s” as %s", (words, reason) => {
    expect(reasonOf(words)).toBe(reason);
  });
});
