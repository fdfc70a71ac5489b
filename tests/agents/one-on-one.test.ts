import { describe, expect, it } from "vitest";
import { type OneOnOneInput, oneOnOneAgent } from "../../src/agents/one-on-one.ts";
import { runAgent } from "../../src/agents/run.ts";
import { oneOnOneMessage } from "../../src/messages/one-on-one.ts";
import { plainText } from "../../src/messages/plain-text.ts";
import type { CallInFull } from "../../src/store/call-search.ts";
import { heldCall, OPEN_CALL } from "./held-call.ts";

/** Long enough that something left out counts as left out. */
const TALK = Array.from(
  { length: 12 },
  (_, at) =>
    `R: We also have a report for that, number ${at}, which shows each site by day and by week in one list.\nB: I see, and it would be the same list that the warehouse people look at in the morning.`,
).join("\n");
const call = (id: string, on: string, said: string): CallInFull =>
  heldCall({ id, on, said, rep: "Nadia Brook", buyer: "Gwen Pryce", account: `Site ${id}` });
const STAYED = OPEN_CALL.replace(
  "R: Right. We have dashboards for exactly that, and they come with alarms on any phone you like.",
  "R: What happened to the shipment after nobody saw the cold store had failed?",
);

const input = (calls: CallInFull[], some: Partial<OneOnOneInput> = {}): OneOnOneInput => ({
  rep: { name: "Nadia Brook", startedOn: "2026-01-12" },
  ...{ manager: "Ray Osei", forRep: false, withheld: 0, deals: [], changes: [], calls },
  ...{ today: "2026-03-06", now: new Date("2026-03-06T09:00:00Z"), zone: "Europe/London" },
  ...some,
});
const three = [
  call("c", "2026-03-04", OPEN_CALL + TALK),
  call("b", "2026-02-25", OPEN_CALL + TALK),
  call("a", "2026-02-18", OPEN_CALL + TALK),
];

describe("a one-on-one brief", () => {
  it("says what is stuck with its base and the words that show it, and asks one question about a call", async () => {
    const { output } = await runAgent(oneOnOneAgent, input(three));
    expect(output.stuck).toMatchObject({ met: 0, of: 3 });
    expect(output.stuck?.line).toMatch(/ on 0 of 3 discovery calls$/);
    expect(output.question).toMatch(/^With Site c, .+\?$/);
    expect(output.tenure).toBe("day 53 in the job");
    expect(output.basis[0]).toBe("From 3 calls since 18 February.");
  });

  it("calls moved what shows up on the newest calls and did not before", () => {
    const calls = [
      call("d", "2026-03-04", STAYED + TALK),
      call("c", "2026-02-25", STAYED + TALK),
      ...three.slice(1),
    ];
    const { moved } = oneOnOneAgent.compose(input(calls));
    expect(moved?.change).toBe("moved");
    expect(moved?.line).toMatch(/on \d of the last 2 discovery calls \(0 of 2 before\)$/);
  });

  it("claims nothing from one call", () => {
    const { moved, stuck, basis, question } = oneOnOneAgent.compose(input(three.slice(0, 1)));
    expect([moved, stuck]).toEqual([null, null]);
    expect(basis[0]).toBe("One call so far, 4 March: nothing can have moved or got stuck yet.");
    expect(question).toBe("Which moment with Site c would you like to talk through?");
  });

  it("counts neither way what its rep called an unfair reading", () => {
    const shown = oneOnOneAgent.compose(input(three)).stuck?.quote;
    const contested = three.map((one) => ({ ...one, setAside: shown?.turn ?? null }));
    const { stuck } = oneOnOneAgent.compose(input(contested));
    expect(stuck?.quote?.turn).not.toBe(shown?.turn);
  });

  it("asks somebody who knows how about the pattern, and somebody new about what would help", () => {
    const fresh = oneOnOneAgent.compose(input(three)).question;
    const rep = { name: "Nadia Brook", startedOn: "2019-01-07" };
    expect(oneOnOneAgent.compose(input(three, { rep })).question).not.toBe(fresh);
  });

  it("does not leave with another count than was made", () => {
    const good = oneOnOneAgent.compose(input(three));
    const stuck = good.stuck && { ...good.stuck, of: 7 };
    expect(oneOnOneAgent.guard(input(three), good)).toEqual([]);
    expect(oneOnOneAgent.guard(input(three), { ...good, stuck }).join()).toContain(
      "not counted so",
    );
    const question = "Why do you never ask, on 9 of 9 calls?";
    expect(oneOnOneAgent.guard(input(three), { ...good, question }).join()).toContain("9 was not");
  });

  it("leaves room for the rep, says what is left out, and is the same page for both", () => {
    const scene = { linkTo: () => "https://coach.example/calls/c", note: null };
    const page = (some: Partial<OneOnOneInput>) =>
      plainText(oneOnOneMessage(oneOnOneAgent.compose(input(three, some)), scene));
    const forManager = page({ withheld: 1 });
    expect(forManager).toContain("Keep ten minutes for Nadia's own topics.");
    expect(forManager).toContain("1 newer call is Nadia's alone for the first day.");
    expect(forManager).toContain("Nadia can ask me for this same page.");
    expect(page({ forRep: true })).toContain("This is the page Ray Osei gets.");
  });
});
